//! Overlays (OpenAPI Overlay Specification 1.0): what a person says is wrong in a document.
//!
//! An action's `target` is a JSONPath (RFC 9535). `remove: true` takes away what it selects, of any type. `update` is
//! merged into what it selects: objects member by member, arrays by appending, everything else by replacing; the target
//! itself must be an object or an array, and an array takes an `update` that is no array as one more item.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::provenance::{Part, Place, Provenance};
use super::{MAX_DEPTH, Node, pointer};
use crate::diagnostic::{At, Diagnostics};
use crate::source::SourceId;

/// Applies the actions of an overlay, in their order.
pub(super) fn apply(
    part: &mut Part<'_>,
    overlay: &Node<'_>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) {
    let version = overlay
        .get("overlay")
        .and_then(Node::as_str)
        .unwrap_or_default();
    if !version.starts_with("1.") {
        diagnostics
            .error(
                "invalid-overlay",
                "this is not an overlay of version 1",
                At::source(source, "/overlay"),
            )
            .help("an overlay starts with `overlay: 1.0.0`, `info` and `actions`");
        return;
    }
    let Some(actions) = overlay
        .get("actions")
        .and_then(Node::as_array)
        .filter(|actions| !actions.is_empty())
    else {
        diagnostics.error(
            "invalid-overlay",
            "the overlay has no actions",
            At::source(source, "/actions"),
        );
        return;
    };
    let mut patch = Patch {
        root: part.root.to_json(),
        provenance: &mut part.provenance,
        source,
        diagnostics,
    };
    for (index, action) in actions.iter().enumerate() {
        patch.action(action, &pointer::join("/actions", &index.to_string()));
    }
    part.root = Node::from(patch.root);
}

struct Patch<'p> {
    root: Value,
    provenance: &'p mut Provenance,
    source: SourceId,
    diagnostics: &'p mut Diagnostics,
}

impl Patch<'_> {
    fn action(&mut self, action: &Node<'_>, at: &str) {
        let Some(targets) = self.targets(action, at) else {
            return;
        };
        let remove = matches!(action.get("remove"), Some(Node::Bool(true)));
        match action.get("update") {
            _ if remove => self.remove(targets, at),
            Some(update) => {
                let update = update.to_json();
                let depth = action.get("update").map_or(0, Node::depth);
                let from = pointer::join(at, "update");
                targets
                    .iter()
                    .for_each(|target| self.update(target, &update, depth, &from));
            }
            None => {
                let at = At::source(self.source, at);
                self.diagnostics.error(
                    "invalid-overlay",
                    "the action has neither `update` nor `remove: true`",
                    at,
                );
            }
        }
    }

    /// What the action's target selects, each once. `None`, with an error, if that is nothing.
    fn targets(&mut self, action: &Node<'_>, at: &str) -> Option<Vec<String>> {
        let place = At::source(self.source, pointer::join(at, "target"));
        let Some(text) = action.get("target").and_then(Node::as_str) else {
            self.diagnostics.error(
                "invalid-overlay",
                "the action has no `target`",
                At::source(self.source, at),
            );
            return None;
        };
        let path = match JsonPath::parse(text) {
            Ok(path) => path,
            Err(error) => {
                let message = format!(
                    "`{text}` is not a JSONPath from character {} on",
                    error.position()
                );
                self.diagnostics
                    .error("invalid-overlay-target", message, place)
                    .help("RFC 9535 has the grammar: `$.paths['/jobs/{id}'].get.responses['200']`");
                return None;
            }
        };
        let selected = path.query_located(&self.root);
        let mut targets: Vec<(Vec<(usize, String)>, String)> = selected
            .locations()
            .map(|location| {
                let way: Vec<(usize, String)> = location.iter().map(order).collect();
                let pointer = way.iter().fold(String::new(), |pointer, (_, token)| {
                    pointer::join(&pointer, token)
                });
                (way, pointer)
            })
            .collect();
        targets.sort();
        targets.dedup();
        if targets.is_empty() {
            self.diagnostics
                .error(
                    "unmatched-overlay-action",
                    format!("`{text}` selects nothing"),
                    place,
                )
                .help("the document may have been corrected: then remove the action");
            return None;
        }
        Some(targets.into_iter().map(|(_, pointer)| pointer).collect())
    }

    /// Takes away from the last to the first, so that the items before keep their index.
    fn remove(&mut self, targets: Vec<String>, at: &str) {
        for target in targets.iter().rev() {
            let Some((above, _)) = pointer::split(target) else {
                let at = At::source(self.source, at);
                self.diagnostics.error(
                    "invalid-overlay-target",
                    "the whole document cannot be removed",
                    at,
                );
                continue;
            };
            let Some(token) = pointer::tokens(target).last() else {
                continue;
            };
            match self.root.pointer_mut(above) {
                Some(Value::Object(members)) => {
                    members.shift_remove(&*token);
                    self.provenance.forget(target);
                }
                Some(Value::Array(items)) => {
                    let Some(index) = token.parse().ok().filter(|index| *index < items.len())
                    else {
                        continue;
                    };
                    items.remove(index);
                    let left = items.len();
                    self.provenance.removed_item(above, index, left);
                }
                _ => {}
            }
        }
    }

    fn update(&mut self, target: &str, update: &Value, depth: usize, from: &str) {
        let at = At::source(self.source, from);
        if pointer::tokens(target).count() + depth > MAX_DEPTH {
            self.diagnostics.error(
                "too-deep",
                format!("more than {MAX_DEPTH} levels would be nested"),
                at,
            );
            return;
        }
        let Some(value) = self.root.pointer_mut(target) else {
            return;
        };
        match (&*value, update) {
            (Value::Object(_), Value::Object(_)) | (Value::Array(_), _) => {
                let place = Place {
                    source: self.source,
                    pointer: from.to_owned(),
                };
                merge(value, update, target, &place, self.provenance);
            }
            (Value::Object(_), _) => {
                self.diagnostics.error(
                    "invalid-overlay",
                    "an object can only be updated by an object",
                    at,
                );
            }
            _ => {
                let message = format!("`{target}` is neither an object nor an array");
                self.diagnostics
                    .error("invalid-overlay-target", message, at)
                    .help("select the object that contains it, and update the member");
            }
        }
    }
}

/// A token of a location, ordered as the document is: items by number.
fn order(element: &PathElement<'_>) -> (usize, String) {
    match element {
        PathElement::Name(name) => (0, (*name).to_owned()),
        PathElement::Index(index) => (*index, index.to_string()),
    }
}

fn merge(value: &mut Value, update: &Value, at: &str, from: &Place, provenance: &mut Provenance) {
    match (value, update) {
        (Value::Object(members), Value::Object(updates)) => {
            for (key, update) in updates {
                let at = pointer::join(at, key);
                let from = Place {
                    source: from.source,
                    pointer: pointer::join(&from.pointer, key),
                };
                match members.get_mut(key) {
                    Some(value)
                        if (value.is_object() && update.is_object())
                            || (value.is_array() && update.is_array()) =>
                    {
                        merge(value, update, &at, &from, provenance);
                    }
                    _ => {
                        members.insert(key.clone(), update.clone());
                        provenance.note(&at, from);
                    }
                }
            }
        }
        (Value::Array(items), update) => {
            let (added, whole) = match update {
                Value::Array(added) => (added.as_slice(), false),
                one => (std::slice::from_ref(one), true),
            };
            for (index, item) in added.iter().enumerate() {
                let pointer = match whole {
                    true => from.pointer.clone(),
                    false => pointer::join(&from.pointer, &index.to_string()),
                };
                provenance.note(
                    &pointer::join(at, &items.len().to_string()),
                    Place {
                        source: from.source,
                        pointer,
                    },
                );
                items.push(item.clone());
            }
        }
        (value, update) => {
            *value = update.clone();
            provenance.note(at, from.clone());
        }
    }
}
