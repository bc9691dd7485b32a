//! Inline definitions that are not worth one go, once everything is read: those that turned out to be another name for a
//! type, and those that nothing uses any more.

use super::null::nullable;
use super::visit;
use crate::ir::{NameHint, Operation, Shape, Ty, TypeDef, TypeId, Types, Webhook};

/// How many aliases may stand for each other.
const MAX_CHAIN: usize = 64;

/// Takes them out of the definitions and of everything that uses them, and numbers the rest anew. Components are always
/// of use.
pub(super) fn remove_inline(
    defs: Vec<TypeDef>,
    operations: &mut [Operation],
    webhooks: &mut [Webhook],
) -> Vec<TypeDef> {
    let is_component = |def: &TypeDef| matches!(def.name, NameHint::Component(_));
    remove(defs, operations, webhooks, is_component)
}

/// Takes out every definition that no operation leads to, and numbers the rest anew.
pub(crate) fn remove_unreached(types: Types, operations: &mut [Operation]) -> Types {
    remove(types.defs, operations, &mut [], |_| false).into()
}

fn remove(
    mut defs: Vec<TypeDef>,
    operations: &mut [Operation],
    webhooks: &mut [Webhook],
    is_root: impl Fn(&TypeDef) -> bool,
) -> Vec<TypeDef> {
    let used = used(&mut defs, operations, webhooks, is_root);
    let mut next = 0;
    let meanings: Vec<Meaning> = defs
        .iter()
        .zip(&used)
        .map(|(def, used)| match (&def.name, &def.shape) {
            (NameHint::Inline { .. }, Shape::Alias(ty)) => Meaning::Is(ty.clone()),
            _ if *used => {
                next += 1;
                Meaning::Moved(TypeId(next - 1))
            }
            _ => Meaning::Is(Ty::Any),
        })
        .collect();
    let mut kept: Vec<TypeDef> = defs
        .into_iter()
        .zip(&meanings)
        .filter(|(_, meaning)| matches!(meaning, Meaning::Moved(_)))
        .map(|(def, _)| def)
        .collect();
    let mut rename = |ty: &mut Ty| replace(ty, &meanings, 0);
    kept.iter_mut()
        .for_each(|def| visit::of_definition(def, &mut rename));
    operations
        .iter_mut()
        .for_each(|operation| visit::of_operation(operation, &mut rename));
    webhooks
        .iter_mut()
        .for_each(|webhook| visit::of_webhook(webhook, &mut rename));
    kept
}

/// Which definitions the roots and the operations lead to.
fn used(
    defs: &mut [TypeDef],
    operations: &mut [Operation],
    webhooks: &mut [Webhook],
    is_root: impl Fn(&TypeDef) -> bool,
) -> Vec<bool> {
    let mut used = vec![false; defs.len()];
    let mut open: Vec<usize> = Vec::new();
    open.extend(
        defs.iter()
            .enumerate()
            .filter(|(_, def)| is_root(def))
            .map(|(id, _)| id),
    );
    let mut reach = |ty: &mut Ty| open.extend(visit::named(ty).map(|id| id.0 as usize));
    operations
        .iter_mut()
        .for_each(|operation| visit::of_operation(operation, &mut reach));
    webhooks
        .iter_mut()
        .for_each(|webhook| visit::of_webhook(webhook, &mut reach));
    while let Some(id) = open.pop() {
        if let (Some(mark), Some(def)) = (used.get_mut(id), defs.get_mut(id))
            && !std::mem::replace(mark, true)
        {
            visit::of_definition(def, &mut |ty| {
                open.extend(visit::named(ty).map(|id| id.0 as usize))
            });
        }
    }
    used
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
