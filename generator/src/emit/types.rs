//! Types and documentation as tokens.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use crate::plan::{Argument, Doc, Name, Type};

/// A use of a type.
pub fn ty(it: &Type, cx: &mut Context<'_>) -> TokenStream {
    match it {
        Type::Plain("()") => quote!(()),
        Type::Plain(name) => {
            let name = ident(name);
            quote!(#name)
        }
        Type::Runtime(name) => cx.runtime(name),
        Type::Model(name) => cx.api_model(name),
        Type::Operation(name) => cx.api_operation(name),
        Type::Link(name) => {
            let (link, operation) = (cx.runtime("Link"), cx.api_operation(name));
            quote!(#link<#operation>)
        }
        Type::Option(inner) => {
            let inner = ty(inner, cx);
            quote!(Option<#inner>)
        }
        Type::Nullable(inner) => {
            let (nullable, inner) = (cx.runtime("Nullable"), ty(inner, cx));
            quote!(#nullable<#inner>)
        }
        Type::Vec(inner) => {
            let inner = ty(inner, cx);
            quote!(Vec<#inner>)
        }
        Type::Map(inner) => {
            let (map, inner) = (cx.map(), ty(inner, cx));
            quote!(#map<String, #inner>)
        }
        Type::Boxed(inner) => {
            let inner = ty(inner, cx);
            quote!(Box<#inner>)
        }
        Type::Stream(name, item) => {
            let (stream, item) = (cx.runtime(name), ty(item, cx));
            quote!(#stream<#item>)
        }
    }
}

/// An argument of a function: `id: impl Into<String>`.
pub fn parameter(
    name: &Name,
    rust: &Type,
    argument: Argument,
    cx: &mut Context<'_>,
) -> TokenStream {
    let rust = ty(rust.unboxed(), cx);
    match argument {
        Argument::Plain | Argument::Boxed => quote!(#name: #rust),
        Argument::Into | Argument::IntoBoxed => quote!(#name: impl Into<#rust>),
    }
}

/// The value that an argument makes.
pub fn converted(value: &TokenStream, argument: Argument) -> TokenStream {
    match argument {
        Argument::Plain => quote!(#value),
        Argument::Boxed => quote!(Box::new(#value)),
        Argument::Into => quote!(#value.into()),
        Argument::IntoBoxed => quote!(Box::new(#value.into())),
    }
}

/// `name: value` in a struct literal, or `name` where that says the same.
pub fn initial(name: &Name, argument: Argument) -> TokenStream {
    if argument == Argument::Plain {
        return quote!(#name);
    }
    let value = converted(&quote!(#name), argument);
    quote!(#name: #value)
}

/// A doc comment: one raw literal, whose lines are printed as they are.
pub fn docs(lines: &Doc) -> TokenStream {
    if lines.is_empty() {
        return TokenStream::new();
    }
    let mut text = String::new();
    for (at, line) in lines.iter().enumerate() {
        let end = if at == 0 { "" } else { "\n" };
        let space = if line.is_empty() { "" } else { " " };
        text.extend([end, space, line]);
    }
    let text = raw(&text);
    quote!(#[doc = #text])
}

/// A doc comment of one line.
pub fn doc(line: &str) -> TokenStream {
    let text = raw(&format!(" {line}"));
    quote!(#[doc = #text])
}

/// A literal without escapes, of which a long text needs many.
fn raw(text: &str) -> Literal {
    let mut end = "\"#".to_owned();
    while text.contains(&end) {
        end.push('#');
    }
    let hashes = &end[1..];
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse();
    literal.unwrap_or_else(|_| Literal::string(text))
}

/// Arms of a `match` on an index, the last of which takes the rest.
pub fn arms(values: &[TokenStream]) -> TokenStream {
    let last = values.len().saturating_sub(1);
    let arms = values.iter().enumerate().map(|(at, value)| {
        let index = Literal::usize_unsuffixed(at);
        if at == last {
            quote!(_ => #value)
        } else {
            quote!(#index => #value)
        }
    });
    quote!(#(#arms,)*)
}
