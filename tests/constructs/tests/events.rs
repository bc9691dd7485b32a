//! What an API sends by itself, read by name.

#![allow(clippy::unwrap_used, reason = "tests fail where something is missing")]

use constructs::events::webhooks::Webhook;

#[test]
fn a_payload_is_read_as_the_document_says_of_its_name_and_type() {
    let json = Some("application/json; charset=utf-8");
    let body = br#"{"id":"7","owner":"Ada","more":1}"#;
    let Webhook::JobDone(job) = Webhook::read("jobDone", json, body).unwrap() else {
        panic!("another webhook");
    };
    // It comes from the server, so it has what only the server sets.
    assert_eq!((job.id.as_str(), job.owner.as_str()), ("7", "Ada"));
    assert!(job.extra.contains_key("more"));
    let xml = Webhook::read(
        "jobDone",
        Some("text/xml"),
        b"<Job><id>7</id><owner>Ada</owner></Job>",
    );
    assert!(matches!(xml.unwrap(), Webhook::JobDone(job) if job.owner == "Ada"));
}

#[test]
fn callbacks_are_webhooks_and_forms_are_read() {
    let form = Some("application/x-www-form-urlencoded");
    let Webhook::JobFailed(failed) =
        Webhook::read("jobFailed", form, b"id=7&reason=out+of+ink").unwrap()
    else {
        panic!("another webhook");
    };
    assert_eq!(
        (failed.id, failed.reason.as_deref()),
        (7, Some("out of ink"))
    );
}

#[test]
fn what_a_form_repeats_and_the_document_does_not_name_is_kept() {
    let form = Some("application/x-www-form-urlencoded");
    let Webhook::JobFailed(failed) =
        Webhook::read("jobFailed", form, b"try=1&id=7&try=2&once=x").unwrap()
    else {
        panic!("another webhook");
    };
    assert_eq!(failed.extra["try"].to_string(), r#"["1","2"]"#);
    assert_eq!(failed.extra["once"].to_string(), r#""x""#);
}

#[test]
fn a_callback_at_two_urls_is_two() {
    let json = Some("application/json");
    let first = Webhook::read("subscribe moved POST", json, br#"{"from":"a"}"#).unwrap();
    assert!(
        matches!(first, Webhook::SubscribeMovedPost(moved) if moved.from.as_deref() == Some("a"))
    );
    let second = Webhook::read("subscribe moved POST 2", json, br#"{"to":"b"}"#).unwrap();
    assert!(
        matches!(second, Webhook::SubscribeMovedPost2(moved) if moved.to.as_deref() == Some("b"))
    );
}

#[test]
fn a_webhook_without_a_payload_takes_any() {
    assert_eq!(Webhook::read("ping", None, b"").unwrap(), Webhook::Ping);
    assert_eq!(
        Webhook::read("ping", Some("text/plain"), b"!").unwrap(),
        Webhook::Ping
    );
}

#[test]
fn what_the_document_does_not_know_is_an_error() {
    let error = Webhook::read("jobLost", None, b"{}").unwrap_err();
    assert!(error.to_string().contains("jobLost"), "{error}");
    let error = Webhook::read("jobDone", Some("image/png"), b"").unwrap_err();
    assert!(error.to_string().contains("image/png"), "{error}");
    assert!(Webhook::read("jobDone", None, b"{}").is_err());
}
