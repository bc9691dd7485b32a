//! Tokens on one line, as prettyplease spaces them where all of it fits.

use std::fmt::Write;

use proc_macro2::{Delimiter, Spacing, TokenStream, TokenTree};

/// What a token is, as far as the space around it and the lines that it may start depend on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Name,
    Keyword,
    Lifetime,
    Literal,
    Mark,
    Open,
    Close,
}

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
    /// Whether the last mark goes on in the next.
    joint: bool,
}

/// The widest struct literal that stays on one line.
const STRUCT_WIDTH: usize = 34;

impl Flat {
    /// All tokens of a stream.
    pub fn new(tokens: TokenStream) -> Self {
        let mut flat = Self::default();
        flat.stream(tokens);
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
        let start = self.tokens.get(from).map_or(0, |token| token.start);
        let last = to.checked_sub(1).and_then(|last| self.tokens.get(last));
        let end = last.map_or(0, |token| token.end);
        self.line.get(start..end).unwrap_or_default()
    }

    /// Tokens as source: documentation has an attribute for each of its lines.
    pub fn source(&self, from: usize, to: usize) -> String {
        let mut source = String::new();
        let mut done = from;
        for index in from..to {
            let lines = documentation(self.at(index))
                .filter(|_| index > from + 1 && self.at(index - 2) == "doc");
            if let Some(lines) = lines {
                source.push_str(self.text(done, index));
                for (at, line) in lines.split('\n').enumerate() {
                    let start = if at == 0 { "" } else { "] #[doc = " };
                    source.push_str(&format!("{start}{line:?}"));
                }
                done = index + 1;
            }
        }
        source.push_str(self.text(done, to));
        source
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

    fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(tree) = tokens.next() {
            match tree {
                TokenTree::Ident(ident) => {
                    self.push_word(Kind::Name, |line| write!(line, "{ident}"));
                }
                TokenTree::Literal(literal) => {
                    self.push_word(Kind::Literal, |line| write!(line, "{literal}"));
                }
                TokenTree::Punct(punct) => {
                    let first = punct.as_char();
                    let second = match tokens.peek() {
                        Some(TokenTree::Punct(next)) if punct.spacing() == Spacing::Joint => {
                            double(first, next.as_char())
                        }
                        Some(TokenTree::Ident(name)) if first == '\'' => {
                            self.push_word(Kind::Lifetime, |line| write!(line, "'{name}"));
                            tokens.next();
                            continue;
                        }
                        _ => None,
                    };
                    match second {
                        Some(both) => {
                            tokens.next();
                            self.push(Kind::Mark, both);
                        }
                        None => {
                            self.push(Kind::Mark, first.encode_utf8(&mut [0; 4]));
                            self.joint = punct.spacing() == Spacing::Joint;
                        }
                    }
                }
                TokenTree::Group(group) => {
                    let (open, close) = match group.delimiter() {
                        Delimiter::Parenthesis => ("(", ")"),
                        Delimiter::Bracket => ("[", "]"),
                        Delimiter::Brace => ("{", "}"),
                        Delimiter::None => {
                            self.odd += 1;
                            self.stream(group.stream());
                            continue;
                        }
                    };
                    let inner = group.stream();
                    // Alone, the stream gives its tokens instead of copies.
                    drop(group);
                    self.group(open, inner, close);
                }
            }
        }
    }

    fn group(&mut self, open: &str, inner: TokenStream, close: &str) {
        let called = self
            .tokens
            .last()
            .is_some_and(|it| it.kind != Kind::Mark && it.kind != Kind::Open);
        self.push(Kind::Open, open);
        let at = self.tokens.len() - 1;
        self.stream(inner);
        if open == "(" && !called && self.ends_with(",") {
            // A tuple of one needs its comma.
            self.odd += 1;
        } else {
            self.drop_comma();
        }
        let wide = open == "{" && self.is_wide_literal(at);
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

    /// Adds a token that is more than a mark.
    fn push_word(&mut self, kind: Kind, write: impl FnOnce(&mut String) -> std::fmt::Result) {
        if self.is_apart(kind, "") {
            self.line.push(' ');
        }
        let start = self.line.len();
        // Writing to a string cannot fail.
        let _ = write(&mut self.line);
        let text = self.line.get(start..).unwrap_or_default();
        let kind = match kind {
            Kind::Name if is_keyword(text) => Kind::Keyword,
            kind => kind,
        };
        self.add(kind, start);
    }

    fn push(&mut self, kind: Kind, text: &str) {
        if text == ">" {
            self.drop_comma();
        }
        if self.is_apart(kind, text) {
            self.line.push(' ');
        }
        let start = self.line.len();
        self.line.push_str(text);
        self.add(kind, start);
    }

    /// Whether there is a space between the last token and this one.
    fn is_apart(&self, kind: Kind, text: &str) -> bool {
        let last = self.tokens.last();
        !self.joint
            && last.is_some_and(|last| {
                let before = self.line.get(last.start..last.end).unwrap_or_default();
                is_apart(last.kind, before, kind, text)
            })
    }

    fn add(&mut self, kind: Kind, start: usize) {
        self.joint = false;
        let before = self.tokens.last().map(|it| it.kind);
        self.tokens.push(Token {
            kind,
            start,
            end: self.line.len(),
            partner: 0,
            hard: self.hard,
            odd: self.odd,
        });
        let text = self.line.get(start..).unwrap_or_default();
        let operand = matches!(before, Some(Kind::Name | Kind::Literal | Kind::Close));
        match (kind, text) {
            (Kind::Mark, ";") | (Kind::Keyword, "match") => self.hard += 1,
            (Kind::Mark, "&" | "*" | "-") if operand => self.odd += 1,
            (Kind::Mark, "?") if !operand => self.odd += 1,
            (Kind::Mark, "!" | "|" | "^" | "%" | "/" | "@" | "$" | "~") => self.odd += 1,
            (
                Kind::Keyword,
                "else" | "let" | "while" | "loop" | "where" | "unsafe" | "async" | "return"
                | "move" | "break" | "extern",
            ) => self.odd += 1,
            _ => {}
        }
    }
}

/// The lines in a raw literal.
pub fn documentation(literal: &str) -> Option<&str> {
    let text = literal.strip_prefix('r')?.trim_matches('#');
    text.strip_prefix('"')?.strip_suffix('"')
}

/// Marks of two characters that are one token here.
fn double(first: char, second: char) -> Option<&'static str> {
    Some(match (first, second) {
        (':', ':') => "::",
        ('-', '>') => "->",
        ('=', '>') => "=>",
        ('=', '=') => "==",
        ('.', '.') => "..",
        _ => return None,
    })
}

/// Keywords that do not stand for a value or a type.
fn is_keyword(text: &str) -> bool {
    text.len() <= "extern".len()
        && matches!(
            text,
            "as" | "async"
                | "break"
                | "const"
                | "dyn"
                | "else"
                | "enum"
                | "extern"
                | "fn"
                | "for"
                | "if"
                | "impl"
                | "in"
                | "let"
                | "loop"
                | "match"
                | "move"
                | "mut"
                | "pub"
                | "ref"
                | "return"
                | "static"
                | "struct"
                | "type"
                | "unsafe"
                | "use"
                | "where"
                | "while"
        )
}

/// Whether there is a space between two tokens.
fn is_apart(last_kind: Kind, last: &str, kind: Kind, text: &str) -> bool {
    let after = match last_kind {
        Kind::Mark => matches!(last, "," | "=" | "=>" | "->" | ":" | "==" | "+" | ";"),
        Kind::Open => last == "{",
        Kind::Keyword => true,
        Kind::Name | Kind::Lifetime | Kind::Literal | Kind::Close => false,
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
