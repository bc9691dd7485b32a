//! Whatever a client says of itself, the secrets are not in it.

use std::error::Error as _;

use runtime::{ClientCredentials, Link, Place};

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
        client.configure(|config| {
            config.header("authorization", SECRET);
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
                let mut shown = format!("{error} {error:?}");
                let mut source = error.source();
                while let Some(cause) = source {
                    shown += &format!(" {cause} {cause:?}");
                    source = cause.source();
                }
                check(&shown);
            }
        }
    }
}
