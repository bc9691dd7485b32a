//! Inline definitions that turned out to be another name for a type go: only components are worth an alias.

use super::null::nullable;
use crate::ir::{Media, NameHint, Operation, Payload, Rest, Shape, Ty, TypeDef, TypeId};

/// How many aliases may stand for each other.
const MAX_CHAIN: usize = 64;

/// Takes inline aliases out of the definitions and of everything that uses them, and numbers the rest anew.
pub(super) fn remove_inline(defs: Vec<TypeDef>, operations: &mut [Operation]) -> Vec<TypeDef> {
    let is_gone = |def: &TypeDef| {
        matches!(
            (&def.name, &def.shape),
            (NameHint::Inline { .. }, Shape::Alias(_))
        )
    };
    if !defs.iter().any(is_gone) {
        return defs;
    }
    let mut next = 0;
    let meanings: Vec<Meaning> = defs
        .iter()
        .map(|def| match &def.shape {
            Shape::Alias(ty) if is_gone(def) => Meaning::Is(ty.clone()),
            _ => {
                next += 1;
                Meaning::Moved(TypeId(next - 1))
            }
        })
        .collect();
    let mut kept: Vec<TypeDef> = defs.into_iter().filter(|def| !is_gone(def)).collect();
    let mut rename = |ty: &mut Ty| replace(ty, &meanings, 0);
    kept.iter_mut()
        .for_each(|def| of_definition(def, &mut rename));
    operations
        .iter_mut()
        .for_each(|operation| of_operation(operation, &mut rename));
    kept
}

enum Meaning {
    Is(Ty),
    Moved(TypeId),
}

fn replace(ty: &mut Ty, meanings: &[Meaning], depth: usize) {
    match ty {
        Ty::Array(inner) | Ty::Map(inner) => replace(inner, meanings, depth),
        Ty::Nullable(inner) => {
            replace(inner, meanings, depth);
            *ty = nullable(std::mem::replace(inner, Ty::Any));
        }
        Ty::Named(id) => match meanings.get(id.0 as usize) {
            Some(Meaning::Moved(new)) => *id = *new,
            Some(Meaning::Is(meaning)) if depth < MAX_CHAIN => {
                *ty = meaning.clone();
                replace(ty, meanings, depth + 1);
            }
            _ => *ty = Ty::Any,
        },
        Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {}
    }
}

fn of_definition(def: &mut TypeDef, rename: &mut impl FnMut(&mut Ty)) {
    match &mut def.shape {
        Shape::Struct(it) => {
            it.fields.iter_mut().for_each(|field| rename(&mut field.ty));
            if let Rest::Typed(ty) = &mut it.rest {
                rename(ty);
            }
        }
        Shape::Union(it) => it.variants.iter_mut().for_each(|one| rename(&mut one.ty)),
        Shape::Alias(ty) => rename(ty),
        Shape::Enumeration(_) => {}
    }
}

fn of_operation(operation: &mut Operation, rename: &mut impl FnMut(&mut Ty)) {
    operation
        .parameters
        .iter_mut()
        .for_each(|one| rename(&mut one.ty));
    let body = operation.body.iter_mut().flat_map(|body| &mut body.media);
    body.for_each(|media| of_media(media, rename));
    for response in &mut operation.responses {
        response
            .headers
            .iter_mut()
            .for_each(|one| rename(&mut one.ty));
        response
            .media
            .iter_mut()
            .for_each(|media| of_media(media, rename));
    }
}

fn of_media(media: &mut Media, rename: &mut impl FnMut(&mut Ty)) {
    match &mut media.payload {
        Payload::Json(ty)
        | Payload::Xml { ty, .. }
        | Payload::Events(ty)
        | Payload::JsonLines(ty) => rename(ty),
        Payload::Form { ty, parts } | Payload::Multipart { ty, parts } => {
            rename(ty);
            let headers = parts.iter_mut().flat_map(|part| &mut part.headers);
            headers.for_each(|header| rename(&mut header.ty));
        }
        Payload::Text | Payload::Binary => {}
    }
}
