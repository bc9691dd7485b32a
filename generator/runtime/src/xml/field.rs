//! Filling a model: its fields from attributes, text and child elements, and the rest from what is left.

use std::collections::BTreeMap;

use super::{
    notes::{self, Notes},
    problems::{Filled, Problems},
    read::{Reader, Source},
    tree::Element,
    value,
};
use crate::{
    error::Problem,
    model::{List, Map, Mut, Presence, Slot, Struct, XmlPlace, table::Field},
    value::Value,
};

/// What no field took.
#[derive(Default)]
pub(super) struct Left<'e> {
    /// Attributes, texts, second elements, and what annotates a field.
    values: BTreeMap<String, Value>,
    /// Elements that the document does not name.
    elements: BTreeMap<String, Vec<&'e Element<'e>>>,
}

impl Left<'_> {
    fn add(&mut self, name: impl Into<String>, value: Value) {
        value::add(&mut self.values, name.into(), value);
    }
}

impl Reader<'_> {
    /// Fills a model from an element.
    pub(super) fn model(&mut self, model: &mut dyn Struct, element: &Element<'_>) -> Filled {
        let fields = model.table().fields;
        let mut left = Left::default();
        let mut seen = vec![false; fields.len()];
        let mut problems = Problems::default();
        problems.add(self.attributes(model, element, &mut seen, &mut left));
        problems.add(self.text(model, element, &mut seen, &mut left));

        let mut matched = matches(fields, element, &mut left);
        matched.sort_by_key(|(index, _)| *index);
        for (index, field) in fields.iter().enumerate() {
            let start = matched.partition_point(|(it, _)| *it < index);
            let end = matched.partition_point(|(it, _)| *it <= index);
            let elements = matched.get(start..end).unwrap_or_default();
            let elements: Vec<_> = elements.iter().map(|(_, element)| *element).collect();
            if self.is_enough(&problems) {
                return problems.filled();
            }
            let slot = model.field_mut(index);
            let done = if elements.is_empty() && seen.get(index) == Some(&false) {
                absent(slot, field).map_err(|problem| self.locate(problem.into(), element))
            } else {
                self.field(slot, field, &elements, &mut left)
            };
            problems.add(done.map_err(|problems| problems.under(field.name)));
        }
        problems.add(self.rest(model.rest_mut(), left));
        problems.filled()
    }

    /// Fills the fields that are attributes.
    fn attributes(
        &mut self,
        model: &mut dyn Struct,
        element: &Element<'_>,
        seen: &mut [bool],
        left: &mut Left<'_>,
    ) -> Filled {
        let mut problems = Problems::default();
        for attribute in element.said() {
            let mut fields = model.table().fields.iter().zip(&mut *seen).enumerate();
            let found = fields.find(|(_, (field, seen))| {
                !**seen && field.place == XmlPlace::Attribute && names(field).0 == attribute.name
            });
            let Some((index, (field, seen))) = found else {
                let value = Value::from(attribute.value.as_ref());
                left.add(value::attribute_key(attribute), value);
                continue;
            };
            *seen = true;
            let source = Source::Text(&attribute.value);
            let done = self.fill(model.field_mut(index).fill(), source);
            problems.add(done.map_err(|it| self.locate(it, element).under(field.name)));
        }
        problems.filled()
    }

    /// The text between child elements, which is mere layout unless there is more than blanks.
    fn text(
        &mut self,
        model: &mut dyn Struct,
        element: &Element<'_>,
        seen: &mut [bool],
        left: &mut Left<'_>,
    ) -> Filled {
        let text = element.text();
        let mut fields = model.table().fields.iter().zip(seen).enumerate();
        let found = fields.find(|(_, (field, _))| field.place == XmlPlace::Text);
        let Some((index, (field, seen))) = found else {
            if !text.trim().is_empty() {
                left.add(value::TEXT, text.trim().into());
            }
            return Ok(());
        };
        if text.is_empty() && field.presence != Presence::Required {
            return Ok(());
        }
        *seen = true;
        let done = self.fill(model.field_mut(index).fill(), Source::Text(&text));
        done.map_err(|problems| self.locate(problems, element).under(field.name))
    }

    /// Fills a field from the elements of its name. What it has no place for is left.
    pub(super) fn field<'e>(
        &mut self,
        slot: &mut dyn Slot,
        field: &Field,
        elements: &[&'e Element<'e>],
        left: &mut Left<'e>,
    ) -> Filled {
        let Some((first, others)) = elements.split_first() else {
            return Ok(());
        };
        match slot.fill() {
            Mut::Option(option) if first.is_nil() => {
                let told = option.null() || field.presence != Presence::Optional;
                let null = value::of(first);
                if !told || null != Value::Null {
                    left.add(first.name, null);
                }
                second(others, left);
                Ok(())
            }
            Mut::Option(option) => {
                let done = self.field(option.some(), field, elements, left);
                // Many servers write an empty element for a number or an object that is not there.
                if done.is_err() && others.is_empty() && is_empty(first) {
                    option.null();
                    second(elements, left);
                    return Ok(());
                }
                done
            }
            Mut::List(list) if field.place == XmlPlace::Wrapped => {
                self.wrapped(list, field, elements, left)
            }
            Mut::List(list) => {
                let mut notes = Notes::default();
                let done = self.items(list, elements.iter().copied(), &mut notes);
                if let Some(notes) = notes.value() {
                    left.add(first.name, notes);
                }
                done
            }
            Mut::Value(it) => {
                *it = match others {
                    [] => value::of(first),
                    _ => elements.iter().map(|element| value::of(element)).collect(),
                };
                Ok(())
            }
            target => {
                self.element(target, first)?;
                if let Some(note) = notes::note(slot, first) {
                    left.add(first.name, note);
                }
                second(others, left);
                Ok(())
            }
        }
    }

    /// Fills a list from the children of its wrapper; others than its items are kept under the wrapper's name.
    fn wrapped<'e>(
        &mut self,
        list: &mut dyn List,
        field: &Field,
        wrappers: &[&'e Element<'e>],
        left: &mut Left<'e>,
    ) -> Filled {
        let (wrapper_name, _) = names(field);
        let name = match local(field.item.name) {
            "" => wrapper_name,
            name => name,
        };
        let mut problems = Problems::default();
        for wrapper in wrappers {
            // Some servers name the items otherwise: then all children are.
            let named = wrapper.elements().any(|child| child.name == name);
            let is_item = |child: &&Element<'_>| !named || child.name == name;
            let mut notes = Notes::default();
            problems.add(self.items(list, wrapper.elements().filter(is_item), &mut notes));
            let mut others = BTreeMap::new();
            if let Some(notes) = notes.value() {
                others.insert(name.to_owned(), notes);
            }
            for attribute in wrapper.said() {
                value::add(
                    &mut others,
                    value::attribute_key(attribute),
                    attribute.value.as_ref().into(),
                );
            }
            for child in wrapper.elements().filter(|child| !is_item(child)) {
                value::add(&mut others, value::key(child, wrapper), value::of(child));
            }
            if !others.is_empty() {
                left.add(wrapper.name, Value::Object(others));
            }
        }
        problems.filled()
    }

    /// Keeps what is left. A typed map takes the elements only.
    fn rest(&mut self, rest: &mut dyn Map, left: Left<'_>) -> Filled {
        self.unnamed += left.values.len() + left.elements.len();
        let Some(members) = rest.any() else {
            return self.entries(rest, &left.elements);
        };
        members.extend(left.values);
        for (name, elements) in left.elements {
            for element in elements {
                value::add(members, name.clone(), value::of(element));
            }
        }
        Ok(())
    }
}

/// The child elements that fields take, each with its field. Where several of one name differ in namespace, those of the
/// field's own namespace are taken, and the others left.
fn matches<'e>(
    fields: &[Field],
    parent: &'e Element<'e>,
    left: &mut Left<'e>,
) -> Vec<(usize, &'e Element<'e>)> {
    let mut exact = vec![false; fields.len()];
    let mut found = Vec::new();
    for child in parent.elements() {
        let named = |field: &Field| {
            matches!(field.place, XmlPlace::Element | XmlPlace::Wrapped)
                && is_named(field, child.name)
        };
        let owns = |field: &Field| match names(field).1 {
            "" => child.namespace == parent.namespace,
            namespace => *namespace == *child.namespace,
        };
        let mut candidates = (0..).zip(fields).filter(|(_, field)| named(field));
        let any = candidates.next();
        let own = any
            .filter(|(_, field)| owns(field))
            .or_else(|| candidates.find(|(_, field)| owns(field)));
        let own = own.map(|(index, _)| index);
        if let Some(seen) = own.and_then(|index| exact.get_mut(index)) {
            *seen = true;
        }
        found.push((child, own, own.or(any.map(|(index, _)| index))));
    }
    let mut matched = Vec::new();
    for (child, own, any) in found {
        let taken = any.filter(|index| own.is_some() || exact.get(*index) == Some(&false));
        match taken {
            Some(index) => matched.push((index, child)),
            None => left
                .elements
                .entry(value::key(child, parent))
                .or_default()
                .push(child),
        }
    }
    matched
}

/// The name and namespace of a field's attribute or elements: its items', if it is a list without wrapper.
pub(super) fn names(field: &Field) -> (&'static str, &'static str) {
    let (name, namespace) = documented(field);
    (local(name), namespace)
}

/// Whether `name`, which has no prefix, is that of a field's elements. Most are not, which the ends of the names tell.
fn is_named(field: &Field, name: &str) -> bool {
    let (documented, _) = documented(field);
    documented.ends_with(name) && local(documented) == name
}

/// Name and namespace as the document has them: a name may have a prefix.
fn documented(field: &Field) -> (&'static str, &'static str) {
    let own = match field.xml.name {
        "" => field.name,
        name => name,
    };
    match field.place {
        XmlPlace::Element if !field.item.name.is_empty() || !field.item.namespace.is_empty() => {
            let name = if field.item.name.is_empty() {
                own
            } else {
                field.item.name
            };
            (name, field.item.namespace)
        }
        _ => (own, field.xml.namespace),
    }
}

/// A name without a prefix that a document wrote into it.
pub(super) fn local(name: &str) -> &str {
    name.rsplit(':').next().unwrap_or(name)
}

/// What stands for a field that nothing was found for.
fn absent(slot: &mut dyn Slot, field: &Field) -> Result<(), Problem> {
    let (name, _) = names(field);
    let what = match field.place {
        _ if field.presence != Presence::Required => return Ok(()),
        // A list without wrapper that has no items.
        XmlPlace::Element if matches!(slot.fill(), Mut::List(_) | Mut::Unit) => return Ok(()),
        XmlPlace::Attribute => format!("the attribute `{name}`"),
        XmlPlace::Text => "text".to_owned(),
        XmlPlace::Element | XmlPlace::Wrapped => format!("the element `{name}`"),
    };
    Err(Problem::new(what, "nothing"))
}

/// Whether an element has neither attributes nor content.
fn is_empty(element: &Element<'_>) -> bool {
    !element.is_nested() && element.attributes.is_empty() && element.text().trim().is_empty()
}

/// Keeps the elements after the first of a field that has place for one.
fn second(elements: &[&Element<'_>], left: &mut Left<'_>) {
    for element in elements {
        left.add(element.name, value::of(element));
    }
}
