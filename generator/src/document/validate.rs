//! What only the whole document shows, and what nobody would miss: it changes nothing.

use std::collections::BTreeMap;

use super::merge::{METHODS, OTHERS, operations_of, place};
use super::provenance::Part;
use super::shape::Kind;
use super::{Node, pointer};
use crate::diagnostic::{At, Diagnostics};

/// Says what is wrong with the document as a whole.
pub(super) fn validate(part: &Part<'_>, diagnostics: &mut Diagnostics) {
    let mut check = Check { part, diagnostics };
    check.version();
    check.paths();
    check.node(&part.root, Kind::Document, &mut String::new());
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
        let at = self.at(at);
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
