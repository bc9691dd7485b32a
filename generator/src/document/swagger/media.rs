//! `consumes` and `produces`: the media types of bodies.

use std::borrow::Cow;

use super::{Upgrade, Way};
use crate::document::Node;

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// The media types that an object names under a key, each once; `None` if it has no such member.
    pub(super) fn media_types(
        &mut self,
        object: &'r Node<'s>,
        key: &str,
        way: &Way,
    ) -> Option<Vec<Cow<'s, str>>> {
        let member = object.get(key)?;
        let way = way.child(key);
        let listed = match member {
            Node::Array(items) => items.as_slice(),
            // One type that someone forgot to list.
            Node::String(_) => std::slice::from_ref(member),
            Node::Null => return None,
            other => {
                self.malformed(&way, "a list of media types", other);
                return None;
            }
        };
        let mut types: Vec<Cow<'s, str>> = Vec::new();
        for (index, item) in listed.iter().enumerate() {
            match item {
                // What only resembles a media type is dealt with where all media types are.
                Node::String(text) if types.contains(text) => {}
                Node::String(text) => types.push(text.clone()),
                other => self.malformed(&way.item(index), "a media type", other),
            }
        }
        Some(types)
    }
}

/// Whether a text has the form of a media type (RFC 6838): a type and a subtype.
pub(super) fn is_media_type(text: &str) -> bool {
    essence(text)
        .split_once('/')
        .is_some_and(|(kind, subtype)| !kind.is_empty() && !subtype.is_empty())
}

/// A media type without its parameters.
pub(super) fn essence(text: &str) -> &str {
    text.split(';').next().unwrap_or_default().trim()
}

/// Whether two media types are the same but for their parameters.
pub(super) fn same(one: &str, other: &str) -> bool {
    essence(one).eq_ignore_ascii_case(essence(other))
}

/// Whether a media type is that of JSON or XML, of which a file is never made.
pub(super) fn is_structured(text: &str) -> bool {
    let essence = essence(text).to_ascii_lowercase();
    let subtype = essence.split_once('/').map_or("", |(_, subtype)| subtype);
    matches!(subtype.rsplit('+').next(), Some("json" | "xml"))
}
