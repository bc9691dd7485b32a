//! SailPoint SP-Config (beta): one operation from a page's front matter, with OAuth 2.0 and a server of each tenant's.

mod oauth2;
mod servers;

use generated::sailpoint::{
    Client,
    models::{
        ErrorResponseDto, LocaleOrigin, SpConfigExportJob, SpConfigJobStatus, SpConfigJobType,
    },
    operations::SpConfigExportJobStatusFailure as Failure,
};
use runtime::{Extra, Nullable};
use serde_json::{Value, json};
use tests::{
    misbehaving::Answers,
    outcome, page,
    server::{Reply, Server},
};

const PAGE: &str = "sailpoint/sailpoint-sp-config-export-job-status.api.mdx";
const ID: &str = "ef38f94347e94562b5bb8424a56397d8";

fn client(server: &Server) -> Client {
    Client::new()
        .base_url(server.url())
        .oauth2("a-token")
        .configure(outcome::of_one_attempt)
}

/// What the page has of a response's body: `example`, or `examples/403/value`.
fn published(status: &str, example: &str) -> Value {
    let api = page::front_matter_api(PAGE);
    let pointer = format!("/responses/{status}/content/application~1json/{example}");
    api.pointer(&pointer)
        .expect("an example of the page")
        .clone()
}

/// The object that the examples of its members make of a response's schema on the page.
fn member_examples(status: &str) -> Value {
    let api = page::front_matter_api(PAGE);
    let schema = &api["responses"][status]["content"]["application/json"]["schema"];
    example_of(schema)
}

fn example_of(schema: &Value) -> Value {
    if let Some(members) = schema["properties"].as_object() {
        let members = members.iter();
        return members
            .map(|(name, schema)| (name.clone(), example_of(schema)))
            .collect();
    }
    if schema["type"] == "array" {
        return json!([example_of(&schema["items"])]);
    }
    schema["example"].clone()
}

/// A job that has not ended.
fn running() -> Value {
    json!({
        "jobId": "1e824aa0-4c6e-4f14-95e9-e7dc5234aa51",
        "status": "IN_PROGRESS",
        "type": "EXPORT",
        "created": "2021-05-13T15:04:24.112Z",
        "modified": "2021-05-13T15:04:27.363Z",
    })
}

#[tokio::test]
async fn the_request() {
    let server = Server::replying(Reply::json(200, running().to_string()));
    client(&server)
        .sp_config_export_job_status(ID)
        .await
        .unwrap();

    let sent = server.request();
    assert_eq!(sent.line(), format!("GET /sp-config/export/{ID} HTTP/1.1"));
    assert_eq!(sent.header("host").unwrap(), server.host());
    assert_eq!(sent.header("authorization").unwrap(), "Bearer a-token");
    assert_eq!(sent.header("accept").unwrap(), "application/json");
    assert_eq!(
        sent.header_names(),
        [
            "accept",
            "accept-encoding",
            "authorization",
            "host",
            "user-agent"
        ]
    );
    assert_eq!(sent.body, b"");
}

#[tokio::test]
async fn the_example_is_read_and_written_without_loss() {
    let example = published("200", "example");
    let server = Server::replying(Reply::json(200, example.to_string()));
    let job = client(&server)
        .sp_config_export_job_status(ID)
        .await
        .unwrap();

    assert_eq!(job.job_id, "1e824aa0-4c6e-4f14-95e9-e7dc5234aa51");
    assert_eq!(job.status, SpConfigJobStatus::Complete);
    assert_eq!(job.r#type, SpConfigJobType::Export);
    assert_eq!(job.message, Nullable::Null);
    assert_eq!(job.description.as_deref(), Some("Export Job 1 Test"));
    let completed = job.completed.as_ref().expect("a job that has ended");
    assert_eq!(
        completed.parse().unwrap().as_millisecond(),
        1_620_918_267_358
    );
    assert_eq!(job.extra, Extra::new());
    assert_eq!(serde_json::to_value(&job).unwrap(), example);
}

#[tokio::test]
async fn a_running_job_is_not_completed() {
    let server = Server::replying(Reply::json(200, running().to_string()));
    let job = client(&server)
        .sp_config_export_job_status(ID)
        .await
        .unwrap();
    assert_eq!(job.status, SpConfigJobStatus::InProgress);
    assert_eq!(job.completed, None);
    assert_eq!(job.message, Nullable::Absent);
    assert_eq!(serde_json::to_value(&job).unwrap(), running());
}

#[test]
fn the_examples_of_the_members_are_read_as_well() {
    let job = member_examples("200");
    let read: SpConfigExportJob = serde_json::from_value(job.clone()).unwrap();
    assert_eq!(read.r#type, SpConfigJobType::Import);
    assert_eq!(serde_json::to_value(&read).unwrap(), job);
}

#[tokio::test]
async fn what_the_page_does_not_know_is_kept() {
    let mut body = running();
    body["status"] = "PAUSED".into();
    body["type"] = "PREVIEW".into();
    body["completed"] = Value::Null;
    body["fileExists"] = true.into();
    let server = Server::replying(Reply::json(200, body.to_string()));
    let job = client(&server)
        .sp_config_export_job_status(ID)
        .await
        .unwrap();
    assert_eq!(job.status, SpConfigJobStatus::Unknown("PAUSED".into()));
    assert_eq!(job.r#type, SpConfigJobType::Unknown("PREVIEW".into()));
    assert_eq!(job.completed, None);
    assert_eq!(serde_json::to_value(&job).unwrap(), body);
}

#[tokio::test]
async fn the_examples_of_the_failures_are_read_and_written_without_loss() {
    for status in [403, 404, 500] {
        let example = published(&status.to_string(), &format!("examples/{status}/value"));
        let server = Server::replying(Reply::json(status, example.to_string()));
        let called = client(&server).sp_config_export_job_status(ID).await;
        let (failure, answer) = outcome::documented(called);
        let body = match failure {
            Failure::Forbidden(body) if status == 403 => body,
            Failure::NotFound(body) if status == 404 => body,
            Failure::InternalServerError(body) if status == 500 => body,
            other => panic!("{status} is another failure: {other:?}"),
        };
        assert_eq!(answer.status, status);
        let message = &body.messages.as_ref().unwrap()[0];
        assert_eq!(
            message.locale_origin,
            Nullable::Value(LocaleOrigin::Default)
        );
        assert_eq!(
            body.tracking_id.as_deref(),
            Some("b21b1f7ce4da4d639f2c62a57171b427")
        );
        assert_eq!(serde_json::to_value(&body).unwrap(), example);
    }
}

#[tokio::test]
async fn a_bad_request() {
    let body = member_examples("400");
    let server = Server::replying(Reply::json(400, body.to_string()));
    let called = client(&server).sp_config_export_job_status(ID).await;
    let (Failure::BadRequest(failure), _) = outcome::documented(called) else {
        panic!("400 is another failure");
    };
    assert_eq!(
        failure.detail_code.as_deref(),
        Some("400.1 Bad Request Content")
    );
    assert_eq!(failure.causes.as_ref().map(Vec::len), Some(1));
    assert_eq!(failure.extra, Extra::new());
    assert_eq!(serde_json::to_value(&failure).unwrap(), body);
}

#[tokio::test]
async fn a_bad_request_with_causes_and_an_unheard_of_origin() {
    let body = json!({
        "detailCode": "400.1 Bad Request Content",
        "messages": [{"locale": null, "localeOrigin": "TENANT", "text": "No."}],
        "causes": [{"localeOrigin": null}, {}],
    });
    let server = Server::replying(Reply::json(400, body.to_string()));
    let called = client(&server).sp_config_export_job_status(ID).await;
    let (Failure::BadRequest(failure), _) = outcome::documented(called) else {
        panic!("400 is another failure");
    };
    let message = &failure.messages.as_ref().unwrap()[0];
    assert_eq!(
        message.locale_origin,
        Nullable::Value(LocaleOrigin::Unknown("TENANT".into()))
    );
    assert_eq!(message.locale, Nullable::Null);
    assert_eq!(
        serde_json::to_value::<&ErrorResponseDto>(&failure).unwrap(),
        body
    );
}

#[tokio::test]
async fn an_expired_token() {
    let body = member_examples("401");
    let server = Server::replying(Reply::json(401, body.to_string()));
    let called = client(&server).sp_config_export_job_status(ID).await;
    let (Failure::Unauthorized(failure), _) = outcome::documented(called) else {
        panic!("401 is another failure");
    };
    assert_eq!(
        failure.error.as_deref(),
        Some("JWT validation failed: JWT is expired")
    );
    assert_eq!(serde_json::to_value(&failure).unwrap(), body);
    assert_eq!(
        server.requests().len(),
        1,
        "a token that was given cannot be refreshed"
    );
}

#[tokio::test]
async fn too_many_requests_say_how_long_to_wait() {
    let headers = [("Content-Type", "application/json"), ("Retry-After", "7")];
    let body = member_examples("429");
    let server = Server::replying(Reply::new(429, &headers, body.to_string()));
    let called = client(&server).sp_config_export_job_status(ID).await;
    let (Failure::TooManyRequests(failure), answer) = outcome::documented(called) else {
        panic!("429 is another failure");
    };
    assert_eq!(failure.message.as_deref(), Some(" Rate Limit Exceeded "));
    assert_eq!(
        answer.retry_after(),
        Some(std::time::Duration::from_secs(7))
    );
    assert_eq!(serde_json::to_value(&failure).unwrap(), body);
}

#[tokio::test]
async fn a_misbehaving_server_is_an_error_that_tells() {
    let answers = Answers {
        media_type: "application/json",
        right: &running().to_string(),
        wrong: r#"{"jobId":"1","status":"COMPLETE","type":7,"created":"","modified":""}"#,
        path: "type",
    };
    let get = async |server: &Server| client(server).sp_config_export_job_status(ID).await;
    answers.check(get).await;
}

#[tokio::test]
async fn a_required_member_that_is_missing_is_named() {
    let server = Server::replying(Reply::json(
        200,
        r#"{"jobId":"1","status":"COMPLETE","type":"EXPORT","created":""}"#,
    ));
    let (error, _) = outcome::undecodable(client(&server).sp_config_export_job_status(ID).await);
    assert_eq!(error.path(), "modified");
}
