//! What Rust will say: names settled, representations chosen, modules cut. Every decision is made here.

mod build;
mod constant;
mod docs;
mod example;
mod first_call;
mod job;
mod model;
mod module;
pub mod names;
mod operation;
mod pages;
mod webhook;

pub use constant::{Constant, ConstantValue, Header, Literal};
pub use example::{Direction, Example, Notation};
pub use first_call::{FirstCall, Sample};
pub use job::{Job, Source, Target};
pub use model::{
    Alias, Argument, Constructor, Field, Initial, Model, Presence, Rest, StringEnum, Struct, Type,
    Union, ValueEnum, Variant,
};
pub use module::{
    Client, CredentialKind, CredentialSetter, Doc, Feature, Module, Section, ServerChoice,
    VariableSetter,
};
pub use names::Name;
pub use operation::{
    Body, BodyChoice, BodyContent, BodyForm, Case, Operation, Outcome, Parameter, Part, Reading,
    Reply, Server,
};
pub use pages::{Member, Next, Pages, Wrapper};
pub use webhook::{WebhookRoute, WebhookVariant, Webhooks};

use crate::{diagnostic::Diagnostics, ir};

/// The features that every crate of ours has, whatever its API.
pub const FEATURES: [&str; 13] = [
    "all", "blocking", "brotli", "charset", "default", "gzip", "hyper", "patterns", "reqwest",
    "serde", "testing", "tracing", "zstd",
];

/// What the caller decides.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// What makes the files, for their first lines: `` `cargo xtask codegen` from specs/ironclad ``.
    pub provenance: String,
    /// Whether only models are wanted: neither operations nor a client.
    pub types_only: bool,
    /// Whether the module is a crate of its own, with features that bring parts of it.
    pub features: bool,
    /// Whether the module knows the document's examples.
    pub examples: bool,
}

/// Plans the module of an API.
pub fn plan(api: &ir::Api, options: &Options, diagnostics: &mut Diagnostics) -> Module {
    build::build(api, options, diagnostics)
}
