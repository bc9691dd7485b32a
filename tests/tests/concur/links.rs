//! Links are followed as they were sent, with the token, to the API's own origin and nowhere else.

use generated::concur::{
    Client,
    models::JobStatus,
    operations::{GetExtractFile, GetExtractJobStatus},
};
use runtime::{Blocking, Error, Link};
use tests::server::{Reply, Server};

use super::{DEFINITION, JOB, client, examples};

/// The page's details with its links on our server.
fn moved(server: &Server) -> String {
    let [_, details, _] = examples();
    details.replace("https://www.concursolutions.com", &server.url())
}

#[tokio::test]
async fn the_links_of_the_page_are_followed() {
    let server = Server::start();
    server
        .reply(Reply::xml(200, moved(&server)))
        .reply(Reply::xml(200, &examples()[2]))
        .reply(Reply::new(
            200,
            &[("Content-Type", "text/csv")],
            "a,b\r\n1,2\r\n",
        ));
    let client = client(&server);

    let job = client.get_extract_job(DEFINITION, JOB).await.unwrap();
    let status = client.follow(&job.status_link).await.unwrap();
    assert_eq!(status.status, JobStatus::Completed);
    // The page has a blank before this one.
    let link = job.file_link.as_ref().expect("a file link");
    let file = client.follow(link).await.unwrap();
    assert_eq!(file.bytes().await.unwrap(), "a,b\r\n1,2\r\n");

    let sent = server.requests();
    // The page's status link has another path prefix than the API.
    assert_eq!(
        sent[1].line(),
        format!("GET /api/extract/v1.0/{DEFINITION}/job/{JOB}/status HTTP/1.1")
    );
    assert_eq!(sent[1].header("accept").unwrap(), "application/xml");
    assert_eq!(
        sent[2].line(),
        format!("GET /api/expense/extract/v1.0/{DEFINITION}/job/{JOB}/file HTTP/1.1")
    );
    assert_eq!(
        sent[2].header("accept").unwrap(),
        "text/csv, application/zip"
    );
    for request in sent {
        assert_eq!(request.header("authorization").unwrap(), "OAuth a-token");
    }
}

#[tokio::test]
async fn a_link_without_a_host_is_resolved() {
    let server = Server::start();
    let client = client(&server);
    for (link, target) in [
        (
            " /api/extract/v1.0/a$b/status \n",
            "/api/extract/v1.0/a$b/status",
        ),
        (
            "a$b/job/c/status?x=1#part",
            "/api/expense/extract/v1.0/a$b/job/c/status?x=1",
        ),
    ] {
        server.reply(Reply::xml(200, &examples()[2]));
        let link: Link<GetExtractJobStatus> = Link::from(link);
        client.follow(&link).await.unwrap();
        assert_eq!(server.requests().last().unwrap().target(), target);
    }
}

#[tokio::test]
async fn a_link_to_another_origin_is_refused_before_a_byte_leaves() {
    let (server, other) = (Server::start(), Server::start());
    let client = client(&server);
    let port = other.host().rsplit_once(':').unwrap().1.to_owned();
    let links = [
        format!("{}/file", other.url()),
        format!("  {}/file", other.url()),
        format!("//{}/file", other.host()),
        format!("/\\{}/file", other.host()),
        format!("https://{}/file", server.host()),
        format!("http://{}@{}/file", server.host(), other.host()),
        format!("http://localhost:{port}/file"),
        "https://www.concursolutions.com/file".to_owned(),
        "ftp://127.0.0.1/file".to_owned(),
        "file:///etc/passwd".to_owned(),
    ];
    for link in links {
        let link: Link<GetExtractFile> = Link::from(link);
        let error = client.follow(&link).await.unwrap_err();
        assert!(
            matches!(error, Error::ForeignLink { .. } | Error::Request { .. }),
            "{link}: {error:?}"
        );
    }
    assert_eq!(server.requests(), []);
    assert_eq!(other.requests(), []);
}

#[tokio::test]
async fn what_is_no_url_is_an_error() {
    let server = Server::start();
    let link: Link<GetExtractJobStatus> = Link::from("http://[");
    client(&server).follow(&link).await.unwrap_err();
    assert_eq!(server.requests(), []);
}

#[test]
fn a_blocking_client_follows_too() {
    let server = Server::start();
    server
        .reply(Reply::xml(200, moved(&server)))
        .reply(Reply::xml(200, &examples()[2]));
    let base = format!("{}/api/expense/extract/v1.0", server.url());
    let client = Client::<Blocking>::new().base_url(base).oauth("a-token");
    let job = client.get_extract_job(DEFINITION, JOB).send().unwrap();
    let status = client.follow(&job.status_link).send().unwrap();
    assert_eq!(status.status, JobStatus::Completed);
}
