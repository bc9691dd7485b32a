//! Lists that are given page by page: indices in place of parameters, and the fields that lead to the items.

use std::collections::BTreeMap;

use super::jobs::{is_one, parameter, source};
use crate::{
    ir::{self, Api, TypeId},
    plan::{Member, Model, Name, Next, Operation, Outcome, Pages, Struct, Type, Wrapper},
};

/// Gives operations their pages.
pub fn plan(api: &Api, models: &[(TypeId, Model)], operations: &mut [Operation]) {
    let by_name: BTreeMap<&Name, &Model> = models.iter().map(|(_, it)| (it.name(), it)).collect();
    for (meant, planned) in api.operations.iter().zip(operations) {
        if let Some(pagination) = meant.pagination.as_ref().filter(|_| is_one(planned)) {
            planned.pages = pages(&by_name, meant, planned, pagination);
        }
    }
}

fn pages(
    models: &BTreeMap<&Name, &Model>,
    meant: &ir::Operation,
    planned: &Operation,
    pagination: &ir::Pagination,
) -> Option<Pages> {
    let (ir::Source::Body(tokens), Outcome::One(output, _)) =
        (&pagination.items.source, &planned.output)
    else {
        return None;
    };
    let (way, item) = way(models, output, tokens)?;
    let index = |(place, name): &(ir::Place, String)| parameter(meant, *place, name);
    let total = |total: &Option<ir::Expression>| match total {
        Some(total) => source(meant, total).map(Some),
        None => Some(None),
    };
    let next = match &pagination.next {
        ir::Next::Cursor { parameter, from } => {
            Next::Cursor(index(parameter)?, source(meant, from)?)
        }
        ir::Next::Page {
            parameter,
            first,
            total: of,
        } => Next::Page(index(parameter)?, *first, total(of)?),
        ir::Next::Offset {
            parameter,
            total: of,
        } => Next::Offset(index(parameter)?, total(of)?),
        ir::Next::Url(url) => Next::Url(source(meant, url)?),
        ir::Next::Link(relation) => Next::Link(relation.clone()),
    };
    Some(Pages {
        items: source(meant, &pagination.items)?,
        way,
        item,
        next,
    })
}

/// The fields that lead to a list, and the type of its items.
fn way(
    models: &BTreeMap<&Name, &Model>,
    output: &Type,
    tokens: &[String],
) -> Option<(Vec<Member>, Type)> {
    let mut at = aliased(models, output);
    let mut way = Vec::new();
    for token in tokens {
        let Type::Model(name) = at else { return None };
        let Model::Struct(Struct { fields, .. }) = models.get(name)? else {
            return None;
        };
        let field = fields.iter().find(|field| field.wire == *token)?;
        let (wrapper, inner) = match &field.ty {
            Type::Option(inner) => (Wrapper::Option, &**inner),
            Type::Nullable(inner) => (Wrapper::Nullable, &**inner),
            plain => (Wrapper::None, plain),
        };
        way.push(Member {
            name: field.name.clone(),
            wrapper,
        });
        at = aliased(models, inner);
    }
    match at {
        Type::Vec(item) => Some((way, (**item).clone())),
        _ => None,
    }
}

/// What a type is another name for, or in a box.
fn aliased<'m>(models: &BTreeMap<&Name, &'m Model>, ty: &'m Type) -> &'m Type {
    let mut at = ty.unboxed();
    // As many names as there are can stand for each other, and no more.
    for _ in 0..models.len() {
        match at {
            Type::Model(name) => match models.get(name) {
                Some(Model::Alias(alias)) => at = alias.ty.unboxed(),
                _ => return at,
            },
            _ => return at,
        }
    }
    at
}
