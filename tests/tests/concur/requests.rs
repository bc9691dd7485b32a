//! What goes out, and what comes back when a server misbehaves.

use generated::concur::Client;
use runtime::{Blocking, Error};
use tests::{
    misbehaving::Answers,
    page,
    server::{Reply, Server},
};

use super::{DEFINITION, JOB, PAGE, client, examples, job};

/// The request lines of the page's examples, on our server.
fn published_lines() -> Vec<String> {
    let page = page::read(PAGE);
    let lines = page
        .lines()
        .filter_map(|line| line.strip_prefix("    GET https://www.concursolutions.com"));
    lines.map(|rest| format!("GET {rest}")).collect()
}

#[tokio::test]
async fn the_requests_of_the_page_go_out_as_published() {
    let [list, details, status] = examples();
    let server = Server::start();
    server
        .reply(Reply::xml(200, list))
        .reply(Reply::xml(200, details))
        .reply(Reply::xml(200, status));
    let client = client(&server);
    client.get_extract_jobs(DEFINITION).await.unwrap();
    client.get_extract_job(DEFINITION, JOB).await.unwrap();
    let (definition, job) = (
        "nX8O9$pytn6vJEWvLOZxyy3GcNGyj0ZklG",
        "nIJp1lR2R0LNT4XcO5fXG$s$sZmVuRTuG$ps",
    );
    client
        .get_extract_job_status(definition, job)
        .await
        .unwrap();

    let sent = server.requests();
    let lines: Vec<_> = sent.iter().map(|request| request.line()).collect();
    assert_eq!(lines, published_lines());
    for request in sent {
        assert_eq!(request.header("host").unwrap(), server.host());
        assert_eq!(request.header("authorization").unwrap(), "OAuth a-token");
        assert_eq!(request.header("accept").unwrap(), "application/xml");
        let names = [
            "accept",
            "accept-encoding",
            "authorization",
            "host",
            "user-agent",
        ];
        assert_eq!(request.header_names(), names);
        assert_eq!(request.body, b"");
    }
}

#[tokio::test]
async fn the_file_is_asked_for_in_both_types() {
    let server = Server::replying(Reply::new(200, &[("Content-Type", "text/csv")], "a,b\r\n"));
    client(&server)
        .get_extract_file(DEFINITION, JOB)
        .await
        .unwrap();
    let sent = server.request();
    assert_eq!(
        sent.line(),
        format!("GET /api/expense/extract/v1.0/{DEFINITION}/job/{JOB}/file HTTP/1.1")
    );
    assert_eq!(sent.header("accept").unwrap(), "text/csv, application/zip");
    assert_eq!(sent.header("authorization").unwrap(), "OAuth a-token");
}

#[tokio::test]
async fn the_page_documents_no_failure() {
    for status in [401, 404, 500] {
        let server = Server::replying(Reply::xml(status, "<error><message>No.</message></error>"));
        let error = client(&server)
            .get_extract_job(DEFINITION, JOB)
            .await
            .unwrap_err();
        let Error::Status(answer) = error else {
            panic!("{error:?}");
        };
        assert_eq!(answer.status, status);
        assert_eq!(answer.body, "<error><message>No.</message></error>");
    }
}

#[tokio::test]
async fn a_misbehaving_server_is_an_error_that_tells() {
    let answers = Answers {
        media_type: "application/xml; charset=utf-8",
        right: &job("<status>Queued</status>"),
        wrong: &job("<status><code>2</code></status>"),
        path: "status",
    };
    let get = async |server: &Server| client(server).get_extract_job(DEFINITION, JOB).await;
    answers.check(get).await;
}

#[test]
fn a_blocking_client_sends_the_same() {
    let server = Server::replying(Reply::xml(200, &examples()[1]));
    let base = format!("{}/api/expense/extract/v1.0", server.url());
    let client = Client::<Blocking>::new().base_url(base).oauth("a-token");
    client.get_extract_job(DEFINITION, JOB).send().unwrap();
    assert_eq!(server.request().line(), published_lines()[1]);
    assert_eq!(
        server.request().header("authorization").unwrap(),
        "OAuth a-token"
    );
}
