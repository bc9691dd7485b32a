//! Expressions and types that may take several lines, as prettyplease breaks them.
//!
//! Each function has the same notion of fitting: what is written up to the next place where a line could end is not
//! wider than the page. `tail` is how much of that follows what the function itself writes. `None` says that it is not
//! known here how something is laid out.

use super::flat::Flat;

/// The width of a page, and what is left of it at least however deep the indentation.
pub const PAGE: usize = 89;
const LEAST: usize = 60;
/// One step of indentation.
pub const STEP: usize = 4;

/// A range of tokens.
pub type Range = (usize, usize);

/// The text in the making.
#[derive(Debug)]
pub struct Lines<'f> {
    pub flat: &'f Flat,
    pub out: &'f mut String,
    /// Where the current line starts, and how wide it may be.
    line: usize,
    limit: usize,
}

impl<'f> Lines<'f> {
    /// Goes on after a text that ends with a line.
    pub fn new(flat: &'f Flat, out: &'f mut String) -> Self {
        Self {
            line: out.len(),
            flat,
            out,
            limit: PAGE,
        }
    }

    /// Ends the line.
    pub fn next_line(&mut self, indent: usize) {
        self.out.push('\n');
        self.start_line(indent);
    }

    /// Starts a line where one has ended.
    pub fn start_line(&mut self, indent: usize) {
        self.line = self.out.len();
        self.limit = PAGE.max(indent + LEAST);
        self.out.extend(std::iter::repeat_n(' ', indent));
    }

    /// Writes tokens on this line.
    pub fn flat(&mut self, (from, to): Range) {
        self.out.push_str(self.flat.text(from, to));
    }

    /// Whether so much more has its place on this line.
    pub fn has_room(&self, width: usize) -> bool {
        self.out.len() - self.line + width <= self.limit
    }

    /// Writes tokens that have to fit.
    pub fn fitting(&mut self, (from, to): Range, tail: usize) -> Option<()> {
        if !self.has_room(self.width((from, to)) + tail) {
            return None;
        }
        self.flat((from, to));
        Some(())
    }

    pub(super) fn width(&self, (from, to): Range) -> usize {
        self.flat.text(from, to).len()
    }

    pub(super) fn fits(&self, (from, to): Range, tail: usize) -> bool {
        self.flat.is_soft(from, to) && self.has_room(self.width((from, to)) + tail)
    }

    /// A list whose brackets stand around it: on one line, or each of its parts on its own.
    fn list(
        &mut self,
        parts: &[Range],
        indent: usize,
        mut each: impl FnMut(&mut Self, Range, usize) -> Option<()>,
    ) -> Option<()> {
        for (at, part) in parts.iter().enumerate() {
            self.next_line(indent + STEP);
            each(self, *part, usize::from(at + 1 < parts.len()))?;
            self.out.push(',');
        }
        self.next_line(indent);
        Some(())
    }

    /// A type.
    pub fn ty(&mut self, (from, to): Range, indent: usize, tail: usize) -> Option<()> {
        if self.fits((from, to), tail) {
            self.flat((from, to));
            return Some(());
        }
        if self.primary(from, to) == Some(to) {
            // Nothing in it can be broken.
            self.flat((from, to));
            return Some(());
        }
        let open = (from..to).find(|index| self.flat.at(*index) == "<")?;
        let inner = (open + 1, to - 1);
        if self.flat.at(to - 1) != ">" || !self.is_balanced(inner) {
            return None;
        }
        self.flat((from, open + 1));
        let parts = self.flat.split(inner.0, inner.1);
        self.list(&parts, indent, |lines, part, tail| {
            lines.ty(part, indent + STEP, tail)
        })?;
        self.out.push('>');
        Some(())
    }

    /// Whether every `>` has its `<`.
    fn is_balanced(&self, (from, to): Range) -> bool {
        let mut depth = 0_usize;
        for index in from..to {
            match self.flat.at(index) {
                "<" => depth += 1,
                ">" if depth == 0 => return false,
                ">" => depth -= 1,
                _ => {}
            }
        }
        depth == 0
    }

    /// The arguments of a function: a name and a type each. The brackets are those of the tokens.
    pub fn arguments(&mut self, (open, close): Range, indent: usize) -> Option<()> {
        let parts = self.flat.split(open + 1, close);
        self.out.push('(');
        self.list(&parts, indent, |lines, (from, to), tail| {
            match lines.flat.find(":", from, to) {
                Some(colon) => {
                    lines.flat((from, colon + 1));
                    lines.out.push(' ');
                    lines.ty((colon + 1, to), indent + STEP, tail)
                }
                None => lines.fitting((from, to), tail),
            }
        })?;
        self.out.push(')');
        Some(())
    }

    /// An expression; `first` says that it starts its line.
    pub fn expression(
        &mut self,
        (from, to): Range,
        indent: usize,
        tail: usize,
        first: bool,
    ) -> Option<()> {
        if self.fits((from, to), tail) {
            self.flat((from, to));
            return Some(());
        }
        match self.flat.at(from) {
            "&" if self.flat.at(from + 1) == "mut" => {
                self.out.push_str("&mut ");
                return self.expression((from + 2, to), indent, tail, false);
            }
            mark @ ("&" | "*" | "-") => {
                self.out.push_str(mark);
                return self.expression((from + 1, to), indent, tail, false);
            }
            "match" => return self.choice((from, to), indent),
            "{" if self.flat.close(from)? + 1 == to => return self.block((from, to), indent),
            "[" if self.flat.close(from)? + 1 == to => return self.array((from, to), indent),
            "(" => return None,
            _ => {}
        }
        let end = self.primary(from, to)?;
        if end == to {
            // Nothing in it can be broken.
            self.flat((from, to));
            return Some(());
        }
        if self.flat.at(end) == "{" && self.flat.close(end)? + 1 == to {
            return self.literal((from, to), end, indent);
        }
        self.trailers((from, to), end, indent, tail, first)
    }

    /// The end of the path or literal at the start of an expression.
    fn primary(&self, from: usize, to: usize) -> Option<usize> {
        if self.flat.is_literal(from) {
            return Some(from + 1);
        }
        let mut end = from;
        while self.flat.is_name(end) {
            end += 1;
            if end >= to || self.flat.at(end) != "::" {
                return Some(end);
            }
            end += 1;
        }
        None
    }

    /// A path with calls, fields and `?` behind it.
    fn trailers(
        &mut self,
        (from, to): Range,
        primary: usize,
        indent: usize,
        tail: usize,
        first: bool,
    ) -> Option<()> {
        let dot = self.flat.find(".", primary, to);
        let inner = if dot.is_some() { indent + STEP } else { indent };
        let only = self.flat.find(".", primary + 1, to).is_none();
        let short = first && primary == from + 1 && self.flat.at(from).len() <= STEP;
        self.flat((from, primary));
        let mut index = primary;
        while index < to {
            match self.flat.at(index) {
                "." => {
                    let attached = short && index == primary;
                    if !attached {
                        self.next_line(inner);
                    }
                    self.flat((index, index + 2));
                    index += 2;
                    if attached && only {
                        // The arguments of the only method are indented as if there were no chain.
                        let close = self.flat.close(index)?;
                        let rest = self.width((close + 1, to));
                        self.call((index, close), indent, rest + tail)?;
                        index = close + 1;
                    }
                }
                "(" => {
                    let close = self.flat.close(index)?;
                    let next = self.flat.find(".", close, to);
                    let rest = match next {
                        Some(next) => self.width((close + 1, next)),
                        None => self.width((close + 1, to)) + tail,
                    };
                    if self.flat.at(close + 1) == "(" && close + 1 < to {
                        return None;
                    }
                    self.call((index, close), inner, rest)?;
                    index = close + 1;
                }
                "?" => {
                    self.out.push('?');
                    index += 1;
                }
                _ => return None,
            }
        }
        Some(())
    }

    /// What is passed in a call.
    fn call(&mut self, (open, close): Range, indent: usize, tail: usize) -> Option<()> {
        let inner = (open + 1, close);
        if self.fits((open, close + 1), tail) {
            self.flat((open, close + 1));
            return Some(());
        }
        self.out.push('(');
        let parts = self.flat.split(inner.0, inner.1);
        match parts.as_slice() {
            [] => {}
            [(from, _)] if self.flat.is_closure(*from) => return None,
            [only] if self.is_block(*only) => {
                self.expression(*only, indent, tail + 1, false)?;
            }
            parts => self.list(parts, indent, |lines, part, tail| {
                lines.expression(part, indent + STEP, tail, false)
            })?,
        }
        self.out.push(')');
        Some(())
    }

    /// Whether an expression brings its own brackets, so that a call around it needs no lines of its own.
    fn is_block(&self, (from, to): Range) -> bool {
        let open = match self.flat.at(from) {
            "[" | "{" | "(" => Some(from),
            _ => self
                .primary(from, to)
                .filter(|end| *end < to && self.flat.at(*end) == "{"),
        };
        open.and_then(|open| self.flat.close(open))
            .is_some_and(|close| close + 1 == to)
    }

    fn array(&mut self, (from, to): Range, indent: usize) -> Option<()> {
        let parts = self.flat.split(from + 1, to - 1);
        let is_plain = |(from, to): &Range| to - from == 1 && !self.flat.at(*from).starts_with('"');
        if parts.iter().all(is_plain) || self.flat.find(";", from + 1, to - 1).is_some() {
            // Numbers stand as many on a line as fit; there are none.
            return None;
        }
        self.out.push('[');
        self.list(&parts, indent, |lines, part, tail| {
            lines.expression(part, indent + STEP, tail, false)
        })?;
        self.out.push(']');
        Some(())
    }

    /// A struct literal whose members take a line each.
    fn literal(&mut self, (from, to): Range, open: usize, indent: usize) -> Option<()> {
        self.flat((from, open + 1));
        let parts = self.flat.split(open + 1, to - 1);
        let last = parts.len().checked_sub(1)?;
        for (at, (from, to)) in parts.into_iter().enumerate() {
            self.next_line(indent + STEP);
            if self.flat.at(from) == ".." {
                self.out.push_str("..");
                self.expression((from + 1, to), indent + STEP, 0, false)?;
                continue;
            }
            let tail = usize::from(at < last);
            if to - from == 1 {
                self.flat((from, to));
            } else {
                self.flat((from, from + 2));
                self.out.push(' ');
                self.expression((from + 2, to), indent + STEP, tail, false)?;
            }
            self.out.push(',');
        }
        self.next_line(indent);
        self.out.push('}');
        Some(())
    }
}
