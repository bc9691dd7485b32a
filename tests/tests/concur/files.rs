//! Files: their type is what the response says, and they need not fit into memory.

use std::io;

use generated::concur::Client;
use runtime::{Blocking, TransportErrorKind};
use tests::server::{Reply, Server};

use super::{DEFINITION, JOB, client};

fn file(content_type: &str, body: impl AsRef<[u8]>) -> Reply {
    Reply::new(200, &[("Content-Type", content_type)], body)
}

#[tokio::test]
async fn one_file_is_csv_and_several_are_a_zip() {
    let server = Server::start();
    let zip = b"PK\x05\x06\0\0\0\0\xff\xfe\0\x80";
    server
        .reply(file("text/csv; charset=utf-8", "a,b\r\n"))
        .reply(file("application/zip", zip));
    let client = client(&server);

    let download = client.get_extract_file(DEFINITION, JOB).await.unwrap();
    assert_eq!(download.content_type(), Some("text/csv; charset=utf-8"));
    assert_eq!(download.bytes().await.unwrap(), "a,b\r\n");
    let download = client.get_extract_file(DEFINITION, JOB).await.unwrap();
    assert_eq!(download.content_type(), Some("application/zip"));
    assert_eq!(download.bytes().await.unwrap(), &zip[..]);
}

#[tokio::test]
async fn a_file_is_written_as_it_arrives() {
    let body: Vec<u8> = (0..3_000_000u32).map(|byte| byte as u8).collect();
    let server = Server::replying(file("application/zip", &body));
    let download = client(&server)
        .get_extract_file(DEFINITION, JOB)
        // What is held in memory may not be this large.
        .with(|options| _ = options.body_limit(1000))
        .await
        .unwrap();
    assert_eq!(download.content_length(), Some(3_000_000));
    let mut writer = Vec::new();
    assert_eq!(download.copy_to(&mut writer).await.unwrap(), 3_000_000);
    assert!(writer == body);
}

#[tokio::test]
async fn a_file_larger_than_the_limit_is_not_held_in_memory() {
    let server = Server::replying(file("text/csv", [b'a'; 1001]));
    let call = client(&server);
    let call = call
        .get_extract_file(DEFINITION, JOB)
        .with(|options| _ = options.body_limit(1000));
    let error = call.await.unwrap().bytes().await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::TooLarge { limit: 1000 });
}

#[tokio::test]
async fn a_truncated_file_is_an_error() {
    let server = Server::replying(Reply::truncated(200, "text/csv", [b'a'; 1000]));
    let download = client(&server)
        .get_extract_file(DEFINITION, JOB)
        .await
        .unwrap();
    let mut writer = Vec::new();
    download.copy_to(&mut writer).await.unwrap_err();
    assert!(writer.len() <= 500);
}

#[test]
fn a_blocking_client_reads_it_like_any_file() {
    let server = Server::replying(file("text/csv", "a,b\r\n1,2\r\n"));
    let client = Client::<Blocking>::new()
        .base_url(server.url())
        .oauth("a-token");
    let mut download = client.get_extract_file(DEFINITION, JOB).send().unwrap();
    assert_eq!(download.content_type(), Some("text/csv"));
    assert_eq!(io::read_to_string(&mut download).unwrap(), "a,b\r\n1,2\r\n");
}
