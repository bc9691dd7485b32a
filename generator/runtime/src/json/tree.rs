//! A JSON text as a tree that borrows from it.
//!
//! All nodes stand in one list, in the order of the text, and each knows where the one after it and all it contains
//! begins. So a tree costs one allocation, and what nobody asks for is passed over in one step.

use std::borrow::Cow;

/// A JSON text that has been read.
#[derive(Debug)]
pub(crate) struct Tree<'a> {
    pub(super) text: Cow<'a, str>,
    pub(super) nodes: Vec<Node>,
}

/// One value or member name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node {
    pub(super) kind: Kind,
    /// Where its text begins: after the quotation mark of a string, at the bracket of a container.
    pub(super) start: u32,
    /// Where its text ends; for a container, how many children it has: items, or names and values.
    pub(super) end: u32,
    /// The node after it and everything that it contains.
    pub(super) next: u32,
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Null,
    True,
    False,
    Number,
    /// A string whose text is that of the document.
    String,
    /// A string with escapes, not yet resolved.
    Escaped,
    Array,
    Object,
}

/// A place in a tree.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cursor<'t> {
    tree: &'t Tree<'t>,
    index: u32,
}

impl<'a> Tree<'a> {
    /// The value that the text is.
    pub(crate) fn root(&self) -> Cursor<'_> {
        self.at(0)
    }

    /// The value at an index that [`Cursor::index`] gave.
    pub(crate) fn at(&self, index: u32) -> Cursor<'_> {
        Cursor { tree: self, index }
    }

    /// The same tree with a text of its own, in which offsets mean nothing to anyone else.
    pub(crate) fn into_owned(self) -> Tree<'static> {
        Tree {
            text: self.text.into_owned().into(),
            nodes: self.nodes,
        }
    }

    /// The text, if there is one that offsets mean something in.
    pub(crate) fn source(&self) -> Option<&'a str> {
        if let Cow::Borrowed(text) = self.text {
            Some(text)
        } else {
            None
        }
    }
}

impl<'t> Cursor<'t> {
    fn node(self) -> Node {
        // A tree without nodes is never handed out, and indices only come from the tree itself.
        let none = Node {
            kind: Kind::Null,
            start: 0,
            end: 0,
            next: u32::MAX,
        };
        self.tree
            .nodes
            .get(self.index as usize)
            .copied()
            .unwrap_or(none)
    }

    /// The place's index: [`Tree::at`].
    pub(crate) fn index(self) -> u32 {
        self.index
    }

    /// What stands here.
    pub(crate) fn kind(self) -> Kind {
        self.node().kind
    }

    /// Whether null stands here.
    pub(crate) fn is_null(self) -> bool {
        self.kind() == Kind::Null
    }

    /// Where it begins in the text.
    pub(crate) fn offset(self) -> usize {
        let node = self.node();
        // Strings begin after their quotation mark, and are shown with it.
        node.start as usize
            - usize::from(matches!(node.kind, Kind::String | Kind::Escaped) && node.start > 0)
    }

    /// The text of a scalar as it stands in the document, escapes and all; empty for a container.
    pub(crate) fn raw(self) -> &'t str {
        let node = self.node();
        if let Kind::Array | Kind::Object = node.kind {
            return "";
        }
        self.tree
            .text
            .get(node.start as usize..node.end as usize)
            .unwrap_or_default()
    }

    /// The text of a scalar: of a string what it means, of a number its digits.
    pub(crate) fn text(self) -> Cow<'t, str> {
        let raw = self.raw();
        if self.kind() == Kind::Escaped {
            super::escape::unescape(raw).into()
        } else {
            raw.into()
        }
    }

    /// How many items or members there are.
    pub(crate) fn len(self) -> usize {
        let node = self.node();
        match node.kind {
            Kind::Array => node.end as usize,
            Kind::Object => node.end as usize / 2,
            _ => 0,
        }
    }

    /// The items of an array; nothing for anything else.
    pub(crate) fn items(self) -> impl Iterator<Item = Self> {
        let left = if self.kind() == Kind::Array {
            self.node().end
        } else {
            0
        };
        Children {
            tree: self.tree,
            index: self.index + 1,
            left,
        }
    }

    /// The names and values of an object, in order; nothing for anything else.
    pub(crate) fn members(self) -> impl Iterator<Item = (Self, Self)> {
        let left = if self.kind() == Kind::Object {
            self.node().end
        } else {
            0
        };
        let mut children = Children {
            tree: self.tree,
            index: self.index + 1,
            left,
        };
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }

    /// The member `name` of an object; the last, if there are several.
    pub(crate) fn member(self, name: &str) -> Option<Self> {
        self.members()
            .filter(|(key, _)| key.text() == name)
            .last()
            .map(|(_, value)| value)
    }
}

struct Children<'t> {
    tree: &'t Tree<'t>,
    index: u32,
    left: u32,
}

impl<'t> Iterator for Children<'t> {
    type Item = Cursor<'t>;

    fn next(&mut self) -> Option<Cursor<'t>> {
        self.left = self.left.checked_sub(1)?;
        let child = self.tree.at(self.index);
        self.index = child.node().next;
        Some(child)
    }
}
