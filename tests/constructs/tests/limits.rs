//! What a document says of values beyond their types: requests are held to it where that is asked for, answers never.

#![allow(clippy::unwrap_used, reason = "tests fail where something is missing")]

use constructs::limits::{
    Client,
    models::{Job, JobPart},
    operations::CreateJob,
};
use runtime::{
    Blocking, Error,
    request::{RequestError, check},
};
use tests::server::{Reply, Server};

/// What a job breaks.
fn problems(change: impl FnOnce(&mut Job)) -> Vec<String> {
    let mut job = Job::new("sort");
    change(&mut job);
    let operation = CreateJob {
        body: job,
        size: None,
    };
    match check(&operation) {
        Ok(()) => Vec::new(),
        Err(RequestError::Limits { problems }) => problems,
        Err(error) => vec![error.to_string()],
    }
}

#[test]
fn each_limit_is_told_with_its_place_and_without_the_value() {
    assert_eq!(problems(|_| {}), [""; 0]);
    let name = |text: &str| problems(|job| job.name = text.to_owned());
    assert_eq!(name("ü"), ["`body.name`: at least 2 characters"]);
    assert_eq!(name("secret"), ["`body.name`: at most 5 characters"]);
    assert_eq!(name("üüüüü"), [""; 0]);
    let weight = |weight| problems(|job| job.weight = Some(weight));
    assert_eq!(weight(0.0), ["`body.weight`: more than 0"]);
    assert_eq!(
        weight(10.04),
        [
            "`body.weight`: at most 9.5",
            "`body.weight`: a multiple of 0.1"
        ]
    );
    assert_eq!(weight(0.3), [""; 0]);
    let tags = |tags: &[&str]| {
        problems(|job| job.tags = Some(tags.iter().map(|it| (*it).to_owned()).collect()))
    };
    assert_eq!(tags(&[]), ["`body.tags`: at least 1 items"]);
    assert_eq!(tags(&["a", "a"]), ["`body.tags`: no item twice"]);
    assert_eq!(
        tags(&["a", "long"]),
        ["`body.tags[1]`: at most 3 characters"]
    );
    let labels = [("a", "1"), ("b", "2")].map(|(name, value)| (name.to_owned(), value.to_owned()));
    assert_eq!(
        problems(|job| job.labels = Some(labels.into())),
        ["`body.labels`: at most 1 members"]
    );
    let parts = [Some("a"), None].map(|name| JobPart {
        name: name.map(str::to_owned),
        ..JobPart::default()
    });
    assert_eq!(
        problems(|job| job.parts = Some(parts.into())),
        [
            "`body.parts[0].name`: at least 2 characters",
            "`body.parts[1]`: at least 1 members"
        ]
    );
    let next = Job::new("a");
    assert_eq!(
        problems(|job| job.next = Some(Box::new(next))),
        ["`body.next.name`: at least 2 characters"]
    );
}

#[test]
fn patterns_are_those_of_ecmascript() {
    let code = |text: &str| problems(|job| job.code = Some(text.to_owned()));
    assert_eq!(code("AB12"), [""; 0]);
    assert_eq!(code("ab12"), [r"`body.code`: matches ^[A-Z]{2}\d+$"]);
}

#[test]
fn a_request_is_only_held_to_them_where_that_is_asked_for() {
    let server = Server::replying(Reply::json(200, r#"{"name":"far too long"}"#));
    let client = Client::<Blocking>::new().base_url(server.url());
    let call = || client.create_job(Job::new("far too long")).size(0);
    let error = call()
        .with(|options| {
            options.check_request(true);
        })
        .send()
        .unwrap_err();
    let Error::Request { error, .. } = error else {
        panic!("{error}");
    };
    assert_eq!(
        error.to_string(),
        "`size`: at least 1; `body.name`: at most 5 characters"
    );
    assert!(server.requests().is_empty());
    // Unless asked, it goes out as it is; and what comes back is never refused for a limit.
    assert_eq!(call().send().unwrap().name, "far too long");
}
