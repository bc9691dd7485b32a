//! JSON text from left to right (RFC 8259), strictly.

use std::borrow::Cow;

use super::{
    escape,
    stop::{Expected, Step, Stop},
};
use crate::error::{DecodeError, Location, Problem};

/// A place in a JSON text. What lies before it has been found to be JSON.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scanner<'t> {
    text: &'t str,
    at: usize,
    /// How many more containers may be open.
    depth: usize,
}

/// A container.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Container {
    Array,
    Object,
}

impl Container {
    fn open(self) -> u8 {
        match self {
            Self::Array => b'[',
            Self::Object => b'{',
        }
    }

    fn close(self) -> u8 {
        match self {
            Self::Array => b']',
            Self::Object => b'}',
        }
    }
}

impl<'t> Scanner<'t> {
    /// The first value of a text. A byte order mark before it is passed over (RFC 8259 §8.1).
    pub(super) fn new(text: &'t str, depth: usize) -> Self {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut scanner = Self { text, at: 0, depth };
        scanner.space();
        scanner
    }

    /// Where it stands, in bytes.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The same text at another place, where a value begins.
    pub(super) fn elsewhere(mut self, at: usize) -> Self {
        self.at = at;
        self
    }

    /// The place in the text, as a line and a column.
    pub(super) fn location(&self, at: usize) -> Location {
        Location::of(self.text.as_bytes(), at)
    }

    /// That something else was expected here, in a text that may be nested so deep.
    pub(super) fn error(&self, expected: Expected, depth: usize) -> DecodeError {
        if let Expected::LessDepth = expected {
            let expected = format!("at most {depth} levels of arrays and objects");
            return Problem::new(expected, "more")
                .location(self.location(self.at))
                .into();
        }
        let found = match self.rest().chars().next() {
            None => "the end of the text".to_owned(),
            Some(character) => format!("`{}`", character.escape_debug()),
        };
        Problem::new(expected.text(), found)
            .location(self.location(self.at))
            .into()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn since(&self, start: usize) -> &'t str {
        self.text.get(start..self.at).unwrap_or_default()
    }

    /// The first byte of what stands here.
    #[inline]
    pub(super) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    #[inline]
    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Nothing but blanks up to the end of the text.
    pub(super) fn end(&mut self) -> Step {
        self.space();
        if self.at == self.text.len() {
            Ok(())
        } else {
            Err(Stop::Syntax(Expected::End))
        }
    }

    /// Whether a container of this kind begins here.
    #[inline]
    pub(super) fn is(&self, container: Container) -> bool {
        self.peek() == Some(container.open())
    }

    /// Whether null stands here, or what can only be meant to be null.
    #[inline]
    pub(super) fn is_null(&self) -> bool {
        self.peek() == Some(b'n')
    }

    /// Goes into the container that begins here, to its first child; `false` if it has none, and is passed.
    #[inline]
    pub(super) fn begin(&mut self, container: Container) -> Step<bool> {
        self.depth = self
            .depth
            .checked_sub(1)
            .ok_or(Stop::Syntax(Expected::LessDepth))?;
        self.at += 1;
        self.space();
        if self.peek() == Some(container.close()) {
            self.at += 1;
            self.depth += 1;
            return Ok(false);
        }
        Ok(true)
    }

    /// Goes from behind a child of a container to the next; `false` if it was the last, and the container is passed.
    #[inline]
    pub(super) fn next(&mut self, container: Container) -> Step<bool> {
        self.space();
        match self.peek() {
            Some(b',') => {
                self.at += 1;
                self.space();
                Ok(true)
            }
            Some(byte) if byte == container.close() => {
                self.at += 1;
                self.depth += 1;
                Ok(false)
            }
            _ => Err(Stop::Syntax(match container {
                Container::Array => Expected::Item,
                Container::Object => Expected::Member,
            })),
        }
    }

    /// Passes a member's name and what stands between it and its value.
    #[inline(always)]
    pub(super) fn name(&mut self) -> Step<Cow<'t, str>> {
        if self.peek() != Some(b'"') {
            return Err(Stop::Syntax(Expected::Name));
        }
        let name = self.string()?;
        self.colon()?;
        Ok(name)
    }

    /// Passes a member's name and what stands between it and its value, if it is `name`, which needs no escapes.
    #[inline(always)]
    pub(super) fn is_name(&mut self, name: &str) -> Step<bool> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        let rest = rest.strip_prefix(b"\"").unwrap_or_default();
        let Some([b'"', ..]) = rest.strip_prefix(name.as_bytes()) else {
            return Ok(false);
        };
        self.at += name.len() + 2;
        self.colon()?;
        Ok(true)
    }

    /// Passes what stands between a member's name and its value.
    #[inline(always)]
    fn colon(&mut self) -> Step {
        self.space();
        if self.peek() != Some(b':') {
            return Err(Stop::Syntax(Expected::Colon));
        }
        self.at += 1;
        self.space();
        Ok(())
    }

    /// Passes the string that stands here, and gives what it means; `None` if it is something else.
    #[inline]
    pub(super) fn text(&mut self) -> Step<Option<Cow<'t, str>>> {
        if self.peek() == Some(b'"') {
            self.string().map(Some)
        } else {
            Ok(None)
        }
    }

    /// Passes the number that stands here, and gives its digits; `None` if it is something else.
    #[inline]
    pub(super) fn number(&mut self) -> Step<Option<&'t str>> {
        if !matches!(self.peek(), Some(b'-' | b'0'..=b'9')) {
            return Ok(None);
        }
        let start = self.at;
        self.digits_of_number()?;
        Ok(Some(self.since(start)))
    }

    /// Passes the boolean that stands here; `None` if it is something else.
    pub(super) fn boolean(&mut self) -> Step<Option<bool>> {
        match self.peek() {
            Some(b't') => self.literal("true").map(|()| Some(true)),
            Some(b'f') => self.literal("false").map(|()| Some(false)),
            _ => Ok(None),
        }
    }

    /// Passes a null.
    pub(super) fn null(&mut self) -> Step {
        self.literal("null")
    }

    fn literal(&mut self, text: &'static str) -> Step {
        if !self.rest().starts_with(text) {
            return Err(Stop::Syntax(Expected::Value));
        }
        self.at += text.len();
        Ok(())
    }

    /// Passes whatever value stands here.
    pub(super) fn skip(&mut self) -> Step {
        match self.peek() {
            Some(b'"') => self.raw_string().map(drop),
            Some(b'-' | b'0'..=b'9') => self.digits_of_number(),
            Some(b'{') => {
                let mut more = self.begin(Container::Object)?;
                while more {
                    self.name()?;
                    self.skip()?;
                    more = self.next(Container::Object)?;
                }
                Ok(())
            }
            Some(b'[') => {
                let mut more = self.begin(Container::Array)?;
                while more {
                    self.skip()?;
                    more = self.next(Container::Array)?;
                }
                Ok(())
            }
            Some(b't') => self.literal("true"),
            Some(b'f') => self.literal("false"),
            _ => self.null(),
        }
    }

    /// The value that comes next as it stands in the text; nothing if it is none.
    pub(super) fn skipped(mut self) -> &'t str {
        let start = self.at;
        match self.skip() {
            Ok(()) => self.since(start),
            Err(_) => "",
        }
    }

    /// Passes the string that stands here, and gives what it means.
    #[inline(always)]
    fn string(&mut self) -> Step<Cow<'t, str>> {
        match self.plain_string() {
            Some(text) => Ok(text.into()),
            None => self.escaped_string().map(Cow::Owned),
        }
    }

    /// Passes a string with escapes, and gives what it means.
    #[inline(never)]
    fn escaped_string(&mut self) -> Step<String> {
        self.raw_string().map(escape::unescape)
    }

    /// Passes a string without escapes; most have none.
    #[inline(always)]
    fn plain_string(&mut self) -> Option<&'t str> {
        let start = self.at + 1;
        let end = start + escape::plain(self.text.as_bytes().get(start..)?);
        if self.text.as_bytes().get(end) != Some(&b'"') {
            return None;
        }
        self.at = end + 1;
        self.text.get(start..end)
    }

    /// Passes the string that stands here, and gives it as it stands.
    fn raw_string(&mut self) -> Step<&'t str> {
        self.at += 1;
        let start = self.at;
        loop {
            let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
            let length = escape::plain(rest);
            self.at += length;
            match rest.get(length) {
                Some(b'"') => break,
                Some(b'\\') => {
                    let tail = rest.get(length..).unwrap_or_default();
                    let escape = escape::escape(tail);
                    self.at += escape.ok_or(Stop::Syntax(Expected::Escape))?;
                }
                Some(_) => return Err(Stop::Syntax(Expected::Character)),
                None => return Err(Stop::Syntax(Expected::Quote)),
            }
        }
        let raw = self.since(start);
        self.at += 1;
        Ok(raw)
    }

    fn digits_of_number(&mut self) -> Step {
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            self.digits()?;
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            self.digits()?;
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            self.digits()?;
        }
        Ok(())
    }

    #[inline]
    fn digits(&mut self) -> Step {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == start {
            Err(Stop::Syntax(Expected::Digit))
        } else {
            Ok(())
        }
    }
}

/// Whether `text` is a JSON number and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    let mut scanner = Scanner {
        text,
        at: 0,
        depth: 0,
    };
    scanner.digits_of_number().is_ok() && scanner.at == text.len()
}
