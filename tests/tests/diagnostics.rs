//! What is said of bad input, from files on disk to the printed text: each with file, line and column, the place in the
//! document, the source line, and a word on how to do better. The other APIs are generated all the same.

use std::{fs, path::Path};

use generator::Project;
use insta::assert_snapshot;

const CONFIG: &str = "documents = [\"api.yaml\"]\n";
const HEAD: &str = "openapi: 3.0.3\ninfo: { title: Jobs, version: '1' }\n";

/// A project of the API `bad`, which has these files, and a good one beside it.
fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    for (name, text) in files {
        write(&format!("bad/{name}"), text);
    }
    write("good/api.toml", CONFIG);
    write(
        "good/api.yaml",
        &format!(
            "{HEAD}paths:\n  /jobs:\n    get:\n      responses: {{ '200': {{ description: Jobs }} }}\n"
        ),
    );
    folder
}

/// What is printed of a project's API `bad`, whose good neighbour comes out whole.
fn printed(files: &[(&str, &str)]) -> String {
    let folder = project(files);
    let project = Project::read(folder.path());
    assert_eq!(project.apis.len(), 2);
    let mut printed = String::new();
    for api in &project.apis {
        let output = api.generate();
        if api.client_name() == Some("good") {
            assert!(
                !output.has_errors() && !output.files.is_empty(),
                "{:?}",
                output.reports
            );
        } else {
            assert!(!output.reports.is_empty(), "nothing is said");
            output
                .reports
                .iter()
                .for_each(|report| printed += &format!("{report}\n"));
        }
    }
    without(folder.path(), &printed)
}

fn without(folder: &Path, printed: &str) -> String {
    let canonical = folder.canonicalize().unwrap();
    printed
        .replace(&format!("{}/", canonical.display()), "")
        .replace(&format!("{}/", folder.display()), "")
}

/// One document in YAML, of which this is all but the head.
fn yaml(rest: &str) -> String {
    printed(&[("api.toml", CONFIG), ("api.yaml", &format!("{HEAD}{rest}"))])
}

/// One page.
fn page(text: &str) -> String {
    printed(&[
        ("api.toml", "documents = [\"page.md\"]\n"),
        ("page.md", text),
    ])
}

/// A document with an overlay of one action.
fn overlay(action: &str) -> String {
    let config = "documents = [\"api.yaml\"]\noverlays = [\"overlay.yaml\"]\n";
    let document = format!(
        "{HEAD}paths:\n  /jobs:\n    get:\n      responses: {{ '200': {{ description: Jobs }} }}\n"
    );
    let overlay =
        format!("overlay: 1.0.0\ninfo: {{ title: Corrections, version: '1' }}\nactions:\n{action}");
    printed(&[
        ("api.toml", config),
        ("api.yaml", &document),
        ("overlay.yaml", &overlay),
    ])
}

#[test]
fn broken_json_in_a_fence() {
    let text = page(
        "# Jobs\n\n```json\n{\n  \"openapi\": \"3.0.3\",\n  \"paths\": {\n    \"/jobs\": { \"get\": { \"responses\": {} }\n  }\n}\n```\n",
    );
    assert_snapshot!(text, @r#"
    error[broken-json]: this is not JSON: EOF while parsing an object
      --> bad/page.md:10:1
       |
    10 | ```
       | ^
       = help: nothing is read beyond this place: mend it, or get the file again
    "#);
}

#[test]
fn a_page_without_a_document() {
    assert_snapshot!(page("# Jobs\n\nGET /jobs lists the jobs.\n"), @r#"
    error[no-document]: there is no OpenAPI document in this page
     --> bad/page.md:1:1
      |
    1 | # Jobs
      | ^
      = help: a page needs a fenced block of JSON or YAML that starts with `openapi`, front matter with `api:`, or, in HTML, a script with a document as JSON; for a page of prose, write the document by hand
    "#);
}

#[test]
fn a_truncated_compressed_front_matter() {
    // `api:` of a Docusaurus page, cut off in the middle.
    let text = "---\nid: get-jobs\napi: eJytVktz2zYQ/isYnOKMLFKyLMu8eRo3dZvGHj/ag8eHJbgSEYMAA4CSNR7+9y5AUpKTTtpDNaMR\n---\n\n# Jobs\n";
    assert_snapshot!(printed(&[("api.toml", "documents = [\"page.mdx\"]\n"), ("page.mdx", text)]), @r#"
    error[broken-front-matter]: the compressed operation under `api:` cannot be unpacked: incomplete deflate stream
     --> bad/page.mdx:3:5
      |
    3 | api: eJytVktz2zYQ/isYnOKMLFKyLMu8eRo3dZvGHj/ag8eHJbgSEYMAA4CSNR7…
      |     ^
      = help: it is base64 of zlib-compressed JSON, and is cut off or damaged: get the page again
    "#);
}

#[test]
fn a_reference_that_leads_nowhere() {
    let text = "paths:\n  /jobs:\n    get:\n      responses:\n        '200':\n          description: Jobs\n          content:\n            application/json:\n              schema:\n                $ref: '#/components/schemas/Jobs'\ncomponents:\n  schemas:\n    Job: { type: object }\n";
    assert_snapshot!(yaml(text), @r#"
    error[dangling-reference]: `#/components/schemas/Jobs` points nowhere
      --> bad/api.yaml:11:15 #/paths/~1jobs/get/responses/200/content/application~1json/schema
       |
    11 |               schema:
       |               ^^^^^^
       = help: add it under `components/schemas`, or correct the reference with an overlay
    "#);
}

#[test]
fn a_reference_to_a_file_that_is_not_there() {
    let text = "paths:\n  /jobs:\n    $ref: paths/jobs.yaml\n";
    assert_snapshot!(yaml(text), @r#"
    error[missing-file]: `paths/jobs.yaml` cannot be read: No such file or directory (os error 2)
     --> bad/api.yaml:4:3 #/paths/~1jobs
      |
    4 |   /jobs:
      |   ^^^^^
      = help: the path is relative to the file that the `$ref` stands in
    "#);
}

#[test]
fn what_a_missing_file_leaves_out_is_no_cause_of_its_own() {
    let text = "paths:\n  /jobs:\n    get:\n      parameters: [{ $ref: gone.yaml }]\n      responses: { '200': { description: Jobs } }\ncomponents:\n  securitySchemes:\n    key: { $ref: lost.yaml }\n";
    assert_snapshot!(yaml(text), @r#"
    error[missing-file]: `gone.yaml` cannot be read: No such file or directory (os error 2)
     --> bad/api.yaml:6:20 #/paths/~1jobs/get/parameters/0
      |
    6 |       parameters: [{ $ref: gone.yaml }]
      |                    ^
      = help: the path is relative to the file that the `$ref` stands in

    error[missing-file]: `lost.yaml` cannot be read: No such file or directory (os error 2)
      --> bad/api.yaml:10:5 #/components/securitySchemes/key
       |
    10 |     key: { $ref: lost.yaml }
       |     ^^^
       = help: the path is relative to the file that the `$ref` stands in
    "#);
}

#[test]
fn references_in_a_circle() {
    let text = "paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n";
    assert_snapshot!(yaml(text), @r#"
    error[circular-reference]: `#/components/schemas/B` leads back to itself and to nothing else
     --> bad/api.yaml:6:5 #/components/schemas/A
      |
    6 |     A: { $ref: '#/components/schemas/B' }
      |     ^
     ::: bad/api.yaml:7:5 #/components/schemas/B
      |
    7 |     B: { $ref: '#/components/schemas/A' }
      |     ^ by way of this
      = help: one of them has to be a thing of its own
    "#);
}

#[test]
fn a_path_twice_in_a_document() {
    let text = "paths:\n  /jobs/{id}:\n    get:\n      responses: { '200': { description: A } }\n  /jobs/{id}:\n    get:\n      responses: { '200': { description: B } }\n";
    assert_snapshot!(yaml(text), @r#"
    error[duplicate-key]: the key `/jobs/{id}` stands twice in one object; the first is taken
     --> bad/api.yaml:4:3 #/paths/~1jobs~1{id}
      |
    4 |   /jobs/{id}:
      |   ^^^^^^^^^^
      = help: remove one of the two

    warning[undeclared-path-parameter]: `{id}` stands in the path, but no parameter is called that; taken as a string
     --> bad/api.yaml:5:5 #/paths/~1jobs~1{id}/get
      |
    5 |     get:
      |     ^^^
      = help: add a parameter `{name: id, in: path, required: true, schema: …}`
    "#);
}

#[test]
fn paths_that_differ_in_the_names_of_parameters_only() {
    let text = "paths:\n  /jobs/{id}:\n    get:\n      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]\n      responses: { '200': { description: A } }\n  /jobs/{job}:\n    get:\n      parameters: [{ name: job, in: path, required: true, schema: { type: string } }]\n      responses: { '200': { description: B } }\n";
    assert_snapshot!(yaml(text), @r#"
    warning[duplicate-path]: `/jobs/{job}` differs from another path only in the names of its parameters
     --> bad/api.yaml:9:5 #/paths/~1jobs~1{job}/get
      |
    9 |     get:
      |     ^^^
     ::: bad/api.yaml:5:5 #/paths/~1jobs~1{id}/get
      |
    5 |     get:
      |     ^^^ the other one
      = help: the server cannot tell them apart; both can be called
    "#);
}

#[test]
fn an_overlay_action_that_matches_nothing() {
    assert_snapshot!(overlay("  - target: $.paths['/job'].get\n    update: { operationId: getJobs }\n"), @r#"
    error[unmatched-overlay-action]: `$.paths['/job'].get` selects nothing
     --> bad/overlay.yaml:4:5 #/actions/0/target
      |
    4 |   - target: $.paths['/job'].get
      |     ^^^^^^
      = help: the document may have been corrected: then remove the action
    "#);
}

#[test]
fn an_overlay_action_whose_path_is_malformed() {
    assert_snapshot!(overlay("  - target: $.paths['/jobs'.get\n    update: { operationId: getJobs }\n"), @r#"
    error[invalid-overlay-target]: `$.paths['/jobs'.get` is not a JSONPath from character 15 on
     --> bad/overlay.yaml:4:5 #/actions/0/target
      |
    4 |   - target: $.paths['/jobs'.get
      |     ^^^^^^
      = help: RFC 9535 has the grammar: `$.paths['/jobs/{id}'].get.responses['200']`
    "#);
}

#[test]
fn pages_that_contradict_each_other() {
    let page = |path: &str, id: &str| {
        format!(
            "# Jobs\n\n```yaml\n{HEAD}paths:\n  {path}:\n    get:\n      responses: {{ '200': {{ description: Jobs }} }}\ncomponents:\n  schemas:\n    Id: {{ type: {id} }}\n```\n"
        )
    };
    let text = printed(&[
        ("api.toml", "documents = [\"one.md\", \"two.md\"]\n"),
        ("one.md", &page("/jobs", "string")),
        ("two.md", &page("/jobs/last", "integer")),
    ]);
    assert_snapshot!(text, @r#"
    error[contradiction]: two pages say different things of `/components/schemas/Id/type`
      --> bad/two.md:12:11 #/components/schemas/Id/type
       |
    12 |     Id: { type: integer }
       |           ^^^^
      ::: bad/one.md:12:11 #/components/schemas/Id/type
       |
    12 |     Id: { type: string }
       |           ^^^^ the other one
       = help: say which one holds with an overlay action that sets it
    "#);
}

#[test]
fn pages_that_define_an_operation_differently() {
    let page = |description: &str| {
        format!(
            "# Jobs\n\n```yaml\n{HEAD}paths:\n  /jobs:\n    get:\n      responses: {{ '200': {{ description: {description} }} }}\n```\n"
        )
    };
    let text = printed(&[
        ("api.toml", "documents = [\"one.md\", \"two.md\"]\n"),
        ("one.md", &page("Jobs")),
        ("two.md", &page("Nothing")),
    ]);
    assert_snapshot!(text, @r#"
    error[duplicate-operation]: `GET /jobs` is described twice
     --> bad/two.md:8:5 #/paths/~1jobs/get
      |
    8 |     get:
      |     ^^^
     ::: bad/one.md:8:5 #/paths/~1jobs/get
      |
    8 |     get:
      |     ^^^ first here
      = help: list only one of the pages in `documents`
    "#);
}

#[test]
fn a_parameter_without_a_schema() {
    let text = "paths:\n  /jobs:\n    get:\n      parameters:\n        - name: limit\n          in: query\n      responses: { '200': { description: Jobs } }\n";
    assert_snapshot!(yaml(text), @r#"
    error[parameter-without-schema]: a parameter needs a `schema` or `content`; text is taken
     --> bad/api.yaml:7:11 #/paths/~1jobs/get/parameters/0
      |
    7 |         - name: limit
      |           ^^^^
      = help: add `schema: {type: string}` or what it is
    "#);
}

#[test]
fn a_type_that_is_none() {
    let text = "paths:\n  /jobs:\n    get:\n      parameters:\n        - name: limit\n          in: query\n          schema: { type: int }\n      responses: { '200': { description: Jobs } }\n";
    assert_snapshot!(yaml(text), @r#"
    error[unknown-type]: OpenAPI has no type `int`; taken as integer
     --> bad/api.yaml:9:21 #/paths/~1jobs/get/parameters/0/schema/type
      |
    9 |           schema: { type: int }
      |                     ^^^^
      = help: write `type: integer`
    "#);
}

#[test]
fn an_empty_project() {
    let folder = tempfile::tempdir().unwrap();
    let project = Project::read(folder.path());
    assert!(project.apis.is_empty());
    let printed: String = project.reports.iter().map(ToString::to_string).collect();
    assert_snapshot!(printed.replace(&folder.path().display().to_string(), "specs"), @r#"
    error[empty-project]: there is no API in `specs`
      = help: each API has a folder of its own with an `api.toml`: `documents = ["openapi.yaml"]`
    "#);
}

#[test]
fn a_project_that_is_not_there() {
    let project = Project::read("no/such/folder");
    let printed: String = project.reports.iter().map(ToString::to_string).collect();
    assert_snapshot!(printed, @r#"
    error[unreadable-file]: `no/such/folder` cannot be read: No such file or directory (os error 2)
      = help: make the folder, and in it one for each API, with an `api.toml`
    "#);
}

#[test]
fn a_configuration_that_is_not_toml() {
    assert_snapshot!(printed(&[("api.toml", "documents = [\"api.yaml\"\n")]), @r#"
    error[invalid-config]: `api.toml` cannot be used: unclosed array, expected `]`
     --> bad/api.toml:1:24
      |
    1 | documents = ["api.yaml"
      |                        ^
      = help: it has `documents`, and may have `overlays`, `root`, `title` and `description`
    "#);
}

#[test]
fn a_document_that_is_not_there() {
    assert_snapshot!(printed(&[("api.toml", CONFIG)]), @r#"
    error[unreadable-file]: `bad/api.yaml` cannot be read: No such file or directory (os error 2)
     --> bad/api.toml:1:14
      |
    1 | documents = ["api.yaml"]
      |              ^^^^^^^^^^
      = help: its path is relative to what names it
    "#);
}
