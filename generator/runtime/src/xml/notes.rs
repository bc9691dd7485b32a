//! Attributes of elements whose fields have place for their text alone: they annotate the field, from the rest of the
//! model.

use std::collections::BTreeMap;

use super::{tree::Element, value};
use crate::{model::Ref, value::Value};

/// The attributes of an element, an object without text; `None` if it has none, or if what was read has kept them.
pub(super) fn note(view: Ref<'_>, element: Element<'_>) -> Option<Value> {
    if element.said().next().is_none() || keeps_attributes(view) {
        return None;
    }
    let attributes: BTreeMap<_, _> = element
        .said()
        .map(|attribute| {
            let value = Value::from(attribute.value.as_ref());
            (value::attribute_key(element, attribute), value)
        })
        .collect();
    Some(Value::Object(attributes))
}

fn keeps_attributes(view: Ref<'_>) -> bool {
    matches!(view, Ref::Struct(_) | Ref::Map(_) | Ref::Value(_))
}

/// Whether a value is what [`note`] gives. No element is kept as such an object: it has a text or children.
pub(super) fn is_note(value: &Value) -> bool {
    let Value::Object(members) = value else {
        return false;
    };
    !members.is_empty() && members.keys().all(|name| name.starts_with('@'))
}

/// The notes of a list's items: an array as long as the last item that has one, with null for those that have none.
#[derive(Default)]
pub(super) struct Notes(Vec<Value>);

impl Notes {
    pub(super) fn add(&mut self, index: usize, view: Ref<'_>, element: Element<'_>) {
        if let Some(note) = note(view, element) {
            self.0.resize(index, Value::Null);
            self.0.push(note);
        }
    }

    /// The array; `None` if no item has a note.
    pub(super) fn value(self) -> Option<Value> {
        (!self.0.is_empty()).then_some(Value::Array(self.0))
    }
}

/// Whether a value is what [`Notes::value`] gives.
pub(super) fn are_notes(value: &Value) -> bool {
    let Value::Array(items) = value else {
        return false;
    };
    items.last().is_some_and(is_note)
        && items
            .iter()
            .all(|item| matches!(item, Value::Null) || is_note(item))
}
