//! Values of any shape.

use runtime::{Nullable, Value};

use crate::models::Job;

#[test]
fn values_are_made_from_what_rust_has() {
    let value = Value::from([
        ("a", Value::from(vec![1, 2])),
        ("b", Value::from(0.5)),
        ("c", None::<i32>.into()),
    ]);
    assert_eq!(value.to_string(), r#"{"a":[1,2],"b":0.5,"c":null}"#);
    assert_eq!(
        value
            .get("a")
            .and_then(|items| items.item(1))
            .and_then(Value::as_i64),
        Some(2)
    );
    assert_eq!(value.get("b").and_then(Value::as_f64), Some(0.5));
    assert_eq!(
        (Value::from(f64::NAN), Value::from(0.1_f32).to_string()),
        (Value::Null, "0.1".to_owned())
    );
}

#[test]
fn values_are_read_as_models() {
    let value = Value::from([("id", "j")]);
    assert_eq!(value.read::<Job>().unwrap().id, "j");
    assert_eq!(
        Value::from([("id", 7)])
            .read::<Job>()
            .unwrap_err()
            .to_string(),
        "id: expected a string, found 7"
    );
}

#[test]
fn nullable_has_three_states() {
    assert_eq!(Nullable::<i32>::from(None), Nullable::Null);
    assert_eq!(Nullable::<i32>::from(3), Nullable::Value(3));
    assert_eq!(Nullable::<i32>::default(), Nullable::Absent);
    assert_eq!(Nullable::Value(3).map(|it| it + 1).into_option(), Some(4));
}
