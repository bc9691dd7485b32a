//! The three answers on SAP Concur's page, as published.

use runtime::{
    UtcTimestamp, Value,
    model::{Field, OPTIONAL, REQUIRED, Xml},
};

use crate::{model, read, round_trip, write};

const NAMESPACE: &str = "http://www.concursolutions.com/api/expense/extract/2010/02";

#[derive(Clone)]
pub(crate) enum Status {
    Complete,
    Queued,
    Unknown(String),
}

impl AsRef<str> for Status {
    fn as_ref(&self) -> &str {
        match self {
            Self::Complete => "Complete",
            Self::Queued => "Queued",
            Self::Unknown(text) => text,
        }
    }
}

impl From<&str> for Status {
    fn from(text: &str) -> Self {
        match text {
            "Complete" => Self::Complete,
            "Queued" => Self::Queued,
            _ => Self::Unknown(text.to_owned()),
        }
    }
}

runtime::string_enums!(Status);

model!(Job, Xml::name("job").namespace(NAMESPACE), {
    id: String = Field("id", REQUIRED),
    status_link: runtime::Url = Field("status-link", REQUIRED),
    start_time: UtcTimestamp = Field("start-time", REQUIRED),
    stop_time: Option<UtcTimestamp> = Field("stop-time", OPTIONAL),
    status: Status = Field("status", REQUIRED),
    file_link: Option<runtime::Url> = Field("file-link", OPTIONAL),
});

model!(Jobs, Xml::name("jobs").namespace(NAMESPACE), {
    jobs: Option<Vec<Job>> = Field("job", OPTIONAL),
});

/// The XML of the page's examples, in order.
fn examples() -> Vec<String> {
    let page = include_str!("../../../../specs/concur/concur-extract-job-resource-get.md");
    let responses = page
        .split("    200 OK\n    Content-Type: application/xml\n")
        .skip(1);
    let block = |text: &str| {
        let lines = text.lines().take_while(|line| line.starts_with("    "));
        lines.collect::<Vec<_>>().join("\n")
    };
    responses.map(block).collect()
}

/// Element names and texts in document order, blanks around texts trimmed.
fn infoset(text: &str) -> Vec<String> {
    let text = text.split_once("?>").map_or(text, |(_, rest)| rest);
    let mut items = Vec::new();
    for piece in text.split('<').skip(1) {
        let (tag, text) = piece.split_once('>').unwrap();
        items.push(tag.split(' ').next().unwrap().to_owned());
        items.push(text.trim().replace("&gt;", ">"));
    }
    items
}

#[test]
fn the_list() {
    let text = &examples()[0];
    let (jobs, written) = round_trip::<Jobs>(text);
    assert_eq!(infoset(&written), infoset(text));
    assert!(written.starts_with(&format!("<jobs xmlns=\"{NAMESPACE}\"><job><id>")));
    let jobs = jobs.jobs.unwrap();
    assert_eq!(jobs.len(), 3);
    assert_eq!(
        (&jobs[0].status, &jobs[0].stop_time, &jobs[0].file_link),
        (&Status::Queued, &None, &None)
    );
    assert!(
        jobs[1]
            .status_link
            .as_str()
            .ends_with("$piiD21c89lLwEq/status")
    );
    assert_eq!(
        jobs[2].stop_time.as_ref().unwrap().as_str(),
        "2010-01-12T18:31:01Z"
    );
}

#[test]
fn the_details() {
    let text = &examples()[1];
    let (job, written) = round_trip::<Job>(text);
    assert_eq!(infoset(&written), infoset(text));
    assert!(
        job.id.ends_with("$peot$pD21jyd>"),
        "the stray `>` is the server's"
    );
    assert!(
        job.file_link.unwrap().as_str().starts_with("https://"),
        "the blank before it is not"
    );
    assert_eq!(
        job.start_time.parse().unwrap().to_string(),
        "2010-01-12T18:30:01Z"
    );
    assert_eq!(job.extra, runtime::Extra::new());
}

#[test]
fn the_status() {
    let text = &examples()[2];
    let (job, written) = round_trip::<Job>(text);
    assert_eq!(infoset(&written), infoset(text));
    assert_eq!(job.status, Status::Unknown("Completed".to_owned()));
    assert_eq!(
        job.stop_time.unwrap().parse().unwrap().to_string(),
        "2011-08-25T14:25:23.537Z"
    );
}

#[test]
fn the_second_id_is_kept() {
    let text = "<job><id>job</id><status-link>s</status-link><start-time>t</start-time><status> 2 </status>\
                <id>definition</id></job>";
    let (mut job, written) = round_trip::<Job>(text);
    assert_eq!(job.id, "job");
    assert_eq!(job.status, Status::Unknown("2".to_owned()));
    assert_eq!(job.extra["id"], Value::from("definition"));
    assert!(written.ends_with("<status>2</status><id>definition</id></job>"));

    job.extra
        .insert("id".to_owned(), Value::from(vec!["definition", "third"]));
    let written = write(&job);
    assert!(written.ends_with("<id>definition</id><id>third</id></job>"));
    assert_eq!(read::<Job>(&written).unwrap(), job);
}

#[test]
fn namespaces_may_be_foreign_prefixed_or_missing() {
    let body = |open: &str, p: &str, close: &str| {
        format!(
            "<{open}><{p}id>1</{p}id><{p}status-link/><{p}start-time/><{p}status>Queued</{p}status></{close}>"
        )
    };
    let expected: Job = read(&body("job", "", "job")).unwrap();
    for text in [
        body(&format!("job xmlns='{NAMESPACE}'"), "", "job"),
        body("job xmlns='urn:other'", "", "job"),
        body(&format!("c:job xmlns:c='{NAMESPACE}'"), "c:", "c:job"),
        body(&format!("c:job xmlns:c='{NAMESPACE}'"), "", "c:job"),
        body("unbound:job", "unbound:", "unbound:job"),
    ] {
        let job: Job = read(&text).unwrap();
        assert_eq!(job, expected, "{text}");
        assert!(write(&job).starts_with(&format!(
            "<job xmlns=\"{NAMESPACE}\"><id>1</id><status-link/>"
        )));
    }
}

#[test]
fn a_start_body_is_written() {
    model!(Definition, Xml::name("definition").namespace(NAMESPACE), {
        id: String = Field("id", REQUIRED),
    });
    let body = Definition {
        id: "https://h/a$b".to_owned(),
        extra: runtime::Extra::new(),
    };
    assert_eq!(
        write(&body),
        format!("<definition xmlns=\"{NAMESPACE}\"><id>https://h/a$b</id></definition>")
    );
}
