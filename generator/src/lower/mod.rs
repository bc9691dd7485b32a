//! Document to IR: what each OpenAPI construct *means*. One concept a file; no Rust names.
//!
//! A schema is read as the conjunction of its parts (itself, what `$ref` leads to, the branches of `allOf`): every
//! question — which types, which members, which values — is asked of all parts at once. What cannot be said in the IR
//! degrades in the smallest step there is, with one diagnostic.

mod annotations;
mod api;
mod array;
mod body;
mod bounds;
mod branches;
mod component;
mod conditional;
mod conjunction;
mod cycles;
mod definitions;
mod directions;
mod discriminator;
mod docs;
mod encoding;
mod enumeration;
mod evidence;
mod example;
mod extension;
mod hierarchy;
mod identity;
mod kind;
mod media;
mod media_type;
mod null;
mod object;
mod operation;
mod parameter;
mod part;
mod path;
mod place;
mod prune;
mod reference;
mod reserved;
mod response;
mod rules;
mod scalar;
mod schema;
mod security;
mod server;
mod stream;
mod undescribed;
mod union;
mod values;
mod visit;
mod webhook;
mod xml;

#[cfg(test)]
mod tests;

use std::cell::RefCell;

use crate::diagnostic::Diagnostics;
use crate::document::{Cursor, Document};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Api, TypeId};
use definitions::Definitions;
use hierarchy::Subtypes;
pub(crate) use prune::remove_unreached;
use reference::{NodeId, Once};

/// Reads a normalised document.
pub fn lower(document: &Document<'_>, diagnostics: &mut Diagnostics) -> Api {
    let mut lower = Lower::new(document, diagnostics);
    lower.components();
    let schemes = lower.schemes();
    let mut operations = lower.operations();
    let mut webhooks = lower.webhooks();
    let servers = lower.api_servers();
    let info = lower.info();
    let tags = lower.tags_described();
    let untyped_parts_are_binary = lower.modern;
    let types = lower.finish(&mut operations, &mut webhooks);
    extension::read(document, &mut operations, &types, diagnostics);
    Api {
        title: info.title,
        version: info.version,
        docs: info.docs,
        servers,
        schemes,
        tags,
        operations,
        webhooks,
        types,
        untyped_parts_are_binary,
    }
}

/// What lowering has in hand.
struct Lower<'d, 'x> {
    document: &'d Document<'d>,
    diagnostics: &'x mut Diagnostics,
    types: Definitions,
    /// The components by their node, with their names.
    components: HashMap<NodeId, (TypeId, &'d str)>,
    /// What pointers of references point at: most are met many times.
    targets: RefCell<HashMap<&'d str, Option<Cursor<'d>>>>,
    /// Schemas that are not components and may lead back to themselves, by the nodes that make them.
    once: HashMap<Vec<NodeId>, Once>,
    /// Whether `$ref` may have siblings that count (OpenAPI 3.1 and later).
    modern: bool,
    /// The subtypes of components that only a discriminator tells apart.
    subtypes: Subtypes<'d>,
    /// The security schemes that could be read.
    schemes: HashSet<&'d str>,
    /// Those that something asks for and nobody defines: each is reported where it is met first.
    unknown_schemes: HashSet<String>,
    /// How many branches of unions were merged with what stands beside them.
    merges: usize,
    /// How deep schemas stand in schemas at the moment.
    depth: usize,
}

impl<'d, 'x> Lower<'d, 'x> {
    fn new(document: &'d Document<'_>, diagnostics: &'x mut Diagnostics) -> Self {
        let version = document.root().text("openapi").unwrap_or_default();
        Self {
            document,
            diagnostics,
            types: Definitions::default(),
            components: HashMap::default(),
            targets: RefCell::default(),
            once: HashMap::default(),
            modern: !version.starts_with("3.0"),
            subtypes: Subtypes::default(),
            schemes: HashSet::default(),
            unknown_schemes: HashSet::default(),
            merges: 0,
            depth: 0,
        }
    }

    fn root(&self) -> Cursor<'d> {
        self.document.root()
    }
}
