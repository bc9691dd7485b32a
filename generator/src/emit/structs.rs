//! Models with named fields, and aliases.

use proc_macro2::TokenStream;
use quote::quote;

use super::{
    constants::constants,
    context::Context,
    limits::limits,
    types::{arms, converted, doc, docs, initial, parameter, ty},
};
use crate::{
    ir::{XmlName, XmlPlace},
    plan::{Alias, Argument, Constructor, Field, Initial, Name, Presence, Rest, Struct, Type},
};

/// A struct with everything that belongs to it.
pub fn structure(it: &Struct, cx: &mut Context<'_>) -> TokenStream {
    let Struct {
        name,
        docs: text,
        fields,
        rest,
        constructor,
        ..
    } = it;
    let text = docs(text);
    let members: Vec<TokenStream> = fields.iter().map(|field| member(field, cx)).collect();
    let rest_member = rest_member(rest, cx);
    let constructor = construct(name, fields, constructor, cx);
    let constants = constants(name, &it.constants, cx);
    let accessors = accessors(it, cx);
    let trait_name = cx.model("Blank");
    let blanks: Vec<TokenStream> = fields
        .iter()
        .map(|field| {
            let (name, blank) = (&field.name, blank(&field.ty, cx));
            quote!(#name: #blank)
        })
        .collect();
    let (rest, map) = (&rest.name, cx.map());
    quote! {
        #text
        #[derive(Clone)]
        pub struct #name {
            #(#members,)*
            #rest_member
        }

        #constants

        #constructor

        #accessors

        impl #trait_name for #name {
            fn blank() -> Self {
                Self { #(#blanks,)* #rest: #map::new() }
            }
        }
    }
}

/// The value of a field before anything was read into it. Literals, where there are any: they cost the compiler next to
/// nothing.
fn blank(ty: &Type, cx: &mut Context<'_>) -> TokenStream {
    match ty {
        Type::Option(_) => quote!(None),
        Type::Vec(_) => quote!(Vec::new()),
        Type::Plain("String") => quote!(String::new()),
        Type::Plain("bool") => quote!(false),
        Type::Plain("i32" | "i64" | "u64") => quote!(0),
        Type::Plain("f32" | "f64") => quote!(0.0),
        Type::Nullable(_) => {
            let nullable = cx.runtime("Nullable");
            quote!(#nullable::Absent)
        }
        Type::Map(_) => {
            let map = cx.map();
            quote!(#map::new())
        }
        _ => {
            let slot = cx.model("Slot");
            quote!(#slot::blank())
        }
    }
}

/// An alias.
pub fn alias(it: &Alias, cx: &mut Context<'_>) -> TokenStream {
    let Alias {
        name,
        docs: text,
        ty: target,
    } = it;
    let (text, target) = (docs(text), ty(target, cx));
    quote! {
        #text
        pub type #name = #target;
    }
}

fn member(it: &Field, cx: &mut Context<'_>) -> TokenStream {
    let (text, name, ty) = (docs(&it.docs), &it.name, ty(&it.ty, cx));
    quote!(#text pub #name: #ty)
}

fn rest_member(it: &Rest, cx: &mut Context<'_>) -> TokenStream {
    let name = &it.name;
    match &it.ty {
        None => {
            let (text, extra) = (
                doc("What was sent and the document does not name."),
                cx.runtime("Extra"),
            );
            quote!(#text pub #name: #extra)
        }
        Some(item) => {
            let (text, map, item) = (
                doc("The members that have no name of their own."),
                cx.map(),
                ty(item, cx),
            );
            quote!(#text pub #name: #map<String, #item>)
        }
    }
}

fn accessors(it: &Struct, cx: &mut Context<'_>) -> TokenStream {
    let Struct {
        name, fields, rest, ..
    } = it;
    let [structure, slot, map, table] =
        ["Struct", "Slot", "Map", "Table"].map(|name| cx.model(name));
    let rest = &rest.name;
    let rows: Vec<TokenStream> = fields.iter().map(|field| row(field, cx)).collect();
    let (wire, xml) = (name.bare(), builder("xml", xml(&it.xml, cx)));
    let positional = it.positional.then(|| quote!(.positional()));
    let names: Vec<&Name> = fields.iter().map(|field| &field.name).collect();
    let (index, field, field_mut) = match names.as_slice() {
        [] => (quote!(_), quote!(&self.#rest), quote!(&mut self.#rest)),
        [one] => (quote!(_), quote!(&self.#one), quote!(&mut self.#one)),
        names => {
            let shared: Vec<TokenStream> = names.iter().map(|name| quote!(&self.#name)).collect();
            let unique: Vec<TokenStream> =
                names.iter().map(|name| quote!(&mut self.#name)).collect();
            let (shared, unique) = (arms(&shared), arms(&unique));
            (
                quote!(index),
                quote!(match index { #shared }),
                quote!(match index { #unique }),
            )
        }
    };
    quote! {
        impl #structure for #name {
            fn table(&self) -> &'static #table {
                static TABLE: #table = #table::new(#wire, &[#(#rows),*]) #xml #positional;
                &TABLE
            }
            fn field(&self, #index: usize) -> &dyn #slot {
                #field
            }
            fn field_mut(&mut self, #index: usize) -> &mut dyn #slot {
                #field_mut
            }
            fn rest(&self) -> &dyn #map {
                &self.#rest
            }
            fn rest_mut(&mut self) -> &mut dyn #map {
                &mut self.#rest
            }
        }
    }
}

fn row(it: &Field, cx: &mut Context<'_>) -> TokenStream {
    let (field, wire) = (cx.model("Field"), &it.wire);
    let kind = match it.presence {
        Presence::Required => quote!(required),
        Presence::RequiredNullable => quote!(nullable),
        Presence::Optional => quote!(optional),
    };
    let place = match it.place {
        XmlPlace::Element => None,
        XmlPlace::Wrapped => Some(quote!(.wrapped())),
        XmlPlace::Attribute => Some(quote!(.attribute())),
        XmlPlace::Text => Some(quote!(.text())),
    };
    let (name, item) = (
        builder("xml", xml(&it.xml, cx)),
        builder("item", xml(&it.item, cx)),
    );
    let limits = limits(&it.limits, cx);
    quote!(#field::#kind(#wire) #place #name #item #limits)
}

/// A name in XML; `None` where nothing is said.
pub fn xml(it: &XmlName, cx: &mut Context<'_>) -> Option<TokenStream> {
    let XmlName {
        name,
        namespace,
        prefix,
    } = it;
    if it == &XmlName::default() {
        return None;
    }
    let xml = cx.model("Xml");
    let start = match name {
        Some(name) => quote!(#xml::name(#name)),
        None => quote!(#xml::NONE),
    };
    let namespace = namespace
        .as_ref()
        .map(|namespace| quote!(.namespace(#namespace)));
    let prefix = prefix.as_ref().map(|prefix| quote!(.prefix(#prefix)));
    Some(quote!(#start #namespace #prefix))
}

/// `.method(value)`, where there is a value.
pub fn builder(method: &str, value: Option<TokenStream>) -> Option<TokenStream> {
    let method = super::context::ident(method);
    value.map(|value| quote!(.#method(#value)))
}

fn construct(
    name: &Name,
    fields: &[Field],
    constructor: &Constructor,
    cx: &mut Context<'_>,
) -> TokenStream {
    let required: Vec<(&Field, Argument)> = fields
        .iter()
        .filter_map(|field| match field.initial {
            Initial::Argument(argument) => Some((field, argument)),
            _ => None,
        })
        .collect();
    let presets = fields.iter().filter_map(|field| match &field.initial {
        Initial::Preset(text) => {
            let name = &field.name;
            Some(quote!(#name: #text.into()))
        }
        _ => None,
    });
    let blank = cx.model("Blank");
    match constructor {
        Constructor::Default => TokenStream::new(),
        Constructor::Arguments => {
            let inputs: Vec<TokenStream> = required
                .iter()
                .map(|(field, argument)| parameter(&field.name, &field.ty, *argument, cx))
                .collect();
            let values = required
                .iter()
                .map(|(field, argument)| initial(&field.name, *argument));
            let text = doc(if inputs.is_empty() {
                "The model, its constants set."
            } else {
                "The model with what it requires."
            });
            let default = inputs.is_empty().then(|| default(name));
            quote! {
                impl #name {
                    #text
                    pub fn new(#(#inputs),*) -> Self {
                        Self { #(#values,)* #(#presets,)* ..#blank::blank() }
                    }
                }
                #default
            }
        }
        Constructor::Grouped(group) => {
            let members: Vec<TokenStream> = required
                .iter()
                .map(|(field, _)| {
                    let (text, name, ty) =
                        (docs(&field.docs), &field.name, ty(field.ty.unboxed(), cx));
                    quote!(#text pub #name: #ty)
                })
                .collect();
            let values = required.iter().map(|(field, argument)| {
                let name = &field.name;
                let boxed = matches!(argument, Argument::Boxed | Argument::IntoBoxed);
                let value = converted(
                    &quote!(required.#name),
                    if boxed {
                        Argument::Boxed
                    } else {
                        Argument::Plain
                    },
                );
                quote!(#name: #value)
            });
            let text = doc(&format!("What [`{name}`] requires."));
            quote! {
                #text
                #[derive(Clone, Debug, PartialEq)]
                pub struct #group {
                    #(#members,)*
                }

                impl #name {
                    /// The model with what it requires.
                    pub fn new(required: #group) -> Self {
                        Self { #(#values,)* #(#presets,)* ..#blank::blank() }
                    }
                }
            }
        }
    }
}

fn default(name: &Name) -> TokenStream {
    quote! {
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
