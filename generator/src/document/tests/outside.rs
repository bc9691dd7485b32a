//! Ways out of the root folder: each is reported, and what it leads to is not read.

use std::fs;

use super::{read, yaml};

const SECRET: &str = "{ type: object, properties: { hidden: { type: string } } }";

/// Expects a reference in `api/a.yaml`, beside which `secret.yaml` is one folder up, to be refused.
#[track_caller]
fn refused(folder: &tempfile::TempDir, way: &str) {
    let text = yaml(&format!(
        "paths: {{}}\ncomponents: {{ schemas: {{ A: {{ $ref: '{way}' }} }} }}\n"
    ));
    fs::write(folder.path().join("api/a.yaml"), text).unwrap();
    let (json, said) = read(folder.path(), "api/a.yaml");
    assert_eq!(said.matches("error[").count(), 1, "{way}: {said}");
    let known = ["outside-root", "missing-file", "remote-reference"];
    assert!(
        known
            .iter()
            .any(|code| said.starts_with(&format!("error[{code}]"))),
        "{way}: {said}"
    );
    assert!(!json.unwrap_or_default().contains("hidden"), "{way}");
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("api/below")).unwrap();
    fs::write(folder.path().join("secret.yaml"), SECRET).unwrap();
    folder
}

#[test]
fn by_path() {
    let folder = folder();
    for way in [
        "../secret.yaml",
        "below/../../secret.yaml",
        "%2e%2e/secret.yaml",
        "%2E%2E%2Fsecret.yaml#/properties",
        "%252e%252e/secret.yaml",
        r"..\secret.yaml",
        "..%5Csecret.yaml",
        r"C:\secret.yaml",
        "..",
        "../",
        "a%00.yaml",
        &"x/".repeat(5_000),
    ] {
        refused(&folder, way);
    }
}

#[test]
fn by_address() {
    let folder = folder();
    let secret = folder.path().join("secret.yaml");
    let secret = secret.to_str().unwrap();
    refused(&folder, secret);
    refused(&folder, &format!("file://{secret}"));
    refused(&folder, &format!("file:{secret}"));
    refused(&folder, "http://127.0.0.1:1/secret.yaml");
    refused(&folder, "//127.0.0.1/secret.yaml");
}

#[cfg(unix)]
#[test]
fn by_link() {
    use std::os::unix::fs::symlink;

    let folder = folder();
    let api = folder.path().join("api");
    symlink(folder.path().join("secret.yaml"), api.join("link.yaml")).unwrap();
    symlink("..", api.join("up")).unwrap();
    for way in ["link.yaml", "up/secret.yaml", "below/../up/secret.yaml"] {
        refused(&folder, way);
    }
}
