//! Exabase: a hand-written document, with a key in a header.

use generated::exabase::{
    Client,
    models::{ExtractJob, State},
    operations::GetExtractJobFailure,
};
use runtime::{Blocking, Extra, Nullable};
use serde_json::{Value, json};
use tests::{
    misbehaving::Answers,
    outcome, page,
    server::{Reply, Server},
};

const ID: &str = "123e4567-e89b-12d3-a456-426614174000";

fn client(server: &Server) -> Client {
    Client::new()
        .base_url(server.url())
        .api_key("a-key")
        .configure(outcome::of_one_attempt)
}

/// The example, as the page has it.
fn example() -> String {
    page::trailing_json("exabase/exabase-get-extract-job.txt")
}

#[tokio::test]
async fn the_request() {
    let server = Server::replying(Reply::json(200, example()));
    client(&server).get_extract_job(ID).await.unwrap();

    let sent = server.request();
    assert_eq!(sent.line(), format!("GET /v2/extract/{ID} HTTP/1.1"));
    assert_eq!(sent.header("host").unwrap(), server.host());
    assert_eq!(sent.header("x-api-key").unwrap(), "a-key");
    assert_eq!(sent.header("accept").unwrap(), "application/json");
    assert_eq!(
        sent.header_names(),
        [
            "accept",
            "accept-encoding",
            "host",
            "user-agent",
            "x-api-key"
        ]
    );
    assert_eq!(sent.body, b"");
}

#[tokio::test]
async fn the_optional_header_is_sent_when_it_is_set() {
    let server = Server::replying(Reply::json(200, example()));
    client(&server)
        .get_extract_job(ID)
        .base_id("base-1")
        .await
        .unwrap();
    assert_eq!(
        server.request().header("x-exabase-base-id").unwrap(),
        "base-1"
    );
}

#[tokio::test]
async fn a_header_cannot_bring_another_one() {
    let server = Server::replying(Reply::json(200, example()));
    let called = client(&server)
        .get_extract_job(ID)
        .base_id("base-1\r\nX-Admin: yes")
        .await;
    outcome::not_sent(called);
    assert_eq!(server.requests(), []);
}

#[tokio::test]
async fn the_example_is_read_and_written_without_loss() {
    let server = Server::replying(Reply::json(200, example()));
    let job = client(&server).get_extract_job(ID).await.unwrap();

    assert_eq!(job.id, ID);
    assert_eq!(job.kind.as_deref(), Some("default"));
    assert_eq!(job.state, State::Pending);
    assert_eq!(job.name, Nullable::Null);
    let created = job.created_at.as_ref().unwrap();
    assert_eq!(created.parse().unwrap().as_millisecond(), 1_779_976_922_644);
    let extraction = job.extraction.as_ref().unwrap();
    let common = extraction.common.as_ref().unwrap();
    assert_eq!(common.infected, Some(true));
    assert_eq!(common.keywords, Some(vec!["string".to_owned()]));
    let media = extraction.media.as_ref().unwrap();
    assert_eq!(media.color.as_ref().unwrap().space, Nullable::Null);
    assert_eq!(
        media.dominant_colors.as_ref().unwrap()[0].rgb,
        Some(vec![1.0])
    );
    let web = extraction.web.as_ref().unwrap();
    assert_eq!(web.favicon.as_ref().unwrap().url.as_deref(), Some("string"));
    assert_eq!(
        job.links.as_ref().unwrap().download.as_deref(),
        Some("string")
    );
    assert_eq!(job.extra, Extra::new());
    let published: Value = serde_json::from_str(&example()).unwrap();
    assert_eq!(serde_json::to_value(&job).unwrap(), published);
}

#[tokio::test]
async fn a_finished_pdf_has_neither_media_nor_web() {
    let body = json!({
        "id": ID,
        "kind": "default",
        "name": "report.pdf",
        "url": null,
        "state": "completed",
        "createdAt": "2026-05-28T14:02:02.644Z",
        "extraction": {
            "common": {"mimeType": "application/pdf", "size": 48231, "infected": false, "chunkCount": 12},
            "document": {
                "pages": 3,
                "title": "Report",
                "creationDate": "2026-05-01T08:00:00Z",
                "pdfRender": {"url": "https://files.exabase.io/1", "size": 51200, "mime": "image/png"},
            },
        },
        "links": {"chunks": "/v2/extract/1/chunks", "download": "/v2/extract/1/download"},
    });
    let server = Server::replying(Reply::json(200, body.to_string()));
    let job = client(&server).get_extract_job(ID).await.unwrap();

    assert_eq!(job.state, State::Completed);
    let extraction = job.extraction.as_ref().unwrap();
    assert_eq!(extraction.media, None);
    assert_eq!(extraction.web, None);
    let document = extraction.document.as_ref().unwrap();
    assert_eq!(document.pages, Some(3));
    assert_eq!(document.author, None);
    assert_eq!(
        document.pdf_render.as_ref().unwrap().size,
        Nullable::Value(51200)
    );
    assert_eq!(serde_json::to_value(&job).unwrap(), body);
}

#[tokio::test]
async fn what_the_page_does_not_know_is_kept() {
    let body = json!({
        "id": ID,
        "state": "rejected",
        "kind": "audio",
        "extraction": {
            "media": {
                "duration": 12.5,
                "frameRate": "30000/1001",
                "channels": 2,
                "color": {"alphaChannel": true, "space": "srgb", "depth": 8},
                "waveform": [0.5, 1, -2],
            },
            "audio": null,
        },
    });
    let server = Server::replying(Reply::json(200, body.to_string()));
    let job = client(&server).get_extract_job(ID).await.unwrap();
    assert_eq!(job.state, State::Unknown("rejected".into()));
    let media = job.extraction.as_ref().unwrap().media.as_ref().unwrap();
    assert_eq!(media.extra["waveform"].to_string(), "[0.5,1,-2]");
    assert_eq!(serde_json::to_value(&job).unwrap(), body);
}

#[tokio::test]
async fn a_job_that_is_not_there() {
    let server = Server::replying(Reply::json(404, r#"{"message":"no such job"}"#));
    let (failure, answer) = outcome::documented(client(&server).get_extract_job(ID).await);
    assert!(matches!(failure, GetExtractJobFailure::NotFound));
    assert_eq!(answer.body, r#"{"message":"no such job"}"#);
}

#[tokio::test]
async fn a_misbehaving_server_is_an_error_that_tells() {
    let answers = Answers {
        media_type: "application/json",
        right: &example(),
        wrong: r#"{"id":"1","state":"completed","extraction":{"media":{"color":{"space":[7]}}}}"#,
        path: "extraction.media.color.space",
    };
    let get = async |server: &Server| client(server).get_extract_job(ID).await;
    answers.check(get).await;
}

#[test]
fn a_blocking_client_sends_the_same() {
    let server = Server::replying(Reply::json(200, example()));
    let client = Client::<Blocking>::new()
        .base_url(server.url())
        .api_key("a-key");
    let job: ExtractJob = client.get_extract_job(ID).base_id("base-1").send().unwrap();
    assert_eq!(job.state, State::Pending);
    let sent = server.request();
    assert_eq!(sent.line(), format!("GET /v2/extract/{ID} HTTP/1.1"));
    assert_eq!(sent.header("x-api-key").unwrap(), "a-key");
    assert_eq!(sent.header("x-exabase-base-id").unwrap(), "base-1");
}

#[tokio::test]
async fn the_key_is_never_shown() {
    let server = Server::replying(Reply::status(500));
    let client = client(&server);
    let error = client.get_extract_job(ID).await.unwrap_err();
    let shown = format!(
        "{client:?} {:?} {error} {error:?}",
        client.get_extract_job(ID)
    );
    assert!(!shown.contains("a-key"), "{shown}");
}
