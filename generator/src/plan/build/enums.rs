//! Sets of values.

use serde_json::Value;

use super::{Planner, type_docs};
use crate::{
    ir::{self, EnumValue, TypeDef},
    plan::{
        Doc, Model, Name, StringEnum, ValueEnum, docs,
        docs::Page,
        names::{Case, Request, Scope, Settled, report},
    },
};

/// What the variant for everything else is called: the first that no value takes.
pub const FALLBACKS: [&str; 4] = ["Unknown", "Other", "Unlisted", "Unrecognized"];

impl Planner<'_> {
    pub fn enumeration(&mut self, name: Name, def: &TypeDef, shape: &ir::Enumeration) -> Model {
        let Variants {
            names,
            fallback,
            numbered,
        } = variants(shape);
        if let Some(origin) = def.origins.iter().min() {
            for (request, settled) in numbered {
                report(&request, &settled, "value", origin, self.diagnostics);
            }
        }
        let docs = type_docs(def);
        let texts: Option<Vec<String>> = shape
            .values
            .iter()
            .map(|value| value.value.as_str().map(str::to_owned))
            .collect();
        let variants = names.into_iter().zip(&shape.values);
        let variants = variants.map(|(name, value)| (name, value_docs(value)));
        match texts {
            Some(texts) => {
                let values = variants
                    .zip(texts)
                    .map(|((name, docs), text)| (name, docs, text))
                    .collect();
                Model::StringEnum(StringEnum {
                    name,
                    docs,
                    values,
                    fallback,
                })
            }
            None => {
                let scalars = shape.values.iter().map(|value| value.value.clone());
                let values = variants
                    .zip(scalars)
                    .map(|((name, docs), scalar)| (name, docs, scalar))
                    .collect();
                Model::ValueEnum(ValueEnum {
                    name,
                    docs,
                    values,
                    fallback,
                })
            }
        }
    }
}

/// A set of texts that is no type of the document.
pub fn string_enum(name: Name, docs: Doc, texts: Vec<&String>) -> StringEnum {
    let values = texts.iter().map(|text| EnumValue {
        value: Value::String((*text).clone()),
        name: None,
        docs: ir::Docs::default(),
    });
    let shape = ir::Enumeration {
        values: values.collect(),
    };
    let Variants {
        names, fallback, ..
    } = variants(&shape);
    let documented = shape.values.iter().map(value_docs);
    StringEnum {
        name,
        docs,
        values: names
            .into_iter()
            .zip(documented)
            .zip(texts)
            .map(|((name, docs), text)| (name, docs, text.clone()))
            .collect(),
        fallback,
    }
}

/// The names of a set's variants.
pub struct Variants {
    /// One for each value, in their order.
    pub names: Vec<Name>,
    /// The variant for every other value.
    fallback: Name,
    /// Those that have a number.
    numbered: Vec<(Request, Settled)>,
}

/// Settles the names of a set's variants.
pub fn variants(shape: &ir::Enumeration) -> Variants {
    let requests: Vec<Request> = shape.values.iter().map(request).collect();
    let mut scope = Scope::new(Case::Type, []);
    let settled = scope.settle(&requests);
    Variants {
        names: settled.iter().map(|one| one.name.clone()).collect(),
        fallback: scope.one(&FALLBACKS),
        numbered: requests
            .into_iter()
            .zip(settled)
            .filter(|(_, settled)| settled.numbered)
            .collect(),
    }
}

fn request(value: &EnumValue) -> Request {
    let text = match &value.value {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match &value.name {
        Some(name) => {
            let mut request = Request::named(Case::Type, name, None);
            request
                .bids
                .extend(Request::named(Case::Type, &text, None).bids);
            request.key = text;
            request
        }
        None => Request::plain(Case::Type, &text, None),
    }
}

fn value_docs(value: &EnumValue) -> Doc {
    let wire = match &value.value {
        Value::String(text) => docs::code(text),
        other => docs::literal(other),
    };
    Page::of(&value.docs).line(wire).finish()
}
