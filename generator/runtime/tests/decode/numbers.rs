//! Numbers: which are integers, and that none loses a digit.

use std::{
    collections::HashSet,
    hash::{BuildHasher, RandomState},
};

use runtime::{Number, Value, json};

use crate::models::Job;

fn number(text: &str) -> Number {
    text.parse().unwrap()
}

#[test]
fn whole_numbers_are_integers_however_they_are_written() {
    for (text, value) in [
        ("3.0", 3),
        ("1e3", 1000),
        ("-12.50e1", -125),
        ("0e9", 0),
        ("-0.0", 0),
        ("1000e-3", 1),
    ] {
        assert_eq!(json::from_str::<i64>(text).unwrap(), value, "{text}");
        assert_eq!(number(text).as_i64(), Some(value), "{text}");
    }
    assert_eq!(
        json::from_str::<i64>("-9223372036854775808").unwrap(),
        i64::MIN
    );
    assert_eq!(
        json::from_str::<u64>("1.8446744073709551615e19").unwrap(),
        u64::MAX
    );
}

#[test]
fn fractions_and_numbers_out_of_range_are_no_integers() {
    for text in [
        "1.5",
        "1e-1",
        "9223372036854775808",
        "-9223372036854775809",
        "1e40",
    ] {
        assert!(json::from_str::<i64>(text).is_err(), "{text}");
    }
    let error = json::from_str::<Job>(r#"{"id":"j","attempts":2147483648}"#).unwrap_err();
    assert_eq!(
        (error.path(), error.expected(), error.found()),
        ("attempts", "an integer of 32 bits", "2147483648")
    );
    assert!(json::from_str::<u64>("-1").is_err());
}

#[test]
fn doubles_are_written_shortest_and_read_exactly() {
    for value in [
        0.1,
        -0.0,
        1.0,
        1e21,
        1e300,
        5e-324,
        f64::MAX,
        123_456_789.125,
    ] {
        assert_eq!(
            json::from_str::<f64>(&json::to_string(&value))
                .unwrap()
                .to_bits(),
            f64::to_bits(value)
        );
    }
    assert_eq!(json::to_string(&1.0), "1");
    assert_eq!(json::to_string(&0.1_f32), "0.1");
    assert_eq!(json::to_string(&f64::NAN), "null");
    assert!(json::from_str::<f64>("1e400").is_err());
    assert!(json::from_str::<f32>("1e39").is_err());
}

#[test]
fn numbers_of_any_shape_keep_their_text() {
    let text = "[1.10,12345678901234567890.123456789,1E5,-0]";
    assert_eq!(Value::parse(text).unwrap().to_string(), text);
}

#[test]
fn numbers_are_equal_if_they_mean_the_same() {
    let hashes = RandomState::new();
    for (one, two) in [
        ("1", "1.0"),
        ("10e-1", "1"),
        ("-0", "0.0"),
        ("1200", "12e2"),
        ("0.012", "12E-3"),
        ("1e2", "100.00"),
    ] {
        assert_eq!(number(one), number(two), "{one} {two}");
        assert_eq!(
            hashes.hash_one(number(one)),
            hashes.hash_one(number(two)),
            "{one} {two}"
        );
    }
    for (one, two) in [
        ("1", "-1"),
        ("12", "1.2"),
        ("9007199254740993", "9007199254740992"),
        ("102", "12"),
    ] {
        assert_ne!(number(one), number(two));
    }
    assert_eq!(
        [number("1"), number("1.0")]
            .into_iter()
            .collect::<HashSet<_>>()
            .len(),
        1
    );
    assert!("1x".parse::<Number>().is_err() && "".parse::<Number>().is_err());
}
