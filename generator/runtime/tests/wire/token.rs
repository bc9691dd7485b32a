//! Client credentials: fetching, sharing, refreshing.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use runtime::{
    BoxFuture, ClientAuthentication, ClientCredentials, Error, StatusCode, Upload,
    client::{Clock, Config},
    testing::FakeClock,
};
use tokio::{sync::Notify, task::JoinSet};

use crate::{
    api::Client,
    server::{Answer, Server, answer, json},
};

/// A server that grants `t1`, `t2`, … and accepts what `accepts` says.
fn api(accepts: impl Fn(&str) -> bool + Send + Sync + 'static) -> Server {
    let granted = AtomicUsize::new(0);
    Server::start(move |request| {
        if request.path().contains("/token") {
            let number = granted.fetch_add(1, Ordering::Relaxed) + 1;
            return json(&format!(
                r#"{{"access_token":"t{number}","token_type":"bearer","expires_in":"3600"}}"#
            ));
        }
        if accepts(&request.header("authorization").unwrap_or_default()) {
            json("{}")
        } else {
            answer("401 Unauthorized", "text/plain", "expired")
        }
    })
}

fn credentials() -> ClientCredentials {
    ClientCredentials::new("me", "s3cret+/")
}

fn client(server: &Server) -> Client {
    Client::of(&format!("{}/v1", server.url)).oauth2(credentials())
}

#[derive(Clone, Debug, Default)]
struct Manual(Arc<Mutex<Timestamp>>);

impl Manual {
    fn advance(&self, seconds: u64) {
        *self.0.lock().unwrap() += Duration::from_secs(seconds);
    }
}

impl Clock for Manual {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }

    fn sleep(&self, _: Duration) -> BoxFuture<'static, ()> {
        Box::pin(std::future::pending())
    }
}

#[tokio::test]
async fn the_token_is_fetched_as_the_rfc_says() {
    let server = api(|_| true);
    client(&server).create_job(1).await.unwrap();
    let credentials = credentials().scope("a").scope("b");
    let basic = credentials
        .authentication(ClientAuthentication::Basic)
        .token_url("/other/token");
    Client::<runtime::Async>::of(&server.url)
        .oauth2(basic)
        .create_job(1)
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests[0].line(), "POST /demo/token HTTP/1.1");
    assert_eq!(
        requests[0].header("content-type").unwrap(),
        "application/x-www-form-urlencoded"
    );
    let form = "grant_type=client_credentials&client_id=me&client_secret=s3cret%2B%2F";
    assert_eq!(requests[0].body, form);
    assert_eq!(requests[0].header("authorization"), None);
    assert_eq!(requests[1].header("authorization").unwrap(), "Bearer t1");
    assert_eq!(requests[2].line(), "POST /other/token HTTP/1.1");
    assert_eq!(requests[2].body, "grant_type=client_credentials&scope=a+b");
    assert_eq!(
        requests[2].header("authorization").unwrap(),
        "Basic bWU6czNjcmV0JTJCJTJG"
    );
}

#[tokio::test]
async fn many_calls_share_one_fetch() {
    let server = api(|_| true);
    let client = client(&server);
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let client = client.clone();
        calls.spawn(async move { client.create_job(1).await.map(drop) });
    }
    for result in calls.join_all().await {
        result.unwrap();
    }
    assert_eq!(server.asked("/demo/token"), 1);
    assert_eq!(server.asked("/v1/jobs"), 20);
}

#[tokio::test]
async fn many_calls_share_one_failure() {
    let server = Server::start(|_| answer("500 Oops", "text/plain", "down"));
    let client = client(&server);
    // All of them wait before the first one is answered: on one thread, each runs to its first wait.
    let calls = (0..20).map(|_| {
        let client = client.clone();
        async move { client.create_job(1).await.map(drop) }
    });
    let mut set = JoinSet::new();
    calls.for_each(|call| drop(set.spawn(call)));
    for result in set.join_all().await {
        assert!(matches!(result, Err(Error::Authentication { .. })));
    }
    assert_eq!(server.requests().len(), 1);
    // The next call asks anew.
    client.create_job(1).await.unwrap_err();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn a_token_is_replaced_before_it_expires() {
    let server = api(|_| true);
    let clock = Manual::default();
    let set = clock.clone();
    let client = client(&server).configure(move |config: &mut Config| {
        config.clock(set);
    });
    for (advance, fetched) in [(0, 1), (3539, 1), (1, 2), (100, 2)] {
        clock.advance(advance);
        client.create_job(1).await.unwrap();
        assert_eq!(
            server.asked("/demo/token"),
            fetched,
            "after {advance} more seconds"
        );
    }
}

#[tokio::test]
async fn a_refused_token_is_replaced_once() {
    let server = api(|authorization| authorization == "Bearer t2");
    let client = client(&server);
    client.create_job(1).await.unwrap();
    client.create_job(1).await.unwrap();
    assert_eq!(server.asked("/demo/token"), 2);
    assert_eq!(server.asked("/v1/jobs"), 3);

    let server = api(|_| false);
    let error = self::client(&server).create_job(1).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(server.asked("/demo/token"), 2);
    assert_eq!(server.asked("/v1/jobs"), 2);
}

#[tokio::test]
async fn a_refused_token_that_is_not_ours_to_refresh_is_an_answer() {
    let server = api(|_| false);
    let client: Client = Client::of(&server.url).oauth2("ready");
    let error = client.create_job(1).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_body_that_can_be_read_once_is_not_sent_twice() {
    let server = api(|_| false);
    let client = client(&server);
    let upload = Upload::reader(&b"abc"[..]);
    let error = client.put_file(upload).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    assert_eq!(server.asked("/v1/file"), 1);
    client.put_file(Upload::bytes("abc")).await.unwrap_err();
    assert_eq!(server.asked("/v1/file"), 3);
}

#[tokio::test]
async fn tokens_belong_to_their_url() {
    let server = api(|_| true);
    let client = client(&server);
    let other = client.clone().tenant("other");
    client.create_job(1).await.unwrap();
    other.create_job(1).await.unwrap();
    // Each is kept beside the other.
    client.create_job(1).await.unwrap();
    assert_eq!(
        (server.asked("/demo/token"), server.asked("/other/token")),
        (1, 1)
    );
    let by_query = credentials().token_url("/token?tenant={tenant}");
    let client = Client::of(&format!("{}/v1", server.url)).oauth2(by_query);
    client.clone().tenant("a").create_job(1).await.unwrap();
    client.tenant("b").create_job(1).await.unwrap();
    assert_eq!(
        (
            server.asked("/token?tenant=a"),
            server.asked("/token?tenant=b")
        ),
        (1, 1)
    );
}

#[tokio::test]
async fn a_call_that_is_dropped_while_it_fetches_leaves_the_fetch_to_the_next() {
    let (asked, arrived) = (AtomicUsize::new(0), Arc::new(Notify::new()));
    let arrives = Arc::clone(&arrived);
    let server = Server::start(move |request| {
        if request.path() != "/demo/token" {
            return json("{}");
        }
        if asked.fetch_add(1, Ordering::Relaxed) > 0 {
            return json(r#"{"access_token":"t"}"#);
        }
        arrives.notify_one();
        Answer::Hang(Vec::new())
    });
    let client = client(&server);
    tokio::select! {
        fetched = client.create_job(1).send() => panic!("{fetched:?}"),
        () = arrived.notified() => {}
    }
    client.create_job(1).await.unwrap();
    assert_eq!(server.asked("/demo/token"), 2);
}

#[tokio::test]
async fn a_token_server_that_hangs_is_a_timeout() {
    let server = Server::start(|_| Answer::Hang(Vec::new()));
    let client = client(&server).by(&FakeClock::default());
    let error = client.create_job(1).await.unwrap_err();
    assert!(matches!(error, Error::Authentication { .. }), "{error}");
    assert!(error.is_timeout());
}

#[tokio::test]
async fn a_call_waits_no_longer_for_the_fetch_of_another_than_its_own_total() {
    let server = Server::start(|_| Answer::Hang(Vec::new()));
    let client = client(&server).by(&FakeClock::default());
    let fetches = client.create_job(1).send();
    let waits = client.create_job(2).with(|options| {
        options.timeout(Duration::from_secs(1));
    });
    tokio::select! {
        biased;
        fetched = fetches => panic!("{fetched:?}"),
        waited = waits.send() => assert!(waited.unwrap_err().is_timeout()),
    }
    assert!(server.requests().len() <= 1);
}

#[tokio::test]
async fn what_the_token_server_says_is_told_without_the_secret() {
    for (status, body, part) in [
        (
            "401 Unauthorized",
            r#"{"error":"invalid_client","was":"s3cret+/"}"#,
            "invalid_client",
        ),
        (
            "400 Bad Request",
            "client_secret=s3cret%2B%2F is wrong",
            "is wrong",
        ),
        (
            "200 OK",
            r#"{"access_token":12,"secret":"s3cret+/"}"#,
            "access_token",
        ),
        ("200 OK", "<s3cret+/>", "JSON"),
    ] {
        let server = Server::start(move |_| answer(status, "application/json", body));
        let error = client(&server).create_job(1).await.unwrap_err();
        let shown = format!(
            "{error} {error:?} {:?}",
            std::error::Error::source(&error).unwrap()
        );
        assert!(
            shown.contains(part) && shown.contains("/demo/token"),
            "{shown}"
        );
        assert!(!shown.contains("s3cret"), "{shown}");
    }
}

#[tokio::test]
async fn a_scheme_without_a_token_url_says_so() {
    let server = api(|_| true);
    let client: Client = Client::of(&server.url).oauth2(credentials().token_url(""));
    let error = client.create_job(1).await.unwrap_err();
    assert!(error.to_string().contains("token URL"), "{error}");
    assert!(server.requests().is_empty());
}
