//! Models in the formats of serde.

use runtime::{Extra, Value, json};

use crate::models::{Job, Level, Pet, Status};

const TEXT: &str = r#"{"id":"j","message":null,"status":"paused","completed":null,"size":9007199254740993,
    "total":18446744073709551615,"ratio":0.25,"level":1,"payload":"aGk=","any":[1.5,{"x":"é\n"}],
    "children":[{"id":"c","message":"m"}],"holes":[1,null],"more":true,"tags":null}"#;

#[test]
fn models_go_through_serde_unchanged() {
    let job: Job = json::from_str(TEXT).unwrap();
    let stored = serde_json::to_string(&job).unwrap();
    assert_eq!(Value::parse(&stored), Value::parse(TEXT));
    assert_eq!(serde_json::from_str::<Job>(&stored).unwrap(), job);
    assert_eq!(
        serde_json::from_value::<Job>(serde_json::to_value(&job).unwrap()).unwrap(),
        job
    );
    assert_eq!(
        serde_json::from_reader::<_, Job>(stored.as_bytes()).unwrap(),
        job
    );
}

#[test]
fn unnamed_members_go_through_serde_alone() {
    let job: Job = json::from_str(TEXT).unwrap();
    let stored = serde_json::to_string(&job.extra).unwrap();
    assert_eq!(serde_json::from_str::<Extra>(&stored).unwrap(), job.extra);
    assert_eq!(
        serde_json::from_str::<Extra>(r#"{"beta":[1]}"#).unwrap()["beta"].to_string(),
        "[1]"
    );
}

#[test]
fn enumerations_and_unions_go_through_serde() {
    assert_eq!(
        serde_json::to_string(&[Status::Done]).unwrap(),
        "[\"done\"]"
    );
    assert_eq!(
        serde_json::from_str::<Vec<Level>>("[1,\"auto\"]").unwrap(),
        [Level::N1, Level::Auto]
    );
    assert!(matches!(
        serde_json::from_str(r#"{"petType":"cat"}"#),
        Ok(Pet::Cat(_))
    ));
}

#[test]
fn whole_doubles_are_written_as_they_are_in_json() {
    for (ratio, text) in [(1.0, "1"), (-3.0, "-3"), (0.5, "0.5"), (-0.0, "-0.0")] {
        let mut job: Job = json::from_str(TEXT).unwrap();
        job.ratio = Some(ratio);
        let stored = serde_json::to_value(&job).unwrap();
        assert_eq!(stored["ratio"].to_string(), text);
        assert_eq!(serde_json::from_value::<Job>(stored).unwrap(), job);
    }
}

#[test]
fn errors_keep_their_path() {
    let error = serde_json::from_str::<Vec<Job>>(r#"[{"id":"j","children":[{}]}]"#).unwrap_err();
    assert!(
        error
            .to_string()
            .contains("children[0].id: expected a string, found nothing"),
        "{error}"
    );
}

#[test]
fn whole_numbers_are_not_rounded() {
    for text in [
        "12345678901234567890123",
        "-9007199254740993",
        "18446744073709551615",
    ] {
        let value = Value::parse(text).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), text);
    }
    assert_eq!(
        serde_json::from_str::<Value>("18446744073709551615")
            .unwrap()
            .as_u64(),
        Some(u64::MAX)
    );
}

#[test]
fn values_come_from_whatever_serialises() {
    let value =
        Value::from_serialize(&serde_json::json!({"a": [1, 2.5, null, true], "b": {"c": "d"}}))
            .unwrap();
    assert_eq!(
        value.to_string(),
        r#"{"a":[1,2.5,null,true],"b":{"c":"d"}}"#
    );
    assert_eq!(
        value
            .get("b")
            .and_then(|b| b.get("c"))
            .and_then(Value::as_str),
        Some("d")
    );
    let map = std::collections::BTreeMap::from([(1, Some('x')), (2, None)]);
    assert_eq!(
        Value::from_serialize(&map).unwrap().to_string(),
        r#"{"1":"x","2":null}"#
    );
    assert!(Value::from_serialize(&std::collections::BTreeMap::from([([1], 2)])).is_err());
}

#[test]
fn numbers_of_arbitrary_precision_are_understood() {
    // What serde_json tells in place of a number where its feature `arbitrary_precision` is on.
    let told = r#"{"$serde_json::private::Number":"1.10"}"#;
    assert_eq!(
        serde_json::from_str::<Value>(told).unwrap().to_string(),
        "1.10"
    );
}

#[test]
fn deep_nesting_is_refused() {
    let mut value = serde_json::Value::Null;
    for _ in 0..=json::LARGEST_DEPTH {
        value = serde_json::Value::Array(vec![value]);
    }
    assert!(
        serde_json::from_value::<Value>(value)
            .unwrap_err()
            .to_string()
            .contains("512 levels")
    );
}
