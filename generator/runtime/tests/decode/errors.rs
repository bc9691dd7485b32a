//! Errors: where, what was expected, what was there.

use runtime::json;

use crate::models::Job;

fn error(text: &str) -> String {
    json::from_str::<Job>(text).unwrap_err().to_string()
}

#[test]
fn errors_name_the_path_and_the_place() {
    let text = "{\"id\": \"j\",\n \"children\": [{\"id\": \"c\"},\n   {\"id\": 7}]}";
    assert_eq!(
        error(text),
        "children[1].id: expected a string, found 7 (line 3, column 11)"
    );
}

#[test]
fn a_missing_member_is_named() {
    assert_eq!(
        error(r#"{"by-name":{"x.y":{}}}"#),
        concat!(
            "id: expected a string, found nothing (line 1, column 1); ",
            "by-name[\"x.y\"].id: expected a string, found nothing (line 1, column 19)"
        )
    );
}

#[test]
fn null_for_a_required_member_is_an_error() {
    assert_eq!(
        error(r#"{"id":null}"#),
        "id: expected a string, found null (line 1, column 7)"
    );
}

#[test]
fn problems_are_collected_up_to_a_limit() {
    let text = format!("{{\"id\":\"j\",\"holes\":[{}]}}", ["\"x\""; 20].join(","));
    let error = json::from_str::<Job>(&text).unwrap_err();
    assert_eq!((error.problems().count(), error.omitted()), (8, 12));
    assert!(error.to_string().ends_with("; and 12 more"));
}

#[test]
fn secrets_and_long_texts_are_not_shown() {
    assert!(
        error(r#"{"id":"j","password":12345}"#)
            .contains("password: expected a string, found [secret]")
    );
    let long = error(&format!(
        "{{\"id\":\"j\",\"attempts\":\"{}\"}}",
        "ü".repeat(1000)
    ));
    assert!(long.len() < 200, "{long}");
}

#[test]
fn another_shape_is_named() {
    assert_eq!(
        error("[]"),
        "expected an object (Job), found an array (line 1, column 1)"
    );
    assert_eq!(
        error(r#"{"id":"j","tags":{}}"#),
        "tags: expected an array, found an object (line 1, column 18)"
    );
}

#[test]
fn text_that_is_no_json_is_placed() {
    let cases = [
        (
            "",
            "expected a JSON value, found the end of the text (line 1, column 1)",
        ),
        (
            "{\"id\"\n  7}",
            "expected `:`, found `7` (line 2, column 3)",
        ),
        (
            "{\"ü\": tru}",
            "expected a JSON value, found `t` (line 1, column 7)",
        ),
        (
            "{} x",
            "expected the end of the text, found `x` (line 1, column 4)",
        ),
        (
            "[1,]",
            "expected a JSON value, found `]` (line 1, column 4)",
        ),
        (
            "{\"a\":1,}",
            "expected a member's name, found `}` (line 1, column 8)",
        ),
    ];
    for (text, expected) in cases {
        assert_eq!(error(text), expected, "{text}");
    }
}

#[test]
fn errors_are_small_and_can_be_sent() {
    fn sendable<T: std::error::Error + Send + Sync + 'static>() {}
    sendable::<runtime::DecodeError>();
    assert_eq!(size_of::<runtime::DecodeError>(), 2 * size_of::<usize>());
}
