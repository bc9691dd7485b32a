//! Which way each type travels: what a field must allow depends on it.

use crate::ir::{Api, Operation, Payload, Rest, Shape, StringFormat, Ty, TypeId, Webhook};

/// Where a type is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// In a request: a parameter or a body.
    pub request: bool,
    /// In a response.
    pub response: bool,
    /// As the whole of a multipart body, whose binary members are files.
    pub multipart: bool,
    /// As a member of one: a file, or one of several shapes of which some are files.
    pub part: bool,
}

impl Reach {
    const REQUEST: Self = Self {
        request: true,
        response: false,
        multipart: false,
        part: false,
    };
    const RESPONSE: Self = Self {
        request: false,
        response: true,
        multipart: false,
        part: false,
    };
    const MULTIPART: Self = Self {
        request: true,
        response: false,
        multipart: true,
        part: false,
    };

    fn add(&mut self, other: Self) -> bool {
        let before = *self;
        self.request |= other.request;
        self.response |= other.response;
        self.multipart |= other.multipart;
        self.part |= other.part;
        before != *self
    }
}

/// The reach of every type, by its id.
pub fn reach(api: &Api) -> Vec<Reach> {
    let mut reached = vec![Reach::default(); api.types.len()];
    let mut open: Vec<(TypeId, Reach)> = api.operations.iter().flat_map(used).collect();
    let sent = api.webhooks.iter().flat_map(of_webhook);
    open.extend(sent.map(|id| (id, Reach::RESPONSE)));
    while let Some((id, reach)) = open.pop() {
        let known = reached.get_mut(id.0 as usize);
        if !known.is_some_and(|known| known.add(reach)) {
            continue;
        }
        let shape = &api.types[id].shape;
        let is_struct = matches!(shape, Shape::Struct(_));
        let parts = Reach {
            multipart: reach.multipart && !is_struct,
            // The members of a part are those of its JSON.
            part: if is_struct {
                reach.multipart
            } else {
                reach.part
            },
            ..reach
        };
        open.extend(inside(shape).into_iter().map(|id| (id, parts)));
    }
    reached
}

/// The types that an operation names.
pub fn used(operation: &Operation) -> Vec<(TypeId, Reach)> {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| (Some(&parameter.ty), Reach::REQUEST));
    let bodies = operation
        .body
        .iter()
        .flat_map(|body| &body.media)
        .map(|media| {
            let multipart = matches!(media.payload, Payload::Multipart { .. });
            (
                payload(&media.payload),
                if multipart {
                    Reach::MULTIPART
                } else {
                    Reach::REQUEST
                },
            )
        });
    let responses = operation
        .responses
        .iter()
        .flat_map(|response| &response.media);
    let responses = responses.map(|media| (payload(&media.payload), Reach::RESPONSE));
    let headers = operation
        .responses
        .iter()
        .flat_map(|response| &response.headers);
    let headers = headers.map(|header| (Some(&header.ty), Reach::RESPONSE));
    let all = parameters.chain(bodies).chain(responses).chain(headers);
    all.filter_map(|(ty, reach)| Some((named(ty?)?, reach)))
        .collect()
}

/// The types that a webhook names.
pub fn of_webhook(webhook: &Webhook) -> impl Iterator<Item = TypeId> {
    let media = webhook.media.iter();
    media.filter_map(|media| named(payload(&media.payload)?))
}

/// The types that a type names.
pub fn inside(shape: &Shape) -> Vec<TypeId> {
    parts(shape).into_iter().filter_map(named).collect()
}

/// Whether a type holds a link to an operation.
pub fn links(shape: &Shape) -> bool {
    let is_link = |ty: &Ty| matches!(item(ty), Ty::String(StringFormat::Link(_)));
    parts(shape).into_iter().any(is_link)
}

fn parts(shape: &Shape) -> Vec<&Ty> {
    match shape {
        Shape::Struct(shape) => {
            let rest = match &shape.rest {
                Rest::Typed(ty) => Some(ty),
                Rest::Any => None,
            };
            let fields = shape.fields.iter().map(|field| &field.ty);
            fields.chain(rest).collect()
        }
        Shape::Union(union) => union.variants.iter().map(|variant| &variant.ty).collect(),
        Shape::Alias(ty) => vec![ty],
        Shape::Enumeration(_) => Vec::new(),
    }
}

fn payload(payload: &Payload) -> Option<&Ty> {
    match payload {
        Payload::Json(ty)
        | Payload::Xml { ty, .. }
        | Payload::Form { ty, .. }
        | Payload::Multipart { ty, .. }
        | Payload::Events(ty)
        | Payload::JsonLines(ty) => Some(ty),
        Payload::Text | Payload::Binary => None,
    }
}

/// The definition in a use, whatever is around it.
fn named(ty: &Ty) -> Option<TypeId> {
    if let Ty::Named(id) = item(ty) {
        Some(*id)
    } else {
        None
    }
}

/// What is in lists and maps.
fn item(mut ty: &Ty) -> &Ty {
    while let Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) = ty {
        ty = inner;
    }
    ty
}
