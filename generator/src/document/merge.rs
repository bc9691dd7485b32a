//! The pages of one API to one document.
//!
//! What stands under a name (a path's method, a component, a tag) is united; the same thing said twice is fine; two
//! different things under one name are a contradiction, unless an overlay says afterwards which one holds. `security`
//! and `servers` that differ from page to page move down to the operations, which loses nothing.

use super::provenance::{Part, Provenance};
use super::{Members, Node, pointer};
use crate::diagnostic::{At, Diagnostics};

/// The methods a path can have.
pub(super) const METHODS: [&str; 9] = [
    "get", "put", "post", "delete", "options", "head", "patch", "trace", "query",
];

/// The operations of a path by other methods.
pub(super) const OTHERS: &str = "additionalOperations";

/// The pointers from a path to its operations.
pub(super) fn operations_of(item: &Node<'_>) -> Vec<String> {
    let known = METHODS.iter().filter(|method| item.get(method).is_some());
    let others = item.get(OTHERS).and_then(Node::as_object);
    let others = others.into_iter().flat_map(Members::keys);
    known
        .map(|method| format!("/{method}"))
        .chain(others.map(|method| pointer::join(&format!("/{OTHERS}"), method)))
        .collect()
}

/// Two pages say different things of the same node.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Contradiction {
    /// The node, in the merged document.
    pub pointer: String,
    /// What the first page says.
    pub first: At,
    /// What the other page says.
    pub second: At,
}

/// One document of all parts, which are sorted by name, so that it does not depend on how they were listed.
pub(super) fn merge<'s>(
    mut parts: Vec<Part<'s>>,
    diagnostics: &mut Diagnostics,
) -> Option<(Part<'s>, Vec<Contradiction>)> {
    for key in ["security", "servers"] {
        if differ(&parts, key) {
            parts.iter_mut().for_each(|part| push_down(part, key));
        }
    }
    let mut parts = parts.into_iter();
    let mut merger = Merger {
        into: parts.next()?,
        contradictions: Vec::new(),
        diagnostics,
    };
    for part in parts {
        merger.document(&part);
    }
    Some((merger.into, merger.contradictions))
}

/// Whether the parts say different things at the root. A part that names no servers has those of the others; a part
/// that names no security needs none.
fn differ(parts: &[Part<'_>], key: &str) -> bool {
    let mut said = parts
        .iter()
        .map(|part| part.root.get(key))
        .filter(|said| said.is_some() || key == "security");
    let first = said.next();
    said.any(|other| Some(other) != first)
}

/// Moves a member of the root to each operation that has none of its own.
fn push_down(part: &mut Part<'_>, key: &str) {
    let Node::Object(root) = &mut part.root else {
        return;
    };
    let Some(moved) = root.shift_remove(key) else {
        return;
    };
    let before = part.provenance.of(&pointer::join("", key));
    let Some(Node::Object(paths)) = root.get_mut("paths") else {
        return;
    };
    for (path, item) in paths {
        // Servers of the path stand between: they hold for its operations already.
        if item.get(key).is_some() {
            continue;
        }
        for method in operations_of(item) {
            let Some(Node::Object(operation)) = item.at_mut(&method) else {
                continue;
            };
            if operation.contains_key(key) {
                continue;
            }
            operation.insert(key.to_owned().into(), moved.clone());
            let at = format!("{}{method}", pointer::join("/paths", path));
            let at = pointer::join(&at, key);
            part.provenance.adopt(&at, &before, &pointer::join("", key));
        }
    }
}

struct Merger<'s, 'd> {
    into: Part<'s>,
    contradictions: Vec<Contradiction>,
    diagnostics: &'d mut Diagnostics,
}

impl<'s> Merger<'s, '_> {
    fn document(&mut self, part: &Part<'s>) {
        for (key, member) in part.root.as_object().into_iter().flatten() {
            let at = pointer::join("", key);
            match &**key {
                "openapi" => self.version(part, member),
                "paths" => self.paths(part, member),
                "components" => {
                    for (section, _) in member.as_object().into_iter().flatten() {
                        self.unite(part, &pointer::join(&at, section));
                    }
                }
                "webhooks"
                | "definitions"
                | "parameters"
                | "responses"
                | "securityDefinitions"
                | "info" => {
                    self.unite(part, &at);
                }
                "tags" => self.tags(part, member),
                // Extensions say nothing to a client: the first page's are kept.
                extension
                    if extension.starts_with("x-") && self.into.root.get(extension).is_some() => {}
                _ => self.same(part, &at),
            }
        }
    }

    /// Each member of the object at a pointer, as `same`.
    fn unite(&mut self, part: &Part<'s>, at: &str) {
        match part.root.at(at) {
            Some(Node::Object(members)) => {
                for key in members.keys() {
                    self.same(part, &pointer::join(at, key));
                }
            }
            _ => self.same(part, at),
        }
    }

    /// Takes a node over; where there is one already, it must be the same.
    fn same(&mut self, part: &Part<'s>, at: &str) {
        let Some(node) = part.root.at(at) else { return };
        match self.into.root.at(at) {
            None => self.take(part, at, node),
            Some(known) if known == node => {}
            Some(known) => {
                let below = difference(known, node, at.to_owned());
                self.contradictions.push(Contradiction {
                    first: place(&self.into.provenance, &below),
                    second: place(&part.provenance, &below),
                    pointer: below,
                });
            }
        }
    }

    fn take(&mut self, part: &Part<'s>, at: &str, node: &Node<'s>) {
        insert(&mut self.into.root, at, node.clone());
        self.into.provenance.adopt(at, &part.provenance, at);
    }

    /// The pages of one API may have been written under different patch versions of the standard: the later one holds.
    fn version(&mut self, part: &Part<'s>, version: &Node<'s>) {
        let (Some(known), Some(other)) = (
            self.into.root.get("openapi").and_then(Node::as_str),
            version.as_str(),
        ) else {
            return self.same(part, "/openapi");
        };
        if other > known {
            self.take(part, "/openapi", version);
        }
    }

    /// Tags are united by name; they stand in a list.
    fn tags(&mut self, part: &Part<'s>, tags: &Node<'s>) {
        let Some(Node::Array(_)) = self.into.root.get("tags") else {
            return self.take(part, "/tags", tags);
        };
        for (index, tag) in tags.as_array().into_iter().flatten().enumerate() {
            let from = pointer::join("/tags", &index.to_string());
            let known = self
                .into
                .root
                .get("tags")
                .and_then(Node::as_array)
                .unwrap_or_default();
            let position = known
                .iter()
                .position(|known| known.get("name") == tag.get("name"));
            let same = position.and_then(|position| known.get(position)) == Some(tag);
            let at = pointer::join("/tags", &position.unwrap_or(known.len()).to_string());
            if position.is_none() {
                insert(&mut self.into.root, &at, tag.clone());
                self.into.provenance.adopt(&at, &part.provenance, &from);
            } else if !same {
                let first = place(&self.into.provenance, &at);
                let second = place(&part.provenance, &from);
                self.contradictions.push(Contradiction {
                    pointer: at,
                    first,
                    second,
                });
            }
        }
    }

    fn paths(&mut self, part: &Part<'s>, paths: &Node<'s>) {
        for (path, item) in paths.as_object().into_iter().flatten() {
            let at = pointer::join("/paths", path);
            if self.into.root.at(&at).is_none() {
                self.take(part, &at, item);
                continue;
            }
            let mut part = Part {
                root: Node::Null,
                provenance: part.provenance.of(&at),
            };
            insert(&mut part.root, &at, item.clone());
            for key in ["parameters", "servers"] {
                let from = pointer::join(&at, key);
                if self.into.root.at(&from) != part.root.at(&from) {
                    push_down_path(&mut self.into, &at, key);
                    push_down_path(&mut part, &at, key);
                }
            }
            for key in part
                .root
                .at(&at)
                .and_then(Node::as_object)
                .into_iter()
                .flat_map(Members::keys)
            {
                let at = pointer::join(&at, key);
                if METHODS.contains(&&**key) && self.into.root.at(&at).is_some() {
                    self.duplicate(&part, &at, &format!("{} {path}", key.to_uppercase()));
                } else if key == OTHERS {
                    self.unite(&part, &at);
                } else {
                    self.same(&part, &at);
                }
            }
        }
    }

    fn duplicate(&mut self, part: &Part<'s>, at: &str, operation: &str) {
        let (first, second) = (
            place(&self.into.provenance, at),
            place(&part.provenance, at),
        );
        self.diagnostics
            .error(
                "duplicate-operation",
                format!("`{operation}` is described twice"),
                second,
            )
            .related("first here", first)
            .help("list only one of the pages in `documents`");
    }
}

/// Moves what holds for a whole path to its operations. An operation's own parameters win over the path's.
fn push_down_path(part: &mut Part<'_>, item: &str, key: &str) {
    let from = pointer::join(item, key);
    let before = part.provenance.of(&from);
    let Some(node) = part.root.at_mut(item) else {
        return;
    };
    let moved = match node {
        Node::Object(members) => members.shift_remove(key),
        _ => None,
    };
    let Some(moved) = moved else { return };
    for method in operations_of(node) {
        let Some(Node::Object(operation)) = node.at_mut(&method) else {
            continue;
        };
        let at = pointer::join(&format!("{item}{method}"), key);
        match (operation.get_mut(key), &moved) {
            (None, _) => {
                operation.insert(key.to_owned().into(), moved.clone());
                part.provenance.adopt(&at, &before, &from);
            }
            (Some(Node::Array(own)), Node::Array(moved)) if key == "parameters" => {
                for (index, parameter) in moved.iter().enumerate() {
                    if !own.iter().any(|own| same_parameter(own, parameter)) {
                        let to = pointer::join(&at, &own.len().to_string());
                        part.provenance.adopt(
                            &to,
                            &before,
                            &pointer::join(&from, &index.to_string()),
                        );
                        own.push(parameter.clone());
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether two parameters are one: the operation's own wins over its path's.
pub(super) fn same_parameter(one: &Node<'_>, other: &Node<'_>) -> bool {
    ["name", "in", "$ref"]
        .into_iter()
        .all(|key| one.get(key) == other.get(key))
}

/// Puts a node under a pointer; objects on the way are made, an array grows by its next item.
pub(super) fn insert<'s>(root: &mut Node<'s>, at: &str, node: Node<'s>) {
    let mut place = root;
    for token in pointer::tokens(at) {
        if matches!(place, Node::Null) {
            *place = Node::empty();
        }
        let below = match place {
            Node::Object(members) => Some(
                members
                    .entry(token.into_owned().into())
                    .or_insert(Node::Null),
            ),
            Node::Array(items) => {
                let index = token.parse().unwrap_or(usize::MAX);
                if index == items.len() {
                    items.push(Node::Null);
                }
                items.get_mut(index)
            }
            _ => None,
        };
        match below {
            Some(below) => place = below,
            None => return,
        }
    }
    *place = node;
}

/// The pointer to the first thing in which two nodes differ.
fn difference(one: &Node<'_>, other: &Node<'_>, at: String) -> String {
    let pairs: Vec<(String, Option<&Node<'_>>, Option<&Node<'_>>)> = match (one, other) {
        (Node::Object(one), Node::Object(other)) => {
            let added = other.keys().filter(|key| !one.contains_key(*key));
            one.keys()
                .chain(added)
                .map(|key| (key.to_string(), one.get(key), other.get(key)))
                .collect()
        }
        (Node::Array(one), Node::Array(other)) if one.len() == other.len() => one
            .iter()
            .zip(other)
            .enumerate()
            .map(|(i, (one, other))| (i.to_string(), Some(one), Some(other)))
            .collect(),
        _ => return at,
    };
    let differing = pairs.into_iter().find(|(_, one, other)| one != other);
    match differing {
        Some((token, Some(one), Some(other))) => difference(one, other, pointer::join(&at, &token)),
        Some((token, ..)) => pointer::join(&at, &token),
        None => at,
    }
}

pub(super) fn place(provenance: &Provenance, at: &str) -> At {
    provenance
        .place(at)
        .map_or(At::Nowhere, |place| At::source(place.source, place.pointer))
}
