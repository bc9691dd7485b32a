//! Which calls are repeated, how often, and how long is waited before.

use std::{
    io::Read,
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use runtime::{
    ClientCredentials, Error, Retry, StatusCode, Upload, Value,
    client::Random,
    testing::{Fake, FakeClock},
};

use crate::{
    api::{Client, CreateJob, GetJob, PutFile},
    server::{Answer, Server, answer, json},
};

/// A server that fails so often before it answers.
fn failing(times: usize, failure: impl Fn() -> Answer + Send + Sync + 'static) -> Server {
    let count = AtomicUsize::new(0);
    Server::start(move |_| {
        if count.fetch_add(1, Ordering::SeqCst) < times {
            failure()
        } else {
            json("7")
        }
    })
}

fn busy() -> Answer {
    answer("503 Busy", "text/plain", "later")
}

fn head(status: &str, header: &str) -> Answer {
    answer(&format!("{status}\r\n{header}"), "text/plain", "later")
}

/// What waits with `Retry-After: value` take, in milliseconds; and how the call ends.
async fn waits(value: &'static str) -> (Vec<u128>, Option<StatusCode>) {
    let server = failing(1, move || {
        head("429 Slow", &format!("retry-after: {value}"))
    });
    let clock = FakeClock::default();
    let client: Client = Client::patient(&server.url, &clock);
    let status = client
        .get_job("1")
        .await
        .err()
        .and_then(|error| error.status());
    let waits = clock.waits();
    (waits.iter().map(Duration::as_millis).collect(), status)
}

#[tokio::test]
async fn a_server_that_is_busy_is_asked_again_and_attempts_are_counted() {
    let server = failing(2, busy);
    let clock = FakeClock::default();
    let client: Client = Client::patient(&server.url, &clock).bearer("t");
    let response = client.get_job("1").response().await.unwrap();
    assert_eq!(response.attempts, 3);
    let requests = server.requests();
    assert_eq!(requests.len(), 3);
    assert!(
        requests
            .iter()
            .all(|request| request.head == requests[0].head)
    );
    let waits = clock.waits();
    assert!(waits[0] <= Duration::from_millis(200) && waits[1] <= Duration::from_millis(400));
}

#[tokio::test]
async fn the_last_failure_is_told_with_the_number_of_attempts() {
    let server = failing(9, busy);
    let client: Client = Client::patient(&server.url, &FakeClock::default());
    let error = client.get_job("1").await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert_eq!(
        error.to_string(),
        "GET /jobs/{id}: undocumented status 503 Service Unavailable: later (after 3 attempts)"
    );
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn connections_that_break_before_or_within_an_answer_are_made_again() {
    let fake = Fake::new();
    fake.on::<GetJob>()
        .reset()
        .cut(2)
        .body(200, "application/json", "[1,2]")
        .body(200, "application/json", "[1]");
    let client: Client = Client::of_fake(&fake);
    let response = client.get_job("1").response().await.unwrap();
    assert_eq!(
        (response.value.to_string(), response.attempts),
        ("[1]".into(), 3)
    );

    let fake = Fake::new();
    fake.on::<GetJob>().always().refuse();
    let error = Client::<runtime::Async>::of_fake(&fake)
        .get_job("1")
        .await
        .unwrap_err();
    assert!(error.is_connect());
    assert_eq!(
        error.to_string(),
        "GET /jobs/{id}: no connection: the test refuses it (after 3 attempts)"
    );
}

#[tokio::test]
async fn silence_is_a_reason_to_ask_again_but_the_end_of_the_time_is_not() {
    let fake = Fake::new();
    fake.on::<GetJob>().silence().answer(200, &Value::from(7));
    let client: Client = Client::of_fake(&fake);
    assert_eq!(client.get_job("1").response().await.unwrap().attempts, 2);
    assert_eq!(fake.clock().waits()[0], Duration::from_secs(60));

    let fake = Fake::new();
    fake.on::<GetJob>().always().silence();
    let client: Client = Client::of_fake(&fake);
    let call = client.get_job("1").with(|options| {
        options.timeout(Duration::from_secs(5));
    });
    let error = call.await.unwrap_err();
    assert_eq!(error.to_string(), "GET /jobs/{id}: not done within 5s");
}

#[tokio::test]
async fn a_post_is_repeated_only_if_that_does_no_harm() {
    let fake = Fake::new();
    fake.on::<CreateJob>().always().status(503);
    let client: Client = Client::of_fake(&fake);
    assert_eq!(client.create_job(1).await.unwrap_err().attempts(), 1);
    let keyed = client.create_job(1).with(|options| {
        options.idempotency_key("order 7");
    });
    assert_eq!(keyed.await.unwrap_err().attempts(), 3);
    let requests = fake.requests_of::<CreateJob>();
    for request in &requests[1..] {
        assert_eq!(request.headers["idempotency-key"], "order 7");
        assert_eq!(request.body, "1");
    }
    let search = client.create_job(1).with(|options| {
        options.retry(Retry::default().any_method());
    });
    assert_eq!(search.await.unwrap_err().attempts(), 3);
}

#[tokio::test]
async fn a_post_that_never_left_is_repeated() {
    let fake = Fake::new();
    fake.on::<CreateJob>()
        .refuse()
        .answer(200, &Value::from(7))
        .reset();
    let client: Client = Client::of_fake(&fake);
    assert_eq!(client.create_job(1).response().await.unwrap().attempts, 2);
    let error = client.create_job(1).await.unwrap_err();
    assert!(
        matches!(error, Error::Transport { attempts: 1, .. }),
        "{error}"
    );
}

#[tokio::test]
async fn a_body_that_can_be_read_again_is() {
    let fake = Fake::new();
    let client: Client = Client::of_fake(&fake);
    let anew = Upload::opened(|| Ok(std::io::repeat(b'x').take(3)));
    for (upload, attempts) in [
        (Upload::bytes("xxx"), 2),
        (anew, 2),
        (Upload::reader(&b"xxx"[..]), 1),
    ] {
        let fresh = Fake::new();
        fresh.on::<PutFile>().status(503).status(204);
        let client = client.clone().configure(|config| fresh.install(config));
        let made = match client.put_file(upload).response().await {
            Ok(response) => response.attempts,
            Err(error) => error.attempts(),
        };
        assert_eq!(made, attempts);
        assert!(fresh.requests().iter().all(|request| request.body == "xxx"));
    }
}

#[tokio::test]
async fn it_can_be_tuned_and_turned_off_for_a_client_and_for_a_call() {
    let fake = Fake::new();
    fake.on::<GetJob>().always().status(500);
    let client: Client = Client::of_fake(&fake);
    let off = client.clone().configure(|config| {
        config.retry(Retry::off());
    });
    assert_eq!(off.get_job("1").await.unwrap_err().attempts(), 1);
    let five = off.get_job("1").with(|options| {
        options.retry(Retry::default().attempts(5));
    });
    assert_eq!(five.await.unwrap_err().attempts(), 5);
    let one = client.get_job("1").with(|options| {
        options.retry(Retry::off());
    });
    assert_eq!(one.await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn statuses_that_do_not_pass_are_answers() {
    let fake = Fake::new();
    let client: Client = Client::of_fake(&fake);
    for status in [400, 401, 403, 404, 409, 501, 505, 511] {
        fake.on::<GetJob>().answer(status, &Value::Null);
        assert_eq!(
            client.get_job("1").await.unwrap_err().attempts(),
            1,
            "{status}"
        );
    }
    for status in [408, 429, 500, 502, 503, 504, 529] {
        fake.on::<GetJob>().status(status).answer(200, &Value::Null);
        assert_eq!(
            client.get_job("1").response().await.unwrap().attempts,
            2,
            "{status}"
        );
    }
}

#[tokio::test]
async fn retry_after_is_kept_to_in_each_of_its_forms() {
    assert_eq!(waits("7").await, (vec![7000], None));
    assert_eq!(waits("0").await, (vec![0], None));
    // By the client's clock, which starts at midnight; and by the server's, if it says.
    assert_eq!(
        waits("Wed, 01 Jan 2025 00:00:30 GMT").await,
        (vec![30_000], None)
    );
    let dates = "Sun, 06 Nov 1994 08:49:37 GMT\r\ndate: Sun, 06 Nov 1994 08:49:30 GMT";
    assert_eq!(waits(dates).await, (vec![7000], None));
    assert_eq!(
        waits("Sun, 06 Nov 1994 08:49:37 GMT").await,
        (vec![0], None)
    );
    // The forms of old.
    assert_eq!(
        waits("Wednesday, 01-Jan-25 00:00:30 GMT").await,
        (vec![30_000], None)
    );
    assert_eq!(
        waits("Wed Jan  1 00:00:30 2025").await,
        (vec![30_000], None)
    );
}

#[tokio::test]
async fn a_retry_after_that_is_none_is_passed_over() {
    for value in ["soon", "-5", "1.5", ""] {
        let (waits, status) = waits(value).await;
        assert!(waits[0] <= 200 && status.is_none(), "{value}: {waits:?}");
    }
}

#[tokio::test]
async fn a_server_that_asks_for_too_long_a_wait_is_not_waited_for() {
    let slow = Some(StatusCode::TOO_MANY_REQUESTS);
    for value in [
        "61",
        "86400",
        "99999999999999999999999999",
        "Fri, 31 Dec 9999 23:59:59 GMT",
    ] {
        assert_eq!(waits(value).await, (vec![], slow), "{value}");
    }
    let server = failing(1, || head("429 Slow", "retry-after: 86400"));
    let client: Client = Client::patient(&server.url, &FakeClock::default());
    let error = client.get_job("1").await.unwrap_err();
    assert_eq!(error.retry_after(), Some(Duration::from_secs(86_400)));
}

#[tokio::test]
async fn what_would_begin_after_the_end_of_the_time_is_not_waited_for() {
    let server = failing(1, || head("503 Busy", "retry-after: 20"));
    let clock = FakeClock::default();
    let client: Client = Client::patient(&server.url, &clock);
    let call = client.get_job("1").with(|options| {
        options.timeout(Duration::from_secs(10));
    });
    assert_eq!(
        call.await.unwrap_err().status(),
        Some(StatusCode::SERVICE_UNAVAILABLE)
    );
    assert!(clock.waits().is_empty());
}

#[derive(Debug)]
struct Most;

impl Random for Most {
    fn fraction(&self) -> f64 {
        1.0
    }
}

#[tokio::test]
async fn waits_double_and_chance_shortens_them() {
    let fake = Fake::new();
    fake.on::<GetJob>().always().status(500);
    let client: Client = Client::of_fake(&fake).configure(|config| {
        config.random(Most).retry(Retry::default().attempts(9));
    });
    client.get_job("1").await.unwrap_err();
    let waits: Vec<_> = fake
        .clock()
        .waits()
        .iter()
        .map(Duration::as_millis)
        .collect();
    assert_eq!(waits, [200, 400, 800, 1600, 3200, 6400, 10_000, 10_000]);
}

#[tokio::test]
async fn a_thousand_calls_in_an_outage_are_not_three_thousand() {
    let fake = Fake::new();
    fake.on::<GetJob>().always().status(503);
    let client: Client = Client::of_fake(&fake);
    let calls = (0..1000).map(|_| {
        let client = client.clone();
        tokio::spawn(async move { client.get_job("1").await.unwrap_err().status() })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), Some(StatusCode::SERVICE_UNAVAILABLE));
    }
    assert_eq!(fake.requests().len(), 1100);
    assert_eq!(fake.clock().waiting(), 0);

    // What is answered earns retries again.
    let fine = Fake::new();
    fine.on::<CreateJob>().always().answer(200, &Value::Null);
    fine.on::<GetJob>()
        .status(503)
        .answer(200, &Value::Null)
        .status(503);
    let client = client.configure(|config| {
        config.transport(fine.clone());
    });
    for _ in 0..10 {
        client.create_job(1).await.unwrap();
    }
    assert_eq!(client.get_job("1").response().await.unwrap().attempts, 2);
    assert_eq!(client.get_job("1").await.unwrap_err().attempts(), 1);
}

#[tokio::test]
async fn a_token_that_cannot_be_had_yet_is_asked_for_again() {
    let fake = Fake::new();
    fake.otherwise()
        .status(503)
        .body(200, "application/json", r#"{"access_token":"t"}"#);
    fake.on::<CreateJob>().answer(200, &Value::Null);
    let client: Client = Client::of_fake(&fake).oauth2(ClientCredentials::new("me", "secret"));
    let response = client.create_job(1).response().await.unwrap();
    assert_eq!(response.attempts, 2);
    let request = &fake.requests_of::<CreateJob>()[0];
    assert_eq!(request.headers["authorization"], "Bearer t");
}

#[cfg(feature = "blocking")]
#[test]
fn a_blocking_client_repeats_as_well() {
    let server = failing(2, busy);
    let clock = FakeClock::default();
    let client: Client<runtime::Blocking> = Client::patient(&server.url, &clock);
    assert_eq!(client.get_job("1").response().unwrap().attempts, 3);
    assert_eq!(clock.waits().len(), 2);
}
