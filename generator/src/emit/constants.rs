//! Constants that go with a type.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::{
    context::{Context, ident},
    types::{docs, ty},
};
use crate::plan::{Constant, ConstantValue, Header, Literal, Name};

/// The constants of `owner`; nothing where it has none.
pub fn constants(owner: &Name, all: &[Constant], cx: &mut Context<'_>) -> Option<TokenStream> {
    let constants: Vec<TokenStream> = all.iter().map(|one| constant(one, cx)).collect();
    (!constants.is_empty()).then(|| quote!(impl #owner { #(#constants)* }))
}

fn constant(it: &Constant, cx: &mut Context<'_>) -> TokenStream {
    let (text, name) = (docs(&it.docs), &it.name);
    let (ty, value) = match &it.value {
        ConstantValue::Literal(it) => (literal_type(it, cx), literal(it, cx)),
        ConstantValue::Header(it) => header(it, cx),
    };
    quote!(#text pub const #name: #ty = #value;)
}

fn header(it: &Header, cx: &mut Context<'_>) -> (TokenStream, TokenStream) {
    let (header, wire, inner) = (cx.runtime("Header"), &it.wire, ty(&it.ty, cx));
    let explode = it.explode.then(|| quote!(.explode()));
    let json = it.json.then(|| quote!(.json()));
    (
        quote!(#header<#inner>),
        quote!(#header::new(#wire) #explode #json),
    )
}

fn literal_type(it: &Literal, cx: &mut Context<'_>) -> TokenStream {
    match it {
        Literal::Bool(_) => quote!(bool),
        Literal::Integer(name, _) | Literal::Number(name, _) => {
            let name = ident(name);
            quote!(#name)
        }
        Literal::Text(_) => quote!(&'static str),
        Literal::Variant(model, _) => cx.api_model(model),
        Literal::List(items) => {
            let item = items.first().map(|item| literal_type(item, cx));
            quote!(&'static [#item])
        }
    }
}

fn literal(it: &Literal, cx: &mut Context<'_>) -> TokenStream {
    match it {
        Literal::Bool(value) => quote!(#value),
        Literal::Integer(_, number) => match number.as_i64() {
            Some(number) => signed(number < 0, Token::u64_unsuffixed(number.unsigned_abs())),
            None => {
                let number = Token::u64_unsuffixed(number.as_u64().unwrap_or_default());
                quote!(#number)
            }
        },
        Literal::Number(_, number) => signed(*number < 0.0, Token::f64_unsuffixed(number.abs())),
        Literal::Text(text) => quote!(#text),
        Literal::Variant(model, variant) => {
            let model = cx.api_model(model);
            quote!(#model::#variant)
        }
        Literal::List(items) => {
            let items: Vec<TokenStream> = items.iter().map(|item| literal(item, cx)).collect();
            quote!(&[#(#items),*])
        }
    }
}

fn signed(negative: bool, number: Token) -> TokenStream {
    if negative {
        quote!(-#number)
    } else {
        quote!(#number)
    }
}
