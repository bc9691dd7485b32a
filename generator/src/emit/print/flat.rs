//! Tokens on one line, as prettyplease spaces them where all of it fits.

use super::code::{Code, Kind};

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    /// Where it stands in the line.
    start: usize,
    end: usize,
    /// The bracket that belongs to it.
    partner: usize,
    /// How many tokens before it need lines of their own.
    hard: u32,
    /// How many tokens before it are of a kind whose lines are not known here.
    odd: u32,
}

/// Tokens on one line. A range of them is two indices, the second one past the last.
#[derive(Debug, Default)]
pub struct Flat {
    line: String,
    tokens: Vec<Token>,
    hard: u32,
    odd: u32,
    /// Where the parameters of a closure have begun.
    bar: Option<usize>,
}

/// The widest struct literal that stays on one line.
const STRUCT_WIDTH: usize = 34;

impl Flat {
    /// All tokens.
    pub fn new(code: &Code) -> Self {
        let (tokens, bytes) = code.size();
        let mut flat = Self {
            line: String::with_capacity(bytes),
            tokens: Vec::with_capacity(tokens),
            ..Self::default()
        };
        let mut open = Vec::new();
        for (kind, text) in code.iter() {
            match kind {
                Kind::Open => {
                    let before = flat.tokens.last();
                    let called =
                        before.is_some_and(|it| !matches!(it.kind, Kind::Mark | Kind::Open));
                    open.push((flat.tokens.len(), called));
                    flat.push(kind, text);
                }
                Kind::Close => {
                    let (at, called) = open.pop().unwrap_or_default();
                    flat.close_group(at, called, text);
                }
                _ => flat.push(kind, text),
            }
        }
        flat
    }

    /// How many tokens there are.
    pub fn len(&self) -> usize {
        self.tokens.len()
    }

    /// One token.
    pub fn at(&self, index: usize) -> &str {
        self.text(index, index + 1)
    }

    /// Tokens on one line.
    pub fn text(&self, from: usize, to: usize) -> &str {
        let Some(start) = self.tokens.get(from).map(|token| token.start) else {
            return "";
        };
        let last = to.checked_sub(1).and_then(|last| self.tokens.get(last));
        let end = last.map_or(0, |token| token.end);
        self.line.get(start..end).unwrap_or_default()
    }

    /// Tokens as source: documentation has an attribute for each of its lines.
    pub fn source(&self, from: usize, to: usize) -> String {
        let mut source = String::new();
        let mut done = from;
        for index in (from..to).filter(|index| self.is(*index, Kind::Docs)) {
            source.push_str(self.text(done, index));
            for line in self.at(index).split('\n') {
                source.push_str(&format!(" #[doc = {line:?}] "));
            }
            done = index + 1;
        }
        source.push_str(self.text(done, to));
        source
    }

    /// The lines of documentation, if it is that.
    pub fn docs(&self, index: usize) -> Option<&str> {
        self.is(index, Kind::Docs).then(|| self.at(index))
    }

    /// Whether tokens may stand on one line, if it is wide enough.
    pub fn is_soft(&self, from: usize, to: usize) -> bool {
        let hard = |index: usize| self.tokens.get(index).map_or(self.hard, |it| it.hard);
        hard(from) == hard(to)
    }

    /// Whether it is known how tokens are laid out.
    pub fn is_known(&self, from: usize, to: usize) -> bool {
        let odd = |index: usize| self.tokens.get(index).map_or(self.odd, |it| it.odd);
        odd(from) == odd(to)
    }

    /// The bracket that closes this one; `None` if this is none.
    pub fn close(&self, index: usize) -> Option<usize> {
        let token = self.tokens.get(index)?;
        (token.kind == Kind::Open).then_some(token.partner)
    }

    /// Whether it is an identifier that is no keyword.
    pub fn is_name(&self, index: usize) -> bool {
        self.is(index, Kind::Name)
    }

    /// Whether it is a literal.
    pub fn is_literal(&self, index: usize) -> bool {
        self.is(index, Kind::Literal)
    }

    /// Whether a closure starts there.
    pub fn is_closure(&self, index: usize) -> bool {
        self.at(index).starts_with('|')
    }

    /// The first of these tokens that is `text`, outside of brackets.
    pub fn find(&self, text: &str, from: usize, to: usize) -> Option<usize> {
        let mut index = from;
        while index < to {
            if self.at(index) == text {
                return Some(index);
            }
            index = self.close(index).unwrap_or(index) + 1;
        }
        None
    }

    /// The ranges between commas, outside of brackets of all kinds.
    pub fn split(&self, from: usize, to: usize) -> Vec<(usize, usize)> {
        let (mut ranges, mut start, mut index, mut angles) = (Vec::new(), from, from, 0);
        while index < to {
            match self.at(index) {
                "<" => angles += 1,
                ">" => angles -= 1,
                "," if angles == 0 => {
                    ranges.push((start, index));
                    start = index + 1;
                }
                _ => {}
            }
            index = self.close(index).unwrap_or(index) + 1;
        }
        if start < to {
            ranges.push((start, to));
        }
        ranges
    }

    fn is(&self, index: usize, kind: Kind) -> bool {
        self.tokens.get(index).is_some_and(|it| it.kind == kind)
    }

    fn close_group(&mut self, at: usize, called: bool, close: &str) {
        if close == ")" && !called && self.ends_with(",") {
            // A tuple of one needs its comma.
            self.odd += 1;
        } else {
            self.drop_comma();
        }
        let wide = close == "}" && self.is_wide_literal(at);
        self.push(Kind::Close, close);
        self.hard += u32::from(wide);
        let partner = self.tokens.len() - 1;
        if let Some(token) = self.tokens.get_mut(at) {
            token.partner = partner;
        }
    }

    /// Whether what has been written since the path before this brace is too wide for a literal on one line.
    fn is_wide_literal(&self, brace: usize) -> bool {
        let mut start = brace;
        while start > 0 && (self.is_name(start - 1) || self.at(start - 1) == "::") {
            start -= 1;
        }
        let start = self.tokens.get(start).map_or(0, |token| token.start);
        self.line.len() + 1 - start > STRUCT_WIDTH
    }

    /// Ends the parameters of a closure, which are one token then.
    fn close_bar(&mut self) -> bool {
        let Some(open) = self.bar.take() else {
            return false;
        };
        self.line.push('|');
        self.tokens.truncate(open + 1);
        if let Some(token) = self.tokens.last_mut() {
            token.kind = Kind::Keyword;
            token.end = self.line.len();
        }
        true
    }

    fn ends_with(&self, text: &str) -> bool {
        !self.tokens.is_empty() && self.at(self.tokens.len() - 1) == text
    }

    /// Commas after the last of a list are for lists that take several lines.
    fn drop_comma(&mut self) {
        if self.ends_with(",") {
            self.tokens.pop();
            self.line
                .truncate(self.tokens.last().map_or(0, |token| token.end));
        }
    }

    fn push(&mut self, kind: Kind, text: &str) {
        if text == "|" && self.close_bar() {
            return;
        }
        if text == ">" {
            self.drop_comma();
        }
        let before = self.tokens.last().copied();
        let apart = before.is_some_and(|last| {
            let before = self.line.get(last.start..last.end).unwrap_or_default();
            is_apart(last.kind, before, kind, text)
        });
        if apart {
            self.line.push(' ');
        }
        let start = self.line.len();
        self.line.push_str(text);
        self.tokens.push(Token {
            kind,
            start,
            end: self.line.len(),
            partner: 0,
            hard: self.hard,
            odd: self.odd,
        });
        let before = before.map(|last| last.kind);
        let operand = matches!(before, Some(Kind::Name | Kind::Literal | Kind::Close));
        match kind {
            Kind::Mark => match text {
                ";" => self.hard += 1,
                "&" | "*" | "-" => self.odd += u32::from(operand),
                "?" => self.odd += u32::from(!operand),
                // Between operands it is no parameter's.
                "|" if !operand => self.bar = Some(self.tokens.len() - 1),
                "#" | "," | "." | ":" | "=" | "<" | ">" | "+" => {}
                "::" | "->" | "=>" | "==" | ".." => {}
                _ => self.odd += 1,
            },
            Kind::Keyword => match text {
                "match" => self.hard += 1,
                "else" | "while" | "loop" | "where" | "unsafe" | "async" | "return" | "move"
                | "break" | "extern" => self.odd += 1,
                _ => {}
            },
            _ => {}
        }
    }
}

/// Whether there is a space between two tokens.
fn is_apart(last_kind: Kind, last: &str, kind: Kind, text: &str) -> bool {
    let after = match last_kind {
        Kind::Mark => matches!(last, "," | "=" | "=>" | "->" | ":" | "==" | "+" | ";"),
        Kind::Open => last == "{",
        Kind::Keyword => true,
        Kind::Name | Kind::Lifetime | Kind::Literal | Kind::Close | Kind::Docs => false,
    };
    match text {
        _ if matches!(
            kind,
            Kind::Literal | Kind::Lifetime | Kind::Name | Kind::Keyword
        ) =>
        {
            after || !matches!(last_kind, Kind::Mark | Kind::Open) || matches!(last, ">" | "?")
        }
        "," | ";" | "?" | "." | ":" | "::" | "!" | ">" | ")" | "]" => false,
        "}" => last != "{",
        "{" => !matches!(last, "(" | "[" | "::"),
        "=" | "=>" | "->" | "==" | "+" => true,
        "(" => after && last != "pub",
        "[" => after || last_kind == Kind::Lifetime,
        "<" => after && !matches!(last, "impl" | "for" | "fn"),
        "&" | "*" | "-" => after || matches!(last_kind, Kind::Name | Kind::Literal | Kind::Close),
        _ => after,
    }
}
