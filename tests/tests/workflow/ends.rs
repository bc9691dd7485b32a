//! Every way in which waiting for a job ends.

use std::{
    sync::atomic::{AtomicUsize, Ordering},
    time::Duration,
};

use generated::{
    ironclad::{
        Client,
        models::EvidenceExportRequest,
        operations::{CreateExport, GetExport},
    },
    sailpoint,
};
use runtime::{
    Async, Blocking, ClientCredentials, Error, Mode, Retry,
    job::{JobError, Phase},
    testing::{Fake, FakeClock},
};
use tests::server::{Reply, Server};

fn client<M: Mode>(fake: &Fake) -> Client<M> {
    Client::new().bearer("a-token").configure(|config| {
        fake.install(config);
        config.retry(Retry::off());
    })
}

fn body(status: &str) -> String {
    format!(r#"{{"id":"e1","status":"{status}","message":"said {status}"}}"#)
}

fn state(fake: &Fake, status: &str) {
    fake.on::<GetExport>()
        .body(200, "application/json", body(status));
}

fn always(fake: &Fake, status: &str) {
    fake.on::<GetExport>()
        .always()
        .body(200, "application/json", body(status));
}

#[tokio::test]
async fn success_is_told_with_all_states_before() {
    let fake = Fake::new();
    for status in ["scheduled", "started", "success"] {
        state(&fake, status);
    }
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let mut seen = Vec::new();
    let wait = job.wait().progress(|state| seen.push(state.to_string()));
    let done = wait.await.unwrap();
    assert_eq!((done.id(), done.state.phase), ("e1", Phase::Succeeded));
    let said = [
        "scheduled: said scheduled",
        "started: said started",
        "success: said success",
    ];
    assert_eq!(seen, said);
    let waits = fake.clock().waits();
    assert!(waits[0] <= Duration::from_secs(2) && waits[1] <= Duration::from_secs(4));
}

#[tokio::test]
async fn failure_holds_the_job_and_its_reason() {
    let fake = Fake::new();
    state(&fake, "failed");
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let error = job.wait().await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "the job e1 has failed: failed: said failed"
    );
    let JobError::Failed { id, state } = error else {
        panic!("{error}")
    };
    assert_eq!((&*id, state.reason.as_deref()), ("e1", Some("said failed")));
    assert_eq!(state.job.message.as_deref(), Some("said failed"));
}

#[tokio::test]
async fn a_deadline_holds_the_identifier_and_the_last_state() {
    let fake = Fake::new();
    always(&fake, "started");
    let minute = Duration::from_secs(60);
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let error = job.wait().deadline(minute).await.unwrap_err();
    let JobError::Deadline { id, last, waited } = &error else {
        panic!("{error}")
    };
    assert_eq!((id.as_str(), *waited), ("e1", minute));
    assert_eq!(last.as_ref().unwrap().status.as_deref(), Some("started"));
}

#[tokio::test]
async fn a_deadline_ends_a_poll_that_is_never_answered() {
    let fake = Fake::new();
    fake.on::<GetExport>().always().silence();
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let error = job
        .wait()
        .deadline(Duration::from_secs(5))
        .await
        .unwrap_err();
    assert!(error.is_deadline() && error.state().is_none(), "{error}");
}

#[tokio::test]
async fn retry_after_is_kept_to() {
    let fake = Fake::new();
    let running = || body("started");
    let on = || fake.on::<GetExport>();
    on().header("retry-after", "7")
        .body(200, "application/json", running());
    on().header("retry-after", "11").status(503);
    // Nobody waits for a year.
    on().header("retry-after", "31536000")
        .body(200, "application/json", running());
    state(&fake, "success");
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    job.wait().await.unwrap();
    let waits: Vec<u64> = fake.clock().waits().iter().map(Duration::as_secs).collect();
    assert_eq!(waits, [7, 11, 3600]);
}

#[tokio::test]
async fn a_server_that_asks_for_polls_at_once_gets_pauses_all_the_same() {
    let fake = Fake::new();
    for at_once in ["0", "Thu, 01 Jan 1970 00:00:00 GMT"] {
        fake.on::<GetExport>().header("retry-after", at_once).body(
            200,
            "application/json",
            body("started"),
        );
    }
    state(&fake, "success");
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    job.wait().await.unwrap();
    let waits = fake.clock().waits();
    assert!(
        waits.len() == 2 && waits.iter().all(|wait| !wait.is_zero()),
        "{waits:?}"
    );
}

#[tokio::test]
async fn polls_may_fail_in_passing_for_want_of_a_token() {
    let server = Server::start();
    let asked = AtomicUsize::new(0);
    server.answer(move |request| {
        let number = asked.fetch_add(1, Ordering::SeqCst);
        Some(match (&*request.target(), number) {
            ("/oauth/token", 0 | 1) => Reply::status(503),
            ("/oauth/token", _) => Reply::json(200, r#"{"access_token":"t"}"#),
            _ => {
                let job = r#"{"jobId":"e1","status":"COMPLETE","type":"EXPORT","expiration":"2021-05-11T22:23:16Z","created":"2021-05-11T22:23:16Z","modified":"2021-05-11T22:23:16Z"}"#;
                Reply::json(200, job)
            }
        })
    });
    let client: sailpoint::Client = sailpoint::Client::new()
        .base_url(format!("{}/beta", server.url()))
        .oauth2(ClientCredentials::new("id", "a secret"))
        .configure(|config| {
            config.clock(FakeClock::default()).retry(Retry::off());
        });
    let job = client.resume::<sailpoint::operations::ExportSpConfig>("e1");
    let error = job.clone().wait().tolerate(1).await.unwrap_err();
    assert!(error.to_string().contains("503"), "{error}");
    assert_eq!(server.requests().len(), 2);
    assert_eq!(job.wait().await.unwrap().state.phase, Phase::Succeeded);
}

#[tokio::test]
async fn unknown_statuses_go_on_and_can_be_given_a_meaning() {
    let fake = Fake::new();
    state(&fake, "paused");
    state(&fake, "done");
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let mut states = job.status_means("done", Phase::Succeeded).states();
    let first = states.next().await.unwrap().unwrap();
    assert_eq!(
        (first.status.as_deref(), first.phase),
        (Some("paused"), Phase::Running)
    );
    assert!(!first.known);
    let last = states.next().await.unwrap().unwrap();
    assert_eq!((last.phase, last.known), (Phase::Succeeded, true));
    assert!(states.next().await.is_none());
}

#[tokio::test]
async fn a_state_without_a_status_is_no_end() {
    let fake = Fake::new();
    fake.on::<GetExport>().body(200, "application/json", "{}");
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let state = job.poll_once().await.unwrap();
    assert_eq!(
        (state.status, state.phase, state.known),
        (None, Phase::Running, false)
    );
}

#[tokio::test]
async fn failures_in_passing_are_tolerated_and_others_are_not() {
    let fake = Fake::new();
    fake.on::<GetExport>()
        .status(503)
        .refuse()
        .reset()
        .status(429);
    state(&fake, "started");
    fake.on::<GetExport>().always().status(500);
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let error = job.wait().tolerate(4).await.unwrap_err();
    assert!(matches!(error, JobError::Poll { .. }), "{error}");
    assert_eq!(error.state().unwrap().status.as_deref(), Some("started"));
    // Refused connections are not among the requests: four of five, then five that fail in a row.
    assert_eq!(fake.requests().len(), 4 + 5);

    let fake = Fake::new();
    fake.on::<GetExport>().always().status(404);
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    let error = job.wait().await.unwrap_err();
    assert!(error.to_string().contains("404"), "{error}");
    assert_eq!(fake.requests().len(), 1);
}

#[tokio::test]
async fn a_start_that_names_no_job_is_an_error() {
    let fake = Fake::new();
    fake.on::<CreateExport>()
        .body(201, "application/json", "{}");
    let request = EvidenceExportRequest::new("2022-10-06T00:00:00.000Z");
    let client = client::<Async>(&fake);
    let error = client.create_export(request).start().await.unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error}");
    assert!(
        error.to_string().contains("the identifier of the job"),
        "{error}"
    );
}

#[tokio::test]
async fn a_thousand_waits_on_one_client_hold() {
    let fake = Fake::new();
    for _ in 0..3_000 {
        state(&fake, "started");
    }
    always(&fake, "success");
    let client = client::<Async>(&fake);
    let wait = |number: usize| {
        let client = client.clone();
        tokio::spawn(async move {
            let job = client.resume::<CreateExport>(&format!("e{number}"));
            job.wait().await.unwrap().id().to_owned()
        })
    };
    let waits: Vec<_> = (0..1_000).map(wait).collect();
    for (number, wait) in waits.into_iter().enumerate() {
        assert_eq!(wait.await.unwrap(), format!("e{number}"));
    }
    assert_eq!(fake.requests().len(), 4_000);
    assert_eq!(fake.clock().waiting(), 0);
    drop(client);
    assert_eq!(fake.holders(), 1);
}

#[tokio::test]
async fn a_wait_that_is_dropped_leaves_nothing_behind() {
    let fake = Fake::new();
    fake.on::<GetExport>()
        .delay(Duration::from_secs(1))
        .body(200, "text/plain", "");
    let job = client::<Async>(&fake).resume::<CreateExport>("e1");
    {
        let mut wait = std::pin::pin!(job.wait().send());
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        assert!(wait.as_mut().poll(&mut context).is_pending());
        assert_eq!((fake.requests().len(), fake.clock().waiting()), (1, 1));
    }
    assert_eq!((fake.requests().len(), fake.clock().waiting()), (1, 0));
}

#[test]
fn the_same_ends_block() {
    let fake = Fake::new();
    state(&fake, "started");
    state(&fake, "success");
    let client = client::<Blocking>(&fake);
    let states = client.resume::<CreateExport>("e1").states();
    let statuses: Vec<_> = states.map(|state| state.unwrap().status.unwrap()).collect();
    assert_eq!(statuses, ["started", "success"]);
    state(&fake, "failed");
    let error = client
        .resume::<CreateExport>("e1")
        .wait()
        .send()
        .unwrap_err();
    assert!(error.is_failed());
    always(&fake, "started");
    let wait = client.resume::<CreateExport>("e1").wait();
    let error = wait.deadline(Duration::from_secs(9)).send().unwrap_err();
    assert!(error.is_deadline());
}
