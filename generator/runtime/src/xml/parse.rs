//! XML text to [`Tree`].

use std::borrow::Cow;

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesRef, Event, attributes::Attributes},
};

use super::{
    XML,
    tree::{Attribute, Node, Tag, Tree},
};
use crate::error::{DecodeError, Location, Problem};

/// How many elements, attributes and texts a document may have.
const MAX_NODES: usize = 1 << 20;

/// How many attributes an element may have. Looking for one takes as long as there are others.
const MAX_ATTRIBUTES: usize = 256;

/// How many namespaces may be declared at a time, for the same reason.
const MAX_BINDINGS: usize = 256;

/// The namespace of names that have none.
const NONE: u32 = 0;

/// The namespace of the prefix `xml`.
const XML_NAMESPACE: u32 = 1;

/// Parses a document.
pub(super) fn parse(text: &str, depth: usize) -> Result<Tree<'_>, DecodeError> {
    // Room for those that each document has, and for a few of its own.
    let mut namespaces = Vec::with_capacity(8);
    namespaces.extend(["".into(), XML.into()]);
    let mut parser = Parser {
        text,
        reader: Reader::from_str(text),
        open: Vec::new(),
        bindings: Vec::new(),
        tree: Tree {
            // Mostly, a node is an element that has a start tag and an end tag.
            nodes: Vec::with_capacity(MAX_NODES.min(marks(text) / 2)),
            namespaces,
            ..Tree::default()
        },
        depth,
    };
    parser.run()?;
    if parser.tree.nodes.is_empty() {
        return Err(DecodeError::new("an XML document", "nothing"));
    }
    Ok(parser.tree)
}

struct Parser<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// The elements around.
    open: Vec<Open>,
    /// Prefixes, and the namespaces that they stand for.
    bindings: Vec<(&'t str, u32)>,
    tree: Tree<'t>,
    /// How many elements may be open.
    depth: usize,
}

/// An element that has not ended.
#[derive(Clone, Copy)]
struct Open {
    /// Its node.
    index: usize,
    /// The number of namespace declarations before its own.
    scope: usize,
    /// The number of nodes after a text of its own: text that comes next is more of the same.
    text: usize,
}

impl<'t> Parser<'t> {
    fn run(&mut self) -> Result<(), Problem> {
        loop {
            let start = self.position();
            let event = self.reader.read_event().map_err(|error| {
                let offset = usize::try_from(self.reader.error_position()).unwrap_or(start);
                self.locate(not_well_formed(error), offset)
            })?;
            let done = matches!(event, Event::Eof);
            let read = self.event(event, start);
            read.map_err(|problem| self.locate(problem, start))?;
            if done {
                return Ok(());
            }
        }
    }

    fn locate(&self, problem: Problem, offset: usize) -> Problem {
        problem.location(Location::of(self.text.as_bytes(), offset))
    }

    fn position(&self) -> usize {
        usize::try_from(self.reader.buffer_position()).unwrap_or(usize::MAX)
    }

    fn event(&mut self, event: Event<'t>, start: usize) -> Result<(), Problem> {
        match event {
            Event::Start(tag) => self.start(start, tag.name().as_ref().len(), 1),
            Event::Empty(tag) => {
                self.start(start, tag.name().as_ref().len(), 2)?;
                self.end();
                Ok(())
            }
            Event::End(_) => {
                self.end();
                Ok(())
            }
            Event::Text(text) => self.append(text.xml10_content()),
            Event::CData(text) => self.append(text.xml10_content()),
            Event::GeneralRef(reference) => self.append(resolve(&reference)?),
            Event::Eof => match self.open.last() {
                Some(open) => {
                    let name = self.tag(*open).map_or("", |tag| tag.name);
                    let found = format!("the end of the body inside `{name}`");
                    Err(Problem::new("an end tag", found))
                }
                None => Ok(()),
            },
            // A document type is passed over: the entities that it declares stay unknown.
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => Ok(()),
        }
    }

    fn count(&mut self) -> Result<(), Problem> {
        self.tree.count += 1;
        limit("nodes", self.tree.count, MAX_NODES)
    }

    /// Opens an element whose tag ends with `marks` characters that are not its own: `>` or `/>`.
    fn start(&mut self, start: usize, name: usize, marks: usize) -> Result<(), Problem> {
        self.count()?;
        limit("levels", self.open.len() + 1, self.depth)?;
        if self.open.is_empty() && !self.tree.nodes.is_empty() {
            return Err(Problem::new("one root element", "another"));
        }
        // The tag between its brackets, borrowed from the text rather than from the event.
        let end = self.position().saturating_sub(marks);
        let tag = self.text.get(start + 1..end).unwrap_or_default();
        let scope = self.bindings.len();
        let attributes = self.attributes(tag, name)?;
        let (prefix, local) = split(tag.get(..name).unwrap_or_default());
        let index = self.tree.nodes.len();
        self.open.push(Open {
            index,
            scope,
            text: index + 1,
        });
        let namespace = self.namespace(prefix);
        self.tree.nodes.push(Node::Element(Tag {
            name: local,
            namespace,
            attributes,
            next: 0,
            offset: start,
            text: Cow::Borrowed(""),
        }));
        Ok(())
    }

    /// Reads the attributes of a tag. Its namespace declarations hold for all of them, wherever they stand.
    fn attributes(&mut self, tag: &'t str, name: usize) -> Result<(u32, u32), Problem> {
        let start = self.tree.attributes.len();
        if tag.len() == name {
            return Ok((start as u32, start as u32));
        }
        let mut prefixes = Vec::new();
        for (index, attribute) in Attributes::new(tag, name).enumerate() {
            limit("attributes of an element", index + 1, MAX_ATTRIBUTES)?;
            self.count()?;
            let attribute = attribute.map_err(not_well_formed)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(not_well_formed)?;
            match split(attribute.key.into_inner()) {
                ("", "xmlns") => self.bind("", value)?,
                ("xmlns", prefix) => self.bind(prefix, value)?,
                (prefix, name) => {
                    prefixes.push(prefix);
                    self.tree.attributes.push(Attribute {
                        name,
                        value,
                        namespace: NONE,
                    });
                }
            }
        }
        for (index, prefix) in (start..).zip(prefixes) {
            // Unlike elements, attributes without prefix are not in the default namespace.
            let namespace = if prefix.is_empty() {
                NONE
            } else {
                self.namespace(prefix)
            };
            if let Some(attribute) = self.tree.attributes.get_mut(index) {
                attribute.namespace = namespace;
            }
        }
        Ok((start as u32, self.tree.attributes.len() as u32))
    }

    fn bind(&mut self, prefix: &'t str, uri: Cow<'t, str>) -> Result<(), Problem> {
        self.bindings
            .push((prefix, self.tree.namespaces.len() as u32));
        self.tree.namespaces.push(uri);
        limit("namespaces", self.bindings.len(), MAX_BINDINGS)
    }

    fn namespace(&self, prefix: &str) -> u32 {
        if prefix == "xml" {
            return XML_NAMESPACE;
        }
        // Comparing two empty texts byte by byte is slow where they have no address: a load that faults is begun.
        let is_bound =
            |bound: &str| bound.len() == prefix.len() && (bound.is_empty() || bound == prefix);
        let bound = self
            .bindings
            .iter()
            .rev()
            .find(|(bound, _)| is_bound(bound));
        bound.map_or(NONE, |(_, namespace)| *namespace)
    }

    fn tag(&mut self, open: Open) -> Option<&mut Tag<'t>> {
        match self.tree.nodes.get_mut(open.index)? {
            Node::Element(tag) => Some(tag),
            Node::Text(_) => None,
        }
    }

    fn end(&mut self) {
        let Some(open) = self.open.pop() else {
            return;
        };
        self.bindings.truncate(open.scope);
        let next = self.tree.nodes.len() as u32;
        if let Some(tag) = self.tag(open) {
            tag.next = next;
        }
    }

    fn append(&mut self, text: Cow<'t, str>) -> Result<(), Problem> {
        let Some(open) = self.open.last().copied() else {
            let blank = text.trim().is_empty();
            return if blank {
                Ok(())
            } else {
                Err(Problem::new("an element", "text outside of it"))
            };
        };
        if self.tree.nodes.len() != open.text {
            self.tree.nodes.push(Node::Text(text));
            if let Some(open) = self.open.last_mut() {
                open.text = self.tree.nodes.len();
            }
            return self.count();
        }
        // The first text of an element, or more of the last.
        let before = match self.tree.nodes.last_mut() {
            Some(Node::Element(tag)) => &mut tag.text,
            Some(Node::Text(text)) => text,
            None => return Ok(()),
        };
        if !before.is_empty() {
            before.to_mut().push_str(&text);
            return Ok(());
        }
        *before = text;
        self.count()
    }
}

/// How many marks there may be in a text.
fn marks(text: &str) -> usize {
    // By few at a time, so that counts are bytes too: that is a few of the processor's instructions for many of the text's.
    let few = |bytes: &[u8]| bytes.iter().map(|byte| u8::from(*byte == b'<')).sum::<u8>();
    text.as_bytes()
        .chunks(128)
        .map(|bytes| usize::from(few(bytes)))
        .sum()
}

/// The text that a reference stands for.
fn resolve<'t>(reference: &BytesRef<'t>) -> Result<Cow<'t, str>, Problem> {
    if let Some(character) = reference.resolve_char_ref().map_err(not_well_formed)? {
        return Ok(Cow::Owned(character.to_string()));
    }
    let text = resolve_xml_entity(reference)
        .ok_or_else(|| Problem::new("a predefined entity", format!("`&{};`", &**reference)))?;
    Ok(Cow::Borrowed(text))
}

/// Prefix and local name.
fn split(name: &str) -> (&str, &str) {
    let colon = name.bytes().position(|byte| byte == b':');
    let parts = colon.and_then(|at| Some((name.get(..at)?, name.get(at + 1..)?)));
    parts.unwrap_or(("", name))
}

#[inline]
fn limit(what: &str, count: usize, most: usize) -> Result<(), Problem> {
    if count > most {
        return Err(Problem::new(format!("at most {most} {what}"), "more"));
    }
    Ok(())
}

fn not_well_formed(error: impl std::fmt::Display) -> Problem {
    Problem::new("well-formed XML", error.to_string())
}
