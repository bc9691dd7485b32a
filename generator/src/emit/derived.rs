//! What models have in common, and operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::context::ident;
use crate::plan::{Constructor, Model, Name, Operation, StringEnum, Struct, Union, ValueEnum};

/// What operations have in common, by the runtime's macro.
pub fn shown(operations: &[Operation]) -> TokenStream {
    let names = operations.iter().map(|it| &it.name);
    quote!(runtime::operations!(#(#names),*);)
}

/// What models have in common, by the runtime's macros.
pub fn derived(models: &[Model]) -> TokenStream {
    let mut kinds: [Vec<TokenStream>; 5] = Default::default();
    let [structs, defaults, strings, values, unions] = &mut kinds;
    for model in models {
        match model {
            Model::Struct(Struct {
                name, constructor, ..
            }) => {
                structs.push(quote!(#name));
                if *constructor == Constructor::Default {
                    defaults.push(quote!(#name));
                }
            }
            Model::StringEnum(StringEnum { name, .. }) => strings.push(quote!(#name)),
            Model::ValueEnum(ValueEnum { name, .. }) => values.push(quote!(#name)),
            Model::Union(Union { name, fallback, .. }) => unions.push(union_entry(name, fallback)),
            Model::Alias(_) => {}
        }
    }
    let macros = [
        "structs",
        "defaults",
        "string_enums",
        "value_enums",
        "unions",
    ]
    .map(ident);
    let calls = macros
        .iter()
        .zip(&kinds)
        .filter(|(_, names)| !names.is_empty());
    let calls = calls.map(|(name, names)| quote!(runtime::#name!(#(#names),*);));
    quote!(#(#calls)*)
}

fn union_entry(name: &Name, fallback: &Name) -> TokenStream {
    if fallback.as_str() == "Unknown" {
        quote!(#name)
    } else {
        quote!(#name: #fallback)
    }
}
