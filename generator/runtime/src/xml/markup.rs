//! Tags, attributes and the namespaces that they declare.

use std::rc::Rc;

use super::{XML, escape};
use crate::{model::Xml, request::RequestError};

/// The name of an element or attribute to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    /// The name without prefix.
    pub(super) local: &'a str,
    /// The namespace: `None` for whatever a name without prefix is in, empty for none at all.
    pub(super) namespace: Option<&'a str>,
    /// The prefix to write; empty for a default namespace.
    pub(super) prefix: &'a str,
}

impl<'a> Name<'a> {
    /// A name of which nothing else is said.
    pub(super) fn of(local: &'a str) -> Self {
        Self {
            local,
            namespace: None,
            prefix: "",
        }
    }

    /// A name in the namespace that a table gives it.
    pub(super) fn said(local: &'a str, space: Xml) -> Self {
        let namespace = (!space.namespace.is_empty()).then_some(space.namespace);
        Self {
            local,
            namespace,
            prefix: space.prefix,
        }
    }
}

/// A document that is being written.
pub(super) struct Markup {
    out: String,
    /// The namespaces in scope, by prefix, innermost last.
    bindings: Vec<(Rc<str>, Rc<str>)>,
    /// The namespace and prefix of each open element.
    around: Vec<(Rc<str>, Rc<str>)>,
}

/// An open element.
pub(super) struct Open {
    tag: String,
    /// The length of the document after its start tag.
    start: usize,
    /// The number of namespaces in scope around it.
    scope: usize,
}

impl Markup {
    pub(super) fn new() -> Self {
        let out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self {
            out,
            bindings: Vec::new(),
            around: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// The namespace and prefix of the element that is open.
    pub(super) fn around(&self) -> (Rc<str>, Rc<str>) {
        let none = || (Rc::from(""), Rc::from(""));
        self.around.last().cloned().unwrap_or_else(none)
    }

    /// Writes a start tag with its attributes and the namespaces that they need.
    pub(super) fn open(
        &mut self,
        name: Name<'_>,
        attributes: &[(Name<'_>, String)],
    ) -> Result<Open, RequestError> {
        let scope = self.bindings.len();
        let (prefix, tag) = self.qualify(name, scope, false)?;
        let uri = self.bound(&prefix).unwrap_or_else(|| Rc::from(""));
        self.around.push((uri, prefix));
        let mut text = String::new();
        for (name, value) in attributes {
            let (_, name) = self.qualify(*name, scope, true)?;
            text.push_str(&format!(" {name}=\""));
            escape::attribute(value, &mut text)?;
            text.push('"');
        }
        self.out.push('<');
        self.out.push_str(&tag);
        for (prefix, uri) in self.bindings.iter().skip(scope) {
            let colon = if prefix.is_empty() { "" } else { ":" };
            self.out.push_str(&format!(" xmlns{colon}{prefix}=\""));
            escape::attribute(uri, &mut self.out)?;
            self.out.push('"');
        }
        self.out.push_str(&text);
        self.out.push('>');
        Ok(Open {
            tag,
            start: self.out.len(),
            scope,
        })
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), RequestError> {
        escape::text(text, &mut self.out)
    }

    /// Writes the end tag, or makes an empty element of the start tag.
    pub(super) fn close(&mut self, open: Open) {
        if self.out.len() == open.start {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.push_str(&open.tag);
            self.out.push('>');
        }
        self.bindings.truncate(open.scope);
        self.around.pop();
    }

    /// The prefix to write a name with, and both together. Declares the namespace unless the prefix stands for it.
    fn qualify(
        &mut self,
        name: Name<'_>,
        scope: usize,
        attribute: bool,
    ) -> Result<(Rc<str>, String), RequestError> {
        let local = escape::name(name.local)?;
        let prefix: Rc<str> = match name.namespace {
            None if !name.prefix.is_empty() && self.bound(name.prefix).is_some() => {
                name.prefix.into()
            }
            None => "".into(),
            Some("") if attribute => "".into(),
            Some(XML) => "xml".into(),
            Some(uri) => self.declare(uri, name.prefix, scope, attribute)?,
        };
        let tag = if prefix.is_empty() {
            local.to_owned()
        } else {
            format!("{prefix}:{local}")
        };
        Ok((prefix, tag))
    }

    /// The prefix of a namespace, declared if need be.
    fn declare(
        &mut self,
        uri: &str,
        wish: &str,
        scope: usize,
        attribute: bool,
    ) -> Result<Rc<str>, RequestError> {
        if attribute && wish.is_empty() {
            let known = self.bindings.iter().rev().map(|(prefix, _)| prefix.clone());
            let known = known.filter(|prefix| !prefix.is_empty());
            if let Some(prefix) = known
                .into_iter()
                .find(|prefix| self.bound(prefix).as_deref() == Some(uri))
            {
                return Ok(prefix);
            }
        }
        let here = |prefix: &str| {
            self.bindings
                .iter()
                .skip(scope)
                .any(|(bound, of)| &**bound == prefix && &**of != uri)
        };
        // An attribute needs a prefix, and no prefix can stand for two namespaces in one tag.
        let prefix =
            if attribute && wish.is_empty() || uri.is_empty() && !wish.is_empty() || here(wish) {
                self.free()
            } else {
                wish.to_owned()
            };
        let prefix = if uri.is_empty() {
            String::new()
        } else {
            prefix
        };
        if !prefix.is_empty() {
            escape::name(&prefix)?;
        }
        let known = self.bound(&prefix);
        if known.as_deref().unwrap_or_default() != uri {
            self.bindings.push((prefix.as_str().into(), uri.into()));
        }
        Ok(prefix.into())
    }

    /// A prefix that stands for nothing yet.
    fn free(&self) -> String {
        let mut number = self.bindings.len() + 1;
        loop {
            let prefix = format!("ns{number}");
            if self.bound(&prefix).is_none() {
                return prefix;
            }
            number += 1;
        }
    }

    fn bound(&self, prefix: &str) -> Option<Rc<str>> {
        let bound = self
            .bindings
            .iter()
            .rev()
            .find(|(bound, _)| &**bound == prefix);
        bound.map(|(_, uri)| uri.clone())
    }
}
