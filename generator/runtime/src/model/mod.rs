//! What a model tells the runtime about itself, and how the runtime reaches into it.

mod common;
mod impls;
mod kind;
mod limit;
mod members;
mod seen;
pub mod slot;
pub mod table;

pub(crate) use self::{
    common::reset,
    members::{Name, each_member, items},
    seen::Seen,
};
pub use self::{
    common::{debug, equal},
    kind::{Blank, StringEnum, UnionView, ValueEnum},
    limit::Limit,
    slot::{List, Literal, Map, Mut, Opt, Ref, Slot, Struct, Text, Union},
    table::{Branch, Field, Kinds, Presence, Table, UnionTable, Xml, XmlPlace},
};
