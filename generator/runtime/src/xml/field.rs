//! Filling a model: its fields from attributes, text and child elements, and the rest from what is left.

use std::collections::BTreeMap;

use super::{
    named::{local, name},
    notes::Notes,
    place::Place,
    problems::{Filled, Problems},
    read::{Reader, Source},
    taken::take,
    tree::Element,
    value,
};
use crate::{
    error::Problem,
    model::{Holds, List, Map, Model, Mut, Presence, Seen, XmlPlace, table::Field},
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
    pub(super) fn element(&mut self, element: Element<'e>, parent: Element<'e>) {
        let key = value::key(element, parent);
        self.elements.entry(key).or_default().push(element);
    }

    fn add(&mut self, name: impl Into<String>, value: Value) {
        value::add(&mut self.values, name.into(), value);
    }
}

impl<'t> Reader<'t> {
    /// Fills a model from an element.
    pub(super) fn model(&mut self, model: &mut dyn Model, element: Element<'t>) -> Filled {
        let fields = model.table().fields();
        let mut left = Left::default();
        let mut seen = Seen::default();
        let mut problems = Problems::default();
        problems.add(self.attributes(model, element, &mut seen, &mut left));
        problems.add(self.text(model, element, &mut seen, &mut left));

        let mut taken = std::mem::take(&mut self.spare);
        take(fields, element, &mut taken, &mut left);
        let mut rest = taken.as_slice();
        for (index, field) in fields.iter().enumerate() {
            let end = rest.iter().take_while(|it| it.field == index).count();
            let (elements, others) = rest.split_at(end);
            rest = others;
            if self.is_enough(&problems) {
                return problems.filled();
            }
            let done = if elements.is_empty() && !seen.has(index) {
                let absent = absent(model, (index, field));
                absent.map_err(|problem| self.locate(problem.into(), element))
            } else {
                let mut place = Place::Field(model, index);
                self.field(&mut place, field, elements, &mut left)
            };
            problems.add(done.map_err(|problems| problems.under(field.name())));
        }
        self.spare = taken;
        problems.add(self.rest(model.rest_mut(), left));
        problems.filled()
    }

    /// Fills the fields that are attributes.
    fn attributes(
        &mut self,
        model: &mut dyn Model,
        element: Element<'t>,
        seen: &mut Seen,
        left: &mut Left<'t>,
    ) -> Filled {
        let mut problems = Problems::default();
        for attribute in element.said() {
            let mut fields = model.table().fields().iter().enumerate();
            let found = fields.find(|(index, field)| {
                field.rule().place == XmlPlace::Attribute
                    && name(field) == attribute.name
                    && !seen.has(*index)
            });
            let Some((index, field)) = found else {
                let value = Value::from(attribute.value.as_ref());
                left.add(value::attribute_key(element, attribute), value);
                continue;
            };
            seen.add(index);
            let source = Source::Text(&attribute.value);
            let done = self.fill(&mut Place::Field(model, index), source);
            problems.add(done.map_err(|it| self.locate(it, element).under(field.name())));
        }
        problems.filled()
    }

    /// The text between child elements, which is mere layout unless there is more than blanks.
    fn text(
        &mut self,
        model: &mut dyn Model,
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
        let done = self.fill(&mut Place::Field(model, index), Source::Text(&text));
        done.map_err(|problems| self.locate(problems, element).under(field.name()))
    }

    /// Fills a field from the elements of its name. What it has no place for is left.
    pub(super) fn field<E: Copy + Into<Element<'t>>>(
        &mut self,
        place: &mut Place<'_>,
        field: &Field,
        elements: &[E],
        left: &mut Left<'t>,
    ) -> Filled {
        let Some((&first, others)) = elements.split_first() else {
            return Ok(());
        };
        let first = first.into();
        if first.is_nil()
            && let Some(told) = place.clear()
        {
            let told = told || field.rule().presence != Presence::Optional;
            let null = value::of(first);
            if !told || null != Value::Null {
                left.add(first.name(), null);
            }
            second(others, left);
            return Ok(());
        }
        let done = self.values(place, field, (first, others), left);
        // Many servers write an empty element for a number or an object that is not there, and some put a scalar into an
        // attribute (`<active value="true"/>`), whatever the document says.
        if done.is_err()
            && others.is_empty()
            && is_empty(first)
            && (first.attributes().is_empty() || is_scalar(&place.fill(Holds::Value)))
            && place.clear().is_some()
        {
            second(elements, left);
            return Ok(());
        }
        done
    }

    /// Fills a field from elements of which none stands for nothing.
    fn values<E: Copy + Into<Element<'t>>>(
        &mut self,
        place: &mut Place<'_>,
        field: &Field,
        (first, others): (Element<'t>, &[E]),
        left: &mut Left<'t>,
    ) -> Filled {
        let all = std::iter::once(first).chain(others.iter().map(|it| (*it).into()));
        match place.fill(Holds::Value) {
            Mut::List(list) if field.rule().place == XmlPlace::Wrapped => {
                self.wrapped(list, field, all, left)
            }
            Mut::List(list) => {
                let mut notes = Notes::default();
                let done = self.items(list, all, &mut notes);
                if let Some(notes) = notes.value() {
                    left.add(first.name(), notes);
                }
                done
            }
            Mut::Value(it) => {
                *it = match others {
                    [] => value::of(first),
                    _ => all.map(value::of).collect(),
                };
                Ok(())
            }
            target => {
                self.element(target, first)?;
                if let Some(note) = place.note(first) {
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
        wrappers: impl Iterator<Item = Element<'t>>,
        left: &mut Left<'t>,
    ) -> Filled {
        let name = match local(field.rule().item.name) {
            "" => name(field),
            name => name,
        };
        let mut problems = Problems::default();
        for wrapper in wrappers {
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

/// What stands for a field that nothing was found for.
fn absent(model: &mut dyn Model, (index, field): (usize, &Field)) -> Result<(), Problem> {
    let rule = field.rule();
    if rule.presence != Presence::Required {
        return Ok(());
    }
    if rule.place == XmlPlace::Element
        && let Mut::List(_) | Mut::Unit = model.field_mut(index, Holds::Nothing)
    {
        // A list without wrapper that has no items.
        return Ok(());
    }
    let name = name(field);
    let what = match rule.place {
        XmlPlace::Attribute => format!("the attribute `{name}`"),
        XmlPlace::Text => "text".to_owned(),
        XmlPlace::Element | XmlPlace::Wrapped => format!("the element `{name}`"),
    };
    Err(Problem::new(what, "nothing"))
}

/// Whether a value is neither a model nor one of several.
fn is_scalar(it: &Mut<'_>) -> bool {
    !matches!(it, Mut::Struct(_) | Mut::Map(_) | Mut::Union(_))
}

/// Whether an element has no content.
fn is_empty(element: Element<'_>) -> bool {
    !element.is_nested() && element.text().trim().is_empty()
}

/// Keeps the elements after the first of a field that has place for one.
fn second<'t>(elements: &[impl Copy + Into<Element<'t>>], left: &mut Left<'_>) {
    for &element in elements {
        let element = element.into();
        left.add(element.name(), value::of(element));
    }
}
