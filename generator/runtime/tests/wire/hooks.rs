//! What hooks, spans and errors tell of a request.

use std::sync::{Arc, Mutex};

use http::{Request, response::Parts};
use runtime::{
    ClientAuthentication, ClientCredentials, ConfigurationError, Error, Hook, Payload, Route,
    TransportError, Value, testing::Fake,
};

use crate::{
    api::{Client, GetJob},
    server::{Server, answer, head},
};

#[derive(Clone, Debug, Default)]
struct Log(Arc<Mutex<Vec<String>>>);

impl Hook for Log {
    fn before(
        &self,
        route: &'static Route,
        attempt: u32,
        request: &mut Request<Payload>,
    ) -> Result<(), ConfigurationError> {
        request.headers_mut().insert("x-signed", attempt.into());
        let signed = request.headers().contains_key("authorization");
        self.0
            .lock()
            .unwrap()
            .push(format!("{} {attempt} {signed}", route.id));
        Ok(())
    }

    fn after(&self, _: &'static Route, attempt: u32, outcome: Result<&Parts, &TransportError>) {
        let outcome = match outcome {
            Ok(parts) => parts.status.to_string(),
            Err(error) => error.to_string(),
        };
        self.0.lock().unwrap().push(format!("{attempt} {outcome}"));
    }
}

#[tokio::test]
async fn hooks_are_told_of_each_attempt_and_may_change_the_request() {
    let fake = Fake::new();
    fake.on::<GetJob>()
        .status(503)
        .reset()
        .answer(200, &Value::Null);
    let log = Log::default();
    let client: Client = Client::of_fake(&fake).bearer("t").configure(|config| {
        config.hook(log.clone());
    });
    client.get_job("1").await.unwrap();
    let told = log.0.lock().unwrap().clone();
    assert_eq!(
        told,
        [
            "getJob 1 true",
            "1 503 Service Unavailable",
            "getJob 2 true",
            "2 the connection broke: the test breaks the connection",
            "getJob 3 true",
            "3 200 OK",
        ]
    );
    let signed: Vec<_> = fake
        .requests()
        .iter()
        .map(|request| request.headers["x-signed"].clone())
        .collect();
    assert_eq!(signed, ["1", "2", "3"]);
}

#[derive(Debug)]
struct Refuses;

impl Hook for Refuses {
    fn before(
        &self,
        _: &'static Route,
        _: u32,
        _: &mut Request<Payload>,
    ) -> Result<(), ConfigurationError> {
        Err(ConfigurationError::new("the signature", "there is no key"))
    }
}

#[tokio::test]
async fn a_hook_can_keep_a_request_from_being_sent() {
    let fake = Fake::new();
    let client: Client = Client::of_fake(&fake).configure(|config| {
        config.hook(Refuses);
    });
    let error = client.get_job("1").await.unwrap_err();
    assert!(matches!(error, Error::Configuration { .. }));
    assert_eq!(
        error.to_string(),
        "GET /jobs/{id}: the signature: there is no key"
    );
    assert!(fake.requests().is_empty());
}

#[tokio::test]
async fn errors_name_the_request_as_the_server_does() {
    let server =
        Server::start(|_| answer("404 Not Found\r\nrequest-id: r-7", "application/json", "1"));
    let client: Client = Client::of(&server.url);
    let error = client.get_job("1").await.unwrap_err();
    assert_eq!(error.request_id(), Some("r-7"));
    assert_eq!(
        error.to_string(),
        "GET /jobs/{id}: 404 Not Found: 1 (request r-7)"
    );
    // Some servers repeat what they were sent in any place.
    let server = Server::start(|_| head("500 Oops\r\nx-request-id: hunter2"));
    let client: Client = Client::of(&server.url).bearer("hunter2");
    let error = client.get_job("1").await.unwrap_err();
    assert!(error.to_string().ends_with("(request [secret])"), "{error}");
}

/// What hooks are shown of requests.
#[derive(Clone, Debug, Default)]
struct Shown(Arc<Mutex<String>>);

impl Hook for Shown {
    fn before(
        &self,
        route: &'static Route,
        attempt: u32,
        request: &mut Request<Payload>,
    ) -> Result<(), ConfigurationError> {
        *self.0.lock().unwrap() += &format!("{attempt} {} {request:?}\n", route.path);
        Ok(())
    }
}

#[tokio::test]
async fn hooks_are_told_of_requests_for_tokens_and_shown_no_secret() {
    for way in [ClientAuthentication::Body, ClientAuthentication::Basic] {
        let fake = Fake::new();
        fake.otherwise()
            .status(503)
            .body(200, "application/json", r#"{"access_token":"granted"}"#);
        fake.on::<GetJob>().status(503).answer(200, &Value::Null);
        let (log, shown) = (Log::default(), Shown::default());
        let credentials = ClientCredentials::new("me", "hunter2").authentication(way);
        let client: Client = Client::of_fake(&fake).oauth2(credentials);
        let client = client.configure(|config| {
            config.hook(log.clone()).hook(shown.clone());
        });
        client.get_job("1").await.unwrap();
        let told = log.0.lock().unwrap().clone();
        let signed = way == ClientAuthentication::Basic;
        assert_eq!(
            told,
            [
                &format!("token 1 {signed}"),
                "1 503 Service Unavailable",
                &format!("token 2 {signed}"),
                "2 200 OK",
                "getJob 2 true",
                "2 503 Service Unavailable",
                "getJob 3 true",
                "3 200 OK",
            ]
        );
        let shown = shown.0.lock().unwrap().clone();
        assert!(shown.contains("1 (token) Request"), "{shown}");
        for secret in ["hunter2", "bWU6aHVudGVyMg", "granted"] {
            assert!(!shown.contains(secret), "{shown}");
        }
        assert_eq!(fake.requests()[0].headers["x-signed"], "1");
    }
}

#[tokio::test]
async fn a_hook_can_keep_a_request_for_a_token_from_being_sent() {
    let fake = Fake::new();
    let client: Client = Client::of_fake(&fake)
        .oauth2(ClientCredentials::new("me", "hunter2"))
        .configure(|config| {
            config.hook(Refuses);
        });
    let error = client.get_job("1").await.unwrap_err();
    assert!(error.to_string().contains("there is no key"), "{error}");
    assert!(fake.requests().is_empty());
}
