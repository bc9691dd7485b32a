//! The XML of the page, and the XML that a server may send in its place.

use generated::concur::models::{Job, JobStatus, Jobs};
use runtime::{Value, model::Xml};
use tests::{
    infoset::Element,
    server::{Reply, Server},
};

use super::{DEFINITION, NAMESPACE, client, details, examples, job};

/// A model as an XML document.
fn written(model: &dyn runtime::model::Slot) -> Element {
    let document = runtime::xml::to_vec(model, Xml::NONE).unwrap();
    Element::parse(std::str::from_utf8(&document).unwrap())
}

fn millisecond(time: &runtime::UtcTimestamp) -> i64 {
    time.parse().unwrap().as_millisecond()
}

#[tokio::test]
async fn the_list_is_read_and_written_without_loss() {
    let [list, ..] = examples();
    let server = Server::replying(Reply::xml(200, &list));
    let read: Jobs = client(&server).get_extract_jobs(DEFINITION).await.unwrap();

    let jobs = read.jobs.as_ref().expect("jobs");
    assert_eq!(jobs.len(), 3);
    assert_eq!(jobs[0].status, JobStatus::Queued);
    assert_eq!(jobs[0].stop_time, None);
    assert_eq!(jobs[0].file_link, None);
    assert_eq!(jobs[1].status, JobStatus::Complete);
    assert_eq!(millisecond(&jobs[1].start_time), 1_263_407_402_000);
    assert_eq!(
        millisecond(jobs[1].stop_time.as_ref().unwrap()),
        1_263_407_450_000
    );
    // The page's third job has a status link of the other path prefix.
    assert!(
        jobs[2]
            .status_link
            .as_str()
            .contains(".com/api/extract/v1.0/")
    );
    assert!(
        jobs[2]
            .id
            .ends_with("/job/uI77ndy0Q1szuU73XSh56lshi$p215gHs1")
    );
    assert_eq!(written(&read).local(), Element::parse(&list).local());
    assert_eq!(written(&read).namespace, NAMESPACE);
    assert_eq!(written(&read).children[0].namespace, NAMESPACE);
}

#[tokio::test]
async fn the_details_are_read_and_written_without_loss() {
    let [_, example, _] = examples();
    let read = details(&example).await;

    // The page shows a stray ">".
    assert!(
        read.id
            .ends_with("/job/uIo87jk3SHudi$sdlYle8$peot$pD21jyd>"),
        "{}",
        read.id
    );
    // No zone means UTC.
    assert_eq!(read.start_time.as_str(), "2010-01-12T18:30:01");
    assert_eq!(millisecond(&read.start_time), 1_263_321_001_000);
    assert_eq!(read.status, JobStatus::Complete);
    let file = read.file_link.as_ref().unwrap();
    assert!(
        file.as_str()
            .trim()
            .starts_with("https://www.concursolutions.com/api/expense/")
    );
    assert_eq!(written(&read).local(), Element::parse(&example).local());
}

#[tokio::test]
async fn the_status_is_read_and_written_without_loss() {
    let [.., example] = examples();
    let server = Server::replying(Reply::xml(200, &example));
    let read = client(&server)
        .get_extract_job_status(DEFINITION, "1")
        .await
        .unwrap();

    assert_eq!(read.status, JobStatus::Completed);
    // Fractions of two and three digits.
    assert_eq!(read.start_time.as_str(), "2011-08-25T14:25:22.58");
    assert_eq!(millisecond(&read.start_time), 1_314_282_322_580);
    assert_eq!(
        millisecond(read.stop_time.as_ref().unwrap()),
        1_314_282_323_537
    );
    // This example has the namespace in full.
    assert_eq!(written(&read), Element::parse(&example));
}

#[tokio::test]
async fn the_second_id_of_a_status_is_kept() {
    let body = job("<status>Running</status><id>https://example.com/definition</id>");
    let read = details(&body).await;
    assert_eq!(read.id, "1");
    assert_eq!(
        read.extra["id"],
        Value::from("https://example.com/definition")
    );
    assert_eq!(written(&read), Element::parse(&body));
}

#[tokio::test]
async fn statuses() {
    let cases = [
        ("2", JobStatus::CompletedCode),
        ("Complete", JobStatus::Complete),
        (" Completed\n", JobStatus::Completed),
        ("Failed", JobStatus::Failed),
        (
            "Held &amp; Reviewed",
            JobStatus::Unknown("Held & Reviewed".into()),
        ),
    ];
    for (text, expected) in cases {
        let body = job(&format!("<status>{text}</status>"));
        let read = details(&body).await;
        assert_eq!(read.status, expected);
        assert_eq!(written(&read), Element::parse(&body));
    }
}

#[tokio::test]
async fn any_namespace_is_read_and_the_right_one_is_written() {
    let elements = |prefix: &str| {
        [
            "<id>1</id>",
            "<status-link>/s</status-link>",
            "<start-time>2010-01-12T18:30:01Z</start-time>",
            "<status>Queued</status>",
        ]
        .map(|element| {
            element
                .replace("</", &format!("</{prefix}"))
                .replacen('<', &format!("<{prefix}"), 1)
        })
        .concat()
    };
    let right = details(&job("<status>Queued</status>")).await;
    let bodies = [
        format!("<job xmlns=\"{NAMESPACE}\">{}</job>", elements("")),
        format!("<c:job xmlns:c=\"{NAMESPACE}\">{}</c:job>", elements("c:")),
        format!("<job xmlns=\"urn:another\">{}</job>", elements("")),
        format!("<x:job xmlns:x=\"urn:another\">{}</x:job>", elements("x:")),
        format!("<job xmlns=\"...\">{}</job>", elements("")),
        format!("<job>{}</job>", elements("")),
        format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- x --><job>{}</job>\n",
            elements("")
        ),
    ];
    for body in bodies {
        let read = details(&body).await;
        assert_eq!(read, right, "{body}");
        assert_eq!(written(&read).namespace, NAMESPACE);
    }
}

#[tokio::test]
async fn the_order_of_elements_does_not_matter() {
    let body = "<job><file-link>/f</file-link><status>Failed</status><start-time>2010-01-12T18:30:01Z</start-time>\
                <status-link>/s</status-link><id>1</id></job>";
    let read = details(body).await;
    assert_eq!(read.status, JobStatus::Failed);
    assert_eq!(read.file_link.unwrap().as_str(), "/f");
}

#[tokio::test]
async fn what_the_page_does_not_know_is_kept() {
    let body = job(
        "<status>Queued</status><owner kind=\"user\"><name>Zoë</name></owner><tag>a</tag><tag>b</tag>",
    );
    let read = details(&body).await;
    assert_eq!(read.extra.keys().collect::<Vec<_>>(), ["owner", "tag"]);
    assert_eq!(written(&read), Element::parse(&body));
}

#[tokio::test]
async fn nil_is_absent() {
    let nil = "<stop-time xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\" i:nil=\"true\"/>";
    let read = details(&job(&format!("<status>Running</status>{nil}"))).await;
    assert_eq!(read.stop_time, None);
}

#[tokio::test]
async fn an_empty_list() {
    let server = Server::start();
    for body in ["<jobs/>", "<jobs xmlns=\"...\">\n</jobs>"] {
        server.reply(Reply::xml(200, body));
        let read = client(&server).get_extract_jobs(DEFINITION).await.unwrap();
        assert!(read.jobs.is_none_or(|jobs| jobs.is_empty()), "{body}");
    }
}

/// A program that stores what it read, as JSON.
#[tokio::test]
async fn what_was_read_as_xml_can_be_stored_as_json() {
    let [_, example, _] = examples();
    let read = details(&example).await;
    let stored = serde_json::to_string(&read).unwrap();
    assert_eq!(serde_json::from_str::<Job>(&stored).unwrap(), read);
}
