//! Bodies that are text: a single value, or `application/x-www-form-urlencoded` pairs (WHATWG URL §5.1).

use std::{borrow::Cow, collections::BTreeMap};

use crate::{
    error::{DecodeError, Problem},
    model::{Holds, Model, Mut, Slot, table::Presence},
    secret::Secret,
    value::Value,
    xml::fill_scalar,
};

/// Reads a text as one value: as it is into what holds text, by its lexical form into numbers and the like.
pub(crate) fn from_text<T: Slot>(text: &str) -> Result<T, DecodeError> {
    let mut value = T::blank();
    fill(&mut value, text)?;
    Ok(value)
}

/// Reads `name=value` pairs into a model. A name that comes several times fills a list, or the last one wins.
pub(crate) fn read(slot: &mut dyn Slot, body: &[u8]) -> Result<(), Problem> {
    let pairs = form_urlencoded::parse(body);
    match slot.fill(Holds::Value) {
        Mut::Struct(model) => read_struct(model, pairs),
        Mut::Map(map) => {
            let mut values: BTreeMap<_, Vec<_>> = BTreeMap::new();
            for (name, value) in pairs {
                values.entry(name).or_default().push(value);
            }
            for (name, values) in values {
                let slot = map.insert(&name);
                let mut values = values.iter();
                let done = values.try_for_each(|value| fill(slot, value));
                done.map_err(|problem| problem.path(name))?;
            }
            Ok(())
        }
        Mut::Value(value) => {
            let pairs = pairs.map(|(name, value)| (name.into(), Value::String(value.into())));
            *value = Value::Object(pairs.collect());
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
    for (name, value) in pairs {
        let index = fields.iter().position(|field| field.name() == name);
        let slot = match index {
            Some(index) => model.field_mut(index),
            None => model.rest_mut().insert(&name),
        };
        if let Some(seen) = index.and_then(|index| seen.get_mut(index)) {
            *seen = true;
        }
        fill(slot, &value).map_err(|problem| problem.path(name))?;
    }
    let mut missing = fields.iter().zip(&seen).filter(|(_, seen)| !**seen);
    match missing.find(|(field, _)| field.rule().presence == Presence::Required) {
        Some((field, _)) => Err(Problem::new("a value", "none").path(field.name())),
        None => Ok(()),
    }
}

/// Reads a text into a slot; each further one is a further item of a list.
pub(crate) fn fill(slot: &mut dyn Slot, text: &str) -> Result<(), Problem> {
    match slot.fill(Holds::Value) {
        Mut::Text(it) => it.set(text),
        Mut::Secret(it) => *it = Secret::new(text),
        Mut::Value(it) => *it = text.into(),
        Mut::Union(it) => it.keep(text.into()),
        Mut::List(it) => return fill(it.push(), text),
        other => match fill_scalar(other, text, false) {
            Some(filled) => return filled.map(drop),
            None => return Err(Problem::new("members", "text")),
        },
    }
    Ok(())
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
}
