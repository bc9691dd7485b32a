//! What only the whole document shows.

use std::collections::BTreeMap;

use super::merge::{METHODS, place};
use super::provenance::Part;
use super::{Members, Node, pointer};
use crate::diagnostic::Diagnostics;

/// Says what is wrong with the document as a whole, and what of it is not for clients; changes nothing.
pub(super) fn validate(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    duplicate_paths(part, diagnostics);
    webhooks(part, diagnostics);
    callbacks(part, diagnostics);
    later_methods(part, diagnostics);
}

/// What a server sends: one note for all.
fn webhooks(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let webhooks = part.root.get("webhooks").and_then(Node::as_object);
    let count = webhooks
        .into_iter()
        .flat_map(Members::keys)
        .filter(|name| !name.starts_with("x-"))
        .count();
    if count > 0 {
        let message = format!(
            "{} not generated: a client receives no requests",
            counted(count, "webhook is", "webhooks are")
        );
        diagnostics
            .note(
                "not-generated",
                message,
                place(&part.provenance, "/webhooks"),
            )
            .help(
                "the schemas under `components` are models all the same, which read what arrives",
            );
    }
}

/// What a server sends on behalf of an operation: one note for all, at the first.
fn callbacks(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let mut first = None;
    let mut count = 0;
    for (at, operation) in operations(part, &METHODS) {
        let callbacks = operation.get("callbacks").and_then(Node::as_object);
        let own = callbacks.map_or(0, Members::len);
        if own > 0 {
            first.get_or_insert(pointer::join(&at, "callbacks"));
        }
        count += own;
    }
    if let Some(first) = first {
        let message = format!(
            "{} not generated: a client receives no requests",
            counted(count, "callback is", "callbacks are")
        );
        diagnostics
            .note("not-generated", message, place(&part.provenance, &first))
            .help(
                "the schemas under `components` are models all the same, which read what arrives",
            );
    }
}

/// Methods that OpenAPI has from version 3.2 on.
fn later_methods(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    for (at, _) in operations(part, &["query", "additionalOperations"]) {
        diagnostics
            .warning(
                "not-generated",
                "operations of this method are not generated",
                place(&part.provenance, &at),
            )
            .help("`query` and `additionalOperations` came with OpenAPI 3.2, which is not read in full");
    }
}

fn counted(count: usize, one: &str, several: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { several })
}

/// The members of all paths that are called like one of the methods, with their pointers.
fn operations<'p>(
    part: &'p Part<'_>,
    methods: &'p [&str],
) -> impl Iterator<Item = (String, &'p Node<'p>)> {
    let paths = part.root.get("paths").and_then(Node::as_object);
    paths.into_iter().flatten().flat_map(move |(path, item)| {
        let at = pointer::join("/paths", path);
        methods
            .iter()
            .filter_map(move |method| Some((pointer::join(&at, method), item.get(method)?)))
    })
}

fn duplicate_paths(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<(String, &str), String> = BTreeMap::new();
    for (path, item) in part
        .root
        .get("paths")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        for method in METHODS {
            if item.get(method).is_none() {
                continue;
            }
            let at = pointer::join(&pointer::join("/paths", path), method);
            if let Some(first) = known.get(&(nameless(path), method)) {
                let message = format!(
                    "`{path}` differs from another path only in the names of its parameters"
                );
                diagnostics
                    .warning("duplicate-path", message, place(&part.provenance, &at))
                    .related("the other one", place(&part.provenance, first))
                    .help("the server cannot tell them apart; both can be called");
            } else {
                known.insert((nameless(path), method), at);
            }
        }
    }
}

/// The path with its parameters' names left out.
fn nameless(path: &str) -> String {
    let mut text = String::new();
    let mut inside = false;
    for c in path.chars() {
        inside = (inside || c == '{') && c != '}';
        if !inside || c == '{' {
            text.push(c);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_parameters_do_not_tell_paths_apart() {
        assert_eq!(nameless("/a/{id}/b"), nameless("/a/{key}/b"));
        assert_ne!(nameless("/a/{id}/b"), nameless("/a/b"));
        assert_eq!(nameless("/a/{id"), "/a/{");
    }
}
