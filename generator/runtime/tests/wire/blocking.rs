use std::{io::Read, thread};

use runtime::{Blocking, ClientCredentials, Error};

use crate::{
    api::Client,
    server::{Answer, Server, answer, json},
};

#[test]
fn calls_block_on_any_number_of_threads() {
    let server = Server::start(|request| match request.path() {
        "/demo/token" => json(r#"{"access_token":"t"}"#),
        _ => json(r#"{"id": 7}"#),
    });
    let client: Client<Blocking> =
        Client::of(&server.url).oauth2(ClientCredentials::new("me", "secret"));
    thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| {
                let value = client.get_job("7").send().unwrap();
                assert_eq!(value.to_string(), r#"{"id":7}"#);
                assert_eq!(
                    client.create_job(1).response().unwrap().status.as_u16(),
                    200
                );
            });
        }
    });
    assert_eq!(server.asked("/demo/token"), 1);
    assert_eq!(server.requests().len(), 17);
}

#[test]
fn errors_are_those_of_the_asynchronous_client() {
    let server = Server::start(|_| answer("404 Not Found", "application/json", "12"));
    let client: Client<Blocking> = Client::of(&server.url);
    let error = client.get_job("7").send().unwrap_err();
    assert!(matches!(error, Error::Failure { .. }), "{error}");
}

#[test]
fn downloads_are_readers() {
    let server = Server::start(|_| answer("200 OK", "text/csv", "a,b\n1,2\n"));
    let client: Client<Blocking> = Client::of(&server.url);
    let mut download = client.get_file().send().unwrap();
    let mut start = [0; 3];
    download.read_exact(&mut start).unwrap();
    let mut rest = String::new();
    download.read_to_string(&mut rest).unwrap();
    assert_eq!((&start, rest.as_str()), (b"a,b", "\n1,2\n"));
}

#[test]
fn a_download_that_ends_early_is_an_error() {
    let bytes = "HTTP/1.1 200 OK\r\ncontent-type: text/csv\r\ncontent-length: 20\r\n\r\na,b\n";
    let server = Server::start(move |_| Answer::Send(bytes.into()));
    let client: Client<Blocking> = Client::of(&server.url);
    let mut download = client.get_file().send().unwrap();
    let mut read = Vec::new();
    download.read_to_end(&mut read).unwrap_err();
    assert_eq!(read, b"a,b\n");
}

#[tokio::test]
async fn calls_work_within_an_asynchronous_task() {
    let server = Server::start(|_| json("7"));
    let client: Client<Blocking> = Client::of(&server.url);
    assert_eq!(client.get_job("7").send().unwrap().to_string(), "7");
}

#[tokio::test]
async fn a_download_of_an_asynchronous_client_is_no_reader() {
    let server = Server::start(|_| answer("200 OK", "text/csv", "a"));
    let client: Client = Client::of(&server.url);
    let mut download = client.get_file().await.unwrap();
    let error = download.read(&mut [0; 1]).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::Unsupported);
}
