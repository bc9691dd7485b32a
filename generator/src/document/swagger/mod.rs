//! Swagger 2.0 to the shape of OpenAPI 3.0: a tree in, a tree out.
//!
//! What 2.0 says of a whole API (`host`, `consumes`) moves to where 3.0 says it (`servers`, the media types of each
//! body); what is a parameter in 2.0 and the body in 3.0 moves as well. Everything else stays as it is and where it is,
//! in the order of the document. What 3.0 cannot say costs one warning and the smallest part there is.
//!
//! References are left alone until everything has its place, and then follow what they refer to.

mod body;
mod components;
mod form;
mod media;
mod moves;
mod operation;
mod parameter;
mod part;
mod references;
mod response;
mod schema;
mod security;
mod servers;
mod style;
mod way;

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use super::{Members, Node};
use crate::diagnostic::{At, Diagnostic, Diagnostics};
use crate::ir::Origin;
use moves::Moves;
pub(super) use part::{differ, upgrade_part};
use way::Way;

/// How many values an upgrade may add by saying again for each operation and media type what 2.0 says once.
const MAX_COPIED: usize = 2_000_000;

/// Whether a document says that it is Swagger 2.0: `swagger: "2.0"`, or the number that YAML makes of it without quotes.
fn is_swagger(root: &Node<'_>) -> bool {
    match root.get("swagger") {
        Some(Node::String(version)) => version.trim() == "2" || version.trim().starts_with("2."),
        Some(Node::Number(version)) => version.as_f64() == Some(2.0),
        _ => false,
    }
}

/// Turns a Swagger 2.0 document into OpenAPI 3.0.3; any other tree comes back as it is.
///
/// Diagnostics are at [`At::Document`] with pointers into the *original* tree, since what is dropped has no other place.
/// [`Moves`] leads from pointers in the upgraded tree to those.
fn upgrade<'s>(root: Node<'s>, diagnostics: &mut Diagnostics) -> (Node<'s>, Moves) {
    if !is_swagger(&root) {
        return (root, Moves::default());
    }
    let mut upgrade = Upgrade::new(&root, diagnostics);
    let mut upgraded = upgrade.document();
    upgrade.refer(&mut upgraded);
    let moves = upgrade.moves;
    (upgraded, moves)
}

/// What an upgrade has in hand.
struct Upgrade<'r, 's, 'd> {
    original: &'r Node<'s>,
    /// The media types of request bodies, where an operation names none.
    consumes: Vec<Cow<'s, str>>,
    /// The media types of responses, where an operation names none.
    produces: Vec<Cow<'s, str>>,
    moves: Moves,
    /// The references in the upgraded tree, which still lead into the original one: pointers to their text.
    references: Vec<String>,
    /// How many values may still be copied.
    spare: usize,
    diagnostics: &'d mut Diagnostics,
}

impl<'r, 's, 'd> Upgrade<'r, 's, 'd> {
    fn new(original: &'r Node<'s>, diagnostics: &'d mut Diagnostics) -> Self {
        let mut upgrade = Self {
            original,
            consumes: Vec::new(),
            produces: Vec::new(),
            moves: Moves::default(),
            references: Vec::new(),
            spare: MAX_COPIED,
            diagnostics,
        };
        let root = Way::root();
        upgrade.consumes = upgrade
            .media_types(original, "consumes", &root)
            .unwrap_or_default();
        upgrade.produces = upgrade
            .media_types(original, "produces", &root)
            .unwrap_or_default();
        upgrade
    }

    fn document(&mut self) -> Node<'s> {
        // Before the paths: a reference to what is copied there leads to the component.
        let mut components = self.components();
        let mut servers = self.servers();
        let has_servers = servers.is_some();
        let mut upgraded = Members::default();
        for (key, member) in self.original.as_object().into_iter().flatten() {
            match &**key {
                "swagger" => {
                    self.moves.note("/openapi", "/swagger");
                    upgraded.insert("openapi".into(), Node::text("3.0.3"));
                }
                "host" | "basePath" | "schemes" => {
                    upgraded.extend(servers.take().map(|servers| ("servers".into(), servers)));
                }
                "servers" if has_servers => {}
                "consumes" | "produces" => {}
                "paths" => {
                    let paths = self.paths(member, &Way::root().child("paths"));
                    upgraded.insert(key.clone(), paths);
                }
                "components"
                | "definitions"
                | "parameters"
                | "responses"
                | "securityDefinitions" => {
                    let components = components.take();
                    upgraded.extend(components.map(|components| ("components".into(), components)));
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        Node::Object(upgraded)
    }

    /// The members of what should be an object. Anything else is reported, save `null`, which says nothing.
    fn members(&mut self, node: &'r Node<'s>, way: &Way) -> Option<&'r Members<'s>> {
        match node {
            Node::Object(members) => Some(members),
            Node::Null => None,
            other => {
                self.malformed(way, "an object", other);
                None
            }
        }
    }

    fn malformed(&mut self, way: &Way, wanted: &str, found: &Node<'_>) {
        let message = format!(
            "{wanted} belongs here, and this is {}: it is left out",
            found.kind()
        );
        self.warn("malformed-swagger", message, way)
            .help("correct it with an overlay action");
    }

    fn warn(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        way: &Way,
    ) -> &mut Diagnostic {
        self.diagnostics
            .warning(code, message, At::Document(Origin(way.from.clone())))
    }

    /// Whether a node may be said once more. If not, that is reported once.
    fn affords(&mut self, node: &Node<'_>) -> bool {
        let size = node.count();
        if size <= self.spare {
            self.spare -= size;
            return true;
        }
        if self.spare > 0 {
            self.spare = 0;
            let message = "what is said once for many operations or media types is too large to be said for each";
            self.warn("too-large", message, &Way::root()).help(format!(
                "{MAX_COPIED} values in copies are the limit; further media types are left out"
            ));
        }
        false
    }
}
