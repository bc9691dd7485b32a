//! A document as a tree that borrows from its text, with namespaces resolved.

use std::{borrow::Cow, rc::Rc};

use quick_xml::{
    Reader, XmlVersion,
    escape::resolve_xml_entity,
    events::{BytesRef, Event, attributes::Attributes},
};

use super::{XML, XSI};
use crate::error::{DecodeError, Location, Problem};

/// How many elements, attributes and texts a document may have.
const MAX_NODES: usize = 1 << 20;

/// How many attributes an element may have. Looking for one takes as long as there are others.
const MAX_ATTRIBUTES: usize = 256;

/// How many namespaces may be declared at a time, for the same reason.
const MAX_BINDINGS: usize = 256;

/// An element.
#[derive(Debug)]
pub(super) struct Element<'t> {
    /// The name without prefix.
    pub(super) name: &'t str,
    /// The namespace; empty for none, and for a prefix that nothing declares.
    pub(super) namespace: Rc<str>,
    /// The attributes, namespace declarations apart.
    pub(super) attributes: Vec<Attribute<'t>>,
    /// Elements and texts; no two texts side by side.
    pub(super) children: Vec<Node<'t>>,
    /// Where it starts in the text of the document, in bytes.
    pub(super) offset: usize,
}

/// An attribute.
#[derive(Debug)]
pub(super) struct Attribute<'t> {
    /// The name without prefix.
    pub(super) name: &'t str,
    /// The namespace; empty for attributes without prefix.
    pub(super) namespace: Rc<str>,
    /// The value, normalised.
    pub(super) value: Cow<'t, str>,
}

/// What stands in an element.
#[derive(Debug)]
pub(super) enum Node<'t> {
    /// An element.
    Element(Element<'t>),
    /// Text, with references and CDATA sections resolved.
    Text(Cow<'t, str>),
}

impl<'t> Element<'t> {
    /// The child elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element<'t>> {
        self.children.iter().filter_map(|node| match node {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// Whether there are child elements.
    pub(super) fn is_nested(&self) -> bool {
        self.elements().next().is_some()
    }

    /// The text, without that of child elements.
    pub(super) fn text(&self) -> Cow<'_, str> {
        let mut texts = self.children.iter().filter_map(|node| match node {
            Node::Text(text) => Some(&**text),
            Node::Element(_) => None,
        });
        let first = texts.next().unwrap_or_default();
        texts.fold(Cow::Borrowed(first), |all, text| all + text)
    }

    /// Whether `xsi:nil` says that it is null.
    pub(super) fn is_nil(&self) -> bool {
        self.attributes
            .iter()
            .any(|it| it.is_nil() && matches!(it.value.trim(), "true" | "1"))
    }

    /// The attributes that say something of their own.
    pub(super) fn said(&self) -> impl Iterator<Item = &Attribute<'t>> {
        self.attributes
            .iter()
            .filter(|attribute| !attribute.is_nil())
    }
}

impl Attribute<'_> {
    fn is_nil(&self) -> bool {
        self.name == "nil" && &*self.namespace == XSI
    }
}

/// Parses a document, and counts its nodes.
pub(super) fn parse(text: &str, depth: usize) -> Result<(Element<'_>, usize), DecodeError> {
    let mut parser = Parser {
        text,
        reader: Reader::from_str(text),
        open: Vec::new(),
        root: None,
        bindings: Vec::new(),
        none: Rc::from(""),
        nodes: 0,
        depth,
    };
    parser.run()?;
    match parser.root {
        Some(root) => Ok((root, parser.nodes)),
        None => Err(DecodeError::new("an XML document", "nothing")),
    }
}

struct Parser<'t> {
    text: &'t str,
    reader: Reader<&'t [u8]>,
    /// The elements around, each with the number of namespace declarations before its own.
    open: Vec<(Element<'t>, usize)>,
    root: Option<Element<'t>>,
    bindings: Vec<(&'t str, Rc<str>)>,
    none: Rc<str>,
    nodes: usize,
    /// How many elements may be open.
    depth: usize,
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
                Some((element, _)) => {
                    let found = format!("the end of the body inside `{}`", element.name);
                    Err(Problem::new("an end tag", found))
                }
                None => Ok(()),
            },
            // A document type is passed over: the entities that it declares stay unknown.
            Event::Decl(_) | Event::PI(_) | Event::DocType(_) | Event::Comment(_) => Ok(()),
        }
    }

    fn count(&mut self) -> Result<(), Problem> {
        self.nodes += 1;
        limit("nodes", self.nodes, MAX_NODES)
    }

    /// Opens an element whose tag ends with `marks` characters that are not its own: `>` or `/>`.
    fn start(&mut self, start: usize, name: usize, marks: usize) -> Result<(), Problem> {
        self.count()?;
        limit("levels", self.open.len() + 1, self.depth)?;
        if self.root.is_some() {
            return Err(Problem::new("one root element", "another"));
        }
        // The tag between its brackets, borrowed from the text rather than from the event.
        let end = self.position().saturating_sub(marks);
        let tag = self.text.get(start + 1..end).unwrap_or_default();
        let scope = self.bindings.len();
        let attributes = self.attributes(tag, name)?;
        let (prefix, local) = split(tag.get(..name).unwrap_or_default());
        let element = Element {
            name: local,
            namespace: self.namespace(prefix),
            attributes,
            children: Vec::new(),
            offset: start,
        };
        self.open.push((element, scope));
        Ok(())
    }

    /// Reads the attributes of a tag. Its namespace declarations hold for all of them, wherever they stand.
    fn attributes(&mut self, tag: &'t str, name: usize) -> Result<Vec<Attribute<'t>>, Problem> {
        let mut read: Vec<(&'t str, &'t str, Cow<'t, str>)> = Vec::new();
        for (index, attribute) in Attributes::new(tag, name).enumerate() {
            limit("attributes of an element", index + 1, MAX_ATTRIBUTES)?;
            self.count()?;
            let attribute = attribute.map_err(not_well_formed)?;
            let value = attribute.normalized_value(XmlVersion::Implicit1_0);
            let value = value.map_err(not_well_formed)?;
            match split(attribute.key.into_inner()) {
                ("", "xmlns") => self.bind("", &value)?,
                ("xmlns", prefix) => self.bind(prefix, &value)?,
                (prefix, local) => read.push((prefix, local, value)),
            }
        }
        let attributes = read.into_iter().map(|(prefix, name, value)| Attribute {
            name,
            // Unlike elements, attributes without prefix are not in the default namespace.
            namespace: if prefix.is_empty() {
                self.none.clone()
            } else {
                self.namespace(prefix)
            },
            value,
        });
        Ok(attributes.collect())
    }

    fn bind(&mut self, prefix: &'t str, uri: &str) -> Result<(), Problem> {
        self.bindings.push((prefix, Rc::from(uri)));
        limit("namespaces", self.bindings.len(), MAX_BINDINGS)
    }

    fn namespace(&self, prefix: &str) -> Rc<str> {
        if prefix == "xml" {
            return Rc::from(XML);
        }
        // Comparing two empty texts byte by byte is slow where they have no address: a load that faults is begun.
        let is_bound =
            |bound: &str| bound.len() == prefix.len() && (bound.is_empty() || bound == prefix);
        let bound = self
            .bindings
            .iter()
            .rev()
            .find(|(bound, _)| is_bound(bound));
        bound.map_or_else(|| self.none.clone(), |(_, uri)| uri.clone())
    }

    fn end(&mut self) {
        let Some((element, scope)) = self.open.pop() else {
            return;
        };
        self.bindings.truncate(scope);
        match self.open.last_mut() {
            Some((parent, _)) => parent.children.push(Node::Element(element)),
            None => self.root = Some(element),
        }
    }

    fn append(&mut self, text: Cow<'t, str>) -> Result<(), Problem> {
        let Some((parent, _)) = self.open.last_mut() else {
            let blank = text.trim().is_empty();
            return if blank {
                Ok(())
            } else {
                Err(Problem::new("an element", "text outside of it"))
            };
        };
        if let Some(Node::Text(before)) = parent.children.last_mut() {
            before.to_mut().push_str(&text);
            return Ok(());
        }
        parent.children.push(Node::Text(text));
        self.count()
    }
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
    name.split_once(':').unwrap_or(("", name))
}

fn limit(what: &str, count: usize, most: usize) -> Result<(), Problem> {
    if count > most {
        return Err(Problem::new(format!("at most {most} {what}"), "more"));
    }
    Ok(())
}

fn not_well_formed(error: impl std::fmt::Display) -> Problem {
    Problem::new("well-formed XML", error.to_string())
}
