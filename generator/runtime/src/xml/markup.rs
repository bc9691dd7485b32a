//! Tags, attributes and the namespaces that they declare.

use std::{borrow::Cow, ops::Range};

use super::{XML, escape};
use crate::{model::Xml, request::RequestError};

type Result<T = ()> = std::result::Result<T, RequestError>;

/// The name of an element or attribute to be written.
#[derive(Clone, Copy, Debug)]
pub(super) struct Name<'a> {
    /// The name without prefix.
    pub(super) local: &'a str,
    /// The namespace.
    pub(super) space: Space<'a>,
    /// The prefix to write; empty for a default namespace.
    pub(super) prefix: &'a str,
}

/// The namespace of a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Space<'a> {
    /// Whatever a name without prefix is in.
    Any,
    /// That of the element around it, whose prefix is written.
    Around,
    /// This one; empty for none at all.
    Of(&'a str),
}

impl<'a> Name<'a> {
    /// A name without prefix.
    pub(super) fn of(local: &'a str, space: Space<'a>) -> Self {
        Self {
            local,
            space,
            prefix: "",
        }
    }

    /// A name in the namespace that a table gives it.
    pub(super) fn said(local: &'a str, space: Xml) -> Self {
        Self {
            local,
            space: match space.namespace {
                "" => Space::Any,
                namespace => Space::Of(namespace),
            },
            prefix: space.prefix,
        }
    }
}

/// An attribute to be written.
pub(super) type Attribute<'a> = (Name<'a>, Cow<'a, str>);

/// A document that is being written. Names are borrowed from what is written.
pub(super) struct Markup<'a> {
    out: String,
    /// The namespaces in scope, by prefix, innermost last.
    bindings: Vec<(Cow<'a, str>, &'a str)>,
    /// The namespace and prefix of each open element.
    around: Vec<(&'a str, Cow<'a, str>)>,
}

/// An open element.
pub(super) struct Open {
    /// Where its name stands in the document, with its prefix.
    tag: Range<usize>,
    /// The length of the document after its start tag.
    start: usize,
    /// The number of namespaces in scope around it.
    scope: usize,
}

impl<'a> Markup<'a> {
    pub(super) fn new() -> Self {
        // Few bodies are shorter; so most are spared the first steps of growing.
        let mut out = String::with_capacity(256);
        out.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        Self {
            out,
            bindings: Vec::new(),
            around: Vec::new(),
        }
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.out.into_bytes()
    }

    /// Writes a start tag with its attributes and the namespaces that they need.
    pub(super) fn open(&mut self, name: Name<'a>, attributes: &[Attribute<'a>]) -> Result<Open> {
        let scope = self.bindings.len();
        let prefix = self.qualify(name, scope, false)?;
        self.out.push('<');
        let tag = self.qualified(&prefix, name.local);
        self.around
            .push((self.bound(&prefix).unwrap_or_default(), prefix));
        for (name, value) in attributes {
            let prefix = self.qualify(*name, scope, true)?;
            self.out.push(' ');
            self.qualified(&prefix, name.local);
            self.out.push_str("=\"");
            escape::attribute(value, &mut self.out)?;
            self.out.push('"');
        }
        if self.bindings.len() > scope {
            self.declarations(tag.end, scope)?;
        }
        self.out.push('>');
        Ok(Open {
            tag,
            start: self.out.len(),
            scope,
        })
    }

    /// Writes a name with its prefix, and gives the place.
    fn qualified(&mut self, prefix: &str, local: &str) -> Range<usize> {
        let start = self.out.len();
        if !prefix.is_empty() {
            self.out.push_str(prefix);
            self.out.push(':');
        }
        self.out.push_str(local);
        start..self.out.len()
    }

    /// Writes the namespaces that a tag declares, before its attributes, which begin at `at`.
    fn declarations(&mut self, at: usize, scope: usize) -> Result {
        let attributes = self.out.split_off(at);
        for (prefix, uri) in self.bindings.iter().skip(scope) {
            self.out.push_str(" xmlns");
            if !prefix.is_empty() {
                self.out.push(':');
                self.out.push_str(prefix);
            }
            self.out.push_str("=\"");
            escape::attribute(uri, &mut self.out)?;
            self.out.push('"');
        }
        self.out.push_str(&attributes);
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) -> Result {
        escape::text(text, &mut self.out)
    }

    /// Writes the end tag, or makes an empty element of the start tag.
    pub(super) fn close(&mut self, open: Open) {
        if self.out.len() == open.start {
            self.out.pop();
            self.out.push_str("/>");
        } else {
            self.out.push_str("</");
            self.out.extend_from_within(open.tag);
            self.out.push('>');
        }
        self.bindings.truncate(open.scope);
        self.around.pop();
    }

    /// The prefix to write a name with. Declares the namespace unless the prefix stands for it.
    fn qualify(&mut self, name: Name<'a>, scope: usize, attribute: bool) -> Result<Cow<'a, str>> {
        escape::name(name.local)?;
        let around = || self.around.last().cloned().unwrap_or_default();
        let (uri, wish) = match name.space {
            Space::Any if !name.prefix.is_empty() && self.bound(name.prefix).is_some() => {
                return Ok(name.prefix.into());
            }
            Space::Any => return Ok("".into()),
            Space::Around => around(),
            Space::Of(uri) => (uri, name.prefix.into()),
        };
        match uri {
            "" if attribute => Ok("".into()),
            XML => Ok("xml".into()),
            _ => self.declare(uri, wish, scope, attribute),
        }
    }

    /// The prefix of a namespace, declared if need be.
    fn declare(
        &mut self,
        uri: &'a str,
        wish: Cow<'a, str>,
        scope: usize,
        attribute: bool,
    ) -> Result<Cow<'a, str>> {
        if attribute && wish.is_empty() {
            let mut known = self.bindings.iter().rev().map(|(prefix, _)| prefix);
            let known = known.find(|prefix| !prefix.is_empty() && self.stands_for(prefix, uri));
            if let Some(prefix) = known {
                return Ok(prefix.clone());
            }
        }
        let here = |prefix: &str| {
            let mut here = self.bindings.iter().skip(scope);
            here.any(|(bound, of)| is_same(bound, prefix) && !is_same(of, uri))
        };
        // An attribute needs a prefix, and no prefix can stand for two namespaces in one tag.
        let prefix = if uri.is_empty() {
            "".into()
        } else if attribute && wish.is_empty() || here(&wish) {
            self.free().into()
        } else {
            wish
        };
        if !prefix.is_empty() {
            escape::name(&prefix)?;
        }
        if !self.stands_for(&prefix, uri) {
            self.bindings.push((prefix.clone(), uri));
        }
        Ok(prefix)
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

    fn bound(&self, prefix: &str) -> Option<&'a str> {
        let mut bindings = self.bindings.iter().rev();
        let bound = bindings.find(|(bound, _)| is_same(bound, prefix));
        bound.map(|(_, uri)| *uri)
    }

    /// Whether the prefix stands for the namespace; without a declaration, it stands for none at all.
    fn stands_for(&self, prefix: &str, uri: &str) -> bool {
        is_same(self.bound(prefix).unwrap_or_default(), uri)
    }
}

/// Whether the texts are equal. Most are the same constant, or both empty: to compare nothing at a place that is none, as
/// an empty text's may be, takes a hundred cycles with the masked loads of AVX-512.
fn is_same(one: &str, other: &str) -> bool {
    one.len() == other.len()
        && (one.is_empty() || std::ptr::eq(one.as_ptr(), other.as_ptr()) || one == other)
}
