use std::time::Duration;

use runtime::{Error, TransportErrorKind, Upload, testing::FakeClock};

use crate::{
    api::Client,
    server::{Answer, Server, answer, head},
};

const HEAD: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/csv; charset=utf-8\r\n\
    content-disposition: attachment; filename=\"../jobs.csv\"\r\nconnection: close\r\n";

fn file(rest: String) -> Server {
    Server::start(move |_| Answer::Send(format!("{HEAD}{rest}").into()))
}

#[tokio::test]
async fn a_file_is_what_the_response_says() {
    let server = file("content-length: 8\r\n\r\na,b\n1,2\n".to_owned());
    let client: Client = Client::of(&server.url);
    let download = client.get_file().await.unwrap();
    assert_eq!(download.content_type(), Some("text/csv; charset=utf-8"));
    assert_eq!(download.content_length(), Some(8));
    assert_eq!(download.file_name().as_deref(), Some("jobs.csv"));
    let mut written = Vec::new();
    assert_eq!(download.copy_to(&mut written).await.unwrap(), 8);
    assert_eq!(written, b"a,b\n1,2\n");
    let accept = server.requests()[0].header("accept").unwrap();
    assert_eq!(accept, "text/csv, application/zip, application/json;q=0.9");
}

#[tokio::test]
async fn a_large_file_is_streamed_past_the_limit() {
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(4096));
    let server = file(format!(
        "transfer-encoding: chunked\r\n\r\n{}0\r\n\r\n",
        chunk.repeat(50)
    ));
    let client: Client = Client::of(&server.url).configure(|config| {
        config.body_limit(10_000);
    });
    let mut download = client.get_file().await.unwrap();
    let mut length = 0;
    while let Some(chunk) = download.chunk().await.unwrap() {
        length += chunk.len();
    }
    assert_eq!(length, 50 * 4096);
    assert!(download.chunk().await.unwrap().is_none());
    let error = client.get_file().await.unwrap().bytes().await.unwrap_err();
    assert_eq!(error.kind(), TransportErrorKind::TooLarge { limit: 10_000 });
    let call = client.get_file().with(|options| {
        options.body_limit(1_000_000);
    });
    assert_eq!(call.await.unwrap().bytes().await.unwrap().len(), 50 * 4096);
}

#[tokio::test]
async fn a_file_that_ends_early_is_an_error() {
    for rest in [
        "content-length: 20\r\n\r\na,b\n",
        "transfer-encoding: chunked\r\n\r\n4\r\na,b\n\r\n",
        "transfer-encoding: chunked\r\n\r\n8\r\na,b\n",
    ] {
        let server = file(rest.to_owned());
        let client: Client = Client::of(&server.url);
        let mut written = Vec::new();
        let download = client.get_file().await.unwrap();
        download.copy_to(&mut written).await.unwrap_err();
        assert_eq!(written, b"a,b\n", "{rest:?}");
    }
}

#[tokio::test]
async fn a_file_that_falls_silent_is_a_timeout() {
    let bytes = format!("{HEAD}content-length: 20\r\n\r\na,b\n");
    let server = Server::start(move |_| Answer::Hang(bytes.clone().into()));
    let clock = FakeClock::stopped();
    let client: Client = Client::of(&server.url).by(&clock);
    let file = client.get_file().await.unwrap();
    let passing = std::thread::spawn(move || {
        while clock.waiting() == 0 {
            std::thread::yield_now();
        }
        clock.advance(Duration::from_secs(3600));
    });
    let error = file.copy_to(&mut Vec::new()).await.unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
    passing.join().unwrap();
}

#[tokio::test]
async fn a_failure_in_place_of_a_file_is_decoded() {
    let server = Server::start(|_| answer("404 Not Found", "application/json", "\"gone\""));
    let client: Client = Client::of(&server.url);
    let error = client.get_file().await.unwrap_err();
    assert_eq!(
        error.failure().and_then(|failure| failure.as_str()),
        Some("gone")
    );
    let server = Server::start(|_| answer("200 OK", "application/json", "{}"));
    let client: Client = Client::of(&server.url);
    let error = client.get_file().await.unwrap_err();
    assert!(matches!(error, Error::ContentType(_)), "{error}");
}

#[tokio::test]
async fn an_upload_states_its_length_where_it_has_one() {
    let server = Server::start(|_| head("204 No Content"));
    let client: Client = Client::of(&server.url);
    client.put_file(Upload::reader(&b"abc"[..])).await.unwrap();
    assert_eq!(
        server.requests()[0].header("transfer-encoding").unwrap(),
        "chunked"
    );
    client.put_file(Upload::bytes("abc")).await.unwrap();
    assert_eq!(server.requests()[1].header("content-length").unwrap(), "3");
}
