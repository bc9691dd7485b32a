//! An operation with what belongs to it, as documentation pages carry it in their front matter, to a whole document.

use super::provenance::{Part, Place, Provenance};
use super::{Members, Node, pointer};
use crate::diagnostic::{At, Diagnostics};
use crate::source::SourceId;

/// Where the members that do not belong to the operation go in a whole document.
const MOVED: [(&str, &[&str]); 4] = [
    ("servers", &["servers"]),
    ("info", &["info"]),
    ("securitySchemes", &["components", "securitySchemes"]),
    ("schemas", &["components", "schemas"]),
];

/// What the page's own machinery needs, and a document does not have.
const DROPPED: [&str; 6] = [
    "method",
    "path",
    "postman",
    "jsonRequestBodyExample",
    "proxy",
    "type",
];

/// The whole document of an operation that has `method` and `path` beside its own members.
pub(super) fn whole<'s>(
    node: Node<'s>,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<Part<'s>> {
    let (method, path) = match (text(&node, "method"), text(&node, "path")) {
        (Some(method), Some(path)) => (method.to_ascii_lowercase(), path),
        _ => {
            diagnostics
                .error("no-document", "the operation in this page has no `method` and `path`", At::source(source, ""))
                .help("the front matter's `api:` must hold an operation with `method` and `path` beside its members");
            return None;
        }
    };
    let Node::Object(mut operation) = node else {
        return None;
    };
    let mut provenance = Provenance::whole(source);
    let mut root = Members::from_iter([("openapi".into(), Node::text("3.0.3"))]);
    for (key, way) in MOVED {
        if let Some(member) = operation
            .shift_remove(key)
            .filter(|member| *member != Node::Null)
        {
            put(&mut root, way, member);
            let to = way
                .iter()
                .fold(String::new(), |to, token| pointer::join(&to, token));
            provenance.note(
                &to,
                Place {
                    source,
                    pointer: pointer::join("", key),
                },
            );
        }
    }
    for key in DROPPED {
        operation.shift_remove(key);
    }
    let at = pointer::join(&pointer::join("/paths", &path), &method);
    put(
        &mut root,
        &["paths", &path, &method],
        Node::Object(operation),
    );
    provenance.note(
        &at,
        Place {
            source,
            pointer: String::new(),
        },
    );
    Some(Part {
        root: Node::Object(root),
        provenance,
    })
}

fn text(node: &Node<'_>, key: &str) -> Option<String> {
    node.get(key)?.as_str().map(str::to_owned)
}

fn put<'s>(members: &mut Members<'s>, way: &[&str], node: Node<'s>) {
    let Some((last, above)) = way.split_last() else {
        return;
    };
    let mut at = members;
    for token in above {
        let Node::Object(below) = at
            .entry((*token).to_owned().into())
            .or_insert_with(Node::empty)
        else {
            return;
        };
        at = below;
    }
    at.insert((*last).to_owned().into(), node);
}
