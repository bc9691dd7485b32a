//! Sets of values.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::Value;

use super::{
    context::Context,
    types::{doc, docs},
};
use crate::plan::{Doc, Name, StringEnum, ValueEnum};

/// An open set of strings.
pub fn string_enum(it: &StringEnum, cx: &mut Context<'_>) -> TokenStream {
    let StringEnum {
        name,
        docs: text,
        values,
        fallback,
    } = it;
    let (text, unlisted) = (docs(text), doc("A value that the document does not list."));
    let variants = values.iter().map(variant);
    let string_enum = cx.model("StringEnum");
    let (out, back): (Vec<_>, Vec<_>) = values
        .iter()
        .map(|(variant, _, wire)| {
            (
                quote!(Self::#variant => #wire),
                quote!(#wire => Self::#variant),
            )
        })
        .unzip();
    let unknown = quote!(Self::#fallback(text.to_owned()));
    let read = if values.is_empty() {
        unknown
    } else {
        quote!(match text { #(#back,)* _ => #unknown })
    };
    quote! {
        #text
        #[derive(Clone, Debug)]
        pub enum #name {
            #(#variants,)*
            #unlisted
            #fallback(String),
        }

        impl #string_enum for #name {
            fn as_str(&self) -> &str {
                match self {
                    #(#out,)*
                    Self::#fallback(text) => text,
                }
            }
            fn from_wire(text: &str) -> Self {
                #read
            }
        }
    }
}

/// An open set of scalars.
pub fn value_enum(it: &ValueEnum, cx: &mut Context<'_>) -> TokenStream {
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
        quote!(Self::#variant => #value::from(#scalar))
    });
    let back: Vec<TokenStream> = values
        .iter()
        .map(|(variant, _, scalar)| {
            let pattern = pattern(scalar, &value);
            quote!(#pattern => Self::#variant)
        })
        .collect();
    quote! {
        #text
        #[derive(Clone, Debug)]
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

fn variant<T>((name, text, _): &(Name, Doc, T)) -> TokenStream {
    let text = docs(text);
    quote!(#text #name)
}

/// A scalar that converts into a value.
fn literal(scalar: &Value) -> TokenStream {
    match scalar {
        Value::Bool(value) => quote!(#value),
        Value::String(text) => quote!(#text),
        Value::Number(number) => match (number.as_i64(), number.as_u64(), number.as_f64()) {
            (Some(number), _, _) => quote!(#number),
            (_, Some(number), _) => quote!(#number),
            (_, _, Some(number)) => quote!(#number),
            _ => quote!(()),
        },
        _ => quote!(()),
    }
}

/// A pattern that a scalar of the same value matches.
fn pattern(scalar: &Value, value: &TokenStream) -> TokenStream {
    let literal = literal(scalar);
    let number = |method: TokenStream, found: TokenStream| quote!(#value::Number(number) if number.#method() == #found);
    match scalar {
        Value::Bool(_) => quote!(#value::Bool(#literal)),
        Value::String(_) => quote!(#value::String(text) if text == #literal),
        Value::Number(it) if it.is_i64() => number(quote!(as_i64), quote!(Some(#literal))),
        Value::Number(it) if it.is_u64() => number(quote!(as_u64), quote!(Some(#literal))),
        Value::Number(_) => number(quote!(as_f64), literal),
        _ => quote!(#value::Null),
    }
}
