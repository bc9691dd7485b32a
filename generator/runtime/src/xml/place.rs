//! A place in a model that elements or a text go to.

use super::{notes, tree::Element};
use crate::{
    model::{Holds, Map, Model, Mut, Union},
    value::Value,
};

/// Where something is read into. It can be asked for anew when what was read there did not fit.
pub(super) enum Place<'p> {
    /// The field of a model, by its index.
    Field(&'p mut dyn Model, usize),
    /// The entry of a map, by its name.
    Entry(&'p mut dyn Map, &'p str),
    /// The branch of a union, by its index.
    Branch(&'p mut dyn Union, usize),
}

impl Place<'_> {
    /// What is there, to be filled with what it is to hold. Entries and branches are blank each time.
    pub(super) fn fill(&mut self, holds: Holds) -> Mut<'_> {
        match self {
            Self::Field(model, index) => model.field_mut(*index, holds),
            Self::Entry(map, name) => map.insert(name, holds),
            Self::Branch(union, index) => union.select(*index, holds),
        }
    }

    /// Empties the place, where it may hold nothing, and gives what [`Mut::Nothing`] says of it.
    pub(super) fn clear(&mut self) -> Option<bool> {
        match self.fill(Holds::Null) {
            Mut::Nothing(told) => Some(told),
            _ => None,
        }
    }

    /// The attributes of the element that was read here, where the model keeps them beside the field.
    pub(super) fn note(&self, element: Element<'_>) -> Option<Value> {
        match self {
            Self::Field(model, index) => notes::note(model.field(*index), element),
            Self::Entry(..) | Self::Branch(..) => None,
        }
    }
}
