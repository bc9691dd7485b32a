//! Which members of a model are written, and in which order.

use super::{kind::Model, slot::Ref, table::Presence};

/// The name of a member.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name<'a> {
    pub(crate) text: &'a str,
    /// Whether it is known to stand for itself in JSON.
    pub(crate) is_plain: bool,
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(text: &'a str) -> Self {
        Self {
            text,
            is_plain: false,
        }
    }
}

/// Calls `each` with every member that is to be written, those that the document does not name last.
#[inline]
pub(crate) fn each_member<'a>(model: &'a dyn Model, mut each: impl FnMut(Name<'a>, &Ref<'a>)) {
    let fields = model.table().fields();
    for (index, field) in fields.iter().enumerate() {
        let view = model.field(index);
        if !matches!(
            (&view, field.rule().presence),
            (Ref::Absent, Presence::Optional)
        ) {
            let (text, is_plain) = (field.name(), field.rule().is_plain);
            each(Name { text, is_plain }, &view);
        }
    }
    model.rest().each(&mut |name, view| {
        // A member that came as null, and has been given a value since, stands in both.
        let index = fields.iter().position(|field| field.name() == name);
        if index.is_none_or(|index| matches!(model.field(index), Ref::Absent)) {
            each(name.into(), &view);
        }
    });
}

/// The items of a model whose fields stand in an array, those that the document does not name last. Where one is absent
/// that others follow, it is null.
pub(crate) fn items(model: &dyn Model) -> Vec<Ref<'_>> {
    let fields = model.table().fields().iter().enumerate();
    let mut items: Vec<Ref<'_>> = Vec::new();
    let mut present = 0;
    for (index, field) in fields {
        let item = model.field(index);
        items.push(item);
        if field.rule().presence != Presence::Optional || !matches!(item, Ref::Absent) {
            present = items.len();
        }
    }
    let mut others: Vec<(usize, Ref<'_>)> = Vec::new();
    model.rest().each(&mut |name, view| {
        others.extend(name.parse().ok().map(|position| (position, view)));
    });
    others.sort_by_key(|(position, _)| *position);
    for (position, view) in others {
        // An item that came as null stands there without its field.
        match items.get(position) {
            Some(_) => present = present.max(position + 1),
            None => {
                items.push(view);
                present = items.len();
            }
        }
    }
    items.truncate(present);
    items
}
