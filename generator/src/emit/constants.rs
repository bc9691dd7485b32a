//! Constants that go with a type.

use proc_macro2::Literal as Token;

use super::{
    context::{Context, ident},
    print::{Code, code},
    types::{docs, ty},
};
use crate::plan::{Constant, ConstantValue, Header, Literal, Name};

/// The constants of `owner`; nothing where it has none.
pub fn constants(owner: &Name, all: &[Constant], cx: &mut Context<'_>) -> Option<Code> {
    let constants: Vec<Code> = all.iter().map(|one| constant(one, cx)).collect();
    (!constants.is_empty()).then(|| code!(impl #owner { #(#constants)* }))
}

fn constant(it: &Constant, cx: &mut Context<'_>) -> Code {
    let (text, name) = (docs(&it.docs), &it.name);
    let (ty, value) = match &it.value {
        ConstantValue::Literal(it) => (literal_type(it, cx), literal(it, cx)),
        ConstantValue::Header(it) => header(it, cx),
    };
    code!(#text pub const #name: #ty = #value;)
}

fn header(it: &Header, cx: &mut Context<'_>) -> (Code, Code) {
    let (header, wire, inner) = (cx.runtime("Header"), &it.wire, ty(&it.ty, cx));
    let explode = it.explode.then(|| code!(.explode()));
    let json = it.json.then(|| code!(.json()));
    (
        code!(#header<#inner>),
        code!(#header::new(#wire) #explode #json),
    )
}

fn literal_type(it: &Literal, cx: &mut Context<'_>) -> Code {
    match it {
        Literal::Bool(_) => code!(bool),
        Literal::Integer(name, _) | Literal::Number(name, _) => {
            let name = ident(name);
            code!(#name)
        }
        Literal::Text(_) => code!(&'static str),
        Literal::Variant(model, _) => cx.api_model(model).into(),
        Literal::List(items) => {
            let item = items.first().map(|item| literal_type(item, cx));
            code!(&'static [#item])
        }
    }
}

fn literal(it: &Literal, cx: &mut Context<'_>) -> Code {
    match it {
        Literal::Bool(value) => code!(#value),
        Literal::Integer(_, number) => match number.as_i64() {
            Some(number) => signed(number < 0, Token::u64_unsuffixed(number.unsigned_abs())),
            None => {
                let number = number.as_u64().unwrap_or_default();
                code!(#number)
            }
        },
        Literal::Number(_, number) => signed(*number < 0.0, Token::f64_unsuffixed(number.abs())),
        Literal::Text(text) => code!(#text),
        Literal::Variant(model, variant) => {
            let model = cx.api_model(model);
            code!(#model::#variant)
        }
        Literal::List(items) => {
            let items: Vec<Code> = items.iter().map(|item| literal(item, cx)).collect();
            code!(&[#(#items),*])
        }
    }
}

fn signed(negative: bool, number: Token) -> Code {
    if negative {
        code!(-#number)
    } else {
        code!(#number)
    }
}
