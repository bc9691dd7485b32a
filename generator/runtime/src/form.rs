//! Bodies that are text: a single value, or `application/x-www-form-urlencoded` pairs (WHATWG URL §5.1).

use std::{borrow::Cow, collections::BTreeMap, mem};

use crate::{
    error::{DecodeError, Problem},
    model::{Holds, Map, Model, Mut, Slot, table::Presence},
    secret::Secret,
    text::scalar,
    value::Value,
};

/// Reads a text as one value: as it is into what holds text, by its lexical form into numbers and the like.
pub(crate) fn from_text<T: Slot>(text: &str) -> Result<T, DecodeError> {
    let mut value = T::blank();
    fill(&mut value.fill(Holds::Value), text)?;
    Ok(value)
}

/// Reads `name=value` pairs into a model. A name that comes several times fills a list; where the document has place for
/// one value, the last one wins.
pub(crate) fn read(slot: &mut dyn Slot, body: &[u8]) -> Result<(), Problem> {
    let pairs = form_urlencoded::parse(body);
    match slot.fill(Holds::Value) {
        Mut::Struct(model) => read_struct(model, pairs),
        Mut::Map(map) => read_map(map, pairs),
        Mut::Value(value) => {
            let mut members = BTreeMap::new();
            read_map(&mut members, pairs)?;
            *value = Value::Object(members);
            Ok(())
        }
        _ => Err(Problem::new("one value", "a form")),
    }
}

/// Reads pairs as a model.
pub(crate) fn read_struct<'t>(
    model: &mut dyn Model,
    pairs: impl Iterator<Item = (Cow<'t, str>, Cow<'t, str>)>,
) -> Result<(), Problem> {
    let fields = model.table().fields();
    let mut seen = vec![false; fields.len()];
    let mut unnamed = Vec::new();
    for (name, value) in pairs {
        let Some(index) = fields.iter().position(|field| field.name() == name) else {
            unnamed.push((name, value));
            continue;
        };
        if let Some(seen) = seen.get_mut(index) {
            *seen = true;
        }
        fill(&mut model.field_mut(index, Holds::Value), &value)
            .map_err(|problem| problem.path(name))?;
    }
    read_map(model.rest_mut(), unnamed.into_iter())?;
    let mut missing = fields.iter().zip(&seen).filter(|(_, seen)| !**seen);
    match missing.find(|(field, _)| field.rule().presence == Presence::Required) {
        Some((field, _)) => Err(Problem::new("a value", "none").path(field.name())),
        None => Ok(()),
    }
}

/// Reads pairs into a map.
pub(crate) fn read_map<'t>(
    map: &mut dyn Map,
    pairs: impl Iterator<Item = (Cow<'t, str>, Cow<'t, str>)>,
) -> Result<(), Problem> {
    let mut values: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (name, value) in pairs {
        values.entry(name).or_default().push(value);
    }
    for (name, values) in values {
        let mut target = map.insert(&name, Holds::Value);
        let mut values = values.iter();
        let done = values.try_for_each(|value| fill(&mut target, value));
        done.map_err(|problem| problem.path(name))?;
    }
    Ok(())
}

/// Reads a text into what was asked to hold a value; each further one is a further item of a list, and makes a list of a
/// value of any shape.
pub(crate) fn fill(target: &mut Mut<'_>, text: &str) -> Result<(), Problem> {
    match target {
        Mut::Text(it) => it.set(text),
        Mut::Secret(it) => **it = Secret::new(text),
        Mut::Value(it) => add(it, text),
        Mut::Union(it) => it.keep(text.into()),
        Mut::List(it) => return fill(&mut it.push(Holds::Value), text),
        other => match scalar::fill(other, text, false) {
            Some(filled) => return filled.map(drop),
            None => return Err(Problem::new("members", "text")),
        },
    }
    Ok(())
}

/// Adds a text to those that a value holds.
fn add(value: &mut Value, text: &str) {
    match value {
        Value::Null => *value = text.into(),
        Value::Array(items) => items.push(text.into()),
        first => *first = Value::Array(vec![mem::take(first), text.into()]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from_slice<T: Slot>(body: &[u8]) -> Result<T, DecodeError> {
        let mut model = T::blank();
        read(&mut model, body)?;
        Ok(model)
    }

    #[test]
    fn text_is_read_as_one_value() {
        assert_eq!(from_text::<String>(" a\n").unwrap(), " a\n");
        assert_eq!(from_text::<i32>("12\n").unwrap(), 12);
        assert_eq!(from_text::<Option<bool>>("true").unwrap(), Some(true));
        assert_eq!(from_text::<Value>("12").unwrap(), Value::from("12"));
        assert!(
            from_text::<i32>("twelve")
                .unwrap_err()
                .to_string()
                .contains("integer")
        );
        assert!(from_text::<BTreeMap<String, i32>>("a").is_err());
    }

    #[test]
    fn pairs_are_read_by_name() {
        let map = from_slice::<BTreeMap<String, Vec<i64>>>(b"a=1&b=2").unwrap();
        assert_eq!(map["a"], [1]);
        let map = from_slice::<BTreeMap<String, Option<Vec<i64>>>>(b"a=1&b=2&a=3").unwrap();
        assert_eq!(map["a"], Some(vec![1, 3]));
        let value = from_slice::<Value>(b"a=%C3%A4+b&c").unwrap();
        assert_eq!(value.to_string(), r#"{"a":"ä b","c":""}"#);
        let error = from_slice::<BTreeMap<String, i64>>(b"a=1&b=x").unwrap_err();
        assert_eq!(error.path(), "b");
    }

    #[test]
    fn of_a_name_that_comes_several_times_every_value_is_kept() {
        let kept = r#"{"a":["1","","3"],"b":"2"}"#;
        let value = from_slice::<Value>(b"a=1&b=2&a=&a=3").unwrap();
        assert_eq!(value.to_string(), kept);
        let extra = from_slice::<BTreeMap<String, Value>>(b"a=1&b=2&a=&a=3").unwrap();
        assert_eq!(extra["a"].to_string(), r#"["1","","3"]"#);
    }
}
