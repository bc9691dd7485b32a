//! Servers that are not the API's: whatever leads there, nothing secret does.

use runtime::{
    Async, ClientCredentials, Error, Link, Method, Place, Presigned, StatusCode, Upload,
};

use crate::{
    api::{Client, GetJob},
    server::{Request, Server, head, json},
};

const SECRET: &str = "hunter2/+";

/// The secrets of all clients, and what they are on the wire.
const SECRETS: [&str; 5] = [SECRET, "hunter2", "bWU6aHVudGVyMi8r", "granted", "x-key"];

/// A client of each kind of security scheme, of several at once, and of a secret that was set by hand.
fn clients(url: &str) -> Vec<(&'static str, Client)> {
    let client: Client = Client::of(url);
    let both = client.clone().key(Place::Cookie, SECRET);
    vec![
        ("bearer", client.clone().bearer(SECRET)),
        ("basic", client.clone().basic("me", SECRET)),
        ("header", client.clone().key(Place::Header, SECRET)),
        ("query", client.clone().key(Place::Query, SECRET)),
        ("cookie", client.clone().key(Place::Cookie, SECRET)),
        ("token", client.clone().oauth2(SECRET)),
        (
            "client credentials",
            client.clone().oauth2(ClientCredentials::new("me", SECRET)),
        ),
        ("several", both.basic("me", SECRET)),
        (
            "by hand",
            client.configure(|config| {
                config.header("x-key", SECRET).header("cookie", SECRET);
            }),
        ),
    ]
}

/// The API: it grants tokens, and redirects all else.
fn api(status: u16, location: String) -> Server {
    Server::start(move |request| match request.path() {
        "/demo/token" => json(r#"{"access_token":"granted"}"#),
        _ => head(&format!("{status} Moved\r\nlocation: {location}")),
    })
}

fn check(scheme: &str, received: &[Request]) {
    for request in received {
        for secret in SECRETS {
            let bytes = format!("{}{}", request.head, request.body);
            assert!(!bytes.contains(secret), "{scheme}: {secret}: {bytes}");
        }
    }
}

/// The credentials did go to the API, or else the test shows nothing.
fn check_own(scheme: &str, server: &Server) {
    let sent: String = server.requests().into_iter().map(|one| one.head).collect();
    let own = |secret: &&str| sent.contains(*secret);
    assert!(SECRETS.iter().any(own), "{scheme}: {sent}");
}

#[tokio::test]
async fn redirects_with_credentials_end_at_the_origin() {
    let other = Server::start(|_| json("{}"));
    for status in [301, 302, 303, 307, 308] {
        let server = api(status, format!("{}/jobs/1", other.url));
        for (scheme, client) in clients(&server.url) {
            let error = client.get_job("1").await.unwrap_err();
            assert_eq!(error.status().unwrap().as_u16(), status, "{scheme}");
            let raw = client.request(Method::GET, "/jobs/1").send();
            assert_eq!(raw.await.unwrap_err().status().unwrap().as_u16(), status);
            check_own(scheme, &server);
        }
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn links_with_credentials_end_at_the_origin() {
    let (server, other) = (Server::start(|_| json("{}")), Server::start(|_| json("{}")));
    for (scheme, client) in clients(&server.url) {
        let link: Link<GetJob> = format!("{}/jobs/1", other.url).into();
        let error = client.follow(&link).await.unwrap_err();
        assert!(
            matches!(error, Error::ForeignLink { .. }),
            "{scheme}: {error}"
        );
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn presigned_links_have_no_credentials_wherever_they_lead() {
    for status in [301, 302, 303, 307, 308] {
        // The store of another region, to which the store that was asked redirects; the API may be the store as well.
        let other = Server::start(|_| json("{}"));
        let store = api(status, format!("{}/there?s=2", other.url));
        let server = api(status, format!("{}/there?s=2", other.url));
        for (scheme, client) in clients(&server.url) {
            for asked in [&store, &server] {
                let link: Link<Presigned> = format!("{}/here?s=1", asked.url).into();
                let file = client.follow(&link).await.unwrap();
                assert_eq!(file.bytes().await.unwrap(), "{}", "{scheme}");
                let url = format!("{}/here?s=1", asked.url);
                let raw = client.request(Method::GET, &url).without_credentials();
                raw.send().await.unwrap();
            }
            check(
                scheme,
                &[store.requests(), server.requests(), other.requests()].concat(),
            );
        }
        assert!(
            other
                .requests()
                .iter()
                .all(|request| request.path() == "/there?s=2")
        );
        assert_eq!(other.requests().len(), 4 * 9);
    }
}

#[tokio::test]
async fn what_is_set_on_a_call_is_for_the_server_that_is_asked() {
    let other = Server::start(|_| json("{}"));
    let store = api(307, format!("{}/there", other.url));
    let client: Client = Client::of("http://127.0.0.1:9");
    let put = client
        .request(Method::PUT, format!("{}/here?s=1", store.url).as_str())
        .body("text/csv", Upload::bytes("a,b"))
        .without_credentials()
        .with(|options| {
            options.header("x-key", SECRET).query("q", SECRET);
        });
    put.send().await.unwrap();
    assert_eq!(store.requests()[0].header("x-key").unwrap(), SECRET);
    let moved = other.requests().remove(0);
    assert_eq!((moved.line(), &*moved.body), ("PUT /there HTTP/1.1", "a,b"));
    assert_eq!(moved.header("content-type").unwrap(), "text/csv");
    check("by hand", &[moved]);
}

#[tokio::test]
async fn redirects_of_presigned_links_end_too() {
    let store = Server::start(|_| head("302 Found\r\nlocation: /again"));
    let client: Client<Async> = Client::of("http://127.0.0.1:9");
    let link: Link<Presigned> = format!("{}/here", store.url).into();
    let error = client.follow(&link).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::FOUND));
    assert_eq!(store.requests().len(), 11);
}
