//! What an XML document says, so that two can be compared whatever their prefixes, blanks and order.

use std::collections::BTreeMap;

use quick_xml::{
    escape::unescape,
    events::{BytesStart, Event},
    name::{Namespace, ResolveResult},
    reader::NsReader,
};

/// An element.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Element {
    /// The namespace's URI; empty for none.
    pub namespace: String,
    /// The local name.
    pub name: String,
    /// The attributes by their names as written, declarations of namespaces aside.
    pub attributes: BTreeMap<String, String>,
    /// The text without blanks around it.
    pub text: String,
    /// The children, those of one name in the order in which they stand.
    pub children: Vec<Element>,
}

impl Element {
    /// The root of a document.
    ///
    /// # Panics
    /// If it is not well-formed.
    pub fn parse(document: &str) -> Self {
        let mut reader = NsReader::from_str(document);
        let mut open = vec![Self::default()];
        loop {
            let (namespace, event) = reader.read_resolved_event().expect("well-formed XML");
            match event {
                Event::Start(start) => open.push(Self::start(&namespace, &start)),
                Event::Empty(start) => add(&mut open, Self::start(&namespace, &start)),
                Event::End(_) => {
                    let ended = open.pop().expect("an open element");
                    add(&mut open, ended);
                }
                Event::Text(text) => append(&mut open, &text),
                Event::GeneralRef(name) => {
                    let character = unescape(&format!("&{};", &*name))
                        .expect("an entity")
                        .into_owned();
                    append(&mut open, &character);
                }
                Event::CData(text) => append(&mut open, &text),
                Event::Eof => break,
                _ => {}
            }
        }
        let mut roots = open.remove(0).children;
        assert_eq!(roots.len(), 1, "one root");
        roots.remove(0)
    }

    /// The same without namespaces.
    pub fn local(mut self) -> Self {
        self.namespace.clear();
        self.children = self.children.into_iter().map(Self::local).collect();
        self
    }

    fn start(namespace: &ResolveResult<'_>, start: &BytesStart<'_>) -> Self {
        let attributes = start
            .attributes()
            .map(|attribute| attribute.expect("an attribute"))
            .map(|attribute| {
                (
                    attribute.key.as_ref().to_owned(),
                    unescape(&attribute.value).expect("entities").into_owned(),
                )
            })
            .filter(|(name, _)| !name.starts_with("xmlns"));
        Self {
            namespace: match namespace {
                ResolveResult::Bound(Namespace(uri)) => (*uri).to_owned(),
                _ => String::new(),
            },
            name: start.local_name().as_ref().to_owned(),
            attributes: attributes.collect(),
            ..Self::default()
        }
    }
}

fn append(open: &mut [Element], text: &str) {
    if let Some(element) = open.last_mut() {
        element.text.push_str(text);
    }
}

fn add(open: &mut [Element], mut element: Element) {
    element.text = element.text.trim().to_owned();
    element
        .children
        .sort_by(|one, other| one.name.cmp(&other.name));
    open.last_mut().expect("a parent").children.push(element);
}
