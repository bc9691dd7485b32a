//! The limits of values, as the tables of fields and parameters have them.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::context::{Context, ident};
use crate::ir::Limit;

/// `.limits(&[…])`; nothing where there are none.
pub fn limits(all: &[Limit], cx: &mut Context<'_>) -> Option<TokenStream> {
    (!all.is_empty()).then(|| {
        let list = list(all, cx);
        quote!(.limits(#list))
    })
}

fn list(all: &[Limit], cx: &mut Context<'_>) -> TokenStream {
    let limits: Vec<TokenStream> = all.iter().map(|one| limit(one, cx)).collect();
    quote!(&[#(#limits),*])
}

fn limit(it: &Limit, cx: &mut Context<'_>) -> TokenStream {
    let (word, value) = match it {
        Limit::AtLeast(value) => ("AtLeast", number(*value)),
        Limit::MoreThan(value) => ("MoreThan", number(*value)),
        Limit::AtMost(value) => ("AtMost", number(*value)),
        Limit::LessThan(value) => ("LessThan", number(*value)),
        Limit::MultipleOf(value) => ("MultipleOf", number(*value)),
        Limit::MinLength(count) => ("MinLength", whole(*count)),
        Limit::MaxLength(count) => ("MaxLength", whole(*count)),
        Limit::MinItems(count) => ("MinItems", whole(*count)),
        Limit::MaxItems(count) => ("MaxItems", whole(*count)),
        Limit::MinMembers(count) => ("MinMembers", whole(*count)),
        Limit::MaxMembers(count) => ("MaxMembers", whole(*count)),
        Limit::Pattern(pattern) => ("Pattern", quote!(#pattern)),
        Limit::Each(limits) => ("Each", list(limits, cx)),
        Limit::Unique => {
            let limit = cx.model("Limit");
            return quote!(#limit::Unique);
        }
    };
    let (limit, word) = (cx.model("Limit"), ident(word));
    quote!(#limit::#word(#value))
}

fn whole(count: u64) -> TokenStream {
    let count = Literal::u64_unsuffixed(count);
    quote!(#count)
}

fn number(value: f64) -> TokenStream {
    let magnitude = Literal::f64_unsuffixed(value.abs());
    if value < 0.0 {
        quote!(-#magnitude)
    } else {
        quote!(#magnitude)
    }
}
