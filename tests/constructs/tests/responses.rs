//! What travels which way, documented headers, defaults and deprecation.

#![allow(clippy::unwrap_used, reason = "tests fail where something is missing")]

use constructs::responses::{
    Client,
    models::{Job, JobRequest, Owner, OwnerRequest, State},
    operations::GetJob,
};
use runtime::{Blocking, Error, Retry, json};
use tests::server::{Reply, Server};

const JOB: &str = r#"{"id":"7","title":"sort","owner":{"id":1,"name":"Ada"}}"#;

fn client(server: &Server) -> Client<Blocking> {
    let client = Client::new().base_url(server.url());
    client.configure(|config| {
        config.retry(Retry::off());
    })
}

#[test]
fn a_response_has_what_the_server_sets_and_a_request_does_not_ask_for_it() {
    let job: Job = json::from_str(JOB).unwrap();
    let (id, owner): (String, Owner) = (job.id.clone(), job.owner.clone());
    assert_eq!((id.as_str(), owner.id), ("7", 1));
    assert_eq!(json::to_string(&job), JOB);

    let request = JobRequest::new("hush", "sort", OwnerRequest::new("Ada"));
    let sent = r#"{"secret":"hush","title":"sort","owner":{"name":"Ada"}}"#;
    assert_eq!(json::to_string(&request), sent);
    assert!(json::from_str::<Job>(sent).is_err());
}

#[test]
fn what_was_received_can_be_sent_back() {
    let mut job: Job = json::from_str(JOB).unwrap();
    assert!(json::convert::<JobRequest>(&job).is_err());
    job.secret = Some("hush".into());
    let request: JobRequest = json::convert(&job).unwrap();
    assert_eq!(request.id.as_deref(), Some("7"));
    assert_eq!(json::to_string(&request), json::to_string(&job));
}

#[test]
#[allow(deprecated, reason = "the operation is deprecated, and callable")]
fn a_deprecated_operation_is_sent_as_any_other() {
    let server = Server::replying(Reply::json(200, JOB));
    let body = JobRequest::new("hush", "sort", OwnerRequest::new("Ada"));
    let job = client(&server).put_job("7", body).send().unwrap();
    assert_eq!(job.id, "7");
    assert_eq!(server.request().line(), "PUT /jobs/7 HTTP/1.1");
}

#[test]
fn documented_headers_have_their_type() {
    let headers = [
        ("Content-Type", "application/json"),
        ("X-Remaining", "59"),
        ("X-Tags", "a, b"),
        ("X-Window", "from=2026-01-02,calls=100"),
        ("X-Trace", r#"{"id":"t1"}"#),
        ("X-State", "done"),
    ];
    let server = Server::replying(Reply::new(200, &headers, JOB));
    let response = client(&server).get_job("7").response().unwrap();
    assert_eq!(response.header(GetJob::X_REMAINING).unwrap(), Some(59));
    assert_eq!(
        response.header(GetJob::X_TAGS).unwrap().unwrap(),
        ["a", "b"]
    );
    let window = response.header(GetJob::X_WINDOW).unwrap().unwrap();
    assert_eq!(window.from.unwrap().to_string(), "2026-01-02");
    assert_eq!(window.calls, Some(100));
    assert_eq!(response.header(GetJob::X_TRACE).unwrap().unwrap().id, "t1");
    assert_eq!(response.header(GetJob::X_STATE).unwrap(), Some(State::Done));
    assert_eq!(response.header(GetJob::RETRY_AFTER).unwrap(), None);
}

#[test]
fn failures_have_headers_too() {
    let headers = [
        ("Content-Type", "application/json"),
        ("X-Remaining", "none"),
        ("Retry-After", "30"),
    ];
    let server = Server::replying(Reply::new(429, &headers, "{}"));
    let error = client(&server).get_job("7").send().unwrap_err();
    let Error::Failure { answer, .. } = &error else {
        panic!("{error}");
    };
    assert_eq!(answer.header(GetJob::RETRY_AFTER).unwrap(), Some(30));
    // A header that lies costs nothing but itself.
    assert!(answer.header(GetJob::X_REMAINING).is_err());
}

#[test]
fn defaults_are_there_to_be_read_and_are_never_sent() {
    assert_eq!(GetJob::DEFAULT_SIZE, 20);
    assert_eq!(GetJob::DEFAULT_STATE, State::Open);
    const { assert!(!GetJob::DEFAULT_OLD) };
    assert_eq!(Job::DEFAULT_TITLE, "a job");
    assert_eq!(Job::DEFAULT_WEIGHT, -1.5);
    assert_eq!(Job::DEFAULT_EVENTS, [State::Open, State::Done]);
    assert_eq!(JobRequest::DEFAULT_RETRIES, 3);
    let server = Server::replying(Reply::json(200, JOB));
    client(&server).get_job("7").send().unwrap();
    assert_eq!(server.request().line(), "GET /jobs/7 HTTP/1.1");
}
