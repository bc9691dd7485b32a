//! Types of one of several shapes.

use std::collections::BTreeMap;

use super::{Planner, enums::FALLBACKS, type_docs};
use crate::{
    ir::{self, Shape, Ty, TypeDef, TypeId},
    plan::{
        Type, Union, Variant, docs,
        docs::Page,
        names::{Case, Request, Scope, bids, rank},
    },
};

impl Planner<'_> {
    pub fn union(&mut self, id: TypeId, def: &TypeDef, shape: &ir::Union) -> Union {
        let types: Vec<Type> = shape
            .variants
            .iter()
            .map(|variant| self.branch_type(id, variant))
            .collect();
        let requests: Vec<Request> = shape
            .variants
            .iter()
            .zip(&types)
            .map(|(variant, ty)| self.branch_request(variant, ty))
            .collect();
        let mut scope = Scope::new(Case::Type, []);
        let names = scope.settle(&requests);
        let conversions = self.conversions(id, shape);
        let variants = shape
            .variants
            .iter()
            .zip(types)
            .zip(names)
            .zip(conversions)
            .map(|(((variant, ty), name), from)| {
                let (required, constants) = self.members(&variant.ty);
                Variant {
                    docs: branch_docs(variant),
                    name: name.name,
                    from,
                    ty,
                    tags: variant.tags.clone(),
                    kinds: self.kinds(&variant.ty),
                    required,
                    constants,
                    xml: self
                        .definition(&variant.ty)
                        .map(|id| self.api.types[id].xml.clone())
                        .unwrap_or_default(),
                }
            });
        let variants = variants.collect();
        let name = self.types.of(id).clone();
        Union {
            docs: type_docs(def),
            name,
            tag: shape.tag.clone().unwrap_or_default(),
            variants,
            fallback: scope.one(&FALLBACKS),
        }
    }

    fn branch_type(&self, owner: TypeId, variant: &ir::Variant) -> Type {
        let ty = self.item(&variant.ty, self.binary(owner));
        match &variant.ty {
            Ty::Named(id) if self.containment.boxed_variant(owner, *id) => {
                Type::Boxed(Box::new(ty))
            }
            _ => ty,
        }
    }

    fn branch_request(&self, variant: &ir::Variant, ty: &Type) -> Request {
        let by_type = type_word(ty);
        let mut request = match variant.hint.trim() {
            "" => Request {
                key: by_type.clone(),
                rank: rank::INLINE,
                bids: vec![by_type],
                others: None,
            },
            hint => {
                let mut request = Request::named(Case::Type, hint, None);
                request.bids.push(by_type);
                request
            }
        };
        request.bids.extend(
            variant
                .tags
                .iter()
                .take(1)
                .flat_map(|tag| bids(Case::Type, tag)),
        );
        request.key.push_str(&variant.tags.join("\u{1}"));
        request
    }

    /// Whether each branch is the only one with its type, and a type that says what it is: its content converts.
    fn conversions(&self, id: TypeId, shape: &ir::Union) -> Vec<bool> {
        let own = Type::Model(self.types.of(id).clone());
        let binary = self.binary(id);
        let types: Vec<Type> = shape
            .variants
            .iter()
            .map(|variant| self.item(&self.expanded(&variant.ty), binary))
            .collect();
        let mut count: BTreeMap<&Type, usize> = BTreeMap::new();
        types
            .iter()
            .for_each(|ty| *count.entry(ty).or_default() += 1);
        let clear =
            |ty: &Type| *ty != own && *ty != Type::Runtime("Value") && count.get(ty) == Some(&1);
        types.iter().map(clear).collect()
    }

    /// The members that a branch requires, and those whose values are fixed.
    fn members(&self, ty: &Ty) -> (Vec<String>, Vec<(String, Vec<String>)>) {
        let Some(id) = self.definition(ty) else {
            return Default::default();
        };
        let Shape::Struct(shape) = &self.api.types[id].shape else {
            return Default::default();
        };
        if shape.positional {
            return Default::default();
        }
        let required = shape
            .fields
            .iter()
            .filter(|field| field.presence == ir::Presence::Required);
        let received = required.filter(|field| !field.write_only);
        let constants = shape.fields.iter().filter_map(|field| {
            let value = field.constant.as_ref().or(field.fixed.as_ref())?;
            Some((field.name.clone(), vec![value.clone()]))
        });
        (
            received.map(|field| field.name.clone()).collect(),
            constants.collect(),
        )
    }
}

fn branch_docs(variant: &ir::Variant) -> crate::plan::Doc {
    let page = Page::of(&variant.docs);
    if variant.tags.is_empty() {
        return page.finish();
    }
    let tags: Vec<String> = variant.tags.iter().map(|tag| docs::code(tag)).collect();
    page.line(format!("Tag: {}.", tags.join(", "))).finish()
}

/// What a type is called in the name of a variant.
pub fn type_word(rust: &Type) -> String {
    match rust {
        Type::Boxed(inner) | Type::Option(inner) | Type::Nullable(inner) => type_word(inner),
        Type::Model(name) | Type::Operation(name) => name.bare().to_owned(),
        Type::Vec(item) => format!("{}List", type_word(item)),
        Type::Map(item) => format!("{}Map", type_word(item)),
        Type::Stream(name, item) => format!("{}{name}", type_word(item)),
        Type::Plain("String") => "Text".to_owned(),
        Type::Plain("bool") => "Boolean".to_owned(),
        Type::Plain("i32" | "i64" | "u64") => "Integer".to_owned(),
        Type::Plain("f32" | "f64") => "Number".to_owned(),
        Type::Plain(_) => "Nothing".to_owned(),
        Type::Runtime("Value") => "Any".to_owned(),
        Type::Runtime(name) => (*name).to_owned(),
        Type::Link(_) => "Link".to_owned(),
    }
}
