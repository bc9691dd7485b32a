//! What all models can do, by way of their tables: comparing and showing them is code that exists once, not once a model.

use std::fmt;

use super::{
    kind::Model,
    slot::{Holds, List, Map, Mut, Ref, Slot},
};
use crate::value::{Number, Value};

/// Whether two values are written alike; numbers are alike if they mean the same.
pub fn equal(one: &dyn Slot, other: &dyn Slot) -> bool {
    alike(one.view(), other.view())
}

fn alike(one: Ref<'_>, other: Ref<'_>) -> bool {
    match (one, other) {
        (Ref::Absent, Ref::Absent) | (Ref::Null, Ref::Null) => true,
        (Ref::Bool(one), Ref::Bool(other)) => one == other,
        (Ref::Integer(one), Ref::Integer(other)) => one == other,
        (Ref::Unsigned(one), Ref::Unsigned(other)) => one == other,
        (Ref::Float(one), Ref::Float(other)) => one == other,
        (Ref::Double(one), Ref::Double(other)) => one == other,
        (Ref::Number(one), Ref::Number(other)) => Number::trusted(one) == Number::trusted(other),
        (Ref::Text(one), Ref::Text(other)) | (Ref::Secret(one), Ref::Secret(other)) => one == other,
        (Ref::Value(one), Ref::Value(other)) => one == other,
        (Ref::Literal(one), Ref::Literal(other)) => one.get() == other.get(),
        (Ref::Struct(one), Ref::Struct(other)) => equal_structs(one, other),
        (Ref::List(one), Ref::List(other)) => equal_lists(one, other),
        (Ref::Map(one), Ref::Map(other)) => equal_maps(one, other),
        (Ref::Bytes(one), Ref::Bytes(other)) => one == other,
        (Ref::Upload(one), Ref::Upload(other)) => one == other,
        _ => false,
    }
}

fn equal_structs(one: &dyn Model, other: &dyn Model) -> bool {
    // Branches of a union may be different models, which have different names.
    let (table, its) = (one.table(), other.table());
    table.name() == its.name()
        && table.fields().len() == its.fields().len()
        && (0..table.fields().len()).all(|index| alike(one.field(index), other.field(index)))
        && equal_maps(one.rest(), other.rest())
}

fn equal_lists(one: &dyn List, other: &dyn List) -> bool {
    one.len() == other.len()
        && (0..one.len()).all(|index| alike(one.item(index), other.item(index)))
}

fn equal_maps(one: &dyn Map, other: &dyn Map) -> bool {
    let (one, other) = (entries(one), entries(other));
    one.len() == other.len()
        && one
            .iter()
            .zip(&other)
            .all(|(one, other)| one.0 == other.0 && alike(one.1, other.1))
}

fn entries(map: &dyn Map) -> Vec<(&str, Ref<'_>)> {
    let mut entries = Vec::new();
    map.each(&mut |name, view| entries.push((name, view)));
    entries
}

/// Shows a model by its names on the wire, without the members that are absent.
pub fn debug(model: &dyn Model, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let table = model.table();
    let mut shown = f.debug_struct(table.name());
    for (index, field) in table.fields().iter().enumerate() {
        let view = model.field(index);
        if !matches!(view, Ref::Absent) {
            shown.field(field.name(), &view);
        }
    }
    model.rest().each(&mut |name, view| {
        shown.field(name, &view);
    });
    shown.finish()
}

impl fmt::Debug for dyn Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.view().fmt(f)
    }
}

/// Values are shown as they are on the wire, so that there need be no code for it in each type of field. Secrets are not.
impl fmt::Debug for Ref<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            // In a list, that is null.
            Self::Absent | Self::Null => f.write_str("null"),
            Self::Bool(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Unsigned(value) => value.fmt(f),
            Self::Float(value) => value.fmt(f),
            Self::Double(value) => value.fmt(f),
            Self::Number(text) => f.write_str(text),
            Self::Text(text) => text.fmt(f),
            Self::Secret(_) => f.write_str("[secret]"),
            Self::Value(value) => value.shape().fmt(f),
            Self::Literal(literal) => literal.get().shape().fmt(f),
            Self::Struct(model) => debug(*model, f),
            Self::List(list) => {
                let items = (0..list.len()).map(|index| list.item(index));
                f.debug_list().entries(items).finish()
            }
            Self::Map(map) => {
                let mut shown = f.debug_map();
                map.each(&mut |name, view| {
                    shown.entry(&name, &view);
                });
                shown.finish()
            }
            Self::Bytes(bytes) => bytes.fmt(f),
            Self::Upload(upload) => upload.fmt(f),
        }
    }
}

/// Takes away what was read into a value that was asked to hold nothing. What can only be overwritten stays until it is.
pub(crate) fn reset(it: Mut<'_>) {
    match it {
        Mut::List(list) => list.clear(),
        Mut::Map(map) => map.clear(),
        Mut::Value(value) => *value = Value::Null,
        Mut::Union(union) => union.keep(Value::Null),
        Mut::Struct(model) => {
            (0..model.table().fields().len())
                .for_each(|index| reset(model.field_mut(index, Holds::Nothing)));
            model.rest_mut().clear();
        }
        _ => {}
    }
}
