//! `cargo xtask codegen` on a workspace of its own: what it writes, what it leaves alone, and how it exits.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod files;

use std::{fs, path::PathBuf, process::Command, time::SystemTime};

use tempfile::TempDir;

const GOOD: &str = "openapi: 3.0.3\ninfo: { title: Jobs, version: '1' }\npaths:\n  /jobs:\n    get:\n      operationId: listJobs\n      responses: { '200': { description: Jobs } }\n";
const BAD: &str =
    "openapi: 3.0.3\ninfo: { title: Jobs, version: '1' }\npaths:\n  /jobs: { $ref: '#/nowhere' }\n";

/// A workspace without APIs.
struct Workspace(TempDir);

/// How a run ended.
struct Ended {
    success: bool,
    output: String,
    errors: String,
}

impl Workspace {
    fn new() -> Self {
        let workspace = Self(tempfile::tempdir().unwrap());
        fs::create_dir(workspace.path("specs")).unwrap();
        let manifest = "[features]\n# The APIs, by `cargo xtask codegen`.\n# End of the APIs.\n";
        workspace.write("generated/Cargo.toml", manifest);
        workspace.write("generated/src/lib.rs", "");
        workspace
    }

    /// With these APIs, each of one document.
    fn with(apis: &[(&str, &str)]) -> Self {
        let workspace = Self::new();
        for (name, document) in apis {
            workspace.api(name, document);
        }
        workspace
    }

    fn api(&self, name: &str, document: &str) {
        self.write(
            &format!("specs/{name}/api.toml"),
            "documents = [\"api.yaml\"]\n",
        );
        self.write(&format!("specs/{name}/api.yaml"), document);
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    fn run(&self, arguments: &[&str]) -> Ended {
        let ended = Command::new(env!("CARGO_BIN_EXE_xtask"))
            .arg("codegen")
            .arg("--root")
            .arg(self.0.path())
            .args(arguments)
            .output()
            .unwrap();
        Ended {
            success: ended.status.code() == Some(0),
            output: String::from_utf8(ended.stdout).unwrap(),
            errors: String::from_utf8(ended.stderr).unwrap(),
        }
    }

    /// Every file below `generated/`, its text and when it was written.
    fn generated(&self) -> Vec<(PathBuf, String, SystemTime)> {
        let files = files::below(&self.path("generated")).into_iter();
        let texts = files.map(|(path, written)| {
            let text = fs::read_to_string(&path).unwrap();
            (path, text, written)
        });
        texts.collect()
    }
}

#[test]
fn a_second_run_touches_nothing() {
    let workspace = Workspace::with(&[("jobs", GOOD)]);
    let first = workspace.run(&[]);
    assert!(first.success, "{}", first.errors);
    assert!(workspace.path("generated/src/jobs/mod.rs").is_file());
    let library = fs::read_to_string(workspace.path("generated/src/lib.rs")).unwrap();
    assert!(library.contains("pub mod jobs;"), "{library}");

    let written = workspace.generated();
    assert!(workspace.run(&[]).success);
    assert_eq!(workspace.generated(), written);
    assert!(workspace.run(&["--check"]).success);
}

#[test]
fn a_line_is_printed_for_each_api() {
    let workspace = Workspace::with(&[("jobs", GOOD), ("tasks", GOOD)]);
    let output = workspace.run(&[]).output;
    let lines: Vec<_> = output.lines().collect();
    assert_eq!(lines.len(), 2, "{output}");
    for (line, name) in lines.iter().zip(["jobs", "tasks"]) {
        assert!(line.starts_with(name), "{line}");
        assert!(
            line.contains("1 document, 1 operation, 0 models, 0 errors"),
            "{line}"
        );
    }
}

#[test]
fn check_writes_nothing_prints_a_diff_and_fails_when_something_is_stale() {
    let workspace = Workspace::with(&[("jobs", GOOD)]);
    workspace.run(&[]);
    workspace.api("jobs", &GOOD.replace("listJobs", "allJobs"));
    let before = workspace.generated();
    let checked = workspace.run(&["--check"]);
    assert!(!checked.success);
    assert!(
        checked.errors.contains("\n-pub struct ListJobs"),
        "{}",
        checked.errors
    );
    assert!(
        checked.errors.contains("\n+pub struct AllJobs"),
        "{}",
        checked.errors
    );
    assert_eq!(workspace.generated(), before);
}

#[test]
fn an_api_with_errors_keeps_what_it_had_and_the_others_are_done() {
    let workspace = Workspace::with(&[("bad", GOOD)]);
    workspace.run(&[]);
    let kept = fs::read_to_string(workspace.path("generated/src/bad/operations.rs")).unwrap();
    workspace.api("bad", BAD);
    workspace.api("good", GOOD);

    let ended = workspace.run(&[]);
    assert!(!ended.success);
    assert!(
        ended.errors.contains("error[dangling-reference]"),
        "{}",
        ended.errors
    );
    assert!(
        ended.errors.contains("specs/bad/api.yaml:4:"),
        "{}",
        ended.errors
    );
    assert!(workspace.path("generated/src/good/mod.rs").is_file());
    let now = fs::read_to_string(workspace.path("generated/src/bad/operations.rs")).unwrap();
    assert_eq!(now, kept);
}

#[test]
fn an_api_that_never_came_out_is_not_listed() {
    let workspace = Workspace::with(&[("bad", BAD), ("good", GOOD)]);
    assert!(!workspace.run(&[]).success);
    assert!(!workspace.path("generated/src/bad").exists());
    let library = fs::read_to_string(workspace.path("generated/src/lib.rs")).unwrap();
    assert!(
        library.contains("pub mod good;") && !library.contains("pub mod bad;"),
        "{library}"
    );
}

#[test]
fn an_api_that_is_gone_is_removed() {
    let workspace = Workspace::with(&[("jobs", GOOD), ("tasks", GOOD)]);
    workspace.run(&[]);
    fs::remove_dir_all(workspace.path("specs/tasks")).unwrap();
    assert!(workspace.run(&[]).success);
    assert!(!workspace.path("generated/src/tasks").exists());
    assert!(workspace.path("generated/src/jobs/mod.rs").is_file());
}

#[test]
fn an_empty_folder_of_specs_is_an_error_and_removes_nothing() {
    let workspace = Workspace::with(&[("jobs", GOOD)]);
    workspace.run(&[]);
    let before = workspace.generated();
    fs::remove_dir_all(workspace.path("specs/jobs")).unwrap();
    let ended = workspace.run(&[]);
    assert!(!ended.success);
    assert!(
        ended.errors.contains("error[empty-project]"),
        "{}",
        ended.errors
    );
    assert_eq!(workspace.generated(), before);
}

#[test]
fn one_api_can_be_done_alone() {
    let workspace = Workspace::with(&[("jobs", GOOD), ("tasks", GOOD)]);
    assert!(workspace.run(&["--api", "tasks"]).success);
    assert!(workspace.path("generated/src/tasks/mod.rs").is_file());
    assert!(!workspace.path("generated/src/jobs").exists());

    let unknown = workspace.run(&["--api", "task"]);
    assert!(!unknown.success);
    assert!(
        unknown.errors.contains("there is no `task`"),
        "{}",
        unknown.errors
    );
}

#[test]
fn a_name_that_is_no_module_is_an_error() {
    for name in ["2fa", "pay-roll", "type"] {
        let workspace = Workspace::with(&[(name, GOOD)]);
        let ended = workspace.run(&[]);
        assert!(!ended.success, "{name}: {}", ended.output);
        assert!(ended.errors.contains(name), "{}", ended.errors);
        assert_eq!(workspace.generated().len(), 2);
    }
}

#[test]
fn the_repository_is_up_to_date() {
    let ended = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["codegen", "--check"])
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&ended.stderr);
    assert_eq!(ended.status.code(), Some(0), "{errors}");
}

#[test]
fn results_for_machines_are_a_line_each() {
    let workspace = Workspace::with(&[("bad", BAD), ("good", GOOD)]);
    let ended = workspace.run(&["--format", "json"]);
    assert_eq!(ended.errors, "");
    let lines: Vec<serde_json::Value> = ended
        .output
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["diagnostics"][0]["code"], "dangling-reference");
    assert_eq!(
        (&lines[1]["name"], &lines[1]["summary"]["operations"]),
        (&"good".into(), &1.into())
    );
}

#[test]
fn an_api_with_warnings_keeps_what_it_had_where_they_are_denied() {
    let warned = GOOD.replace(
        "responses:",
        "parameters: [{ name: a, in: nowhere }]\n      responses:",
    );
    let workspace = Workspace::with(&[("jobs", &warned)]);
    assert!(!workspace.run(&["--deny", "warnings"]).success);
    assert!(!workspace.path("generated/src/jobs").exists());
    let ended = workspace.run(&[]);
    assert!(ended.success, "{}", ended.errors);
}
