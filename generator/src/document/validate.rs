//! What only the whole document shows.

use std::collections::BTreeMap;

use super::merge::{METHODS, place};
use super::provenance::Part;
use super::{Node, pointer};
use crate::diagnostic::Diagnostics;

/// Says what is wrong with the document as a whole; changes nothing.
pub(super) fn validate(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    duplicate_paths(part, diagnostics);
    later_methods(part, diagnostics);
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
