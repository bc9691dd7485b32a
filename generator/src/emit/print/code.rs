//! Source in the making, as flat as it is laid out. Templates are written as with `quote!`; but there is no tree of
//! tokens, which would be taken apart again at once.

use std::fmt;

use proc_macro2::{Delimiter, Group, Literal, Spacing, TokenStream, TokenTree};
use quote::ToTokens;

use super::{flat::Flat, piece::Piece};

/// What a token is, as far as the space around it and the lines that it may start depend on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Name,
    Keyword,
    Lifetime,
    Literal,
    Mark,
    Open,
    Close,
    /// Documentation: lines, as they stand behind their `///`.
    Docs,
}

/// Tokens, one after the other.
#[derive(Debug, Clone, Default)]
pub struct Code {
    tokens: Vec<(Kind, Text)>,
    /// The texts that no template has, with nothing in between.
    own: String,
}

#[derive(Debug, Clone, Copy)]
enum Text {
    /// A template's.
    Fixed(&'static str),
    /// So many bytes of the code's own.
    Own(usize),
}

/// [`Code`] by a template, as `quote!` has them: `#name` stands for a [`Piece`], and `#(#name …)*` or `#(#name …),*` for
/// each of several.
macro_rules! code {
    ($($token:tt)*) => {{
        #[allow(unused_mut, reason = "a template may be empty")]
        let mut code = $crate::emit::print::Code::new();
        $crate::emit::print::template!(code $($token)*);
        code
    }};
}

/// Adds what a template says, token by token.
macro_rules! template {
    ($to:ident) => {};
    ($to:ident #[doc = $text:literal] $($rest:tt)*) => {
        $to.fixed($crate::emit::print::Kind::Docs, $text);
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident #(#$each:ident $($after:tt)*)* $($rest:tt)*) => {
        for $each in $each {
            $crate::emit::print::template!($to #$each $($after)*);
        }
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident #(#$each:ident $($after:tt)*) $between:tt * $($rest:tt)*) => {
        for (at, $each) in $each.into_iter().enumerate() {
            if at > 0 {
                $crate::emit::print::template!($to $between);
            }
            $crate::emit::print::template!($to #$each $($after)*);
        }
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident #$piece:ident $($rest:tt)*) => {
        $crate::emit::print::Piece::add(&$piece, &mut $to);
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident ($($inner:tt)*) $($rest:tt)*) => {
        $to.fixed($crate::emit::print::Kind::Open, "(");
        $crate::emit::print::template!($to $($inner)*);
        $to.fixed($crate::emit::print::Kind::Close, ")");
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident [$($inner:tt)*] $($rest:tt)*) => {
        $to.fixed($crate::emit::print::Kind::Open, "[");
        $crate::emit::print::template!($to $($inner)*);
        $to.fixed($crate::emit::print::Kind::Close, "]");
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident {$($inner:tt)*} $($rest:tt)*) => {
        $to.fixed($crate::emit::print::Kind::Open, "{");
        $crate::emit::print::template!($to $($inner)*);
        $to.fixed($crate::emit::print::Kind::Close, "}");
        $crate::emit::print::template!($to $($rest)*);
    };
    ($to:ident >> $($rest:tt)*) => {
        $crate::emit::print::template!($to > > $($rest)*);
    };
    ($to:ident $token:tt $($rest:tt)*) => {
        $to.fixed(const { $crate::emit::print::Kind::of(stringify!($token)) }, stringify!($token));
        $crate::emit::print::template!($to $($rest)*);
    };
}

pub(crate) use {code, template};

impl Kind {
    /// What a token is that is no bracket.
    pub const fn of(text: &str) -> Self {
        match text.as_bytes() {
            // Characters and strings, raw ones as well.
            [b'\'', .., b'\''] | [.., b'"'] | [b'r', .., b'#'] => Self::Literal,
            [b'\'', ..] => Self::Lifetime,
            [b'0'..=b'9', ..] => Self::Literal,
            [b'a'..=b'z', ..] if is_keyword(text) => Self::Keyword,
            [b'a'..=b'z' | b'A'..=b'Z' | b'_' | 128.., ..] => Self::Name,
            _ => Self::Mark,
        }
    }
}

/// Keywords that do not stand for a value or a type.
const fn is_keyword(text: &str) -> bool {
    matches!(
        text.as_bytes(),
        b"as"
            | b"async"
            | b"break"
            | b"const"
            | b"dyn"
            | b"else"
            | b"enum"
            | b"extern"
            | b"fn"
            | b"for"
            | b"if"
            | b"impl"
            | b"in"
            | b"let"
            | b"loop"
            | b"match"
            | b"move"
            | b"mut"
            | b"pub"
            | b"ref"
            | b"return"
            | b"static"
            | b"struct"
            | b"type"
            | b"unsafe"
            | b"use"
            | b"where"
            | b"while"
    )
}

impl Code {
    /// No tokens yet, and room for as many as most templates have.
    pub fn new() -> Self {
        Self {
            tokens: Vec::with_capacity(16),
            own: String::with_capacity(64),
        }
    }

    /// Adds one token of a template.
    pub fn fixed(&mut self, kind: Kind, text: &'static str) {
        self.tokens.push((kind, Text::Fixed(text)));
    }

    /// Adds one token.
    pub fn push(&mut self, kind: Kind, text: &str) {
        self.own.push_str(text);
        self.tokens.push((kind, Text::Own(text.len())));
    }

    /// Adds one token that is written in parts.
    pub fn push_with(&mut self, kind: Kind, write: impl FnOnce(&mut String)) {
        let start = self.own.len();
        write(&mut self.own);
        self.tokens.push((kind, Text::Own(self.own.len() - start)));
    }

    /// How many tokens there are, and about how many bytes on one line.
    pub fn size(&self) -> (usize, usize) {
        (self.tokens.len(), self.tokens.len() * 5 + self.own.len())
    }

    /// The tokens.
    pub fn iter(&self) -> impl Iterator<Item = (Kind, &str)> {
        let mut end = 0;
        self.tokens.iter().map(move |(kind, text)| match text {
            Text::Fixed(text) => (*kind, *text),
            Text::Own(length) => {
                let start = end;
                end += length;
                (*kind, self.own.get(start..end).unwrap_or_default())
            }
        })
    }

    /// Adds the tokens of other code.
    pub fn append(&mut self, other: &Self) {
        self.own.push_str(&other.own);
        self.tokens.extend_from_slice(&other.tokens);
    }

    /// Adds the tokens of a stream; a path is a path, and documentation is documentation.
    pub fn stream(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(tree) = tokens.next() {
            match (tree, tokens.peek()) {
                (TokenTree::Ident(ident), _) => ident.add(self),
                (TokenTree::Literal(literal), _) => literal.add(self),
                (TokenTree::Group(group), _) => self.group(&group),
                (TokenTree::Punct(mark), Some(TokenTree::Ident(name)))
                    if mark.as_char() == '\'' =>
                {
                    self.push(Kind::Lifetime, &format!("'{name}"));
                    tokens.next();
                }
                (TokenTree::Punct(mark), Some(TokenTree::Group(group)))
                    if mark.as_char() == '#' && documentation(group).is_some() =>
                {
                    let text = documentation(group).unwrap_or_default();
                    self.push(Kind::Docs, &text);
                    tokens.next();
                }
                (TokenTree::Punct(first), _) => {
                    let mut text = first.as_char().to_string();
                    let mut joint = first.spacing() == Spacing::Joint;
                    while let (true, Some(TokenTree::Punct(next))) = (joint, tokens.peek())
                        && OPERATORS.contains(&&*format!("{text}{}", next.as_char()))
                    {
                        text.push(next.as_char());
                        joint = next.spacing() == Spacing::Joint;
                        tokens.next();
                    }
                    self.push(Kind::Mark, &text);
                }
            }
        }
    }

    fn group(&mut self, group: &Group) {
        let (open, close) = match group.delimiter() {
            Delimiter::Parenthesis => ("(", ")"),
            Delimiter::Bracket => ("[", "]"),
            Delimiter::Brace => ("{", "}"),
            Delimiter::None => return self.stream(group.stream()),
        };
        self.push(Kind::Open, open);
        self.stream(group.stream());
        self.push(Kind::Close, close);
    }
}

/// Marks of several characters. `>>` is none: it ends two lists of types.
const OPERATORS: [&str; 20] = [
    "::", "->", "=>", "==", "!=", "<=", ">=", "&&", "||", "..", "..=", "...", "+=", "-=", "*=",
    "/=", "%=", "^=", "|=", "&=",
];

/// The text of `[doc = "…"]`.
fn documentation(group: &Group) -> Option<String> {
    let attribute: syn::MetaNameValue = syn::parse2(group.stream()).ok()?;
    match attribute.value {
        syn::Expr::Lit(syn::ExprLit {
            lit: syn::Lit::Str(text),
            ..
        }) if attribute.path.is_ident("doc") => Some(text.value()),
        _ => None,
    }
}

impl From<Literal> for Code {
    fn from(literal: Literal) -> Self {
        code!(#literal)
    }
}

impl From<TokenStream> for Code {
    fn from(tokens: TokenStream) -> Self {
        let mut code = Self::default();
        code.stream(tokens);
        code
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let flat = Flat::new(self);
        f.write_str(&flat.source(0, flat.len()))
    }
}

/// What is rare may be made with `quote!`, of which this is then a part.
impl ToTokens for Code {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let stream: Result<TokenStream, _> = self.to_string().parse();
        tokens.extend(stream.unwrap_or_else(|error| syn::Error::from(error).into_compile_error()));
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Code;

    fn listed(code: &Code) -> Vec<String> {
        code.iter()
            .map(|(kind, text)| format!("{kind:?} {text}"))
            .collect()
    }

    #[test]
    fn templates_say_what_quoted_ones_say() {
        let (name, wire) = (quote!(Name), "a \"b\"\n\u{7}é");
        let rows = || ["one", "two"];
        let mut numbers = [code!(1), code!(2u8)].into_iter();
        let (first, second) = (numbers.next(), numbers.next());
        let nothing: Option<Code> = None;
        let made = code! {
            /// Said of it.
            #[derive(Clone)]
            pub struct #name<'a, T: Clone = ()> { r#type: &'static [Vec<Option<T>>], _b: fn(&mut u8) -> u8 }
            static ROWS: &[&str] = &[#wire, r"raw", #first, #second #nothing];
            match it { 0..=9 if a && !b => a::b(), _ => 'a' }
        };
        let quoted = quote! {
            /// Said of it.
            #[derive(Clone)]
            pub struct #name<'a, T: Clone = ()> { r#type: &'static [Vec<Option<T>>], _b: fn(&mut u8) -> u8 }
            static ROWS: &[&str] = &[#wire, r"raw", 1, 2u8];
            match it { 0..=9 if a && !b => a::b(), _ => 'a' }
        };
        assert_eq!(listed(&made), listed(&Code::from(quoted)));
        let (list, each) = (rows(), rows());
        let (quoted_list, quoted_each) = (rows(), rows());
        assert_eq!(
            listed(&code!(#(#list),* and #(#each = 1;)*)),
            listed(&Code::from(
                quote!(#(#quoted_list),* and #(#quoted_each = 1;)*)
            ))
        );
    }

    #[test]
    fn code_may_be_a_part_of_what_is_quoted() {
        let code = code! {
            /// One.
            /// Two.
            pub type A<'a> = B<'a, ()>;
        };
        let quoted = quote!(#code);
        assert_eq!(listed(&Code::from(quoted)), listed(&code));
    }
}
