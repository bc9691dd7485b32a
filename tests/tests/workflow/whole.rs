//! The four workflows, over the wire.

use std::{fs, sync::Mutex};

use generated::{
    exabase::{
        models::{FileSubmission, StoredSubmission, Submission},
        operations::SubmitExtractJob,
    },
    sailpoint::{models::ExportPayload, operations::ExportSpConfig},
};
use runtime::{Blocking, ClientCredentials, Config, Upload, testing::FakeClock};
use tempfile::tempdir;
use tests::server::{Reply, Server};

const NAMESPACE: &str = "http://www.concursolutions.com/api/expense/extract/2010/02";

fn jumping(config: &mut Config) {
    config.clock(FakeClock::default());
}

/// The replies to a method and target, one after the other; the last stays.
fn script(server: &Server, replies: Vec<(&'static str, Vec<Reply>)>) {
    let replies = Mutex::new(replies);
    server.answer(move |request| {
        let line = request.line();
        let asked = line.strip_suffix(" HTTP/1.1")?;
        let mut replies = replies.lock().unwrap();
        let (_, queue) = replies.iter_mut().find(|(of, _)| *of == asked)?;
        Some(match queue.len() {
            1 => queue[0].clone(),
            _ => queue.remove(0),
        })
    });
}

#[tokio::test]
async fn ironclad_fetches_presigned_files_without_credentials() {
    let (api, store) = (Server::start(), Server::start());
    let state = |status: &str| Reply::json(200, format!(r#"{{"id":"e1","status":"{status}"}}"#));
    let links = format!(
        r#"{{"presignedUrls":["{0}/a?signature=s1","{0}/b?signature=s2"]}}"#,
        store.url()
    );
    let polls = vec![state("scheduled"), state("started"), state("success")];
    let created = Reply::json(201, r#"{"id":"e1","status":"pending"}"#);
    script(
        &api,
        vec![
            ("POST /extract/evidence", vec![created]),
            ("GET /extract/evidence/e1", polls),
            (
                "GET /extract/evidence/e1/urls",
                vec![Reply::json(200, links)],
            ),
        ],
    );
    script(
        &store,
        vec![
            ("GET /a?signature=s1", vec![Reply::text(200, "first")]),
            ("GET /b?signature=s2", vec![Reply::text(200, "second")]),
        ],
    );
    let folder = tempdir().unwrap();
    let client = generated::ironclad::Client::new()
        .base_url(api.url())
        .bearer("a-token")
        .configure(|config| {
            jumping(config);
            config.header("x-tenant", "hidden");
        });
    super::ironclad::export(&client, folder.path())
        .await
        .unwrap();

    let read = |name| fs::read_to_string(folder.path().join(name)).unwrap();
    assert_eq!(
        (read("evidence-0"), read("evidence-1")),
        ("first".into(), "second".into())
    );
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    assert_eq!(api.requests().len(), 5);
    for sent in store.requests() {
        let names = sent.header_names();
        assert!(
            !names
                .iter()
                .any(|name| name == "authorization" || name == "x-tenant")
        );
        assert!(!format!("{sent:?}").contains("a-token"));
    }
}

#[tokio::test]
async fn concur_follows_links_and_names_the_file_by_what_it_is() {
    let server = Server::start();
    let url = server.url();
    let job = |status: &str, more: &str| {
        format!(
            "<job xmlns=\"{NAMESPACE}\"><id>{url}/d$1/job/j$1</id>\
             <status-link> {url}/d$1/job/j$1/status</status-link>\
             <start-time>2010-01-13T18:30:02</start-time><status>{status}</status>{more}</job>"
        )
    };
    let file = format!("<file-link>{url}/d$1/job/j$1/file</file-link>");
    let definition = format!(
        "<definition xmlns=\"{NAMESPACE}\"><id>{url}/d$1</id>\
         <job-link>{url}/d$1/job</job-link><name>Accounting</name></definition>"
    );
    let created = [
        ("Content-Type", "application/xml"),
        ("Location", "/d$1/job/j$1"),
    ];
    let created = Reply::new(201, &created, job("Queued", ""));
    // The code that other integrations wait for.
    let polls = vec![
        Reply::xml(200, job("Running", "")),
        Reply::xml(200, job("2", &file)),
    ];
    let zip = Reply::new(200, &[("Content-Type", "application/zip")], "PK");
    script(
        &server,
        vec![
            ("GET /d$1", vec![Reply::xml(200, definition)]),
            ("POST /d$1/job", vec![created]),
            ("GET /d$1/job/j$1/status", polls),
            ("GET /d$1/job/j$1/file", vec![zip]),
        ],
    );
    let folder = tempdir().unwrap();
    let client = generated::concur::Client::new()
        .base_url(&url)
        .oauth("a-token")
        .configure(jumping);
    let saved = super::concur::extract(&client, "d$1", folder.path())
        .await
        .unwrap();

    assert_eq!(saved.path, folder.path().join("download.zip"));
    assert_eq!(fs::read(&saved.path).unwrap(), b"PK");
    let sent = server.requests();
    let body = format!("<definition xmlns=\"{NAMESPACE}\"><id>{url}/d$1</id></definition>");
    assert!(sent[1].text().ends_with(&body), "{:?}", sent[1]);
    for request in sent {
        assert_eq!(request.header("authorization").unwrap(), "OAuth a-token");
    }
}

#[tokio::test]
async fn sailpoint_gives_its_result_typed_and_as_it_was_sent() {
    let server = Server::start();
    let job = |status: &str| {
        format!(
            r#"{{"jobId":"j1","status":"{status}","type":"EXPORT","created":"2021-05-11T22:23:16Z","modified":"2021-05-11T22:23:16Z"}}"#
        )
    };
    let result = r#"{"version":1,"tenant":"acme","objects":[{"version":1,"self":{"type":"SOURCE"},"object":{"any":[1,2]}}],"later":true}"#;
    let token = Reply::json(
        200,
        r#"{"access_token":"t","token_type":"bearer","expires_in":6000}"#,
    );
    let polls = vec![
        Reply::json(200, job("IN_PROGRESS")),
        Reply::json(200, job("COMPLETE")),
    ];
    script(
        &server,
        vec![
            ("POST /oauth/token", vec![token]),
            (
                "POST /sp-config/export",
                vec![Reply::json(202, job("NOT_STARTED"))],
            ),
            ("GET /sp-config/export/j1", polls),
            (
                "GET /sp-config/export/j1/download",
                vec![Reply::json(200, result)],
            ),
        ],
    );
    let folder = tempdir().unwrap();
    let file = folder.path().join("export.json");
    fs::write(&file, "what was there before").unwrap();
    let client = generated::sailpoint::Client::new()
        .base_url(server.url())
        .oauth2(ClientCredentials::new("id", "secret"))
        .configure(jumping);
    let what = ExportPayload {
        include_types: Some(vec!["SOURCE".to_owned()]),
        ..ExportPayload::default()
    };
    super::sailpoint::export(&client, what, &file)
        .await
        .unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), result);
    assert_eq!(
        server.requests()[1].text(),
        r#"{"includeTypes":["SOURCE"]}"#
    );

    let done = client.resume::<ExportSpConfig>("j1").wait().await.unwrap();
    let typed = done.result().await.unwrap();
    assert_eq!(typed.tenant.as_deref(), Some("acme"));
    assert_eq!(typed.objects.unwrap().len(), 1);
    assert_eq!(typed.extra["later"].to_string(), "true");
}

#[test]
fn exabase_blocks_and_polls_the_base_that_the_job_was_submitted_to() {
    const ID: &str = "123e4567-e89b-12d3-a456-426614174000";
    let server = Server::start();
    let job = |state: &str| Reply::json(200, format!(r#"{{"id":"{ID}","state":"{state}"}}"#));
    let file = [
        ("Content-Type", "application/pdf"),
        ("Content-Disposition", "attachment; filename=\"../a.pdf\""),
    ];
    script(
        &server,
        vec![
            ("POST /v2/extract", vec![job("pending")]),
            (
                "GET /v2/extract/123e4567-e89b-12d3-a456-426614174000",
                vec![job("pending"), job("thinking"), job("completed")],
            ),
            (
                "GET /v2/extract/123e4567-e89b-12d3-a456-426614174000/download",
                vec![Reply::new(200, &file, "%PDF")],
            ),
        ],
    );
    let folder = tempdir().unwrap();
    let client = generated::exabase::Client::<Blocking>::new()
        .base_url(server.url())
        .api_key("a-key")
        .configure(jumping);
    let file = FileSubmission::new(Upload::bytes("%PDF"));
    let job = super::exabase::extract(&client, file.into(), folder.path()).unwrap();

    assert_eq!(job.state.to_string(), "completed");
    assert_eq!(fs::read(folder.path().join("a.pdf")).unwrap(), b"%PDF");
    assert_eq!(server.requests().len(), 5);

    let stored = Submission::from(StoredSubmission::new("path/in/store"));
    let job = client
        .submit_extract_job(stored)
        .base_id("base 1")
        .start()
        .send()
        .unwrap();
    assert_eq!(job.id(), format!("{ID}/base%201"));
    client
        .resume::<SubmitExtractJob>(job.id())
        .poll_once()
        .unwrap();
    let sent = server.requests();
    assert_eq!(sent[5].text(), r#"{"storagePath":"path/in/store"}"#);
    assert_eq!(sent[6].header("x-exabase-base-id").unwrap(), "base 1");
}

#[test]
fn exabase_takes_large_files_by_way_of_a_store() {
    let (api, store) = (Server::start(), Server::start());
    let target = format!(
        r#"{{"url":"{}/in/a.pdf?signature=s","headers":{{"Content-Type":"application/pdf","x-amz-acl":"private"}},"storagePath":"in/a.pdf"}}"#,
        store.url()
    );
    let job = |state: &str| Reply::json(200, format!(r#"{{"id":"j1","state":"{state}"}}"#));
    let upload = "GET /v2/extract/upload?filename=a%20b.pdf";
    script(
        &api,
        vec![
            (upload, vec![Reply::json(200, target)]),
            ("POST /v2/extract", vec![job("pending")]),
            ("GET /v2/extract/j1", vec![job("completed")]),
            (
                "GET /v2/extract/j1/download",
                vec![Reply::text(200, "%PDF")],
            ),
        ],
    );
    store.reply(Reply::status(200));
    let folder = tempdir().unwrap();
    let client = generated::exabase::Client::<Blocking>::new()
        .base_url(api.url())
        .api_key("a-key")
        .configure(|config| {
            jumping(config);
            config.header("x-tenant", "hidden");
        });
    let stored = super::exabase::store(&client, "a b.pdf", Upload::bytes("%PDF")).unwrap();
    let path = folder.path().join("a.pdf");
    super::exabase::extract(&client, stored.into(), &path).unwrap();

    assert_eq!(fs::read(&path).unwrap(), b"%PDF");
    let put = store.request();
    assert_eq!(put.line(), "PUT /in/a.pdf?signature=s HTTP/1.1");
    assert_eq!(
        put.header_names(),
        [
            "accept",
            "accept-encoding",
            "content-length",
            "content-type",
            "host",
            "user-agent",
            "x-amz-acl"
        ]
    );
    assert_eq!(put.header("content-type").unwrap(), "application/pdf");
    assert_eq!(put.text(), "%PDF");
    assert_eq!(api.requests()[1].text(), r#"{"storagePath":"in/a.pdf"}"#);
}
