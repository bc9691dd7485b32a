//! `cargo xtask client`: what it reads, what it writes, what it says, and how it exits.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

#[path = "../files/mod.rs"]
mod files;
mod surroundings;

use std::{collections::BTreeMap, fs, path::PathBuf, process::Command, time::SystemTime};

use serde_json::Value;
use tempfile::TempDir;

const YAML: &str = "openapi: 3.0.3
info: { title: Jobs, version: '1' }
paths:
  /jobs:
    get:
      operationId: listJobs
      responses: { '200': { description: Jobs } }
";
const JSON: &str = r#"{ "openapi": "3.1.0", "info": { "title": "Jobs", "version": "1" },
  "paths": { "/jobs/{id}": { "delete": { "operationId": "deleteJob",
    "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }],
    "responses": { "204": { "description": "Gone" } } } } } }"#;
/// Two paths that no server can tell apart: a warning.
const WARNED: &str = "openapi: 3.0.3
info: { title: Jobs, version: '1' }
paths:
  /jobs/{id}: { get: { operationId: one, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: A } } } }
  /jobs/{no}: { get: { operationId: two, parameters: [{ name: no, in: path, required: true, schema: { type: string } }], responses: { '200': { description: A } } } }
";

/// A folder with documents, where clients are made.
struct Folder(TempDir);

/// How a run ended.
struct Ended {
    code: Option<i32>,
    output: String,
    errors: String,
}

impl Folder {
    fn with(files: &[(&str, &str)]) -> Self {
        let folder = Self(tempfile::tempdir().unwrap());
        for (name, text) in files {
            fs::write(folder.path(name), text).unwrap();
        }
        folder
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap()
    }

    /// Runs the command in the folder.
    fn run(&self, arguments: &[&str]) -> Ended {
        let ended = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("client")
            .args(arguments)
            .current_dir(self.0.path())
            .output()
            .unwrap();
        Ended {
            code: ended.status.code(),
            output: String::from_utf8(ended.stdout).unwrap(),
            errors: String::from_utf8(ended.stderr).unwrap(),
        }
    }

    /// Runs it for these documents into `out`, where all is well.
    #[track_caller]
    fn made_of(&self, documents: &[&str]) -> String {
        let ended = self.run(&[documents, &["--out", "out"]].concat());
        assert_eq!(ended.code, Some(0), "{}", ended.errors);
        self.read("out/src/operations.rs")
    }

    /// Every file but the stamp, which knows how the command was called, and when it was written.
    fn files(&self) -> BTreeMap<PathBuf, SystemTime> {
        let mut files = files::below(self.0.path());
        files.retain(|path, _| !path.ends_with(".openapi-client"));
        files
    }
}

#[test]
fn documents_of_every_form() {
    let page = format!("# Jobs\n\n```yaml\n{YAML}```\n");
    let folder = Folder::with(&[("a.yaml", YAML), ("b.json", JSON), ("c.md", &page)]);
    assert!(folder.made_of(&["a.yaml"]).contains("pub struct ListJobs"));
    assert!(folder.made_of(&["b.json"]).contains("pub struct DeleteJob"));
    assert!(folder.made_of(&["c.md"]).contains("pub struct ListJobs"));
}

#[test]
fn several_pages_become_one_client_in_whatever_order() {
    let folder = Folder::with(&[("a.yaml", YAML), ("b.json", JSON)]);
    let one = folder.made_of(&["a.yaml", "b.json"]);
    assert!(one.contains("pub struct ListJobs") && one.contains("pub struct DeleteJob"));
    let written = folder.files();
    assert_eq!(folder.made_of(&["b.json", "a.yaml"]), one);
    assert_eq!(
        folder.files(),
        written,
        "nothing changed, nothing is touched"
    );
}

#[test]
fn the_crate_is_named_after_its_folder_unless_it_is_named() {
    let folder = Folder::with(&[("a.yaml", YAML)]);
    let ended = folder.run(&["a.yaml", "--out", "Job Service"]);
    assert!(ended.output.starts_with("job-service "), "{}", ended.output);
    assert!(
        ended
            .output
            .contains("1 document, 1 operation, 0 models, 0 errors, 0 warnings, 0 notes")
    );
    assert!(
        folder
            .read("Job Service/Cargo.toml")
            .contains("name = \"job-service\"")
    );
    folder.run(&["a.yaml", "--out", "out", "--name", "jobs"]);
    assert!(folder.read("out/Cargo.toml").contains("name = \"jobs\""));
}

#[test]
fn overlays_apply_in_their_order() {
    let overlay = |id: &str| {
        format!(
            "overlay: 1.0.0\ninfo: {{ title: T, version: '1' }}\nactions:\n  - {{ target: \"$.paths['/jobs'].get\", update: {{ operationId: {id} }} }}\n"
        )
    };
    let folder = Folder::with(&[
        ("a.yaml", YAML),
        ("1.yaml", &overlay("first")),
        ("2.yaml", &overlay("second")),
    ]);
    let operations = folder.made_of(&["a.yaml", "--overlay", "1.yaml", "--overlay", "2.yaml"]);
    assert!(operations.contains("pub struct Second") && !operations.contains("pub struct First"));
}

#[test]
fn no_document_is_an_error_and_writes_nothing() {
    let folder = Folder::with(&[("page.md", "# Jobs\n"), ("broken.json", "{ \"openapi\": ")]);
    let before = folder.files();
    for (document, code) in [
        ("page.md", "no-document"),
        ("broken.json", "broken-json"),
        ("gone.yaml", "unreadable-file"),
        ("https://example.com/a.yaml", "unreadable-file"),
    ] {
        let ended = folder.run(&[document, "--out", "out"]);
        assert_eq!(ended.code, Some(1), "{document}");
        assert!(
            ended.errors.contains(&format!("error[{code}]")),
            "{}",
            ended.errors
        );
        assert!(ended.output.contains("nothing written"), "{}", ended.output);
    }
    assert_eq!(folder.files(), before);
}

#[test]
fn what_is_wrong_with_a_document_leaves_the_rest_right() {
    let broken = YAML.replace(
        "Jobs }",
        "Jobs, content: { application/json: { schema: { $ref: '#/nowhere' } } } }",
    );
    let folder = Folder::with(&[("a.yaml", &broken)]);
    let ended = folder.run(&["a.yaml", "--out", "out"]);
    assert_eq!(ended.code, Some(0));
    assert!(
        ended.errors.contains("error[dangling-reference]") && ended.errors.contains("a.yaml:7:"),
        "{}",
        ended.errors
    );
    assert!(ended.output.contains("1 error,"), "{}", ended.output);
    assert!(
        folder
            .read("out/src/operations.rs")
            .contains("pub struct ListJobs")
    );
}

#[test]
fn errors_can_be_denied() {
    let broken = YAML.replace(
        "Jobs }",
        "Jobs, content: { application/json: { schema: { $ref: '#/nowhere' } } } }",
    );
    let folder = Folder::with(&[("a.yaml", WARNED), ("b.yaml", &broken)]);
    let denied = folder.run(&["b.yaml", "--out", "out", "--deny", "errors"]);
    assert_eq!(denied.code, Some(1));
    assert!(denied.errors.contains("error[dangling-reference]") && !folder.path("out").exists());
    let warned = folder.run(&["a.yaml", "--out", "out", "--deny", "errors"]);
    assert_eq!(warned.code, Some(0), "{}", warned.errors);
}

#[test]
fn warnings_can_be_denied() {
    let folder = Folder::with(&[("a.yaml", WARNED)]);
    let denied = folder.run(&["a.yaml", "--out", "out", "--deny", "warnings"]);
    assert_eq!(denied.code, Some(1));
    assert!(denied.errors.contains("warning[duplicate-path]") && !folder.path("out").exists());
    assert_eq!(folder.run(&["a.yaml", "--out", "out"]).code, Some(0));
}

#[test]
fn results_for_machines() {
    let folder = Folder::with(&[("a.yaml", WARNED)]);
    let ended = folder.run(&[
        "a.yaml", "--out", "out", "--name", "jobs", "--format", "json",
    ]);
    assert_eq!(ended.errors, "");
    let json: Value = serde_json::from_str(&ended.output).unwrap();
    assert_eq!(json["name"], "jobs");
    assert_eq!(json["summary"]["operations"], 2);
    let warning = &json["diagnostics"][0];
    assert_eq!(
        (&warning["severity"], &warning["code"]),
        (&"warning".into(), &"duplicate-path".into())
    );
    assert_eq!(
        (&warning["place"]["file"], &warning["place"]["line"]),
        (&"a.yaml".into(), &5.into()),
        "{warning}"
    );
    assert_eq!(warning["place"]["pointer"], "/paths/~1jobs~1{no}/get");
}

#[test]
fn a_part_of_an_api() {
    let folder = Folder::with(&[("a.yaml", WARNED)]);
    assert!(
        !folder
            .made_of(&["a.yaml", "--only", "GET /jobs/{no}"])
            .contains("pub struct One")
    );
    assert_eq!(
        folder
            .run(&["a.yaml", "--out", "types", "--types-only"])
            .code,
        Some(0)
    );
    assert!(!folder.path("types/src/operations.rs").exists());
    let none = folder.run(&["a.yaml", "--out", "none", "--only", "three"]);
    assert_eq!(none.code, Some(1));
    assert!(
        none.errors.contains("error[no-match]: `three`") && !folder.path("none").exists(),
        "{}",
        none.errors
    );
}

#[test]
fn a_crate_that_was_not_generated_is_left_alone() {
    let folder = Folder::with(&[("a.yaml", YAML)]);
    fs::create_dir_all(folder.path("out/src")).unwrap();
    fs::write(folder.path("out/src/lib.rs"), "//! Mine.\n").unwrap();
    let before = folder.files();
    let ended = folder.run(&["a.yaml", "--out", "out"]);
    assert_eq!(ended.code, Some(1));
    assert!(
        ended
            .errors
            .contains("`out` holds a crate that was not generated"),
        "{}",
        ended.errors
    );
    assert_eq!(folder.files(), before);
}

/// Names that would be paths: of tags, schemas, operations, the document itself.
#[test]
fn nothing_is_written_outside() {
    let mut paths = String::new();
    for (tag, number) in [
        "../../../escaped",
        "/escaped",
        "a/b",
        "..",
        "con",
        "mod",
        "C:\\\\x",
        "..\\\\..\\\\x",
        "\\0",
        &"long".repeat(500),
    ]
    .iter()
    .zip(0..)
    {
        for more in 0..51 {
            paths += &format!(
                "  /{number}/{more}: {{ get: {{ operationId: '../{number}{more}', tags: [\"{tag}\"], responses: {{ '200': {{ description: A }} }} }} }}\n"
            );
        }
    }
    let text = format!(
        "openapi: 3.0.3\ninfo: {{ title: \"../C:\\\\\\0title\", version: '../1' }}\npaths:\n{paths}components: {{ schemas: {{ '../../x': {{ type: object, properties: {{ ../y: {{ type: string }} }} }} }} }}\n"
    );
    let folder = Folder::with(&[("a.yaml", &text)]);
    fs::create_dir_all(folder.path("deep/below")).unwrap();
    let ended = folder.run(&["a.yaml", "--out", "deep/below/out", "--name", "../../name"]);
    assert_eq!(ended.code, Some(0), "{}", ended.errors);
    let out = folder.path("deep/below/out");
    let files = folder.files();
    assert!(files.len() > 10);
    for (file, _) in files {
        assert!(
            file.starts_with(&out) || file == folder.path("a.yaml"),
            "{}",
            file.display()
        );
    }
}

#[test]
fn files_outside_the_root_are_not_read() {
    let refers = "openapi: 3.0.3\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents: { schemas: { A: { $ref: '../secret.yaml' } } }\n";
    let folder = Folder::with(&[(
        "secret.yaml",
        "type: object\nproperties: { hidden: { type: string } }\n",
    )]);
    fs::create_dir(folder.path("api")).unwrap();
    fs::write(folder.path("api/a.yaml"), refers).unwrap();
    let ended = folder.run(&["api/a.yaml", "--out", "out"]);
    assert!(
        ended.errors.contains("error[outside-root]"),
        "{}",
        ended.errors
    );
    assert!(!folder.read("out/src/models.rs").contains("hidden"));
    let ended = folder.run(&["api/a.yaml", "--out", "out", "--root", "."]);
    assert_eq!(ended.errors, "");
    assert!(folder.read("out/src/models.rs").contains("hidden"));
}
