//! What only the whole document shows.

use std::collections::BTreeMap;

use super::merge::{operations_of, place};
use super::provenance::Part;
use super::{Node, pointer};
use crate::diagnostic::Diagnostics;

/// Says what is wrong with the document as a whole; changes nothing.
pub(super) fn validate(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    duplicate_paths(part, diagnostics);
}

fn duplicate_paths(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let mut known: BTreeMap<(String, String), String> = BTreeMap::new();
    for (path, item) in part
        .root
        .get("paths")
        .and_then(Node::as_object)
        .into_iter()
        .flatten()
    {
        for method in operations_of(item) {
            let at = format!("{}{method}", pointer::join("/paths", path));
            let key = (nameless(path), method);
            if let Some(first) = known.get(&key) {
                let message = format!(
                    "`{path}` differs from another path only in the names of its parameters"
                );
                diagnostics
                    .warning("duplicate-path", message, place(&part.provenance, &at))
                    .related("the other one", place(&part.provenance, first))
                    .help("the server cannot tell them apart; both can be called");
            } else {
                known.insert(key, at);
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
