//! What a value looks like outside of JSON: text, items, or members.

use std::borrow::Cow;

use crate::{
    json,
    model::{Ref, items},
    upload::Upload,
    value::{Number, Value},
};

/// A value, one level deep.
pub(super) enum Shape<'a> {
    /// Nothing to write: absent or null, which RFC 6570 §2.3 calls undefined.
    Absent,
    /// A scalar's text.
    Text(Cow<'a, str>),
    /// Bytes.
    Bytes(&'a [u8]),
    /// A file.
    Upload(&'a Upload),
    /// Items in order.
    Items(Vec<Ref<'a>>),
    /// Members in order: a model's fields, then what the document does not name.
    Members(Vec<(&'a str, Ref<'a>)>),
}

impl<'a> Shape<'a> {
    /// The shape of `view`.
    pub(super) fn of(view: Ref<'a>) -> Self {
        match view {
            Ref::Absent | Ref::Null => Self::Absent,
            Ref::Bool(value) => Self::Text(if value { "true" } else { "false" }.into()),
            Ref::Integer(value) => Self::Text(value.to_string().into()),
            Ref::Unsigned(value) => Self::Text(value.to_string().into()),
            Ref::Float(value) => Self::Text(number(&Value::from(value), f64::from(value)).into()),
            Ref::Double(value) => Self::Text(number(&Value::from(value), value).into()),
            Ref::Number(text) | Ref::Text(text) | Ref::Secret(text) => Self::Text(text.into()),
            Ref::Value(value) => Self::of_value(value),
            Ref::Literal(literal) => Self::of_literal(&literal.get()),
            Ref::Struct(model) if model.table().whole().positional => Self::Items(items(model)),
            Ref::Struct(model) => {
                let table = model.table();
                let fields = table.fields().iter().enumerate();
                let mut members: Vec<_> = fields
                    .map(|(index, field)| (field.name(), model.field(index)))
                    .collect();
                model
                    .rest()
                    .each(&mut |name, value| members.push((name, value)));
                Self::Members(members)
            }
            Ref::List(list) => Self::Items((0..list.len()).map(|index| list.item(index)).collect()),
            Ref::Map(map) => {
                let mut members = Vec::new();
                map.each(&mut |name, value| members.push((name, value)));
                Self::Members(members)
            }
            Ref::Bytes(bytes) => Self::Bytes(bytes),
            Ref::Upload(upload) => Self::Upload(upload),
        }
    }

    fn of_value(value: &'a Value) -> Self {
        match value {
            Value::Null => Self::Absent,
            Value::Bool(value) => Self::Text(if *value { "true" } else { "false" }.into()),
            Value::Number(number) => Self::Text(number.as_str().into()),
            Value::String(text) => Self::Text(text.into()),
            Value::Array(items) => Self::Items(items.iter().map(Ref::Value).collect()),
            Value::Object(members) => {
                let members = members.iter();
                Self::Members(
                    members
                        .map(|(name, value)| (&**name, Ref::Value(value)))
                        .collect(),
                )
            }
        }
    }

    fn of_literal(value: &Value) -> Self {
        match value {
            Value::Null => Self::Absent,
            Value::String(text) => Self::Text(text.clone().into()),
            other => Self::Text(other.to_string().into()),
        }
    }
}

/// The text of `view` where only text can stand: what has parts of its own is written as JSON.
pub(super) fn text(view: Ref<'_>) -> Option<Cow<'_, str>> {
    match Shape::of(view) {
        Shape::Absent => None,
        Shape::Text(text) => Some(text),
        Shape::Bytes(bytes) => Some(crate::text::encode(bytes).into()),
        Shape::Upload(_) | Shape::Items(_) | Shape::Members(_) => Some(json::written(&view).into()),
    }
}

/// The number's shortest text; JSON has none for infinities and NaN.
fn number(value: &Value, double: f64) -> String {
    let text = value.as_number().map(Number::to_string);
    text.unwrap_or_else(|| double.to_string())
}
