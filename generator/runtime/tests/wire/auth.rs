use runtime::{Error, Place};

use crate::{
    api::Client,
    server::{Request, Server, json},
};

/// The request of `get_job`, whose schemes are `{}`, `key` and `token`, `key`, or `token`.
async fn sent(set: impl FnOnce(Client) -> Client) -> Request {
    let server = Server::start(|_| json("{}"));
    set(Client::of(&server.url)).get_job("1").await.unwrap();
    server.requests().remove(0)
}

#[tokio::test]
async fn tokens_go_into_the_authorization_header_under_their_own_scheme() {
    let request = sent(|client| client.bearer(" abc \n")).await;
    assert_eq!(request.header("authorization").unwrap(), "OAuth abc");
    let request = sent(|client| client.basic("me", "pass:word")).await;
    assert_eq!(
        request.header("authorization").unwrap(),
        "Basic bWU6cGFzczp3b3Jk"
    );
    // Where the name ends could not be told.
    let client: Client = Client::of("http://127.0.0.1:1").basic("me:too", "word");
    let error = client.get_job("1").await.unwrap_err();
    assert!(matches!(error, Error::Configuration { .. }), "{error}");
    let request = sent(|client| client.oauth2("ready")).await;
    assert_eq!(request.header("authorization").unwrap(), "Bearer ready");
}

#[tokio::test]
async fn keys_go_where_the_document_says() {
    let request = sent(|client| client.key(Place::Header, "k/1")).await;
    assert_eq!(request.header("x-key").unwrap(), "k/1");
    let request = sent(|client| client.key(Place::Query, "k/1&")).await;
    assert_eq!(request.path(), "/jobs/1?x-key=k%2F1%26");
    let request = sent(|client| client.key(Place::Cookie, "k;1")).await;
    assert_eq!(request.header("cookie").unwrap(), "x-key=k%3B1");
}

#[tokio::test]
async fn the_first_alternative_that_is_complete_is_sent() {
    let request = sent(|client| client.key(Place::Header, "k").bearer("t")).await;
    assert!(request.header("x-key").is_some() && request.header("authorization").is_some());
    let request = sent(|client| client.bearer("t")).await;
    assert!(request.header("x-key").is_none() && request.header("authorization").is_some());
}

#[tokio::test]
async fn without_credentials_the_server_decides() {
    let request = sent(|client| client).await;
    assert!(request.header("authorization").is_none());
    let server = Server::start(|_| json("{}"));
    let client: Client = Client::of(&server.url);
    client.create_job(1).await.unwrap();
    assert!(server.requests()[0].header("authorization").is_none());
}

#[tokio::test]
async fn credentials_of_schemes_that_an_operation_does_not_name_stay_at_home() {
    let server = Server::start(|_| json("{}"));
    let client: Client = Client::of(&server.url).key(Place::Header, "k");
    client.create_job(1).await.unwrap();
    assert!(server.requests()[0].header("x-key").is_none());
}
