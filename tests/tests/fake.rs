//! The server within the process that users test their code with.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::time::Duration;

use generated::{
    concur::{
        self,
        models::Jobs,
        operations::{GetExtractFile, GetExtractJobs},
    },
    ironclad::{self, models::ScheduledJobResponse, operations::GetExport},
};
use runtime::{
    Blocking,
    client::Clock,
    testing::{Fake, FakeClock},
};

fn job() -> ScheduledJobResponse {
    ScheduledJobResponse {
        message: Some("done".to_owned()),
        ..ScheduledJobResponse::default()
    }
}

fn json(fake: &Fake) -> ironclad::Client {
    ironclad::Client::new()
        .bearer("a-token")
        .configure(|config| fake.install(config))
}

fn xml(fake: &Fake) -> concur::Client {
    concur::Client::new().configure(|config| fake.install(config))
}

#[tokio::test]
async fn models_go_out_in_the_documents_media_type() {
    let fake = Fake::new();
    fake.on::<GetExtractJobs>().answer(200, &Jobs::default());
    fake.on::<GetExport>().answer(200, &job());
    let response = xml(&fake).get_extract_jobs("1").response().await.unwrap();
    assert_eq!(response.headers["content-type"], "application/xml");
    assert_eq!(response.value, Jobs::default());
    let response = json(&fake).get_export("1").response().await.unwrap();
    assert_eq!(response.headers["content-type"], "application/json");
    assert_eq!(response.value, job());
}

#[tokio::test]
async fn requests_are_remembered_by_operation() {
    let fake = Fake::new();
    fake.on::<GetExport>()
        .header("x-a", "b")
        .always()
        .answer(200, &job());
    let client = json(&fake);
    for id in ["1", "2"] {
        let response = client.get_export(id).response().await.unwrap();
        assert_eq!(response.headers["x-a"], "b");
    }
    let requests = fake.requests_of::<GetExport>();
    let paths: Vec<_> = requests.iter().map(|seen| seen.uri.path()).collect();
    assert_eq!(
        paths,
        ["/v1.1/extract/evidence/1", "/v1.1/extract/evidence/2"]
    );
    assert_eq!(requests[0].headers["authorization"], "Bearer a-token");
    assert!(fake.requests_of::<GetExtractJobs>().is_empty());
}

#[tokio::test]
async fn answers_are_late_by_the_fakes_own_clock() {
    let fake = Fake::new();
    fake.on::<GetExport>()
        .delay(Duration::from_secs(59))
        .answer(200, &job())
        .always()
        .delay(Duration::from_secs(61))
        .answer(200, &job());
    let client = json(&fake);
    client.get_export("1").await.unwrap();
    assert_eq!(fake.clock().elapsed(), Duration::from_secs(59));
    assert!(client.get_export("1").await.unwrap_err().is_timeout());
}

#[tokio::test]
async fn files_are_cut_where_the_test_says() {
    let fake = Fake::new();
    fake.on::<GetExtractFile>()
        .cut(4)
        .body(200, "text/csv", "a,b\n1,2\n");
    let mut file = xml(&fake).get_extract_file("1", "2").await.unwrap();
    assert_eq!(file.chunk().await.unwrap().unwrap(), "a,b\n");
    file.chunk().await.unwrap_err();
}

#[tokio::test]
async fn what_is_missing_or_wrong_in_the_test_is_told() {
    let fake = Fake::new();
    let error = json(&fake).get_export("1").await.unwrap_err();
    assert!(
        error.to_string().contains("the test has no answer for"),
        "{error}"
    );
    fake.otherwise().status(99);
    let error = json(&fake).get_export("1").await.unwrap_err();
    assert!(
        error
            .to_string()
            .contains("the test is wrong: 99 is no status"),
        "{error}"
    );
}

#[test]
fn blocking_clients_are_answered_too() {
    let fake = Fake::new();
    fake.on::<GetExport>()
        .refuse()
        .silence()
        .answer(200, &job());
    let client = ironclad::Client::<Blocking>::new().configure(|config| fake.install(config));
    assert_eq!(client.get_export("1").response().unwrap().attempts, 3);
}

#[tokio::test]
async fn a_clock_that_is_stopped_moves_when_it_is_told_to() {
    let (fake, clock) = (Fake::new(), FakeClock::stopped());
    fake.on::<GetExport>().status(503).answer(200, &job());
    let client = json(&fake).configure(|config| _ = config.clock(clock.clone()));
    let call = tokio::spawn(async move { client.get_export("1").response().await });
    while clock.waiting() == 0 {
        tokio::task::yield_now().await;
    }
    assert!(!call.is_finished());
    clock.advance(Duration::from_secs(1));
    assert_eq!(call.await.unwrap().unwrap().attempts, 2);
}

#[tokio::test]
async fn waits_end_in_the_order_of_their_ends() {
    let clock = FakeClock::default();
    let waits = [3, 1, 2].map(|seconds| {
        let clock = clock.clone();
        tokio::spawn(async move {
            clock.sleep(Duration::from_secs(seconds)).await;
            clock.elapsed().as_secs()
        })
    });
    for (wait, seconds) in waits.into_iter().zip([3, 1, 2]) {
        assert_eq!(wait.await.unwrap(), seconds);
    }
    assert_eq!(clock.waits(), [1, 2, 3].map(Duration::from_secs));
}
