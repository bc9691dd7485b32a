//! Types of one of several shapes.

use super::{
    context::{Context, ident},
    print::{Code, code},
    structs::{builder, xml},
    types::{chosen, doc, docs, ty},
};
use crate::plan::{Name, Type, Union, Variant};

/// A union with everything that belongs to it.
pub fn union(it: &Union, cx: &mut Context<'_>) -> Code {
    let Union {
        name,
        docs: text,
        variants,
        fallback,
        ..
    } = it;
    let (text, unmatched) = (docs(text), doc("What no branch matched."));
    let members: Vec<Code> = variants
        .iter()
        .map(|variant| {
            let (text, name, ty) = (docs(&variant.docs), &variant.name, ty(&variant.ty, cx));
            code!(#text #name(#ty))
        })
        .collect();
    let value = cx.runtime("Value");
    let described = described(it, cx);
    let conversions: Vec<Code> = variants
        .iter()
        .filter(|variant| variant.from)
        .map(|variant| conversion(&code!(#name), &variant.name, &variant.ty, cx))
        .collect();
    code! {
        #text
        #[derive(Clone, Debug)]
        pub enum #name {
            #(#members,)*
            #unmatched
            #fallback(#value),
        }

        #described

        #(#conversions)*
    }
}

/// `From` the content of a variant.
pub fn conversion(name: &Code, variant: &Name, content: &Type, cx: &mut Context<'_>) -> Code {
    let from = ty(content.unboxed(), cx);
    let value = if matches!(content, Type::Boxed(_)) {
        code!(Box::new(it))
    } else {
        code!(it)
    };
    code! {
        impl From<#from> for #name {
            fn from(it: #from) -> Self {
                Self::#variant(#value)
            }
        }
    }
}

/// An arm for each variant, which holds `it`.
fn contents(variants: &[Variant], fallback: &Name, content: &Code) -> Code {
    let names = variants.iter().map(|variant| &variant.name);
    let arms = names
        .chain([fallback])
        .map(|name| code!(Self::#name(it) => #content,));
    code!(#(#arms)*)
}

/// What the runtime is told of a union.
fn described(it: &Union, cx: &mut Context<'_>) -> Code {
    let Union {
        name,
        tag,
        variants,
        fallback,
        ..
    } = it;
    let [one_of, table, slot] = ["OneOf", "UnionTable", "Slot"].map(|name| cx.model(name));
    let [view, target, holds] = ["Ref", "Mut", "Holds"].map(|name| cx.model(name));
    cx.slots();
    let value = cx.runtime("Value");
    let wire = name.bare();
    let branches: Vec<Code> = variants.iter().map(|variant| branch(variant, cx)).collect();
    let views = contents(variants, fallback, &code!(it.view()));
    let targets = contents(variants, fallback, &code!(it.fill(holds)));
    let blanks: Vec<Code> = variants
        .iter()
        .map(|variant| {
            let name = &variant.name;
            code!(Self::#name(#slot::blank()))
        })
        .collect();
    let (index, blank) = match blanks.as_slice() {
        [] => (code!(_), code!(Self::#fallback(#value::Null))),
        blanks => chosen("index", blanks),
    };
    code! {
        impl #one_of for #name {
            const TABLE: &'static #table = &#table { name: #wire, tag: #tag, branches: &[#(#branches),*] };
            fn branch(#index: usize) -> Self {
                #blank
            }
            fn unknown(value: #value) -> Self {
                Self::#fallback(value)
            }
            fn content(&self) -> #view<'_> {
                match self { #views }
            }
            fn content_mut(&mut self, holds: #holds) -> #target<'_> {
                match self { #targets }
            }
        }
    }
}

fn branch(it: &Variant, cx: &mut Context<'_>) -> Code {
    let (branch, kinds, name) = (cx.model("Branch"), kinds(it, cx), it.name.bare());
    let list = |texts: &[String]| code!(&[#(#texts),*]);
    let tags = builder("tags", (!it.tags.is_empty()).then(|| list(&it.tags)));
    let required = builder(
        "required",
        (!it.required.is_empty()).then(|| list(&it.required)),
    );
    let rows = it.constants.iter().map(|(member, texts)| {
        let texts = list(texts);
        code!((#member, #texts))
    });
    let rows: Vec<Code> = rows.collect();
    let constants = builder(
        "constants",
        (!rows.is_empty()).then(|| code!(&[#(#rows),*])),
    );
    let xml = builder("xml", xml(&it.xml, cx));
    code!(#branch::new(#name, #kinds) #tags #required #constants #xml)
}

fn kinds(it: &Variant, cx: &mut Context<'_>) -> Code {
    let kinds = cx.model("Kinds");
    let mut all = it.kinds.iter().map(|kind| {
        let kind = ident(kind);
        code!(#kinds::#kind)
    });
    let Some(first) = all.next() else {
        return code!(#kinds::ANY);
    };
    all.fold(first, |all, kind| code!(#all.or(#kind)))
}
