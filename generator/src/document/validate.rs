//! What only the whole document shows: its version, and what is there twice. It changes nothing.

use std::collections::BTreeMap;

use super::merge::{METHODS, OTHERS, operations_of, place};
use super::provenance::Part;
use super::{Node, pointer};
use crate::diagnostic::{At, Diagnostics};

/// Says what is wrong with the document as a whole.
pub(super) fn validate(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check { part, diagnostics };
    check.version();
    check.paths();
}

struct Check<'p, 'd> {
    part: &'p Part<'p>,
    diagnostics: &'d mut Diagnostics,
}

impl Check<'_, '_> {
    fn at(&self, pointer: &str) -> At {
        place(&self.part.provenance, pointer)
    }

    /// A version that is not known may mean anything; it is read as the latest that is.
    fn version(&mut self) {
        // Swagger 2.0 is OpenAPI 3.0 by now; what is left of `swagger` was another version.
        let stated = ["openapi", "swagger"].into_iter();
        let mut stated = stated.filter_map(|key| Some((key, self.part.root.get(key)?)));
        let Some((key, version)) = stated.next() else {
            return;
        };
        let known = |text: &str| {
            let mut numbers = text.split('.');
            let minor = (numbers.next(), numbers.next());
            matches!(minor, (Some("3"), Some("0" | "1" | "2"))) && numbers.count() <= 1
        };
        let text = match version {
            Node::String(text) => text.to_string(),
            other => other.to_json().to_string(),
        };
        if key == "swagger" || !known(text.trim()) {
            let at = self.at(&pointer::join("", key));
            self.diagnostics
                .warning(
                    "unknown-version",
                    format!("`{text}` is no version of OpenAPI that is known here"),
                    at,
                )
                .help("there are 2.0, 3.0, 3.1 and 3.2; what is said in their words is understood");
        }
    }

    /// Paths and operations that are not what they are taken for, or are there twice.
    fn paths(&mut self) {
        let paths = self.part.root.get("paths").and_then(Node::as_object);
        let mut known: BTreeMap<(String, String), String> = BTreeMap::new();
        let mut ids: BTreeMap<String, String> = BTreeMap::new();
        for (path, item) in paths.into_iter().flatten() {
            if path.starts_with("x-") {
                continue;
            }
            let at = pointer::join("/paths", path);
            if !path.starts_with('/') {
                let at = self.at(&at);
                self.diagnostics
                    .warning("path-without-slash", format!("`{path}` is no path"), at)
                    .help("a path begins with `/`, which is added");
            }
            self.members(item, &at);
            for method in operations_of(item) {
                let at = format!("{at}{method}");
                if let Some(first) = known.get(&(nameless(path), method.clone())) {
                    let message = format!(
                        "`{path}` differs from another path only in the names of its parameters"
                    );
                    let (here, first) = (self.at(&at), self.at(first));
                    self.diagnostics
                        .warning("duplicate-path", message, here)
                        .related("the other one", first)
                        .help("the server cannot tell them apart; both can be called");
                } else {
                    known.insert((nameless(path), method.clone()), at.clone());
                }
                let id = item
                    .at(&method)
                    .and_then(|it| it.get("operationId")?.as_str());
                if let Some(id) = id.filter(|id| !id.trim().is_empty()) {
                    self.id(id, at, &mut ids);
                }
            }
        }
    }

    /// Members of a path that are neither operations nor anything else.
    fn members(&mut self, item: &Node<'_>, at: &str) {
        const OWN: [&str; 6] = [
            "$ref",
            "description",
            "parameters",
            "servers",
            "summary",
            OTHERS,
        ];
        for key in item
            .as_object()
            .into_iter()
            .flatten()
            .map(|(key, _)| &**key)
        {
            if METHODS.contains(&key) || OWN.contains(&key) || key.starts_with("x-") {
                continue;
            }
            let at = self.at(&pointer::join(at, key));
            self.diagnostics
                .warning(
                    "unknown-member",
                    format!("a path has no member `{key}`; it is passed over"),
                    at,
                )
                .help(format!("its operations are {}", METHODS.join(", ")));
        }
    }

    fn id(&mut self, id: &str, at: String, known: &mut BTreeMap<String, String>) {
        let Some(first) = known.get(id) else {
            known.insert(id.to_owned(), at);
            return;
        };
        let (here, first) = (self.at(&at), self.at(first));
        self.diagnostics
            .warning(
                "duplicate-id",
                format!("`{id}` is the `operationId` of more than one operation"),
                here,
            )
            .related("the first of them, which is meant where it is named", first)
            .help("ids are unique; set another with an overlay action");
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
