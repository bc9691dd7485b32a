//! A document as a list of nodes that borrows from its text, with namespaces resolved.

use std::borrow::Cow;

use super::XSI;

/// A document that has been read.
#[derive(Debug, Default)]
pub(super) struct Tree<'t> {
    /// Elements and texts in the order of the document, the root first.
    pub(super) nodes: Vec<Node<'t>>,
    /// The attributes of all elements, namespace declarations apart.
    pub(super) attributes: Vec<Attribute<'t>>,
    /// The namespaces; the first is none at all.
    pub(super) namespaces: Vec<Cow<'t, str>>,
    /// How many elements, attributes and texts there are.
    pub(super) count: usize,
}

/// What stands in a document.
#[derive(Debug)]
pub(super) enum Node<'t> {
    Element(Tag<'t>),
    /// Text that comes after a child element.
    Text(Cow<'t, str>),
}

/// An element in the list of nodes; its children come after it.
#[derive(Debug)]
pub(super) struct Tag<'t> {
    pub(super) name: &'t str,
    pub(super) namespace: u32,
    /// Its attributes.
    pub(super) attributes: (u32, u32),
    /// The node after all of its children.
    pub(super) next: u32,
    pub(super) offset: usize,
    /// The text before its first child element.
    pub(super) text: Cow<'t, str>,
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute<'t> {
    /// The name without prefix.
    pub(super) name: &'t str,
    /// The value, normalised.
    pub(super) value: Cow<'t, str>,
    /// The namespace's place in the list of all.
    pub(super) namespace: u32,
}

/// An element in its document.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'t> {
    tree: &'t Tree<'t>,
    tag: &'t Tag<'t>,
    index: u32,
}

impl<'t> Tree<'t> {
    /// The root element; there is none only while the document is being read.
    pub(super) fn root(&'t self) -> Option<Element<'t>> {
        self.element(0)
    }

    fn element(&'t self, index: u32) -> Option<Element<'t>> {
        match self.nodes.get(index as usize)? {
            Node::Element(tag) => Some(Element {
                tree: self,
                tag,
                index,
            }),
            Node::Text(_) => None,
        }
    }

    fn namespace(&self, index: u32) -> &str {
        self.namespaces
            .get(index as usize)
            .map_or("", |namespace| &**namespace)
    }
}

impl<'t> Element<'t> {
    /// The name without prefix.
    pub(super) fn name(self) -> &'t str {
        self.tag.name
    }

    /// The namespace; empty for none, and for a prefix that nothing declares.
    pub(super) fn namespace(self) -> &'t str {
        self.tree.namespace(self.tag.namespace)
    }

    /// Whether it is in the namespace of another element.
    pub(super) fn is_beside(self, other: Self) -> bool {
        self.tag.namespace == other.tag.namespace || self.namespace() == other.namespace()
    }

    /// Where it starts in the text of the document, in bytes.
    pub(super) fn offset(self) -> usize {
        self.tag.offset
    }

    /// The attributes, namespace declarations apart.
    pub(super) fn attributes(self) -> &'t [Attribute<'t>] {
        let (start, end) = self.tag.attributes;
        let own = start as usize..end as usize;
        self.tree.attributes.get(own).unwrap_or_default()
    }

    /// The attributes that say something of their own.
    pub(super) fn said(self) -> impl Iterator<Item = &'t Attribute<'t>> {
        let attributes = self.attributes().iter();
        attributes.filter(move |attribute| !attribute.is_nil(self))
    }

    /// The namespace of one of its attributes; empty for attributes without prefix.
    pub(super) fn namespace_of(self, attribute: &Attribute<'_>) -> &'t str {
        self.tree.namespace(attribute.namespace)
    }

    /// The child elements.
    pub(super) fn elements(self) -> impl Iterator<Item = Element<'t>> {
        self.children().filter_map(|(element, _)| element)
    }

    /// Child elements, and the texts after the first of them.
    fn children(self) -> impl Iterator<Item = (Option<Element<'t>>, &'t str)> {
        let (tree, mut index) = (self.tree, self.index + 1);
        std::iter::from_fn(move || {
            if index >= self.tag.next {
                return None;
            }
            let at = index;
            Some(match tree.nodes.get(at as usize)? {
                Node::Element(tag) => {
                    index = tag.next;
                    let element = Element {
                        tree,
                        tag,
                        index: at,
                    };
                    (Some(element), "")
                }
                Node::Text(text) => {
                    index += 1;
                    (None, &**text)
                }
            })
        })
    }

    /// Whether there are child elements.
    pub(super) fn is_nested(self) -> bool {
        self.tag.next > self.index + 1
    }

    /// The text, without that of child elements.
    pub(super) fn text(self) -> Cow<'t, str> {
        let first = Cow::Borrowed(&*self.tag.text);
        if !self.is_nested() {
            return first;
        }
        let texts = self.children().map(|(_, text)| text);
        texts
            .filter(|text| !text.is_empty())
            .fold(first, |all, text| all + text)
    }

    /// Whether `xsi:nil` says that it is null.
    pub(super) fn is_nil(self) -> bool {
        self.attributes()
            .iter()
            .any(|it| it.is_nil(self) && matches!(it.value.trim(), "true" | "1"))
    }
}

impl Attribute<'_> {
    fn is_nil(&self, element: Element<'_>) -> bool {
        self.name == "nil" && element.namespace_of(self) == XSI
    }
}
