//! The JSON types that a type can be.

use std::collections::BTreeSet;

use serde_json::Value;

use super::Planner;
use crate::ir::{Number, Shape, StringFormat, Ty, TypeId};

impl<'a> Planner<'a> {
    /// The constants of `Kinds` for a type; empty for any.
    pub fn kinds<'t>(&self, ty: &'t Ty) -> Vec<&'static str>
    where
        'a: 't,
    {
        let mut found = BTreeSet::new();
        let (mut open, mut seen) = (vec![ty], BTreeSet::new());
        while let Some(ty) = open.pop() {
            match ty {
                Ty::Any => return Vec::new(),
                Ty::Bool => found.insert("BOOL"),
                Ty::Integer(_) => found.insert("INTEGER"),
                Ty::Number(Number::Decimal) => found.insert("NUMBER") | found.insert("STRING"),
                Ty::Number(_) => found.insert("NUMBER"),
                Ty::String(_) => found.insert("STRING"),
                Ty::Array(_) => found.insert("ARRAY"),
                Ty::Map(_) => found.insert("OBJECT"),
                Ty::Nullable(inner) => {
                    open.push(inner);
                    continue;
                }
                Ty::Named(id) => {
                    if seen.insert(*id) {
                        self.kinds_of(*id, &mut open, &mut found);
                    }
                    continue;
                }
            };
        }
        if found.contains("NUMBER") {
            found.remove("INTEGER");
        }
        found.into_iter().collect()
    }

    fn kinds_of<'t>(&self, id: TypeId, open: &mut Vec<&'t Ty>, found: &mut BTreeSet<&'static str>)
    where
        'a: 't,
    {
        match &self.api.types[id].shape {
            Shape::Struct(it) => {
                found.insert(if it.positional { "ARRAY" } else { "OBJECT" });
            }
            Shape::Alias(target) => open.push(target),
            Shape::Union(union) => open.extend(union.variants.iter().map(|variant| &variant.ty)),
            Shape::Enumeration(shape) => {
                found.extend(shape.values.iter().map(|value| match &value.value {
                    Value::Bool(_) => "BOOL",
                    Value::Number(number) if number.is_f64() => "NUMBER",
                    Value::Number(_) => "INTEGER",
                    _ => "STRING",
                }))
            }
        }
    }

    /// Whether a type is written as bytes and nothing else.
    pub fn is_binary(&self, ty: &Ty) -> bool {
        matches!(self.target(ty), Ty::String(StringFormat::Binary))
    }
}
