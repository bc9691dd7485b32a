//! What a crate is to its surroundings: the caller's workspace, cargo fmt, git, the runtime.

use std::{fs, process::Command};

use serde_json::Value;

use super::{Folder, JSON, YAML};

#[test]
fn the_crate_can_be_a_member_of_the_callers_workspace() {
    let workspace = "[workspace]\nmembers = [\"crates/*\"]\nresolver = \"3\"\n";
    let folder = Folder::with(&[("a.yaml", YAML), ("Cargo.toml", workspace)]);
    let ended = folder.run(&["a.yaml", "--out", "crates/jobs"]);
    assert_eq!(ended.code, Some(0), "{}", ended.errors);
    let metadata = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
        .current_dir(folder.path("crates/jobs"))
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&metadata.stderr);
    assert!(metadata.status.success(), "{errors}");
    let metadata: Value = serde_json::from_slice(&metadata.stdout).unwrap();
    assert_eq!(metadata["packages"][0]["name"], "jobs");
    let root = metadata["workspace_root"].as_str().unwrap();
    assert_eq!(
        fs::canonicalize(root).unwrap(),
        fs::canonicalize(folder.path(".")).unwrap()
    );
}

#[test]
fn cargo_fmt_leaves_the_crate_alone() {
    let folder = Folder::with(&[("a.yaml", YAML)]);
    folder.made_of(&["a.yaml"]);
    let fmt = |argument: &str| {
        let mut command = Command::new(env!("CARGO"));
        command.args(["fmt", argument]);
        command.current_dir(folder.path("out")).output().unwrap()
    };
    if !fmt("--version").status.success() {
        return eprintln!("skipped: the toolchain has no rustfmt");
    }
    let checked = fmt("--check");
    let said = String::from_utf8_lossy(&checked.stdout);
    assert!(checked.status.success(), "{said}");
}

#[test]
fn git_ignores_what_is_of_this_machine_and_else_what_the_user_says() {
    let folder = Folder::with(&[("a.yaml", YAML), ("b.json", JSON)]);
    folder.made_of(&["a.yaml"]);
    assert_eq!(folder.read("out/.gitignore"), "/.openapi-client\n/target\n");
    fs::write(folder.path("out/.gitignore"), "/more\n").unwrap();
    folder.made_of(&["b.json"]);
    assert_eq!(folder.read("out/.gitignore"), "/more\n");
}

#[test]
fn another_runtime_is_depended_on_if_one_is_named() {
    let folder = Folder::with(&[("a.yaml", YAML)]);
    let runtime = "{ git = \"https://example.com/runtime\", default-features = false }";
    folder.run(&["a.yaml", "--out", "out", "--runtime", runtime]);
    let manifest: toml::Table = folder.read("out/Cargo.toml").parse().unwrap();
    let dependency = &manifest["dependencies"]["runtime"];
    assert_eq!(
        dependency["git"].as_str(),
        Some("https://example.com/runtime")
    );
}
