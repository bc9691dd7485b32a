//! The generator in a build script: what is written, what Cargo is told, and what keeps a build from going on.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it must be"
)]

use std::{env, fs, path::Path, process::Command};

use generator::Generator;

/// Of two operations one that nothing can be made of.
const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Jobs, version: '1' }
paths:
  /jobs:
    get: { operationId: listJobs, responses: { '200': { description: Jobs } } }
    post: { $ref: '#/nowhere', operationId: createJob }
";

/// What a build script ended with, and what it printed.
struct Built {
    success: bool,
    printed: String,
}

/// The test below as a build script's process, with `OUT_DIR`, if it is to have one, as its folder.
fn build(document: &Path, out: Option<&Path>) -> Built {
    let mut command = Command::new(env::current_exe().unwrap());
    command.args(["--exact", "build_script", "--ignored", "--nocapture"]);
    command.env("DOCUMENT", document).env_remove("OUT_DIR");
    if let Some(out) = out {
        command.env("OUT_DIR", out);
    }
    let ended = command.output().unwrap();
    let printed = [ended.stdout, ended.stderr].concat();
    Built {
        success: ended.status.success(),
        printed: String::from_utf8(printed).unwrap(),
    }
}

#[test]
#[ignore = "the others run it, each in a process of its own"]
fn build_script() {
    let document = env::var_os("DOCUMENT").unwrap();
    let made = Generator::new()
        .document(&*document.to_string_lossy())
        .out_dir("jobs.rs");
    made.unwrap();
}

#[test]
fn what_is_wrong_with_a_part_is_shown_and_costs_that_part() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("jobs.yaml");
    fs::write(&document, DOCUMENT).unwrap();
    let built = build(&document, Some(folder.path()));
    assert!(built.success, "{}", built.printed);
    let lines: Vec<&str> = built.printed.lines().collect();
    let watched = format!("cargo::rerun-if-changed={}", document.display());
    assert!(lines.contains(&&*watched), "{}", built.printed);
    let warned = "cargo::warning=error[dangling-reference]";
    assert!(
        lines.iter().any(|line| line.starts_with(warned)),
        "{}",
        built.printed
    );
    let client = fs::read_to_string(folder.path().join("jobs.rs")).unwrap();
    assert!(client.contains("fn list_jobs(") && !client.contains("fn create_job("));
}

#[test]
fn a_build_without_anything_to_make_fails_and_says_why() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("jobs.yaml");
    fs::write(&document, "jobs: none").unwrap();
    let built = build(&document, Some(folder.path()));
    assert!(!built.success);
    let said = "no client can be made of the documents";
    assert!(built.printed.contains(said), "{}", built.printed);
    assert!(!folder.path().join("jobs.rs").exists());

    let built = build(&document, None);
    assert!(!built.success);
    let said = "there is no OUT_DIR: this is for build scripts";
    assert!(built.printed.contains(said), "{}", built.printed);
}

#[test]
fn a_client_that_would_not_change_is_not_written_again() {
    let folder = tempfile::tempdir().unwrap();
    let document = folder.path().join("jobs.yaml");
    let sound = DOCUMENT.replace("$ref: '#/nowhere', ", "");
    fs::write(&document, sound).unwrap();
    assert!(build(&document, Some(folder.path())).success);
    let client = folder.path().join("jobs.rs");
    let written = fs::metadata(&client).unwrap().modified().unwrap();
    let again = build(&document, Some(folder.path()));
    assert!(again.success, "{}", again.printed);
    assert!(again.printed.contains("cargo::rerun-if-changed="));
    assert_eq!(fs::metadata(&client).unwrap().modified().unwrap(), written);
}
