//! What a model tells the runtime about itself, and how the runtime reaches into it.

mod common;
mod impls;
mod kind;
mod limit;
mod members;
mod seen;
pub mod slot;
pub mod table;
mod union;

pub(crate) use self::{
    common::reset,
    members::{Name, each_member, items},
    seen::Seen,
};
pub use self::{
    common::{debug, equal},
    kind::{Boxed, Branches, Described, Fields, Kind, Model, OneOf, Scalars, ValueEnum, Words},
    limit::Limit,
    slot::{Holds, List, Literal, Map, Mut, Ref, Slot, Text, Union},
    table::{
        ARRAY, Field, NULLABLE, OBJECT, OPTIONAL, Presence, REQUIRED, Rule, Table, Whole, Xml,
        XmlPlace,
    },
    union::{Branch, Kinds, UnionTable},
};
