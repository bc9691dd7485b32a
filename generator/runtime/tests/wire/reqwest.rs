//! A client of `reqwest` as the transport: `--features reqwest`.

use ::reqwest::{ClientBuilder, redirect::Policy};
use runtime::transport::{Reqwest, rustls::crypto::ring::default_provider};

use crate::{
    api::Client,
    server::{Answer, Server, json, nobody},
};

fn client(url: &str) -> Client {
    // Which a reqwest that speaks TLS asks for, though nothing here does.
    let _ = default_provider().install_default();
    let builder = ClientBuilder::new().redirect(Policy::none());
    let carrier = builder.user_agent("theirs/1").build().unwrap();
    Client::of(url).bearer("t").configure(|config| {
        config.transport(Reqwest::from_client(carrier));
    })
}

#[tokio::test]
async fn it_carries_requests_and_answers() {
    let server = Server::start(|request| json(&format!("[{}]", request.body)));
    let value = client(&server.url).create_job(12).await.unwrap();
    assert_eq!(value.to_string(), "[12]");
    let request = &server.requests()[0];
    assert_eq!(request.line(), "POST /jobs HTTP/1.1");
    assert_eq!(request.header("authorization").unwrap(), "OAuth t");
}

#[tokio::test]
async fn its_errors_are_those_of_the_client_and_show_no_url() {
    let error = client(&nobody()).get_job("hidden").await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
    let server = Server::start(|_| Answer::Send(b"220 not HTTP\r\n\r\n".to_vec()));
    let error = client(&server.url).get_job("hidden").await.unwrap_err();
    assert!(error.to_string().contains("cannot be read"), "{error}");
    assert!(!format!("{error:?}").contains("hidden"), "{error:?}");
}
