//! Members: absent, null and present, named and not, once and several times.

use runtime::{Nullable, Value, json};

use crate::models::{Counters, Job, Status};

/// Reads a model and checks that it is written as it was read.
fn round_trip(text: &str) -> Job {
    let job: Job = json::from_str(text).unwrap();
    assert_eq!(
        Value::parse(&json::to_string(&job)).unwrap(),
        Value::parse(text).unwrap()
    );
    job
}

#[test]
fn every_kind_of_field_is_read_and_written() {
    let job = round_trip(
        r#"{"id":"j","message":"hi","status":"done","completed":"2024-05-01T12:00:00Z","tags":["a","b"],
        "attempts":3,"size":9007199254740993,"total":18446744073709551615,"ratio":0.1,"price":19.90,
        "password":"hunter2","payload":"aGk=","level":1,"any":{"x":[1,null,true]},
        "children":[{"id":"c","message":null}],"parent":{"id":"p","message":null,"parent":{"id":"q","message":null}},
        "by-name":{"z":{"id":"z","message":null},"a":{"id":"a","message":null}},"holes":[1,null,3]}"#,
    );
    assert_eq!(job.id, "j");
    assert_eq!(job.status, Some(Status::Done));
    assert_eq!(
        job.tags.as_deref(),
        Some(&["a".to_owned(), "b".to_owned()][..])
    );
    assert_eq!(job.size, Some(9_007_199_254_740_993));
    assert_eq!(job.total, Some(u64::MAX));
    assert_eq!(
        job.price.as_ref().map(|price| price.as_str()),
        Some("19.90")
    );
    assert_eq!(job.payload.as_ref().unwrap().decode().unwrap(), b"hi");
    assert_eq!(job.parent.unwrap().parent.unwrap().id, "q");
    assert_eq!(job.by_name.unwrap()["a"].id, "a");
    assert_eq!(job.holes, Some(vec![Some(1), None, Some(3)]));
}

#[test]
fn absent_null_and_value_are_told_apart() {
    assert_eq!(
        round_trip(r#"{"id":"j","message":null}"#).completed,
        Nullable::Absent
    );
    assert_eq!(
        round_trip(r#"{"id":"j","message":null,"completed":null}"#).completed,
        Nullable::Null
    );
    let job = round_trip(r#"{"id":"j","message":null,"completed":"now"}"#);
    assert_eq!(job.completed.get().map(|text| text.as_str()), Some("now"));
}

#[test]
fn a_required_nullable_member_may_be_absent_and_is_written_as_null() {
    let job: Job = json::from_str(r#"{"id":"j"}"#).unwrap();
    assert_eq!(job.message, None);
    assert_eq!(json::to_string(&job), r#"{"id":"j","message":null}"#);
}

#[test]
fn null_for_an_optional_member_is_kept_in_the_rest() {
    let mut job = round_trip(r#"{"id":"j","message":null,"status":null,"tags":null}"#);
    assert_eq!(job.status, None);
    assert_eq!(job.extra["status"], Value::Null);

    job.status = Some(Status::Pending);
    assert_eq!(
        json::to_string(&job),
        r#"{"id":"j","message":null,"status":"pending","tags":null}"#
    );
}

#[test]
fn null_for_an_optional_member_is_dropped_where_the_rest_is_typed() {
    let counters: Counters = json::from_str(r#"{"unit":null,"a":1,"b":2}"#).unwrap();
    assert_eq!(counters.unit, None);
    assert_eq!(json::to_string(&counters), r#"{"a":1,"b":2}"#);
    assert_eq!(Counters::default().extra.len(), 0);
}

#[test]
fn members_that_the_document_does_not_name_are_kept() {
    let job = round_trip(
        r#"{"new":{"deep":[1.50,12345678901234567890123]},"id":"j","message":null,"größe":"x"}"#,
    );
    assert_eq!(
        job.extra["new"]
            .get("deep")
            .unwrap()
            .item(1)
            .unwrap()
            .to_string(),
        "12345678901234567890123"
    );
    assert_eq!(job.extra["größe"], Value::from("x"));
}

#[test]
fn members_may_come_in_any_order_and_with_escaped_names() {
    let job = round_trip(r#"{"tags":[],"status":"pending","message":"m","\u0069d":"j"}"#);
    assert_eq!(job.id, "j");
    assert_eq!(job.tags, Some(Vec::new()));
}

#[test]
fn of_several_members_of_one_name_the_last_is_taken() {
    let job: Job = json::from_str(
        r#"{"id":"first","id":"last","tags":["a"],"tags":["b"],"parent":{"id":"p","size":1},"parent":{"id":"q"},
        "x":1,"x":2,"y":{"z":1,"z":2}}"#,
    )
    .unwrap();
    assert_eq!(job.id, "last");
    assert_eq!(job.tags, Some(vec!["b".to_owned()]));
    assert_eq!(job.parent.as_ref().unwrap().size, None);
    assert_eq!(job.extra["x"], Value::from(2));
    assert_eq!(job.extra["y"].get("z"), Some(&Value::from(2)));
}

#[test]
fn members_that_come_again_leave_no_trace() {
    let job: Job = json::from_str(
        r#"{"completed":"now","completed":null,"id":7,"size":null,"tags":["a"],"parent":{"id":1,"message":2},
        "children":[{"id":"c","size":null,"size":1}],"by-name":{"a":{"id":"a"}},"tags":null,
        "id":"j","size":1,"parent":{"id":"p"}}"#,
    )
    .unwrap();
    assert_eq!(
        json::to_string(&job),
        concat!(
            r#"{"id":"j","message":null,"completed":null,"size":1,"#,
            r#""children":[{"id":"c","message":null,"size":1}],"#,
            r#""parent":{"id":"p","message":null},"by-name":{"a":{"id":"a","message":null}},"tags":null}"#
        )
    );
}

#[test]
fn any_number_of_members_that_come_again_is_read_in_a_moment() {
    let again = r#""id":7,"size":"x","#.repeat(10_000);
    let text = format!(r#"[{{{again}"id":"j","size":1}},{{{again}"id":"k","size":2}}]"#);
    let jobs: Vec<Job> = json::from_str(&text).unwrap();
    assert_eq!((&*jobs[0].id, jobs[1].size), ("j", Some(2)));
}

#[test]
fn values_that_an_enumeration_does_not_list_are_kept() {
    let job = round_trip(r#"{"id":"j","message":null,"status":"paused","level":{"x":1}}"#);
    assert_eq!(job.status, Some(Status::Unknown("paused".to_owned())));
    assert_eq!(
        job.status.as_ref().map(ToString::to_string).as_deref(),
        Some("paused")
    );
    assert_eq!(Status::from("done"), Status::Done);
    assert_eq!(Status::from("done").as_ref(), "done");
}
