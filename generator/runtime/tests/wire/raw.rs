//! Requests that no document describes.

use std::time::Duration;

use runtime::{Error, Method, Place, StatusCode, Value, testing::Fake};

use crate::{
    api::Client,
    server::{Server, answer, json},
};

fn client(server: &Server) -> Client {
    Client::of(&format!("{}/v1", server.url))
        .bearer("t")
        .configure(|config| {
            config.header("x-client", "secret");
        })
}

#[tokio::test]
async fn they_go_below_the_server_with_all_that_calls_have() {
    let server =
        Server::start(|_| answer("201 Created\r\nx-request-id: r-1", "text/plain", "made"));
    let client = client(&server);
    let call = client
        .request(Method::POST, "/batch:run?x=%2F")
        .json(&Value::from(7))
        .with(|options| {
            options.header("x-call", "c").query("y", "a b");
        });
    let response = call.send().await.unwrap();
    assert_eq!(response.status, StatusCode::CREATED);
    assert_eq!(response.value, "made");
    assert_eq!(response.request_id(), Some("r-1"));
    let request = &server.requests()[0];
    assert_eq!(request.line(), "POST /v1/batch:run?x=%2F&y=a%20b HTTP/1.1");
    assert_eq!(request.header("authorization").unwrap(), "OAuth t");
    assert_eq!(request.header("content-type").unwrap(), "application/json");
    assert_eq!(request.header("x-client").unwrap(), "secret");
    assert_eq!(request.header("x-call").unwrap(), "c");
    assert_eq!(request.body, "7");
}

#[tokio::test]
async fn whole_urls_have_to_be_of_the_servers_own_origin() {
    let (server, other) = (Server::start(|_| json("1")), Server::start(|_| json("2")));
    let client = client(&server).key(Place::Query, "k");
    let own = format!("{}/else", server.url);
    assert_eq!(
        client
            .request(Method::GET, &own)
            .send()
            .await
            .unwrap()
            .value,
        "1"
    );
    assert_eq!(server.requests()[0].path(), "/else?x-key=k");
    let away = format!("{}/else", other.url);
    for target in [&away, &away["http:".len()..]] {
        let error = client
            .request(Method::GET, target)
            .send()
            .await
            .unwrap_err();
        assert!(matches!(error, Error::ForeignLink { .. }), "{error}");
    }
    assert!(other.requests().is_empty());
}

#[tokio::test]
async fn without_credentials_they_go_anywhere_with_nothing_secret() {
    let (server, other) = (Server::start(|_| json("1")), Server::start(|_| json("2")));
    let client = client(&server).key(Place::Cookie, "k");
    let away = format!("{}/file?signature=s", other.url);
    let call = client.request(Method::GET, &away).without_credentials();
    let mut file = call.download().await.unwrap().value;
    assert_eq!(file.chunk().await.unwrap().unwrap(), "2");
    let request = &other.requests()[0];
    assert_eq!(request.path(), "/file?signature=s");
    for name in ["authorization", "x-client", "cookie"] {
        assert_eq!(request.header(name), None, "{name}");
    }
    assert!(request.header("user-agent").is_some());
    let call = client.request(Method::GET, "file:///etc/passwd");
    let error = call.without_credentials().send().await.unwrap_err();
    assert!(matches!(error, Error::Request { .. }), "{error}");
}

#[tokio::test]
async fn they_are_repeated_and_fail_as_calls_do() {
    let fake = Fake::new();
    fake.otherwise()
        .status(503)
        .body(200, "text/plain", "fine")
        .status(418);
    let client: Client = Client::of_fake(&fake);
    let response = client
        .request(Method::DELETE, "/jobs/1")
        .send()
        .await
        .unwrap();
    assert_eq!((response.attempts, &response.value[..]), (2, &b"fine"[..]));
    let call = client.request(Method::GET, "/jobs?key=secret");
    assert!(!format!("{call:?}").contains("secret"));
    let error = call.send().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "GET (raw): undocumented status 418 I'm a teapot"
    );
    fake.otherwise().silence();
    let call = client.request(Method::GET, "").with(|options| {
        options.timeout(Duration::from_secs(1));
    });
    assert!(call.send().await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn methods_are_those_of_the_standard() {
    let fake = Fake::new();
    fake.otherwise().always().status(204);
    let client: Client = Client::of_fake(&fake);
    for method in [
        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE",
    ] {
        let method: Method = method.parse().unwrap();
        client.request(method.clone(), "/").send().await.unwrap();
        assert_eq!(fake.requests().last().unwrap().method, method);
    }
    let odd: Method = "PURGE".parse().unwrap();
    let error = client.request(odd, "/").send().await.unwrap_err();
    assert!(matches!(error, Error::Configuration { .. }), "{error}");
}
