//! OAuth 2.0 client credentials: fetched once, kept, and fetched anew before they expire or when they are refused.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::Duration,
};

use generated::sailpoint::Client;
use runtime::{BoxFuture, ClientAuthentication, ClientCredentials, Error, client::Clock};
use tests::{
    outcome,
    server::{Reply, Request, Server},
};

use super::{Failure, ID, running};

const TOKEN: &str = "/oauth/token";

fn client(server: &Server) -> Client {
    Client::new()
        .base_url(format!("{}/beta", server.url()))
        .oauth2(ClientCredentials::new("an id", "a:secret/+"))
        .configure(outcome::of_one_attempt)
}

fn token(token: &str, expires_in: u32) -> Reply {
    Reply::json(
        200,
        format!(r#"{{"access_token":"{token}","token_type":"bearer","expires_in":{expires_in}}}"#),
    )
}

/// Tokens `issued-1`, `issued-2`, … that last 750 seconds, and jobs for those who have one that is accepted.
fn serve(server: &Server, accepted: fn(&str) -> bool) {
    let issued = AtomicI64::new(0);
    server.answer(move |request| {
        if request.target() == TOKEN {
            let number = issued.fetch_add(1, Ordering::SeqCst) + 1;
            return Some(token(&format!("issued-{number}"), 750));
        }
        let authorization = request.header("authorization").unwrap_or_default();
        Some(match authorization.strip_prefix("Bearer ") {
            Some(token) if accepted(token) => Reply::json(200, running().to_string()),
            _ => Reply::json(401, r#"{"error":"JWT validation failed: JWT is expired"}"#),
        })
    });
}

fn authorizations(requests: &[Request]) -> Vec<String> {
    let calls = requests.iter().filter(|request| request.target() != TOKEN);
    calls
        .map(|request| request.header("authorization").unwrap_or_default())
        .collect()
}

fn fetches(server: &Server) -> usize {
    server
        .requests()
        .iter()
        .filter(|request| request.target() == TOKEN)
        .count()
}

#[tokio::test]
async fn the_request_for_a_token() {
    let server = Server::start();
    serve(&server, |_| true);
    client(&server)
        .sp_config_export_job_status(ID)
        .await
        .unwrap();

    let sent = &server.requests()[0];
    assert_eq!(sent.line(), "POST /oauth/token HTTP/1.1");
    assert_eq!(
        sent.header("content-type").unwrap(),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(sent.header("accept").unwrap(), "application/json");
    assert_eq!(sent.header("authorization"), None);
    let form = "grant_type=client_credentials&client_id=an+id&client_secret=a%3Asecret%2F%2B";
    assert_eq!(sent.text(), form);
    assert_eq!(authorizations(&server.requests()), ["Bearer issued-1"]);
}

#[tokio::test]
async fn credentials_as_a_header_with_scopes() {
    let server = Server::start();
    serve(&server, |_| true);
    let credentials = ClientCredentials::new("an id", "a:secret/+")
        .authentication(ClientAuthentication::Basic)
        .scope("sp:scopes:default")
        .scope("sp:scopes:all");
    let client = Client::new().base_url(server.url()).oauth2(credentials);
    client.sp_config_export_job_status(ID).await.unwrap();

    let sent = &server.requests()[0];
    // RFC 6749 §2.3.1: each form-encoded, then Basic: `an+id:a%3Asecret%2F%2B`.
    assert_eq!(
        sent.header("authorization").unwrap(),
        "Basic YW4raWQ6YSUzQXNlY3JldCUyRiUyQg=="
    );
    assert_eq!(
        sent.text(),
        "grant_type=client_credentials&scope=sp%3Ascopes%3Adefault+sp%3Ascopes%3Aall"
    );
}

#[tokio::test]
async fn calls_that_wait_share_one_token() {
    let server = Server::start();
    serve(&server, |_| true);
    let client = client(&server);
    let calls: Vec<_> = (0..8)
        .map(|_| {
            let client = client.clone();
            tokio::spawn(async move { client.sp_config_export_job_status(ID).await })
        })
        .collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!(fetches(&server), 1);
    assert_eq!(authorizations(&server.requests()), ["Bearer issued-1"; 8]);
}

#[derive(Clone, Debug, Default)]
struct Hands(Arc<AtomicI64>);

impl Clock for Hands {
    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async {})
    }

    fn now(&self) -> jiff::Timestamp {
        jiff::Timestamp::from_second(self.0.load(Ordering::SeqCst)).unwrap()
    }
}

#[tokio::test]
async fn a_token_is_fetched_anew_before_it_expires() {
    let server = Server::start();
    serve(&server, |_| true);
    let hands = Hands::default();
    let clock = hands.clone();
    let client = client(&server).configure(|config| _ = config.clock(clock));
    // The tokens last 750 seconds; nobody should send one in its last second.
    for second in [0, 600, 749, 750, 1499] {
        hands.0.store(second, Ordering::SeqCst);
        client.sp_config_export_job_status(ID).await.unwrap();
    }
    let sent = authorizations(&server.requests());
    assert_eq!(
        sent,
        [
            "Bearer issued-1",
            "Bearer issued-1",
            "Bearer issued-2",
            "Bearer issued-2",
            "Bearer issued-3"
        ]
    );
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = Server::start();
    serve(&server, |token| token != "issued-1");
    client(&server)
        .sp_config_export_job_status(ID)
        .await
        .unwrap();
    assert_eq!(
        authorizations(&server.requests()),
        ["Bearer issued-1", "Bearer issued-2"]
    );
}

#[tokio::test]
async fn a_second_refusal_is_the_answer() {
    let server = Server::start();
    serve(&server, |_| false);
    let called = client(&server).sp_config_export_job_status(ID).await;
    let (failure, _) = outcome::documented(called);
    assert!(matches!(failure, Failure::Unauthorized(_)), "{failure:?}");
    assert_eq!(
        authorizations(&server.requests()),
        ["Bearer issued-1", "Bearer issued-2"]
    );
}

#[tokio::test]
async fn refused_credentials_are_an_error_without_a_call() {
    let server = Server::start();
    server.reply(Reply::json(
        401,
        r#"{"error":"invalid_client","hint":"a:secret/+ is wrong"}"#,
    ));
    let client = client(&server);
    let error = client.sp_config_export_job_status(ID).await.unwrap_err();
    assert!(matches!(error, Error::Authentication { .. }), "{error:?}");
    let shown = format!("{error} {error:?} {client:?}");
    assert!(shown.contains("invalid_client"), "{shown}");
    assert!(!shown.contains("a:secret/+"), "{shown}");
    assert_eq!(server.request().target(), TOKEN);
}

#[tokio::test]
async fn what_is_no_token_is_an_error() {
    for body in [
        "{}",
        "<html>",
        r#"{"access_token":7}"#,
        r#"{"access_token":"a\nb"}"#,
    ] {
        let server = Server::replying(Reply::json(200, body));
        let error = client(&server)
            .sp_config_export_job_status(ID)
            .await
            .unwrap_err();
        assert!(
            matches!(
                error,
                Error::Authentication { .. } | Error::Configuration { .. }
            ),
            "{body}: {error:?}"
        );
        assert_eq!(server.requests().len(), 1);
    }
}

#[tokio::test]
async fn a_token_is_never_shown() {
    let server = Server::start();
    serve(&server, |_| true);
    let client = client(&server);
    client.sp_config_export_job_status(ID).await.unwrap();
    let shown = format!("{client:?} {client:#?}");
    assert!(
        !shown.contains("issued-1") && !shown.contains("a:secret"),
        "{shown}"
    );
}
