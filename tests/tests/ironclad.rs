//! Ironclad Clickwrap: two pages, one client.

use generated::ironclad::{
    Client,
    models::{EvidenceExportRequest, ExportType, ScheduledJobResponse, Source, Status},
    operations::{CreateExportFailure, GetExportFailure},
};
use runtime::{Blocking, Extra};
use serde_json::{Value, json};
use tests::{
    misbehaving::Answers,
    outcome, page,
    server::{Reply, Server},
};

const CREATE: &str = "ironclad/ironclad-post_extract-evidence.md";
const ID: &str = "000000000000000000000000";

fn client(server: &Server) -> Client {
    Client::new()
        .base_url(server.url())
        .bearer("a-token")
        .configure(outcome::of_one_attempt)
}

/// The example of the request, as the page has it.
fn request_example() -> Value {
    page::fenced_json(CREATE)["paths"]["/extract/evidence"]["post"]["requestBody"]["content"]["application/json"]
        ["example"]
        .take()
}

/// The example of the response, as the page has it.
fn response_example() -> Value {
    page::fenced_json(CREATE)["paths"]["/extract/evidence"]["post"]["responses"]["201"]["content"]
        ["application/json"]["example"]
        .take()
}

fn request() -> EvidenceExportRequest {
    EvidenceExportRequest::new("2022-10-06T00:00:00.000Z")
}

#[tokio::test]
async fn create_sends_the_request_of_the_page() {
    let server = Server::replying(Reply::json(201, response_example().to_string()));
    let request: EvidenceExportRequest = serde_json::from_value(request_example()).unwrap();
    client(&server).create_export(request).await.unwrap();

    let sent = server.request();
    assert_eq!(sent.line(), "POST /extract/evidence HTTP/1.1");
    assert_eq!(sent.header("host").unwrap(), server.host());
    assert_eq!(sent.header("authorization").unwrap(), "Bearer a-token");
    assert_eq!(sent.header("accept").unwrap(), "application/json");
    assert_eq!(sent.header("content-type").unwrap(), "application/json");
    let names = [
        "accept",
        "accept-encoding",
        "authorization",
        "content-length",
        "content-type",
        "host",
        "user-agent",
    ];
    assert_eq!(sent.header_names(), names);
    assert_eq!(sent.json(), request_example());
}

#[tokio::test]
async fn create_sends_what_is_set_and_nothing_else() {
    let server = Server::replying(Reply::json(201, "{}"));
    let mut request = request();
    request.export_types = Some(vec![
        ExportType::ClickwrapActivities,
        ExportType::from("clickwrap_activities_as_csv"),
    ]);
    client(&server).create_export(request).await.unwrap();

    let sent = server.request();
    let expected = r#"{"start_date":"2022-10-06T00:00:00.000Z","export_types":["clickwrap_activities","clickwrap_activities_as_csv"]}"#;
    assert_eq!(sent.text(), expected);
}

#[tokio::test]
async fn the_id_of_the_answer_is_the_one_to_poll_with() {
    let server = Server::start();
    server
        .reply(Reply::json(201, response_example().to_string()))
        .reply(Reply::json(200, r#"{"status":"success"}"#));
    let client = client(&server);

    let job = client.create_export(request()).await.unwrap();
    let id = job.id.expect("the page's example has an id");
    let polled = client.get_export(&id).await.unwrap();

    assert_eq!(polled.status, Some(Status::Success));
    let poll = &server.requests()[1];
    assert_eq!(poll.line(), format!("GET /extract/evidence/{ID} HTTP/1.1"));
    assert_eq!(poll.header("host").unwrap(), server.host());
    assert_eq!(poll.header("authorization").unwrap(), "Bearer a-token");
    assert_eq!(poll.header("accept").unwrap(), "application/json");
    assert_eq!(
        poll.header_names(),
        [
            "accept",
            "accept-encoding",
            "authorization",
            "host",
            "user-agent"
        ]
    );
    assert_eq!(poll.body, b"");
}

#[tokio::test]
async fn an_id_cannot_leave_its_segment() {
    let server = Server::replying(Reply::json(200, "{}"));
    client(&server)
        .get_export("a/../b?c#d%20e ä")
        .await
        .unwrap();
    let target = "/extract/evidence/a%2F..%2Fb%3Fc%23d%2520e%20%C3%A4";
    assert_eq!(server.request().target(), target);
}

/// Servers and URL parsers take these for another path, encoded or not.
#[tokio::test]
async fn an_id_that_would_be_another_path_is_not_sent() {
    for id in ["", ".", ".."] {
        let server = Server::start();
        outcome::not_sent(client(&server).get_export(id).await);
        assert_eq!(server.requests(), []);
    }
}

#[tokio::test]
async fn the_example_of_the_answer_is_read_and_written_without_loss() {
    let server = Server::replying(Reply::json(201, response_example().to_string()));
    let job = client(&server).create_export(request()).await.unwrap();

    assert_eq!(job.id.as_deref(), Some(ID));
    assert_eq!(job.status, Some(Status::Pending));
    assert_eq!(job.source, Some(Source::Api));
    assert_eq!(job.retry_count, Some(0));
    assert_eq!(job.active, Some(true));
    assert_eq!(job.job_name.as_deref(), Some("ExtractEvidenceCSV"));
    assert_eq!(
        job.message.as_deref(),
        Some("Export job is currently pending.")
    );
    let created = job.created_time.as_ref().unwrap();
    assert_eq!(created.parse().unwrap().as_millisecond(), 1_673_024_401_901);
    assert_eq!(job.extra, Extra::new());
    assert_eq!(serde_json::to_value(&job).unwrap(), response_example());
}

#[test]
fn the_example_of_the_request_is_read_and_written_without_loss() {
    let request: EvidenceExportRequest = serde_json::from_value(request_example()).unwrap();
    assert_eq!(
        request.export_types,
        Some(vec![
            ExportType::ClickwrapActivities,
            ExportType::ClickwrapActivitiesAsPdfs
        ])
    );
    assert_eq!(request.extra, Extra::new());
    assert_eq!(serde_json::to_value(&request).unwrap(), request_example());
}

#[tokio::test]
async fn what_the_page_does_not_know_is_kept() {
    let body = json!({
        "status": "paused",
        "source": "webhook",
        "data": {"rows": 12, "files": [{"name": "a.csv", "bytes": 12345678901234567890u64}]},
        "progress": 0.25,
        "owner": {"name": "Zoë", "teams": []},
    });
    let server = Server::replying(Reply::json(200, body.to_string()));
    let job = client(&server).get_export(ID).await.unwrap();

    assert_eq!(job.status, Some(Status::Unknown("paused".into())));
    assert_eq!(job.source, Some(Source::Unknown("webhook".into())));
    assert_eq!(job.extra.keys().collect::<Vec<_>>(), ["owner", "progress"]);
    assert_eq!(serde_json::to_value(&job).unwrap(), body);
}

#[tokio::test]
async fn documented_failures_of_get() {
    let failures = [
        (400, GetExportFailure::BadRequest),
        (401, GetExportFailure::Unauthorized),
        (403, GetExportFailure::Forbidden),
        (404, GetExportFailure::NotFound),
    ];
    for (status, expected) in failures {
        let server = Server::replying(Reply::json(
            status,
            r#"{"message":"the page documents no body"}"#,
        ));
        let (failure, answer) = outcome::documented(client(&server).get_export(ID).await);
        assert_eq!(format!("{failure:?}"), format!("{expected:?}"));
        assert_eq!(answer.status, status);
        assert_eq!(
            &answer.body[..],
            br#"{"message":"the page documents no body"}"#
        );
    }
}

#[tokio::test]
async fn documented_failures_of_create() {
    let failures = [
        (400, CreateExportFailure::BadRequest),
        (403, CreateExportFailure::Forbidden),
    ];
    for (status, expected) in failures {
        let server = Server::replying(Reply::status(status));
        let (failure, answer) = outcome::documented(client(&server).create_export(request()).await);
        assert_eq!(format!("{failure:?}"), format!("{expected:?}"));
        assert_eq!(answer.status, status);
    }
}

#[tokio::test]
async fn the_full_response_is_one_method_away() {
    let body = response_example().to_string();
    let headers = [
        ("Content-Type", "application/json; charset=utf-8"),
        ("X-Request-Id", "r-1"),
    ];
    let server = Server::replying(Reply::new(201, &headers, &body));
    let response = client(&server)
        .create_export(request())
        .response()
        .await
        .unwrap();

    assert_eq!(response.status, 201);
    assert_eq!(response.headers["x-request-id"], "r-1");
    assert_eq!(response.body, body);
    assert_eq!(response.value.id.as_deref(), Some(ID));
}

#[test]
fn a_blocking_client_sends_the_same() {
    let server = Server::start();
    server
        .reply(Reply::json(201, response_example().to_string()))
        .reply(Reply::status(404));
    let client = Client::<Blocking>::new()
        .base_url(server.url())
        .bearer("a-token");

    let job = client.create_export(request()).send().unwrap();
    assert_eq!(job.id.as_deref(), Some(ID));
    let (failure, _) = outcome::documented(client.get_export(ID).send());
    assert!(matches!(failure, GetExportFailure::NotFound));

    let sent = server.requests();
    assert_eq!(sent[0].line(), "POST /extract/evidence HTTP/1.1");
    assert_eq!(sent[0].header("authorization").unwrap(), "Bearer a-token");
    assert_eq!(
        sent[0].text(),
        r#"{"start_date":"2022-10-06T00:00:00.000Z"}"#
    );
    assert_eq!(
        sent[1].line(),
        format!("GET /extract/evidence/{ID} HTTP/1.1")
    );
}

#[tokio::test]
async fn the_token_is_never_shown() {
    let server = Server::replying(Reply::json(500, "{}"));
    let client = client(&server);
    let error = client.get_export(ID).await.unwrap_err();
    let shown = format!("{client:?} {:?} {error} {error:?}", client.get_export(ID));
    assert!(!shown.contains("a-token"), "{shown}");
    assert_eq!(
        server.request().header("authorization").unwrap(),
        "Bearer a-token"
    );
}

#[tokio::test]
async fn a_misbehaving_server_is_an_error_that_tells() {
    let answers = Answers {
        media_type: "application/json",
        right: r#"{"status":"pending","active":true}"#,
        wrong: r#"{"status":"pending","retry_count":"none"}"#,
        path: "retry_count",
    };
    let get = async |server: &Server| client(server).get_export(ID).await;
    answers.check(get).await;
}

/// A model that a program builds, stores and reads again.
#[test]
fn models_are_plain_serde_types() {
    let job = ScheduledJobResponse {
        status: Some(Status::Failed),
        ..Default::default()
    };
    let stored = serde_json::to_string(&job).unwrap();
    assert_eq!(stored, r#"{"status":"failed"}"#);
    assert_eq!(
        serde_json::from_str::<ScheduledJobResponse>(&stored).unwrap(),
        job
    );
}
