//! Parts of an API: some operations and what they lead to, or only the models.

use generator::{Generator, Output};

const DOCUMENT: &str = "
openapi: 3.0.3
info: { title: Jobs, version: '1' }
security: [{ key: [] }]
tags: [{ name: jobs }, { name: users }]
paths:
  /jobs:
    get: { operationId: listJobs, tags: [jobs], responses: { '200': { description: Jobs, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Job' } } } } } } }
  /jobs/{id}:
    parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
    get: { operationId: getJob, tags: [jobs], responses: { '200': { description: A job, content: { application/json: { schema: { $ref: '#/components/schemas/Job' } } } } } }
    delete: { operationId: deleteJob, tags: [jobs, admin], security: [{ basic: [] }], parameters: [{ name: bad, in: nowhere, schema: {} }], responses: { '204': { description: Gone } } }
  /users:
    get: { operationId: listUsers, tags: [users], responses: { '200': { description: Users, content: { application/json: { schema: { $ref: '#/components/schemas/User' } } } } } }
components:
  securitySchemes:
    key: { type: apiKey, in: header, name: X-Key }
    basic: { type: http, scheme: basic }
  schemas:
    Job: { type: object, properties: { state: { $ref: '#/components/schemas/State' }, self: { type: string, x-link: { operationId: getJob } } } }
    State: { type: string, enum: [new, done] }
    User: { type: object, properties: { name: { type: string } } }
    Unused: { type: object, properties: { name: { type: string } } }
";

fn generator() -> Generator {
    Generator::new()
        .name("jobs")
        .document_text("jobs.yaml", DOCUMENT)
}

fn only(selectors: &[&str]) -> Output {
    let output = selectors
        .iter()
        .fold(generator(), |generator, one| generator.only(*one))
        .generate();
    assert!(!output.has_errors(), "{}", output.reports[0]);
    output
}

/// The names of the items that a file defines.
fn items<'o>(output: &'o Output, path: &str) -> Vec<&'o str> {
    let file = output.files.iter().find(|file| file.path.ends_with(path));
    let text = file.map_or("", |file| &file.text);
    let item = |line: &'o str| {
        let line = line.trim();
        let name = line
            .strip_prefix("pub struct ")
            .or_else(|| line.strip_prefix("pub enum "))?;
        name.split(|c: char| !c.is_alphanumeric()).next()
    };
    text.lines().filter_map(item).collect()
}

#[test]
fn everything() {
    let output = generator().generate();
    assert_eq!(output.summary.operations, 4);
    assert_eq!(output.summary.warnings, 1);
}

#[test]
fn a_tag_a_path_or_an_operation() {
    for (selectors, operations, models) in [
        (&["users"][..], &["ListUsers"][..], &["User"][..]),
        (
            &["jobs"],
            &["ListJobs", "GetJob", "DeleteJob"],
            &["Job", "State"],
        ),
        (&["/jobs"], &["ListJobs"], &["Job", "State"]),
        (
            &["/jobs/*"],
            &["ListJobs", "GetJob", "DeleteJob"],
            &["Job", "State"],
        ),
        (&["/jobs/{id}"], &["GetJob", "DeleteJob"], &["Job", "State"]),
        (&["delete /jobs/{id}"], &["DeleteJob"], &[]),
        (
            &["deleteJob", "users"],
            &["DeleteJob", "ListUsers"],
            &["User"],
        ),
    ] {
        let output = only(selectors);
        assert_eq!(output.summary.operations, operations.len(), "{selectors:?}");
        assert_eq!(items(&output, "operations.rs"), operations, "{selectors:?}");
        assert_eq!(items(&output, "models.rs"), models, "{selectors:?}");
    }
}

#[test]
fn what_belongs_to_other_operations_is_left_out() {
    let output = only(&["users"]);
    let client = output
        .files
        .iter()
        .find(|file| file.path.ends_with("client.rs"));
    let client = &client.unwrap().text;
    assert!(
        client.contains("X-Key") && !client.contains("basic"),
        "{client}"
    );
    assert!(output.reports.is_empty(), "{}", output.reports[0]);
    assert_eq!(only(&["deleteJob"]).summary.warnings, 1);
}

#[test]
fn a_selector_that_matches_nothing() {
    let said = |selector: &str| {
        let output = generator().only("users").only(selector).generate();
        assert!(output.files.is_empty());
        output.reports[0].to_string()
    };
    assert_eq!(
        said("Jobs"),
        "error[no-match]: `Jobs` is no tag, no path and no operation of the document\n  = help: there is a `jobs`\n"
    );
    assert_eq!(
        said("GET /nothing"),
        "error[no-match]: `GET /nothing` is no tag, no path and no operation of the document\n  \
         = help: name a path, `GET /path`, an `operationId` or a tag: admin, jobs, users\n"
    );
}

#[test]
fn only_types() {
    let output = generator().types_only().generate();
    let paths: Vec<String> = output
        .files
        .iter()
        .map(|file| file.path.display().to_string())
        .collect();
    assert_eq!(paths, ["mod.rs", "models.rs"]);
    assert_eq!(
        items(&output, "models.rs"),
        ["Job", "State", "Unused", "User"]
    );
    assert_eq!((output.summary.operations, output.summary.models), (0, 4));
    // A link to an operation that is not there is an address like any other.
    let models = &output.files[1].text;
    assert!(
        models.contains("Url") && !models.contains("Link"),
        "{models}"
    );
    let output = generator().only("users").types_only().generate();
    assert_eq!(items(&output, "models.rs"), ["User"]);
}
