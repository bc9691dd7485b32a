//! Which field takes a child element.

use super::{
    field::Left,
    named::{is_named, namespace},
    tree::Element,
};
use crate::model::{Seen, XmlPlace, table::Field};

/// A child element that a field takes.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken<'t> {
    /// The field.
    pub(super) field: usize,
    /// Whether the namespace is the field's own as well.
    own: bool,
    element: Element<'t>,
}

impl<'t> From<Taken<'t>> for Element<'t> {
    fn from(it: Taken<'t>) -> Self {
        it.element
    }
}

/// Finds the child elements that fields take, in the order of the fields. Where several of one name differ in namespace,
/// those of the field's own namespace are taken, and the others left. `taken` is what an earlier model needs no longer.
pub(super) fn take<'t>(
    fields: &[Field],
    parent: Element<'t>,
    taken: &mut Vec<Taken<'t>>,
    left: &mut Left<'t>,
) {
    taken.clear();
    taken.reserve(parent.elements().count());
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
        taken.push(Taken {
            field,
            own,
            element,
        });
    }
    taken.retain(|it| {
        let stays = it.own || !exact.has(it.field);
        if !stays {
            left.element(it.element, parent);
        }
        stays
    });
    if !taken.is_sorted_by_key(|it| it.field) {
        taken.sort_by_key(|it| it.field);
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
    let owns = |field: &Field| match namespace(field) {
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
