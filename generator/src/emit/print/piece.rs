//! What templates are filled with.

use std::fmt::Write;

use proc_macro2::{Ident, Literal, TokenStream};

use super::code::{Code, Kind};

/// What can stand for `#name` in a template.
pub trait Piece {
    /// Adds its tokens.
    fn add(&self, code: &mut Code);
}

impl Piece for Code {
    fn add(&self, code: &mut Code) {
        code.append(self);
    }
}

impl Piece for TokenStream {
    fn add(&self, code: &mut Code) {
        code.stream(self.clone());
    }
}

impl Piece for Ident {
    fn add(&self, code: &mut Code) {
        let text = self.to_string();
        code.push(Kind::of(&text), &text);
    }
}

impl Piece for Literal {
    fn add(&self, code: &mut Code) {
        code.push(Kind::Literal, &self.to_string());
    }
}

/// A string literal.
impl Piece for str {
    fn add(&self, code: &mut Code) {
        let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        if self.bytes().all(plain) {
            code.push_with(Kind::Literal, |text| text.extend(["\"", self, "\""]));
        } else {
            Literal::string(self).add(code);
        }
    }
}

impl Piece for String {
    fn add(&self, code: &mut Code) {
        self.as_str().add(code);
    }
}

impl Piece for bool {
    fn add(&self, code: &mut Code) {
        code.fixed(Kind::Name, if *self { "true" } else { "false" });
    }
}

/// Numbers without the name of their type.
macro_rules! numbers {
    ($($number:ty),*) => {$(
        impl Piece for $number {
            fn add(&self, code: &mut Code) {
                // Writing to a string cannot fail.
                code.push_with(Kind::Literal, |text| {
                    let _ = write!(text, "{self}");
                });
            }
        }
    )*};
}

numbers!(u8, u16, u64, usize);

impl<P: Piece> Piece for Option<P> {
    fn add(&self, code: &mut Code) {
        if let Some(piece) = self {
            piece.add(code);
        }
    }
}

impl<P: Piece + ?Sized> Piece for &P {
    fn add(&self, code: &mut Code) {
        (*self).add(code);
    }
}
