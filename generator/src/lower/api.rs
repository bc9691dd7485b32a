use super::docs::{docs, trimmed};
use super::{Lower, cycles, directions, evidence, prune};
use crate::document::{Cursor, Node};
use crate::ir::{Docs, Operation, Tag, Types, Webhook};

/// `info`, as far as it says what the API is.
pub(super) struct Info {
    /// `title`.
    pub title: String,
    /// `version`.
    pub version: String,
    /// `summary` (3.1) and `description`.
    pub docs: Docs,
}

impl<'d> Lower<'d, '_> {
    /// `info`. Where a title or version is missing it is empty: nothing on the wire depends on it.
    pub(super) fn info(&self) -> Info {
        let info = self.root().get("info");
        let text = |key| info.as_ref().and_then(|info| info.get(key)).and_then(plain);
        Info {
            title: text("title").unwrap_or_default(),
            version: text("version").unwrap_or_default(),
            docs: info.as_ref().map(docs).unwrap_or_default(),
        }
    }

    /// The tags that are described.
    pub(super) fn tags_described(&self) -> Vec<Tag> {
        let tags = self.root().get("tags");
        let tags = tags.into_iter().flat_map(|tags| tags.items());
        tags.filter_map(|tag| {
            Some(Tag {
                name: tag.text("name")?.to_owned(),
                docs: docs(&tag),
            })
        })
        .collect()
    }

    /// The definitions, once everything that uses them is read.
    pub(super) fn finish(
        mut self,
        operations: &mut [Operation],
        webhooks: &mut [Webhook],
    ) -> Types {
        let mut defs = std::mem::take(&mut self.types).finish();
        cycles::break_circles(&mut self, &mut defs);
        let mut defs = prune::remove_inline(defs, operations, webhooks);
        evidence::widen_integers(&mut defs, operations, webhooks);
        directions::split(defs, operations, webhooks).into()
    }
}

/// The text of a scalar: YAML reads `version: 1.0` as a number.
pub(super) fn plain(node: Cursor<'_>) -> Option<String> {
    match node.node() {
        Node::String(text) => Some(trimmed(Some(text))),
        Node::Number(number) => Some(number.to_string()),
        Node::Bool(bool) => Some(bool.to_string()),
        Node::Null | Node::Array(_) | Node::Object(_) => None,
    }
}
