//! Types of one of several shapes.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    context::{Context, ident},
    structs::{builder, xml},
    types::{arms, doc, docs, ty},
};
use crate::plan::{Name, Type, Union, Variant};

/// A union with everything that belongs to it.
pub fn union(it: &Union, cx: &mut Context<'_>) -> TokenStream {
    let Union {
        name,
        docs: text,
        variants,
        fallback,
        ..
    } = it;
    let (text, unmatched) = (docs(text), doc("What no branch matched."));
    let members: Vec<TokenStream> = variants
        .iter()
        .map(|variant| {
            let (text, name, ty) = (docs(&variant.docs), &variant.name, ty(&variant.ty, cx));
            quote!(#text #name(#ty))
        })
        .collect();
    let (value, view, slot) = (cx.runtime("Value"), cx.model("UnionView"), cx.model("Slot"));
    let contents = contents(variants, fallback);
    let access = access(it, cx);
    let conversions: Vec<TokenStream> = variants
        .iter()
        .filter(|variant| variant.from)
        .map(|variant| conversion(&quote!(#name), &variant.name, &variant.ty, cx))
        .collect();
    quote! {
        #text
        #[derive(Clone, Debug)]
        pub enum #name {
            #(#members,)*
            #unmatched
            #fallback(#value),
        }

        #access

        impl #view for #name {
            fn content(&self) -> &dyn #slot {
                match self { #contents }
            }
        }

        #(#conversions)*
    }
}

/// `From` the content of a variant.
pub fn conversion(
    name: &TokenStream,
    variant: &Name,
    content: &Type,
    cx: &mut Context<'_>,
) -> TokenStream {
    let from = ty(content.unboxed(), cx);
    let value = if matches!(content, Type::Boxed(_)) {
        quote!(Box::new(it))
    } else {
        quote!(it)
    };
    quote! {
        impl From<#from> for #name {
            fn from(it: #from) -> Self {
                Self::#variant(#value)
            }
        }
    }
}

fn contents(variants: &[Variant], fallback: &Name) -> TokenStream {
    let names = variants
        .iter()
        .map(|variant| &variant.name)
        .chain([fallback]);
    quote!(#(Self::#names(it) => it,)*)
}

fn access(it: &Union, cx: &mut Context<'_>) -> TokenStream {
    let Union {
        name,
        tag,
        variants,
        fallback,
        ..
    } = it;
    let [union, table, slot] = ["Union", "UnionTable", "Slot"].map(|name| cx.model(name));
    let value = cx.runtime("Value");
    let wire = name.bare();
    let branches: Vec<TokenStream> = variants.iter().map(|variant| branch(variant, cx)).collect();
    let contents = contents(variants, fallback);
    let blanks: Vec<TokenStream> = variants
        .iter()
        .map(|variant| {
            let name = &variant.name;
            quote!(Self::#name(#slot::blank()))
        })
        .collect();
    let (index, blank) = match blanks.as_slice() {
        [] => (quote!(_), quote!(Self::#fallback(#value::Null))),
        [one] => (quote!(_), quote!(#one)),
        several => {
            let arms = arms(several);
            (quote!(index), quote!(match index { #arms }))
        }
    };
    quote! {
        impl #union for #name {
            fn table(&self) -> &'static #table {
                static TABLE: #table = #table { name: #wire, tag: #tag, branches: &[#(#branches),*] };
                &TABLE
            }
            fn select(&mut self, #index: usize) -> &mut dyn #slot {
                *self = #blank;
                match self { #contents }
            }
            fn keep(&mut self, value: #value) {
                *self = Self::#fallback(value);
            }
        }
    }
}

fn branch(it: &Variant, cx: &mut Context<'_>) -> TokenStream {
    let (branch, kinds, name) = (cx.model("Branch"), kinds(it, cx), it.name.bare());
    let list = |texts: &[String]| quote!(&[#(#texts),*]);
    let tags = builder("tags", (!it.tags.is_empty()).then(|| list(&it.tags)));
    let required = builder(
        "required",
        (!it.required.is_empty()).then(|| list(&it.required)),
    );
    let rows = it.constants.iter().map(|(member, texts)| {
        let texts = list(texts);
        quote!((#member, #texts))
    });
    let rows: Vec<TokenStream> = rows.collect();
    let constants = builder(
        "constants",
        (!rows.is_empty()).then(|| quote!(&[#(#rows),*])),
    );
    let xml = builder("xml", xml(&it.xml, cx));
    quote!(#branch::new(#name, #kinds) #tags #required #constants #xml)
}

fn kinds(it: &Variant, cx: &mut Context<'_>) -> TokenStream {
    let kinds = cx.model("Kinds");
    let mut all = it.kinds.iter().map(|kind| {
        let kind = ident(kind);
        quote!(#kinds::#kind)
    });
    let Some(first) = all.next() else {
        return quote!(#kinds::ANY);
    };
    all.fold(first, |all, kind| quote!(#all.or(#kind)))
}
