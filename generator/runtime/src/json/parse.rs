//! JSON text to [`Tree`] (RFC 8259), strictly and without recursion.

use super::{
    escape,
    tree::{Kind, Node, Tree},
};
use crate::error::{DecodeError, Location, Problem};

/// Reads a JSON text. A byte order mark before it is passed over (RFC 8259 §8.1).
///
/// # Errors
/// Where and why the text is not JSON; also if it is nested deeper than `depth`, or longer than 4 GiB.
pub(crate) fn parse(text: &str, depth: usize) -> Result<Tree<'_>, DecodeError> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    if u32::try_from(text.len()).is_err() {
        return Err(DecodeError::new(
            "at most 4 GiB of JSON",
            format!("{} bytes", text.len()),
        ));
    }
    let mut parser = Parser {
        bytes: text.as_bytes(),
        at: 0,
        // Real documents have a node per ten bytes or so; the capacity of a tiny text is not worth a second thought.
        nodes: Vec::with_capacity(text.len() / 10 + 4),
        open: Vec::with_capacity(16),
        depth,
    };
    match parser.document() {
        Ok(()) => Ok(Tree {
            text: text.into(),
            nodes: parser.nodes,
        }),
        Err(TOO_DEEP) => {
            let expected = format!("at most {depth} levels of arrays and objects");
            Err(Problem::new(expected, "more")
                .location(Location::of(parser.bytes, parser.at))
                .into())
        }
        Err(expected) => {
            let found = found(text, parser.at);
            Err(Problem::new(expected, found)
                .location(Location::of(parser.bytes, parser.at))
                .into())
        }
    }
}

/// What is said in place of what was expected where containers are nested too deep.
const TOO_DEEP: &str = "no deeper nesting";

/// Whether `text` is a JSON number and nothing else.
pub(crate) fn is_number(text: &str) -> bool {
    let mut parser = Parser {
        bytes: text.as_bytes(),
        at: 0,
        nodes: Vec::new(),
        open: Vec::new(),
        depth: 0,
    };
    parser.number().is_ok() && parser.at == text.len()
}

fn found(text: &str, at: usize) -> String {
    match text.get(at..).and_then(|rest| rest.chars().next()) {
        None => "the end of the text".to_owned(),
        Some(character) => format!("`{}`", character.escape_debug()),
    }
}

/// What was expected at [`Parser::at`].
type Step<T = ()> = Result<T, &'static str>;

struct Parser<'a> {
    bytes: &'a [u8],
    at: usize,
    nodes: Vec<Node>,
    /// The containers around this place.
    open: Vec<Open>,
    /// How many there may be.
    depth: usize,
}

#[derive(Clone, Copy)]
struct Open {
    index: usize,
    children: u32,
    object: bool,
}

impl Parser<'_> {
    fn document(&mut self) -> Step {
        self.space();
        while self.value()? || self.after_value()? {}
        self.space();
        if self.at == self.bytes.len() {
            Ok(())
        } else {
            Err("the end of the text")
        }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    /// Reads a value, or the beginning of a container that is not empty; `true` if a value follows that is in it.
    fn value(&mut self) -> Step<bool> {
        match self.peek() {
            Some(b'"') => self.string()?,
            Some(b'-' | b'0'..=b'9') => {
                let start = self.at;
                self.number()?;
                self.leaf(Kind::Number, start, self.at);
            }
            Some(b'{') => return self.container(Kind::Object, b'}'),
            Some(b'[') => return self.container(Kind::Array, b']'),
            Some(b't') => self.literal("true", Kind::True)?,
            Some(b'f') => self.literal("false", Kind::False)?,
            Some(b'n') => self.literal("null", Kind::Null)?,
            _ => return Err("a JSON value"),
        }
        Ok(false)
    }

    /// Reads what stands between a value and the next; `false` if it was the last.
    fn after_value(&mut self) -> Step<bool> {
        loop {
            let Some(open) = self.open.last_mut() else {
                return Ok(false);
            };
            open.children += 1;
            let object = open.object;
            self.space();
            match (self.peek(), object) {
                (Some(b','), true) => {
                    self.at += 1;
                    self.space();
                    self.name()?;
                    return Ok(true);
                }
                (Some(b','), false) => {
                    self.at += 1;
                    self.space();
                    return Ok(true);
                }
                (Some(b'}'), true) | (Some(b']'), false) => self.close(),
                (_, true) => return Err("`,` or `}`"),
                (_, false) => return Err("`,` or `]`"),
            }
        }
    }

    fn container(&mut self, kind: Kind, end: u8) -> Step<bool> {
        if self.open.len() == self.depth {
            return Err(TOO_DEEP);
        }
        let object = kind == Kind::Object;
        self.open.push(Open {
            index: self.nodes.len(),
            children: 0,
            object,
        });
        self.leaf(kind, self.at, 0);
        self.at += 1;
        self.space();
        if self.peek() == Some(end) {
            self.close();
            return Ok(false);
        }
        if object {
            self.name()?;
        }
        Ok(true)
    }

    fn close(&mut self) {
        self.at += 1;
        let next = self.nodes.len() as u32;
        if let Some(open) = self.open.pop()
            && let Some(node) = self.nodes.get_mut(open.index)
        {
            node.end = open.children * if open.object { 2 } else { 1 };
            node.next = next;
        }
    }

    fn name(&mut self) -> Step {
        if self.peek() != Some(b'"') {
            return Err("a member's name");
        }
        self.string()?;
        self.space();
        if self.peek() != Some(b':') {
            return Err("`:`");
        }
        self.at += 1;
        self.space();
        Ok(())
    }

    fn leaf(&mut self, kind: Kind, start: usize, end: usize) {
        let next = self.nodes.len() as u32 + 1;
        self.nodes.push(Node {
            kind,
            start: start as u32,
            end: end as u32,
            next,
        });
    }

    fn literal(&mut self, text: &'static str, kind: Kind) -> Step {
        let start = self.at;
        if !self
            .bytes
            .get(start..)
            .is_some_and(|rest| rest.starts_with(text.as_bytes()))
        {
            return Err("a JSON value");
        }
        self.at += text.len();
        self.leaf(kind, start, self.at);
        Ok(())
    }

    fn string(&mut self) -> Step {
        self.at += 1;
        let start = self.at;
        let mut kind = Kind::String;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let length = escape::plain(rest);
            self.at += length;
            match rest.get(length) {
                Some(b'"') => break,
                Some(b'\\') => {
                    kind = Kind::Escaped;
                    let tail = rest.get(length..).unwrap_or_default();
                    self.at +=
                        escape::escape(tail).ok_or("an escape of JSON, surrogates in pairs")?;
                }
                Some(_) => return Err("a string without control characters"),
                None => return Err("the end of a string"),
            }
        }
        self.leaf(kind, start, self.at);
        self.at += 1;
        Ok(())
    }

    fn number(&mut self) -> Step {
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

    fn digits(&mut self) -> Step {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        if self.at == start {
            Err("a digit")
        } else {
            Ok(())
        }
    }
}
