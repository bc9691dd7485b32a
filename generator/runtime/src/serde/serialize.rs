//! A model to any serialiser.

use ::serde::{
    Serialize, Serializer,
    ser::{SerializeMap, SerializeSeq},
};

use crate::{
    model::{Ref, Slot, each_member, items},
    value::integer,
};

/// Tells a value to a serialiser.
///
/// # Errors
/// Those of the serialiser.
pub fn serialize<S: Serializer>(slot: &dyn Slot, to: S) -> Result<S::Ok, S::Error> {
    View(slot.view()).serialize(to)
}

struct View<'a>(Ref<'a>);

impl Serialize for View<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Ref::Absent | Ref::Null | Ref::Upload(_) => to.serialize_none(),
            Ref::Bool(value) => to.serialize_bool(value),
            Ref::Integer(value) => to.serialize_i64(value),
            Ref::Unsigned(value) => to.serialize_u64(value),
            Ref::Float(value) => match whole(value.into()) {
                Some(value) => to.serialize_i64(value),
                None => to.serialize_f32(value),
            },
            Ref::Double(value) => match whole(value) {
                Some(value) => to.serialize_i64(value),
                None => to.serialize_f64(value),
            },
            Ref::Number(text) => number(text, to),
            Ref::Text(text) | Ref::Secret(text) => to.serialize_str(text),
            Ref::Bytes(bytes) => to.serialize_str(&crate::text::encode(bytes)),
            Ref::Value(value) => View(value.shape()).serialize(to),
            Ref::Literal(literal) => View(literal.get().shape()).serialize(to),
            Ref::Struct(model) if model.table().whole().positional => sequence(&items(model), to),
            Ref::Struct(model) => members(to, |each| {
                each_member(model, |name, view| each(name.text, *view))
            }),
            Ref::Map(map) => members(to, |each| map.each(&mut |name, view| each(name, view))),
            Ref::List(list) => {
                let items: Vec<Ref<'_>> = (0..list.len()).map(|at| list.item(at)).collect();
                sequence(&items, to)
            }
        }
    }
}

/// The integer that a number is, where an integer means the same: what was read as `1` is written as `1`, not `1.0`.
fn whole(value: f64) -> Option<i64> {
    /// Beyond this, not every integer is a double.
    const LIMIT: f64 = 9_007_199_254_740_992.0;
    let negative_zero = value == 0.0 && value.is_sign_negative();
    (value.fract() == 0.0 && value.abs() <= LIMIT && !negative_zero).then_some(value as i64)
}

/// Whole numbers go as integers, so that none is rounded; all others as doubles.
fn number<S: Serializer>(text: &str, to: S) -> Result<S::Ok, S::Error> {
    if let Some(value) = integer(text) {
        return to.serialize_i64(value);
    }
    if let Some(value) = integer(text) {
        return to.serialize_u64(value);
    }
    match text.parse() {
        Ok(value) if !text.contains(['.', 'e', 'E']) => to.serialize_i128(value),
        _ => to.serialize_f64(text.parse().unwrap_or(f64::NAN)),
    }
}

fn sequence<S: Serializer>(items: &[Ref<'_>], to: S) -> Result<S::Ok, S::Error> {
    let mut sequence = to.serialize_seq(Some(items.len()))?;
    for item in items {
        sequence.serialize_element(&View(*item))?;
    }
    sequence.end()
}

fn members<'a, S: Serializer>(
    to: S,
    each: impl FnOnce(&mut dyn FnMut(&'a str, Ref<'a>)),
) -> Result<S::Ok, S::Error> {
    let mut map = to.serialize_map(None)?;
    let mut result = Ok(());
    each(&mut |name, view| {
        if result.is_ok() {
            result = map.serialize_entry(name, &View(view));
        }
    });
    result?;
    map.end()
}
