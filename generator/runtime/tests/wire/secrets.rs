//! Whatever a client says of itself, the secrets are not in it.

use std::{error::Error as _, fmt::Debug};

use runtime::{ClientCredentials, Error, Link, Place, Value};

use crate::{
    api::{Client, GetJob},
    server::{Answer, Server, answer, json, nobody},
};

const SECRET: &str = "hunter2";

fn clients(url: &str) -> Vec<Client> {
    let client: Client = Client::of(url);
    vec![
        client.clone().bearer(SECRET),
        client.clone().basic("me", SECRET),
        client.clone().key(Place::Header, SECRET),
        client.clone().key(Place::Query, SECRET),
        client.clone().key(Place::Cookie, SECRET),
        client.clone().oauth2(SECRET),
        client.clone().oauth2(ClientCredentials::new("me", SECRET)),
        client.clone().configure(|config| {
            config.header("authorization", SECRET);
        }),
        client.configure(|config| {
            config.header("x-api-key", SECRET);
        }),
    ]
}

fn check(shown: &str) {
    assert!(!shown.contains(SECRET), "{shown}");
    assert!(!shown.contains("bWU6aHVudGVyMg"), "{shown}");
}

#[test]
fn clients_and_calls_show_none() {
    for client in clients("https://example.com") {
        check(&format!("{client:?}"));
        let call = client.get_job("1").with(|options| {
            options.header("x-secret", SECRET).query("secret", SECRET);
        });
        check(&format!("{call:?}"));
    }
    let client: Client = Client::of(&format!("https://me:{SECRET}@example.com"));
    check(&format!("{client:?}"));
    check(&format!("{:?}", ClientCredentials::new("me", SECRET)));
}

fn shown(error: &Error<impl Debug>) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    shown
}

/// A server that repeats the head of what it was sent, in a body of that kind.
fn parrot(status: &'static str, content_type: &'static str, body: fn(&str) -> String) -> Server {
    Server::start(move |request| match request.path() {
        "/demo/token" => json(r#"{"access_token":"a/token+of=its/own"}"#),
        _ => answer(status, content_type, &body(&request.head)),
    })
}

#[tokio::test]
async fn errors_show_none_that_a_server_repeats() {
    let text = |head: &str| Value::from(head).to_string();
    let servers = [
        parrot("500 Oops", "text/plain", str::to_owned),
        parrot("500 Oops", "application/json", |head| {
            Value::from(head).to_string().replace('/', "\\/")
        }),
        parrot("404 Not Found", "application/json", text),
        parrot("404 Not Found", "application/json", |head| {
            format!("{{{}", Value::from(head))
        }),
        parrot("200 OK", "text/plain", str::to_owned),
    ];
    for server in &servers {
        for client in clients(&server.url) {
            let error = client.get_job("1").await.unwrap_err();
            check(&shown(&error));
            assert!(!shown(&error).contains("its/own"), "{error}");
        }
    }
    // What is no secret is shown.
    let error = clients(&servers[0].url)[0].get_job("1").await.unwrap_err();
    assert!(error.to_string().contains("GET /jobs/1"), "{error}");
    // And the caller can reach it all.
    let body = String::from_utf8_lossy(error.body().unwrap()).into_owned();
    assert!(body.contains(SECRET));
}

#[tokio::test]
async fn the_start_of_one_is_not_shown_either() {
    let long = format!("{SECRET}{}", "x".repeat(500));
    let number = parrot("200 OK", "application/json", |head| {
        let token = head
            .lines()
            .find_map(|line| line.strip_prefix("authorization: OAuth "))
            .unwrap();
        format!("\"{token}\"")
    });
    let client: Client = Client::of(&number.url).bearer(&*long);
    let error = client.get_number().await.unwrap_err();
    assert!(matches!(error, Error::Decode { .. }));
    check(&shown(&error));
}

#[tokio::test]
async fn errors_show_none() {
    let servers = [
        Server::start(|_| answer("500 Oops", "text/plain", "down")),
        Server::start(|_| json("{")),
        Server::start(|_| answer("200 OK", "text/html", "<p>")),
        Server::start(|_| Answer::Send("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".into())),
        Server::start(|_| Answer::Send("nonsense\r\n\r\n".into())),
        Server::start(|_| Answer::Send(Vec::new())),
    ];
    let mut urls: Vec<_> = servers.iter().map(|server| server.url.clone()).collect();
    urls.push(nobody());
    urls.push(nobody().replace("http:", "https:"));
    urls.push(format!("http://me:{SECRET}@127.0.0.1"));
    for url in urls {
        for client in clients(&url) {
            let link: Link<GetJob> = "https://elsewhere.example.com/".into();
            let errors = [
                client.get_job("1").await.unwrap_err(),
                client.follow(&link).await.unwrap_err(),
            ];
            for error in errors {
                check(&shown(&error));
            }
        }
    }
}

#[tokio::test]
async fn responses_show_no_cookies() {
    let server = Server::start(|_| {
        answer(
            "200 OK\r\nset-cookie: session=hunter2",
            "application/json",
            "1",
        )
    });
    let client: Client = Client::of(&server.url);
    let response = client.get_job("1").response().await.unwrap();
    assert!(response.headers.contains_key("set-cookie"));
    check(&format!("{response:?}"));
    let server =
        Server::start(|_| answer("200 OK\r\nset-cookie: session=hunter2", "text/csv", "1"));
    let download = Client::<runtime::Async>::of(&server.url)
        .get_file()
        .response()
        .await
        .unwrap();
    check(&format!("{download:?}"));
}
