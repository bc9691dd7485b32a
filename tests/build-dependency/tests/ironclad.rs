//! The client that the build script made, against a real server.

use std::{fs, path::Path};

use build_dependency::ironclad::{Client, models::Status};
use tests::server::{Reply, Server};

#[tokio::test]
async fn the_client_calls() {
    let server = Server::replying(Reply::json(200, r#"{"id":"1","status":"success"}"#));
    let client = Client::new().base_url(server.url()).bearer("a-token");
    let job = client.get_export("1").await.unwrap();
    assert_eq!(job.status, Some(Status::Success));
    assert_eq!(server.request().line(), "GET /extract/evidence/1 HTTP/1.1");
}

#[test]
fn cargo_watches_every_file_that_was_read() {
    // Cargo keeps what the build script printed beside `OUT_DIR`.
    let folder = Path::new(env!("OUT_DIR")).parent().unwrap();
    let printed = fs::read_to_string(folder.join("output")).unwrap();
    for file in [
        "api.toml",
        "overlay.yaml",
        "ironclad-get_extract-evidence-id.md",
        "ironclad-post_extract-evidence.md",
    ] {
        let watched =
            |line: &str| line.starts_with("cargo::rerun-if-changed=") && line.ends_with(file);
        assert!(printed.lines().any(watched), "{file}: {printed}");
    }
}

#[test]
fn a_stamp_tells_the_next_build_whether_anything_has_changed() {
    let folder = Path::new(env!("OUT_DIR"));
    assert!(folder.join("ironclad.rs").is_file() && folder.join("ironclad.rs.stamp").is_file());
}
