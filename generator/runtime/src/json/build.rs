//! A tree of what is no JSON text: what another format's deserialiser tells.

use std::fmt::Write;

use super::tree::{Kind, Node, Tree};
use crate::error::DecodeError;

/// Builds a tree, value by value, in order.
#[derive(Default)]
pub(crate) struct Builder {
    text: String,
    nodes: Vec<Node>,
}

/// A container that has been begun.
pub(crate) struct Begun(usize);

impl Builder {
    /// Adds null.
    pub(crate) fn null(&mut self) {
        self.leaf(Kind::Null, "null");
    }

    /// Adds a boolean.
    pub(crate) fn boolean(&mut self, value: bool) {
        if value {
            self.leaf(Kind::True, "true")
        } else {
            self.leaf(Kind::False, "false")
        }
    }

    /// Adds a number; its text must be one of JSON.
    pub(crate) fn number(&mut self, value: impl std::fmt::Display) {
        let start = self.text.len();
        // Writing to a string cannot fail.
        let _ = write!(self.text, "{value}");
        self.node(Kind::Number, start, self.text.len());
    }

    /// Adds a string or a member's name.
    pub(crate) fn string(&mut self, text: &str) {
        self.leaf(Kind::String, text);
    }

    /// Begins an array or an object.
    pub(crate) fn begin(&mut self, kind: Kind) -> Begun {
        self.node(kind, self.text.len(), 0);
        Begun(self.nodes.len() - 1)
    }

    /// Ends a container of so many children: items, or names and values.
    pub(crate) fn end(&mut self, Begun(index): Begun, children: u32) {
        let next = self.nodes.len() as u32;
        if let Some(node) = self.nodes.get_mut(index) {
            node.end = children;
            node.next = next;
        }
    }

    /// The tree.
    ///
    /// # Errors
    /// If it holds more text or values than 32 bits can count.
    pub(crate) fn finish(self) -> Result<Tree<'static>, DecodeError> {
        match u32::try_from(self.text.len().max(self.nodes.len())) {
            Ok(_) => Ok(Tree {
                text: self.text.into(),
                nodes: self.nodes,
            }),
            Err(_) => Err(DecodeError::new("at most 4 GiB of text", "more")),
        }
    }

    fn leaf(&mut self, kind: Kind, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.node(kind, start, self.text.len());
    }

    fn node(&mut self, kind: Kind, start: usize, end: usize) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            kind,
            start: start as u32,
            end: end as u32,
            next,
        });
    }
}
