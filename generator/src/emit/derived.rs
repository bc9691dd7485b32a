//! What models have in common.

use super::{
    context::ident,
    print::{Code, code},
};
use crate::plan::{Constructor, Model, StringEnum, Struct, Union, ValueEnum};

/// What models have in common, by the runtime's macros.
pub fn derived(models: &[Model]) -> Code {
    let mut kinds: [Vec<Code>; 5] = Default::default();
    let [structs, defaults, strings, values, unions] = &mut kinds;
    for model in models {
        match model {
            Model::Struct(Struct {
                name, constructor, ..
            }) => {
                structs.push(code!(#name));
                if *constructor == Constructor::Default {
                    defaults.push(code!(#name));
                }
            }
            Model::StringEnum(StringEnum { name, .. }) => strings.push(code!(#name)),
            Model::ValueEnum(ValueEnum { name, .. }) => values.push(code!(#name)),
            Model::Union(Union { name, .. }) => unions.push(code!(#name)),
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
    let calls = calls.map(|(name, names)| code!(runtime::#name!(#(#names),*);));
    code!(#(#calls)*)
}
