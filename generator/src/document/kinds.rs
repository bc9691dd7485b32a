//! Whether everything is of the kind that its place asks for: an object, a list, text. It changes nothing.

use super::merge::place;
use super::provenance::Part;
use super::shape::Kind;
use super::{Node, pointer};
use crate::diagnostic::Diagnostics;

/// Says what is of another kind than its place asks for.
pub(super) fn check(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check { part, diagnostics };
    check.node(&part.root, Kind::Document, &mut String::new());
}

struct Check<'p, 'd> {
    part: &'p Part<'p>,
    diagnostics: &'d mut Diagnostics,
}

impl Check<'_, '_> {
    /// Whether a node is what it must be in its place, and so on below it.
    fn node(&mut self, node: &Node<'_>, kind: Kind, at: &mut String) {
        let length = at.len();
        match node {
            Node::Object(members) => {
                if let Kind::List(_) = kind {
                    self.wrong(node, "a list", at);
                    return;
                }
                for (key, member) in members {
                    let below = kind.member(key);
                    let expected = match kind {
                        Kind::Schema => keyword(key),
                        _ => None,
                    };
                    if below == Kind::Data && expected.is_none() {
                        continue;
                    }
                    pointer::push(at, key);
                    if let Some((fits, expected)) = expected
                        && !fits(member)
                        && *member != Node::Null
                    {
                        self.wrong(member, expected, at);
                    }
                    if below != Kind::Data {
                        self.node(member, below, at);
                    } else if key == "required" {
                        self.names(member, at);
                    }
                    at.truncate(length);
                }
            }
            Node::Array(items) => {
                // Up to draft 2019-09 `items` could be a list of schemas; some languages write empty objects as lists.
                if !matches!(kind, Kind::List(_) | Kind::Schema) && !items.is_empty() {
                    self.wrong(node, "an object", at);
                    return;
                }
                for (index, item) in items.iter().enumerate() {
                    pointer::push(at, &index.to_string());
                    self.node(item, kind.item(), at);
                    at.truncate(length);
                }
            }
            Node::Null => {}
            Node::Bool(_) if kind == Kind::Schema => {}
            // A reference where none can be; that it leads nowhere has been said.
            Node::String(_) if at.ends_with("/$ref") => {}
            Node::String(_) if kind == Kind::Mapping => {}
            // Who reads it says so.
            _ if kind == Kind::Discriminator => {}
            _ => {
                let expected = match kind {
                    Kind::List(_) => "a list",
                    _ => "an object",
                };
                self.wrong(node, expected, at);
            }
        }
    }

    fn names(&mut self, list: &Node<'_>, at: &str) {
        let names = list.as_array().unwrap_or_default().iter().enumerate();
        for (index, name) in names.filter(|(_, name)| !is_text(name)) {
            self.wrong(name, "a name", &pointer::join(at, &index.to_string()));
        }
    }

    fn wrong(&mut self, node: &Node<'_>, expected: &str, at: &str) {
        let found = match node {
            Node::Null => "null",
            Node::Bool(_) => "a boolean",
            Node::Number(_) => "a number",
            Node::String(_) => "text",
            Node::Array(_) => "a list",
            Node::Object(_) => "an object",
        };
        let name = pointer::tokens(at).last().unwrap_or_default();
        let message =
            format!("`{name}` should be {expected} here, and is {found}; it is passed over");
        let at = place(&self.part.provenance, at);
        self.diagnostics
            .warning("wrong-kind", message, at)
            .help("correct it with an overlay action");
    }
}

/// Whether a node is what a keyword of schemas asks for, and what that is called.
type Expected = (fn(&Node<'_>) -> bool, &'static str);

/// What a keyword of schemas that holds no schema must be, where anything depends on it.
fn keyword(key: &str) -> Option<Expected> {
    let expected: Expected = match key {
        // `required: true` on a property itself was JSON Schema's draft 3; it is left alone.
        "required" => (
            |node| is_list(node) || matches!(node, Node::Bool(_)),
            "a list of names",
        ),
        "enum" => (is_list, "a list"),
        "$ref" | "format" | "pattern" => (is_text, "text"),
        "minimum" | "maximum" | "multipleOf" | "minLength" | "maxLength" | "minItems"
        | "maxItems" | "minProperties" | "maxProperties" => (is_number, "a number"),
        _ => return None,
    };
    Some(expected)
}

fn is_list(node: &Node<'_>) -> bool {
    matches!(node, Node::Array(_))
}

fn is_text(node: &Node<'_>) -> bool {
    matches!(node, Node::String(_))
}

/// Numbers are written as text now and then, which says the same.
fn is_number(node: &Node<'_>) -> bool {
    match node {
        Node::String(text) => text.trim().parse::<f64>().is_ok(),
        node => matches!(node, Node::Number(_)),
    }
}
