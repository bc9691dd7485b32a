//! What the document does not name, as a [`Value`] that can be written back.

use std::collections::{BTreeMap, btree_map::Entry};

use super::{
    XSI,
    tree::{Attribute, Element},
};
use crate::value::Value;

/// The member that holds an element's own text.
pub(super) const TEXT: &str = "$text";

/// An element as a value.
pub(super) fn of(element: Element<'_>) -> Value {
    if element.is_nil() {
        return nil(element);
    }
    let text = element.text();
    if !element.is_nested() && element.said().next().is_none() {
        return Value::String(text.into_owned());
    }
    let mut members = BTreeMap::new();
    for attribute in element.said() {
        add(
            &mut members,
            attribute_key(element, attribute),
            attribute.value.as_ref().into(),
        );
    }
    if !element.is_nested() {
        // Even if empty: what says nothing of its text annotates a field (see `field`).
        add(
            &mut members,
            TEXT.to_owned(),
            Value::String(text.into_owned()),
        );
    } else if !text.trim().is_empty() {
        add(&mut members, TEXT.to_owned(), text.trim().into());
    }
    for child in element.elements() {
        add(&mut members, key(child, element), of(child));
    }
    Value::Object(members)
}

/// An element that is null: null, or an object of its attributes if there are more than say so.
fn nil(element: Element<'_>) -> Value {
    if element.said().next().is_none() {
        return Value::Null;
    }
    let attributes = element.attributes().iter().map(|attribute| {
        let value = Value::from(attribute.value.as_ref());
        (attribute_key(element, attribute), value)
    });
    Value::Object(attributes.collect())
}

/// Whether a value is what [`of`] gives for an element that is null.
pub(super) fn is_nil(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => members.keys().any(|key| is_nil_key(key)),
        _ => false,
    }
}

/// Whether a member is the attribute that says that its element is null.
pub(super) fn is_nil_key(key: &str) -> bool {
    key.strip_prefix("@{")
        .and_then(|key| key.split_once('}'))
        .is_some_and(|name| name == (XSI, "nil"))
}

/// The name under which a child element is kept: with its namespace where that is not its parent's.
pub(super) fn key(child: Element<'_>, parent: Element<'_>) -> String {
    if child.is_beside(parent) {
        child.name().to_owned()
    } else {
        format!("{{{}}}{}", child.namespace(), child.name())
    }
}

/// The name under which an attribute is kept.
pub(super) fn attribute_key(element: Element<'_>, attribute: &Attribute<'_>) -> String {
    let namespace = element.namespace_of(attribute);
    if namespace.is_empty() {
        format!("@{}", attribute.name)
    } else {
        format!("@{{{namespace}}}{}", attribute.name)
    }
}

/// Adds a member; those that repeat become a list.
pub(super) fn add(members: &mut BTreeMap<String, Value>, key: String, value: Value) {
    match members.entry(key) {
        Entry::Vacant(entry) => {
            entry.insert(value);
        }
        Entry::Occupied(mut entry) => match entry.get_mut() {
            Value::Array(items) => items.push(value),
            single => *single = Value::Array(vec![std::mem::take(single), value]),
        },
    }
}
