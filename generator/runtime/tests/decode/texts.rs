//! Formatted text: kept as sent, read when asked.

use runtime::{
    Base64, Date, Duration, Secret, Text, Time, Timestamp, Url, UtcTimestamp, Uuid, json,
};

use crate::models::Job;

#[test]
fn text_is_kept_as_it_was_sent() {
    for text in ["2024-05-01t12:00:00.0000000001Z", "yesterday", ""] {
        let kept: Timestamp = json::from_str(&json::to_string(&text.to_owned())).unwrap();
        assert_eq!(kept.as_str(), text);
    }
}

#[test]
fn timestamps_are_read_with_fractions_of_any_length() {
    let expected = "2024-05-01T12:00:00.123456789Z"
        .parse::<jiff::Timestamp>()
        .unwrap();
    for text in [
        "2024-05-01T12:00:00.123456789Z",
        "2024-05-01T14:00:00.12345678999999+02:00",
    ] {
        assert_eq!(Timestamp::from(text).parse().unwrap(), expected, "{text}");
        assert_eq!(
            UtcTimestamp::from(text).parse().unwrap(),
            expected,
            "{text}"
        );
    }
    assert_eq!(
        UtcTimestamp::from("2024-05-01T12:00:00.1234567890")
            .parse()
            .unwrap(),
        expected
    );
    assert_eq!(
        Timestamp::from(expected).as_str(),
        "2024-05-01T12:00:00.123456789Z"
    );
}

#[test]
fn only_utc_timestamps_may_lack_the_zone() {
    let error = Timestamp::from("2024-05-01T12:00:00").parse().unwrap_err();
    assert_eq!(error.expected(), "a timestamp (RFC 3339)");
    assert!(UtcTimestamp::from("2024-05-01 12:00:00").parse().is_ok());
    assert!(UtcTimestamp::from("noon").parse().is_err());
}

#[test]
fn formats_are_read_and_written() {
    assert_eq!(
        Date::from("2024-02-29").parse().unwrap(),
        jiff::civil::date(2024, 2, 29)
    );
    assert!(Date::from("2023-02-29").parse().is_err());
    assert_eq!(Time::from("12:30:00.5").parse().unwrap().hour(), 12);
    for (text, offset) in [
        ("12:30:00", None),
        ("12:30:00.12345678901Z", Some(0)),
        ("12:30:00z", Some(0)),
        ("12:30:00.5+02:00", Some(7200)),
        ("12:30:00-09:30", Some(-34200)),
    ] {
        let time = Time::from(text);
        assert_eq!(time.parse().unwrap().minute(), 30, "{text}");
        let seconds = time.offset().unwrap().map(|offset| offset.seconds());
        assert_eq!(seconds, offset, "{text}");
    }
    for text in [
        "12:30:00+2",
        "12:30:00+24:00",
        "12:30:00Zulu",
        "12:30:00+",
        "12:30:00+é:00",
    ] {
        assert!(Time::from(text).parse().is_err(), "{text}");
        assert!(Time::from(text).offset().is_err(), "{text}");
    }
    assert_eq!(Duration::from("P1DT12H").parse().unwrap().get_days(), 1);
    assert!(
        Uuid::from("67e55044-10b1-426f-9247-bb680e5fe0c8")
            .parse()
            .is_ok()
    );
    assert_eq!(Url::from("https://a.b/c?d").parse().unwrap().path(), "/c");
    assert!(Url::from("/relative").parse().is_err());
}

#[test]
fn base64_is_read_with_and_without_padding_and_line_breaks() {
    assert_eq!(Base64::encode("hi").as_str(), "aGk=");
    for text in ["aGk=", "aGk", "aG\r\nk="] {
        assert_eq!(Base64::from(text).decode().unwrap(), b"hi", "{text}");
    }
    assert_eq!(Base64::from("-_8=").decode().unwrap(), [0xFB, 0xFF]);
    assert!(Base64::from("?").decode().is_err());
    assert_eq!(json::from_str::<bytes::Bytes>("\"aGk=\"").unwrap(), "hi");
    assert_eq!(json::to_string(&bytes::Bytes::from("hi")), "\"aGk=\"");
}

#[test]
fn texts_compare_by_text() {
    fn key<T: Ord + std::hash::Hash + Clone + Send + Sync>(_: &T) {}
    let date: Text<jiff::civil::Date> = "2024-01-01".into();
    key(&date);
    assert!(date < "2024-01-02".into());
    assert_eq!(format!("{date} {date:?}"), "2024-01-01 \"2024-01-01\"");
}

#[test]
fn secrets_are_not_shown() {
    let secret = Secret::from("hunter2");
    assert_eq!(format!("{secret} {secret:?}"), "[secret] [secret]");
    assert_eq!(secret.expose(), "hunter2");
    assert_eq!(json::to_string(&secret), "\"hunter2\"");
    assert!(secret == Secret::from("hunter2") && secret != Secret::from("hunter3"));
}

#[test]
fn models_show_what_is_on_the_wire_and_no_secrets() {
    let text = r#"{"id":"j","message":null,"status":"done","password":"hunter2","level":1,"holes":[1,null],"more":{"a":true}}"#;
    let job: Job = json::from_str(text).unwrap();
    assert_eq!(
        format!("{job:?}"),
        r#"Job { id: "j", status: "done", password: [secret], level: 1, holes: [1, null], more: {"a": true} }"#
    );
    let (status, level) = (job.status.unwrap(), job.level.unwrap());
    assert_eq!(format!("{status:?} {level:?}"), "\"done\" 1");
}
