//! Futures that are dropped at any of their awaits: nothing is left behind, and nothing is broken for those that follow.

use std::{fs, future::poll_fn, path::Path, pin::pin, task::Poll, time::Duration};

use generated::sailpoint::{
    Client,
    models::ExportPayload,
    operations::{DownloadSpConfigExport, ExportSpConfig, SpConfigExportJobStatus},
};
use runtime::{ClientCredentials, testing::Fake};
use tempfile::tempdir;

const RESULT: &str = r#"{"version":1,"objects":[]}"#;
const JSON: &str = "application/json";

fn job(status: &str) -> String {
    format!(
        r#"{{"jobId":"j1","status":"{status}","type":"EXPORT",
            "created":"2021-05-11T22:23:16Z","modified":"2021-05-11T22:23:16Z"}}"#
    )
}

/// A server at which everything takes its time, and much goes wrong once.
fn server() -> Fake {
    let (fake, second) = (Fake::new(), Duration::from_secs(1));
    let token = r#"{"access_token":"t","expires_in":6000}"#;
    let tokens = fake.otherwise().delay(second).status(503);
    tokens.delay(second).always().body(200, JSON, token);
    let starts = fake.on::<ExportSpConfig>().delay(second).status(429);
    let starts = starts.delay(second).status(401).delay(second).always();
    starts.body(202, JSON, job("NOT_STARTED"));
    let polls = fake.on::<SpConfigExportJobStatus>().delay(second).reset();
    let polls = polls.delay(second).body(200, JSON, job("IN_PROGRESS"));
    polls
        .delay(second)
        .always()
        .body(200, JSON, job("COMPLETE"));
    let results = fake.on::<DownloadSpConfigExport>().header("etag", "\"v1\"");
    let length = RESULT.len().to_string();
    let results = results.header("content-length", &*length).delay(second);
    let results = results.cut(5).body(200, JSON, RESULT);
    let results = results.header("etag", "\"v1\"").delay(second);
    results.always().body(200, JSON, RESULT);
    fake
}

fn client(fake: &Fake) -> Client {
    Client::new()
        .oauth2(ClientCredentials::new("id", "secret"))
        .configure(|config| fake.install(config))
}

async fn work(client: &Client, path: &Path) {
    let call = client.export_sp_config(ExportPayload::default());
    let call = call.with(|options| {
        options.idempotency_key("once");
    });
    let job = call.start().await.unwrap();
    let saved = job.save(path).await.unwrap();
    assert_eq!(fs::read_to_string(saved.path).unwrap(), RESULT);
}

/// What the future gives, unless it is dropped before, after so many polls.
async fn polled<T>(future: impl Future<Output = T>, polls: usize) -> Option<T> {
    let (mut future, mut left) = (pin!(future), polls);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(done) => Poll::Ready(Some(done)),
        Poll::Pending => {
            left -= 1;
            if left == 0 {
                Poll::Ready(None)
            } else {
                Poll::Pending
            }
        }
    })
    .await
}

#[tokio::test]
async fn a_whole_task_can_be_dropped_at_every_poll() {
    for polls in 1.. {
        let (fake, folder) = (server(), tempdir().unwrap());
        let (client, path) = (client(&fake), folder.path().join("export.json"));
        let done = polled(work(&client, &path), polls).await;
        assert_eq!(fake.clock().waiting(), 0, "after {polls} polls");
        // Two hold on to the server: the test and the client.
        assert_eq!(fake.holders(), 2, "after {polls} polls");
        assert!(!path.exists() || fs::read_to_string(&path).unwrap() == RESULT);

        let waits = fake.clock().waits().len();

        // The same client, with its tokens and connections, still does the task.
        work(&client, &path).await;
        // A thread that wrote to a file then nobody waits for any more removes it.
        while fs::read_dir(folder.path()).unwrap().count() > 1 {
            tokio::task::yield_now().await;
        }
        if done.is_some() {
            // Each wait is a poll that gives nothing; threads that write files may be done at once.
            assert!(waits >= 15 && polls > waits, "{waits} waits, {polls} polls");
            return;
        }
    }
}
