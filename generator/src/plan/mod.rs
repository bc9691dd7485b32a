//! What Rust will say: names settled, representations chosen, modules cut. Every decision is made here.

mod docs;
mod model;
mod module;
pub mod names;
mod operation;

pub use model::{
    Alias, Argument, Constructor, Field, Initial, Model, Presence, Rest, StringEnum, Struct, Type, Union, ValueEnum,
    Variant,
};
pub use module::{
    Client, CredentialKind, CredentialSetter, Doc, Module, Section, ServerChoice, VariableSetter,
};
pub use names::Name;
pub use operation::{
    Body, BodyChoice, BodyContent, BodyForm, Case, Operation, Outcome, Parameter, Part, Reading, Reply, Server,
};
