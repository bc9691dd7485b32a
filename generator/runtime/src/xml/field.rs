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
    model::{List, Map, Mut, Presence, Seen, Slot, Struct, XmlPlace, table::Field},
    value::Value,
};

/// What no field took.
#[derive(Default)]
pub(super) struct Left<'e> {
    /// Attributes, texts, second elements, and what annotates a field.
    values: BTreeMap<String, Value>,
    /// Elements that the document does not name.
    elements: BTreeMap<String, Vec<Element<'e>>>,
}

impl<'e> Left<'e> {
    fn element(&mut self, element: Element<'e>, parent: Element<'e>) {
        let key = value::key(element, parent);
        self.elements.entry(key).or_default().push(element);
    }

    fn add(&mut self, name: impl Into<String>, value: Value) {
        value::add(&mut self.values, name.into(), value);
    }
}

impl<'t> Reader<'t> {
    /// Fills a model from an element.
    pub(super) fn model(&mut self, model: &mut dyn Struct, element: Element<'t>) -> Filled {
        let fields = model.table().fields();
        let mut left = Left::default();
        let mut seen = Seen::default();
        let mut problems = Problems::default();
        problems.add(self.attributes(model, element, &mut seen, &mut left));
        problems.add(self.text(model, element, &mut seen, &mut left));

        let mut lists = std::mem::take(&mut self.spare);
        lists.fill(fields, element, &mut left);
        let mut next = lists.found.iter().peekable();
        let mut end = 0;
        for (index, field) in fields.iter().enumerate() {
            let start = end;
            while next.next_if(|it| it.field == index).is_some() {
                end += 1;
            }
            let elements = lists.elements.get(start..end).unwrap_or_default();
            if self.is_enough(&problems) {
                return problems.filled();
            }
            let slot = model.field_mut(index);
            let done = if elements.is_empty() && !seen.has(index) {
                absent(slot, field).map_err(|problem| self.locate(problem.into(), element))
            } else {
                self.field(slot, field, elements, &mut left)
            };
            problems.add(done.map_err(|problems| problems.under(field.name())));
        }
        self.spare = lists;
        problems.add(self.rest(model.rest_mut(), left));
        problems.filled()
    }

    /// Fills the fields that are attributes.
    fn attributes(
        &mut self,
        model: &mut dyn Struct,
        element: Element<'t>,
        seen: &mut Seen,
        left: &mut Left<'t>,
    ) -> Filled {
        let mut problems = Problems::default();
        for attribute in element.said() {
            let mut fields = model.table().fields().iter().enumerate();
            let found = fields.find(|(index, field)| {
                field.rule().place == XmlPlace::Attribute
                    && names(field).0 == attribute.name
                    && !seen.has(*index)
            });
            let Some((index, field)) = found else {
                let value = Value::from(attribute.value.as_ref());
                left.add(value::attribute_key(element, attribute), value);
                continue;
            };
            seen.add(index);
            let source = Source::Text(&attribute.value);
            let done = self.fill(model.field_mut(index).fill(), source);
            problems.add(done.map_err(|it| self.locate(it, element).under(field.name())));
        }
        problems.filled()
    }

    /// The text between child elements, which is mere layout unless there is more than blanks.
    fn text(
        &mut self,
        model: &mut dyn Struct,
        element: Element<'t>,
        seen: &mut Seen,
        left: &mut Left<'t>,
    ) -> Filled {
        let text = element.text();
        let mut fields = model.table().fields().iter().enumerate();
        let found = fields.find(|(_, field)| field.rule().place == XmlPlace::Text);
        let Some((index, field)) = found else {
            if !text.trim().is_empty() {
                left.add(value::TEXT, text.trim().into());
            }
            return Ok(());
        };
        if text.is_empty() && field.rule().presence != Presence::Required {
            return Ok(());
        }
        seen.add(index);
        let done = self.fill(model.field_mut(index).fill(), Source::Text(&text));
        done.map_err(|problems| self.locate(problems, element).under(field.name()))
    }

    /// Fills a field from the elements of its name. What it has no place for is left.
    pub(super) fn field(
        &mut self,
        slot: &mut dyn Slot,
        field: &Field,
        elements: &[Element<'t>],
        left: &mut Left<'t>,
    ) -> Filled {
        let Some((&first, others)) = elements.split_first() else {
            return Ok(());
        };
        match slot.fill() {
            Mut::Option(option) if first.is_nil() => {
                let told = option.empty(true) || field.rule().presence != Presence::Optional;
                let null = value::of(first);
                if !told || null != Value::Null {
                    left.add(first.name(), null);
                }
                second(others, left);
                Ok(())
            }
            Mut::Option(option) => {
                let done = self.field(option.some(), field, elements, left);
                // Many servers write an empty element for a number or an object that is not there, and some put a scalar
                // into an attribute (`<active value="true"/>`), whatever the document says.
                if done.is_err()
                    && others.is_empty()
                    && is_empty(first)
                    && (first.attributes().is_empty() || is_scalar(option.some()))
                {
                    option.empty(true);
                    second(elements, left);
                    return Ok(());
                }
                done
            }
            Mut::List(list) if field.rule().place == XmlPlace::Wrapped => {
                self.wrapped(list, field, elements, left)
            }
            Mut::List(list) => {
                let mut notes = Notes::default();
                let done = self.items(list, elements.iter().copied(), &mut notes);
                if let Some(notes) = notes.value() {
                    left.add(first.name(), notes);
                }
                done
            }
            Mut::Value(it) => {
                *it = match others {
                    [] => value::of(first),
                    _ => elements.iter().copied().map(value::of).collect(),
                };
                Ok(())
            }
            target => {
                self.element(target, first)?;
                if let Some(note) = notes::note(slot, first) {
                    left.add(first.name(), note);
                }
                second(others, left);
                Ok(())
            }
        }
    }

    /// Fills a list from the children of its wrapper; others than its items are kept under the wrapper's name.
    fn wrapped(
        &mut self,
        list: &mut dyn List,
        field: &Field,
        wrappers: &[Element<'t>],
        left: &mut Left<'t>,
    ) -> Filled {
        let (wrapper_name, _) = names(field);
        let name = match local(field.rule().item.name) {
            "" => wrapper_name,
            name => name,
        };
        let mut problems = Problems::default();
        for &wrapper in wrappers {
            // Some servers name the items otherwise: then all children are.
            let named = wrapper.elements().any(|child| child.name() == name);
            let is_item = |child: &Element<'_>| !named || child.name() == name;
            let mut notes = Notes::default();
            problems.add(self.items(list, wrapper.elements().filter(is_item), &mut notes));
            let mut others = BTreeMap::new();
            if let Some(notes) = notes.value() {
                others.insert(name.to_owned(), notes);
            }
            for attribute in wrapper.said() {
                value::add(
                    &mut others,
                    value::attribute_key(wrapper, attribute),
                    attribute.value.as_ref().into(),
                );
            }
            for child in wrapper.elements().filter(|child| !is_item(child)) {
                value::add(&mut others, value::key(child, wrapper), value::of(child));
            }
            if !others.is_empty() {
                left.add(wrapper.name(), Value::Object(others));
            }
        }
        problems.filled()
    }

    /// Keeps what is left. A typed map takes the elements only.
    fn rest(&mut self, rest: &mut dyn Map, left: Left<'t>) -> Filled {
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

/// Lists that a model needs while it is being filled, and others after it.
#[derive(Debug, Default)]
pub(super) struct Lists<'t> {
    found: Vec<Found<'t>>,
    /// The elements of `found`.
    elements: Vec<Element<'t>>,
}

impl<'t> Lists<'t> {
    /// Finds the child elements that fields take.
    fn fill(&mut self, fields: &[Field], parent: Element<'t>, left: &mut Left<'t>) {
        self.found.clear();
        self.found.reserve(parent.elements().count());
        matches(fields, parent, &mut self.found, left);
        self.elements.clear();
        self.elements.extend(self.found.iter().map(|it| it.element));
    }
}

/// A child element that a field takes.
#[derive(Clone, Copy, Debug)]
struct Found<'t> {
    /// The field.
    field: usize,
    /// Whether the namespace is the field's own as well.
    own: bool,
    element: Element<'t>,
}

/// Finds the child elements that fields take, in the order of the fields. Where several of one name differ in namespace,
/// those of the field's own namespace are taken, and the others left.
fn matches<'t>(
    fields: &[Field],
    parent: Element<'t>,
    found: &mut Vec<Found<'t>>,
    left: &mut Left<'t>,
) {
    let mut exact = Seen::default();
    let mut guess = 0;
    for element in parent.elements() {
        let Some((field, own)) = taker(fields, guess, element, parent) else {
            left.element(element, parent);
            continue;
        };
        guess = field;
        if own {
            exact.add(field);
        }
        found.push(Found {
            field,
            own,
            element,
        });
    }
    found.retain(|it| {
        let taken = it.own || !exact.has(it.field);
        if !taken {
            left.element(it.element, parent);
        }
        taken
    });
    if !found.is_sorted_by_key(|it| it.field) {
        found.sort_by_key(|it| it.field);
    }
}

/// The field that takes an element, and whether the element is in its namespace. Most elements come in the order of the
/// document, so that the field is the one at `guess` or the one after it.
fn taker(
    fields: &[Field],
    guess: usize,
    element: Element<'_>,
    parent: Element<'_>,
) -> Option<(usize, bool)> {
    let named = |field: &Field| {
        matches!(field.rule().place, XmlPlace::Element | XmlPlace::Wrapped)
            && is_named(field, element.name())
    };
    let owns = |field: &Field| match names(field).1 {
        "" => element.is_beside(parent),
        namespace => *namespace == *element.namespace(),
    };
    let near = |index: &usize| fields.get(*index).is_some_and(|it| named(it) && owns(it));
    if let Some(index) = [guess, guess + 1].into_iter().find(near) {
        return Some((index, true));
    }
    let mut candidates = (0..).zip(fields).filter(|(_, field)| named(field));
    let (first, field) = candidates.next()?;
    if owns(field) {
        return Some((first, true));
    }
    match candidates.find(|(_, field)| owns(field)) {
        Some((index, _)) => Some((index, true)),
        None => Some((first, false)),
    }
}

/// The name and namespace of a field's attribute or elements: its items', if it is a list without wrapper.
pub(super) fn names(field: &Field) -> (&'static str, &'static str) {
    let (name, namespace) = documented(field);
    (local(name), namespace)
}

/// Whether `name`, which has no prefix, is that of a field's elements. Most are not, which the ends of the names tell.
fn is_named(field: &Field, name: &str) -> bool {
    let (documented, _) = documented(field);
    let prefix = documented.strip_suffix(name);
    prefix.is_some_and(|prefix| prefix.is_empty() || prefix.ends_with(':')) && local(name) == name
}

/// Name and namespace as the document has them: a name may have a prefix.
fn documented(field: &Field) -> (&'static str, &'static str) {
    let own = match field.rule().xml.name {
        "" => field.name(),
        name => name,
    };
    match field.rule().place {
        XmlPlace::Element
            if !field.rule().item.name.is_empty() || !field.rule().item.namespace.is_empty() =>
        {
            let name = if field.rule().item.name.is_empty() {
                own
            } else {
                field.rule().item.name
            };
            (name, field.rule().item.namespace)
        }
        _ => (own, field.rule().xml.namespace),
    }
}

/// A name without a prefix that a document wrote into it.
pub(super) fn local(name: &str) -> &str {
    let colon = name.bytes().rposition(|byte| byte == b':');
    colon.map_or(name, |at| name.get(at + 1..).unwrap_or_default())
}

/// What stands for a field that nothing was found for.
fn absent(slot: &mut dyn Slot, field: &Field) -> Result<(), Problem> {
    let (name, _) = names(field);
    let what = match field.rule().place {
        _ if field.rule().presence != Presence::Required => return Ok(()),
        // A list without wrapper that has no items.
        XmlPlace::Element if matches!(slot.fill(), Mut::List(_) | Mut::Unit) => return Ok(()),
        XmlPlace::Attribute => format!("the attribute `{name}`"),
        XmlPlace::Text => "text".to_owned(),
        XmlPlace::Element | XmlPlace::Wrapped => format!("the element `{name}`"),
    };
    Err(Problem::new(what, "nothing"))
}

/// Whether a value is neither a model nor one of several.
fn is_scalar(slot: &mut dyn Slot) -> bool {
    !matches!(slot.fill(), Mut::Struct(_) | Mut::Map(_) | Mut::Union(_))
}

/// Whether an element has no content.
fn is_empty(element: Element<'_>) -> bool {
    !element.is_nested() && element.text().trim().is_empty()
}

/// Keeps the elements after the first of a field that has place for one.
fn second(elements: &[Element<'_>], left: &mut Left<'_>) {
    for &element in elements {
        left.add(element.name(), value::of(element));
    }
}
