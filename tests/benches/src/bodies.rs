//! Bodies as servers send them: compact, from 300 bytes to 10 MB.

use serde_json::{Value, json};

/// An export job: a flat object.
static JOB: &str = include_str!("../bodies/job.json");

/// An extraction job: objects in objects, lists, numbers, nulls, escapes.
static EXTRACTION: &str = include_str!("../bodies/extraction.json");

/// The numbers of extraction jobs in a list: about 100 kB and 10 MB.
pub const EXTRACTIONS: [usize; 2] = [40, 4_000];

/// The numbers of members of unions in a list: about 4 kB and 400 kB.
pub const UNIONS: [usize; 2] = [30, 3_000];

/// The numbers of jobs in an XML document: about 1 kB, 100 kB and 10 MB.
pub const JOBS: [usize; 3] = [2, 200, 20_000];

/// The JSON of one export job.
pub fn job() -> String {
    compact(JOB)
}

/// The JSON of one extraction job.
pub fn extraction() -> String {
    compact(EXTRACTION)
}

/// The JSON of a list of extraction jobs.
pub fn extractions(count: usize) -> String {
    format!("[{}]", vec![extraction(); count].join(","))
}

/// The JSON of a list of events: each says by `type` what it is.
pub fn events(count: usize) -> String {
    let event = |id: usize| match id % 3 {
        0 => json!({
            "type": "push", "id": id, "branch": "refs/heads/main", "forced": false,
            "commits": [
                { "sha": format!("{id:040x}"), "message": "Say why, not what", "author": "A. Lovelace" },
                { "sha": format!("{:040x}", id + 1), "message": "Test what users rely on" },
            ],
        }),
        1 => json!({
            "type": "issue", "id": id, "title": "It does not compile", "comments": 3,
            "labels": ["bug", "help wanted"], "body": "Since yesterday,\nit does not.",
        }),
        _ => {
            json!({ "type": "release", "id": id, "tag": "v1.2.3", "draft": false, "notes": "See \"Changes\"." })
        }
    };
    Value::from_iter((0..count).map(event)).to_string()
}

/// The JSON of a list of payments: each is told by what is there.
pub fn payments(count: usize) -> String {
    let payment = |id: usize| match id % 3 {
        0 => {
            json!({ "number": "4242424242424242", "expires": "2031-04", "holder": "A. Lovelace", "amount": id })
        }
        1 => {
            json!({ "iban": "DE89370400440532013000", "bic": "COBADEFFXXX", "reference": format!("invoice {id}"), "amount": id })
        }
        _ => {
            json!({ "provider": "example", "account": "ada@example.com", "verified": true, "amount": id })
        }
    };
    Value::from_iter((0..count).map(payment)).to_string()
}

/// The XML of a list of extract jobs.
pub fn jobs(count: usize) -> String {
    let root = "https://www.concursolutions.com/api/expense/extract/v1.0/nYoPK$pZmcowMRUqcl5bnDAwwsMydyt$xd/job";
    let job = |index: usize| {
        format!(
            "<job><id>{root}/{index:036}</id><status-link>{root}/{index:036}/status</status-link>\
             <start-time>2010-01-13T18:30:02Z</start-time><stop-time>2010-01-13T18:30:50Z</stop-time>\
             <status>Complete</status><file-link>{root}/{index:036}/file</file-link></job>"
        )
    };
    let jobs: String = (0..count).map(job).collect();
    let namespace = "http://www.concursolutions.com/api/expense/extract/2010/02";
    format!(r#"<?xml version="1.0" encoding="UTF-8"?><jobs xmlns="{namespace}">{jobs}</jobs>"#)
}

fn compact(json: &str) -> String {
    serde_json::from_str::<Value>(json).map_or_else(|_| json.to_owned(), |value| value.to_string())
}
