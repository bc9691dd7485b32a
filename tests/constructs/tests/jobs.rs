//! Jobs whose polls give different things by status and media type.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use constructs::jobs::{
    Client,
    operations::{GetFileOutput, GetReportOutput, StartFile, StartReport},
};
use runtime::{Async, Blocking, Mode, testing::FakeClock};
use tests::{
    server::{Reply, Server},
    way::Way,
};

fn client<M: Mode>(server: &Server) -> Client<M> {
    let client = Client::new().base_url(server.url()).bearer("a-token");
    client.configure(|config| {
        config.clock(FakeClock::default());
    })
}

fn ticket(done: u32) -> Reply {
    Reply::json(202, format!(r#"{{"id":"r1","done":{done}}}"#))
}

async fn polls_give_what_there_is<M: Way>() {
    let report = r#"{"id":"r1","title":"a"}"#;
    for (start, last, title) in [
        (ticket(0), Reply::json(200, report), "a"),
        (
            ticket(0),
            Reply::xml(200, "<page><title>b</title></page>"),
            "b",
        ),
        // The start may tell the job by either of its answers.
        (Reply::json(200, report), Reply::json(200, report), "a"),
    ] {
        let server = Server::start();
        server.reply(start).reply(ticket(40)).reply(last);
        let client = client::<M>(&server);
        let job = M::sent(client.start_report().start().send()).await.unwrap();
        assert_eq!(job.id(), "r1");
        let mut seen = Vec::new();
        let wait = job.wait().progress(|state| seen.push(state.to_string()));
        let done = M::given(wait.send()).await.unwrap();
        assert_eq!(seen, ["202 (40 %)", "200"]);
        match done.into_job() {
            GetReportOutput::OkJson(report) => assert_eq!(report.title.unwrap(), title),
            GetReportOutput::OkXml(page) => assert_eq!(page.title.unwrap(), title),
            other => panic!("{other:?}"),
        }
    }
}

async fn an_answer_without_a_body_can_be_a_failure<M: Way>() {
    let none = Reply::new(204, &[("X-Reason", "no data")], "");
    let server = Server::replying(none);
    let job = client::<M>(&server).resume::<StartReport>("r1");
    let error = M::given(job.wait().send()).await.unwrap_err();
    assert!(error.is_failed());
    assert_eq!(error.to_string(), "the job r1 has failed: 204: no data");
}

#[tokio::test]
async fn by_status_and_media_type() {
    polls_give_what_there_is::<Async>().await;
    polls_give_what_there_is::<Blocking>().await;
    an_answer_without_a_body_can_be_a_failure::<Async>().await;
    an_answer_without_a_body_can_be_a_failure::<Blocking>().await;
}

#[tokio::test]
async fn the_last_poll_can_be_the_file() {
    let server = Server::start();
    server.reply(Reply::new(202, &[("Location", "/files/f1")], ""));
    server
        .reply(ticket(40))
        .reply(Reply::new(200, &[("Content-Type", "text/csv")], "a,b"));
    let client = client::<Async>(&server);
    let job = client.start_file().start().await.unwrap();
    assert_eq!(job.id(), "/files/f1");
    let GetFileOutput::Ok(file) = job.wait().await.unwrap().into_job() else {
        panic!("a file was expected")
    };
    assert_eq!(file.bytes().await.unwrap(), "a,b");
    let resumed = client.resume::<StartFile>("/files/f1");
    server.reply(ticket(50));
    assert_eq!(resumed.poll_once().await.unwrap().progress, Some(0.5));
}
