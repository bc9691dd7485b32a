//! Sets of values.

use proc_macro2::Literal as Token;
use serde_json::Value;

use super::{
    context::{Context, Path},
    print::{Code, code},
    types::{doc, docs},
};
use crate::plan::{Doc, Name, StringEnum, ValueEnum};

/// An open set of strings.
pub fn string_enum(it: &StringEnum) -> Code {
    let StringEnum {
        name,
        docs: text,
        values,
        fallback,
    } = it;
    let (text, unlisted) = (docs(text), doc("A value that the document does not list."));
    let variants = values.iter().map(variant);
    let (out, back): (Vec<_>, Vec<_>) = values
        .iter()
        .map(|(variant, _, wire)| {
            (
                code!(Self::#variant => #wire),
                code!(#wire => Self::#variant),
            )
        })
        .unzip();
    let unknown = code!(Self::#fallback(text.to_owned()));
    let read = if values.is_empty() {
        unknown
    } else {
        code!(match text { #(#back,)* _ => #unknown })
    };
    code! {
        #text
        #[derive(Clone)]
        pub enum #name {
            #(#variants,)*
            #unlisted
            #fallback(String),
        }

        impl AsRef<str> for #name {
            fn as_ref(&self) -> &str {
                match self {
                    #(#out,)*
                    Self::#fallback(text) => text,
                }
            }
        }

        impl From<&str> for #name {
            fn from(text: &str) -> Self {
                #read
            }
        }
    }
}

/// An open set of scalars.
pub fn value_enum(it: &ValueEnum, cx: &mut Context<'_>) -> Code {
    let ValueEnum {
        name,
        docs: text,
        values,
        fallback,
    } = it;
    let (text, unlisted) = (docs(text), doc("A value that the document does not list."));
    let variants = values.iter().map(variant);
    let (value_enum, value) = (cx.model("ValueEnum"), cx.runtime("Value"));
    let out = values.iter().map(|(variant, _, scalar)| {
        let scalar = literal(scalar);
        code!(Self::#variant => #value::from(#scalar))
    });
    let back: Vec<Code> = values
        .iter()
        .map(|(variant, _, scalar)| {
            let pattern = pattern(scalar, value);
            code!(#pattern => Self::#variant)
        })
        .collect();
    code! {
        #text
        #[derive(Clone)]
        pub enum #name {
            #(#variants,)*
            #unlisted
            #fallback(#value),
        }

        impl #value_enum for #name {
            fn to_value(&self) -> #value {
                match self {
                    #(#out,)*
                    Self::#fallback(value) => value.clone(),
                }
            }
            fn from_value(value: #value) -> Self {
                match &value {
                    #(#back,)*
                    _ => Self::#fallback(value),
                }
            }
        }
    }
}

fn variant<T>((name, text, _): &(Name, Doc, T)) -> Code {
    let text = docs(text);
    code!(#text #name)
}

/// A scalar that converts into a value.
fn literal(scalar: &Value) -> Code {
    match scalar {
        Value::Bool(value) => code!(#value),
        Value::String(text) => code!(#text),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), _, _) => Token::i64_suffixed(number).into(),
            (_, Some(number), _) => Token::u64_suffixed(number).into(),
            (_, _, Some(number)) => Token::f64_suffixed(number).into(),
            _ => code!(()),
        },
        _ => code!(()),
    }
}

/// A pattern that a scalar of the same value matches.
fn pattern(scalar: &Value, value: Path<'_>) -> Code {
    let literal = literal(scalar);
    let number =
        |method: Code, found: Code| code!(#value::Number(number) if number.#method() == #found);
    match scalar {
        Value::Bool(_) => code!(#value::Bool(#literal)),
        Value::String(_) => code!(#value::String(text) if text == #literal),
        Value::Number(it) if it.is_i64() => number(code!(as_i64), code!(Some(#literal))),
        Value::Number(it) if it.is_u64() => number(code!(as_u64), code!(Some(#literal))),
        Value::Number(_) => number(code!(as_f64), literal),
        _ => code!(#value::Null),
    }
}
