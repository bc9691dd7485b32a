//! Bodies that mean harm, or are broken.

use runtime::{Value, json};

use crate::models::Job;

#[test]
fn deep_nesting_is_refused() {
    for open in ["[", "{\"a\":", "[{\"children\":"] {
        let error = json::from_str::<Value>(&open.repeat(100_000)).unwrap_err();
        assert!(error.to_string().contains("128 levels"), "{error}");
        let error = json::from_str::<Job>(&open.repeat(100_000)).unwrap_err();
        assert!(error.to_string().contains("128 levels"), "{error}");
    }
}

#[test]
fn nesting_up_to_the_limit_is_read() {
    let text = format!(
        "{}{}",
        "[".repeat(json::MAX_DEPTH),
        "]".repeat(json::MAX_DEPTH)
    );
    assert_eq!(Value::parse(&text).unwrap().to_string(), text);
}

#[test]
fn every_truncation_is_an_error() {
    let text = r#"{"id":"j\n\ud83d\ude00ü","attempts":-1.5e3,"any":[true,false,null,{}]}"#;
    for end in 0..text.len() {
        assert!(
            json::from_slice::<Value>(&text.as_bytes()[..end]).is_err(),
            "{end}"
        );
    }
    assert!(json::from_slice::<Value>(text.as_bytes()).is_ok());
}

#[test]
fn invalid_utf8_is_an_error_with_its_place() {
    let error = json::from_slice::<Value>(b"{\"a\":\n\"\xFF\"}").unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected text in UTF-8, found byte 0xFF (line 2, column 2)"
    );
}

#[test]
fn what_rfc_8259_does_not_have_is_refused() {
    let wrong = [
        "01",
        "-",
        "1.",
        ".5",
        "1e",
        "+1",
        "0x1",
        "NaN",
        "Infinity",
        "'a'",
        "\"\t\"",
        "\"\\x\"",
        "\"\\u12g4\"",
        "[1 2]",
        "{a:1}",
        "{\"a\" 1}",
        "[1,,2]",
        "// c\n1",
        "\"\\ud800\"",
        "\"\\udc00\"",
        "\"\\ud800\\u0041\"",
        "nul",
        "\u{A0}1",
        "]",
        "--1",
        "\"\\",
        "\"\\u",
    ];
    for text in wrong {
        assert!(Value::parse(text).is_err(), "{text}");
    }
}

#[test]
fn what_rfc_8259_has_is_read() {
    let right = [
        ("\u{FEFF} 1 ", "1"),
        ("\r\n\t[ ]", "[]"),
        ("{ }", "{}"),
        (
            r#""\u00e9\ud83d\ude00\/\b\f\n\r\t\"\\\u0000""#,
            r#""é😀/\u0008\u000c\n\r\t\"\\\u0000""#,
        ),
        ("-0", "-0"),
        ("1E+2", "1E+2"),
        ("\"\u{7F}\u{2028}\"", "\"\u{7F}\u{2028}\""),
    ];
    for (text, written) in right {
        assert_eq!(Value::parse(text).unwrap().to_string(), written, "{text}");
    }
}

#[test]
fn specials_are_found_at_every_place_of_a_string() {
    for length in 0..40 {
        let text = format!("{}\"\\\n\u{1F}é{}", "x".repeat(length), "y".repeat(length));
        let written = json::to_string(&text);
        assert_eq!(written, serde_json::to_string(&text).unwrap());
        assert_eq!(json::from_str::<String>(&written).unwrap(), text);
    }
}

#[test]
fn huge_exponents_cost_nothing() {
    let job = json::from_str::<Job>(r#"{"id":"j","size":1e999999999999999999999}"#);
    assert_eq!(job.unwrap_err().expected(), "an integer of 64 bits");
    assert_eq!(Value::parse("1e999999999").unwrap().as_i64(), None);
}

#[test]
fn problems_without_number_cost_no_more_than_the_first_few() {
    let text = format!("[{}1]", "\"x\",".repeat(200_000));
    let error = json::from_str::<Vec<bool>>(&text).unwrap_err();
    assert_eq!(error.problems().count() + error.omitted(), 200_001);
}
