//! Which members of a model are written.

use super::{
    slot::{Ref, Struct},
    table::Presence,
};

/// Calls `each` with every member that is to be written, those that the document does not name last.
pub(crate) fn each_member<'a>(model: &'a dyn Struct, each: &mut dyn FnMut(&'a str, Ref<'a>)) {
    let fields = model.table().fields;
    for (index, field) in fields.iter().enumerate() {
        let view = model.field(index).view();
        if !matches!((view, field.presence), (Ref::Absent, Presence::Optional)) {
            each(field.name, view);
        }
    }
    model.rest().each(&mut |name, slot| {
        // A member that came as null, and has been given a value since, stands in both.
        let index = fields.iter().position(|field| field.name == name);
        if index.is_none_or(|index| matches!(model.field(index).view(), Ref::Absent)) {
            each(name, slot.view());
        }
    });
}
