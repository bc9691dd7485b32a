//! Runs that have nothing to do: when they are, and when they are not.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

mod files;

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::SystemTime,
};

use tempfile::TempDir;

/// A warning, and a schema in a file of its own.
const DOCUMENT: &str = "openapi: 3.0.3
info: { title: Jobs, version: '1' }
paths:
  /jobs/{id}: { get: { operationId: one, parameters: [{ name: id, in: path, required: true, schema: { type: string } }], responses: { '200': { description: A, content: { application/json: { schema: { $ref: job.yaml } } } } } } }
  /jobs/{no}: { get: { operationId: two, parameters: [{ name: no, in: path, required: true, schema: { type: string } }], responses: { '200': { description: A } } } }
";
const JOB: &str = "{ title: Job, type: object, properties: { id: { type: string } } }\n";

/// A client that has been generated once.
struct Made {
    folder: TempDir,
    said: String,
}

impl Made {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("jobs.yaml"), DOCUMENT).unwrap();
        fs::write(folder.path().join("job.yaml"), JOB).unwrap();
        let mut made = Self {
            folder,
            said: String::new(),
        };
        let (outcome, said) = made.run(&[]);
        assert!(outcome.ends_with("written to out"), "{outcome}");
        made.said = said;
        made
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    /// What a run says of the files, and its reports.
    fn run(&self, more: &[&str]) -> (String, String) {
        self.run_by(env!("CARGO_BIN_EXE_xtask").as_ref(), more)
    }

    fn run_by(&self, program: &Path, more: &[&str]) -> (String, String) {
        let ended = Command::new(program)
            .args(["client", "jobs.yaml", "--out", "out"])
            .args(more)
            .current_dir(self.folder.path())
            .output()
            .unwrap();
        let line = String::from_utf8(ended.stdout).unwrap();
        let outcome = line.trim().rsplit(": ").next().unwrap().to_owned();
        (outcome, String::from_utf8(ended.stderr).unwrap())
    }

    #[track_caller]
    fn is_made_again(&self, more: &[&str]) {
        assert_eq!(self.run(more).0, "written to out");
    }

    /// Every file of the crate, and when it was written.
    fn files(&self) -> BTreeMap<PathBuf, SystemTime> {
        files::below(&self.path("out"))
    }
}

#[test]
fn nothing_changed_nothing_is_written_and_warnings_are_told_again() {
    let made = Made::new();
    let before = made.files();
    let (outcome, said) = made.run(&[]);
    assert_eq!(outcome, "unchanged in out");
    assert!(said.contains("warning[duplicate-path]"), "{said}");
    assert_eq!(said, made.said);
    assert_eq!(made.files(), before);
    let (outcome, _) = made.run(&["--deny", "warnings"]);
    assert_eq!(outcome, "nothing written");
}

#[test]
fn a_document_in_another_encoding_is_known_again() {
    let made = Made::new();
    let units = std::iter::once(0xFEFF).chain(DOCUMENT.encode_utf16());
    let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
    fs::write(made.path("jobs.yaml"), bytes).unwrap();
    fs::write(
        made.path("job.yaml"),
        [JOB.as_bytes(), b"# \xE4\n"].concat(),
    )
    .unwrap();
    made.is_made_again(&[]);
    let (outcome, said) = made.run(&[]);
    assert_eq!(outcome, "unchanged in out");
    assert!(said.contains("warning[not-text]"), "{said}");
}

#[test]
fn of_a_schema_that_changed_only_the_files_that_it_reaches_are_written() {
    let made = Made::new();
    let before = made.files();
    fs::write(made.path("job.yaml"), JOB.replace("id", "no")).unwrap();
    made.is_made_again(&[]);
    let after = made.files();
    let changed = |path: &str| before[&made.path(path)] != after[&made.path(path)];
    assert!(changed("out/src/models.rs"));
    for path in [
        "Cargo.toml",
        "src/lib.rs",
        "src/client.rs",
        "src/operations.rs",
    ] {
        assert!(!changed(&format!("out/{path}")), "{path}");
    }
}

#[test]
fn what_was_done_to_the_files_is_noticed() {
    let made = Made::new();
    let models = made.path("out/src/models.rs");
    let right = fs::read_to_string(&models).unwrap();
    fs::write(&models, right.replace("Job", "Jab")).unwrap();
    made.is_made_again(&[]);
    assert_eq!(fs::read_to_string(&models).unwrap(), right);
    fs::remove_file(&models).unwrap();
    made.is_made_again(&[]);
    assert_eq!(fs::read_to_string(&models).unwrap(), right);
    fs::write(made.path("out/src/more.rs"), "").unwrap();
    made.is_made_again(&[]);
    assert!(!made.path("out/src/more.rs").exists());
    fs::write(made.path("out/.openapi-client"), "{}").unwrap();
    made.is_made_again(&[]);
}

#[test]
fn other_options_and_another_generator_are_noticed() {
    let made = Made::new();
    made.is_made_again(&["--types-only"]);
    assert_eq!(made.run(&["--types-only"]).0, "unchanged in out");
    made.is_made_again(&[]);
    let other = made.path("other");
    fs::copy(env!("CARGO_BIN_EXE_xtask"), &other).unwrap();
    assert_eq!(made.run_by(&other, &[]).0, "written to out");
    assert_eq!(made.run_by(&other, &[]).0, "unchanged in out");
}

#[test]
fn errors_are_found_anew_each_time() {
    let made = Made::new();
    fs::remove_file(made.path("job.yaml")).unwrap();
    for _ in 0..2 {
        let (outcome, said) = made.run(&[]);
        assert_eq!(outcome, "written to out");
        assert!(said.contains("error[missing-file]"), "{said}");
    }
    fs::write(made.path("job.yaml"), JOB).unwrap();
    let (_, said) = made.run(&[]);
    assert_eq!(said, made.said);
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_elsewhere_is_noticed() {
    let made = Made::new();
    for folder in ["one", "two"] {
        fs::create_dir(made.path(folder)).unwrap();
        fs::write(made.path(folder).join("jobs.yaml"), DOCUMENT).unwrap();
    }
    fs::write(made.path("one/job.yaml"), JOB).unwrap();
    fs::write(made.path("two/job.yaml"), JOB.replace("id", "no")).unwrap();
    let link = |target: &str| {
        fs::remove_file(made.path("jobs.yaml")).unwrap();
        std::os::unix::fs::symlink(target, made.path("jobs.yaml")).unwrap();
    };
    link("one/jobs.yaml");
    made.is_made_again(&[]);
    assert_eq!(made.run(&[]).0, "unchanged in out");
    link("two/jobs.yaml");
    made.is_made_again(&[]);
}
