//! Every use of a type in a definition or an operation, one after the other.

use crate::ir::{Media, Operation, Payload, Rest, Shape, Ty, TypeDef, TypeId, Webhook};

/// The uses in a definition.
pub(super) fn of_definition(def: &mut TypeDef, visit: &mut impl FnMut(&mut Ty)) {
    match &mut def.shape {
        Shape::Struct(it) => {
            it.fields.iter_mut().for_each(|field| visit(&mut field.ty));
            if let Rest::Typed(ty) = &mut it.rest {
                visit(ty);
            }
        }
        Shape::Union(it) => it.variants.iter_mut().for_each(|one| visit(&mut one.ty)),
        Shape::Alias(ty) => visit(ty),
        Shape::Enumeration(_) => {}
    }
}

/// The uses in an operation.
pub(super) fn of_operation(operation: &mut Operation, visit: &mut impl FnMut(&mut Ty)) {
    of_request(operation, visit);
    of_responses(operation, visit);
}

/// The uses in what an operation sends.
pub(super) fn of_request(operation: &mut Operation, visit: &mut impl FnMut(&mut Ty)) {
    let parameters = operation.parameters.iter_mut();
    parameters.for_each(|one| visit(&mut one.ty));
    let body = operation.body.iter_mut().flat_map(|body| &mut body.media);
    body.for_each(|media| of_media(media, visit));
}

/// The uses in what an operation receives.
pub(super) fn of_responses(operation: &mut Operation, visit: &mut impl FnMut(&mut Ty)) {
    for response in &mut operation.responses {
        let headers = response.headers.iter_mut();
        headers.for_each(|one| visit(&mut one.ty));
        let media = response.media.iter_mut();
        media.for_each(|media| of_media(media, visit));
    }
}

/// The uses in what the API sends by itself.
pub(super) fn of_webhook(webhook: &mut Webhook, visit: &mut impl FnMut(&mut Ty)) {
    let media = webhook.media.iter_mut();
    media.for_each(|media| of_media(media, visit));
}

fn of_media(media: &mut Media, visit: &mut impl FnMut(&mut Ty)) {
    match &mut media.payload {
        Payload::Json(ty)
        | Payload::Xml { ty, .. }
        | Payload::Form { ty, .. }
        | Payload::Multipart { ty, .. }
        | Payload::Events(ty)
        | Payload::JsonLines(ty) => visit(ty),
        Payload::Text | Payload::Binary => {}
    }
}

/// The definition in a use, whatever is around it.
pub(super) fn named(ty: &Ty) -> Option<TypeId> {
    match ty {
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => named(inner),
        Ty::Named(id) => Some(*id),
        Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => None,
    }
}
