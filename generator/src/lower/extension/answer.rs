//! The type of what an operation's successes give, and what the tokens of a pointer lead to in it.

use crate::ir::{Operation, Payload, Rest, Shape, Status, StringFormat, Ty, Types};

/// How many definitions one token may lead through: aliases, and unions in unions.
const MAX_STEPS: usize = 64;

/// What the successes of an operation give.
pub(super) struct Answers<'a> {
    /// The types of the values among it, each once.
    pub types: Vec<&'a Ty>,
    /// Whether it is the same whatever the status and the media type, and no stream.
    pub alike: bool,
}

/// What the successes of an operation give.
pub(super) fn answers(operation: &Operation) -> Answers<'_> {
    let success = |status| match status {
        Status::Code(code) => (200..300).contains(&code),
        Status::Range(class) => class == 2,
        Status::Default => false,
    };
    let responses = &operation.responses;
    let any = responses.iter().any(|one| success(one.status));
    let meant = responses
        .iter()
        .filter(|one| success(one.status) || !any && one.status == Status::Default);
    let (mut types, mut nothing, mut stream) = (Vec::new(), false, false);
    for response in meant {
        nothing |= response.media.is_empty();
        for media in &response.media {
            match &media.payload {
                Payload::Json(ty) | Payload::Xml { ty, .. } if types.contains(&ty) => {}
                Payload::Json(ty) | Payload::Xml { ty, .. } => types.push(ty),
                _ => stream = true,
            }
        }
    }
    let alike = !stream && types.len() + usize::from(nothing) <= 1;
    Answers { types, alike }
}

/// What a token leads to.
pub(super) enum Step {
    /// A type.
    To(Ty),
    /// Nothing; these are the members there are.
    Nowhere(Vec<String>),
}

/// What one token of a pointer leads to in a value of the type.
pub(super) fn step(types: &Types, ty: &Ty, token: &str) -> Step {
    let mut members = Vec::new();
    let mut open = vec![ty.clone()];
    for _ in 0..MAX_STEPS {
        let Some(ty) = open.pop() else { break };
        match ty {
            Ty::Any => return Step::To(Ty::Any),
            Ty::Nullable(inner) => open.push(*inner),
            Ty::Array(item) if token.parse::<usize>().is_ok() => return Step::To(*item),
            Ty::Map(value) => return Step::To(*value),
            Ty::Named(id) => match &types[id].shape {
                Shape::Alias(ty) => open.push(ty.clone()),
                Shape::Union(union) => open.extend(union.variants.iter().map(|one| one.ty.clone())),
                Shape::Struct(it) => {
                    if let Some(field) = it.fields.iter().find(|field| field.name == token) {
                        return Step::To(field.ty.clone());
                    }
                    if let Rest::Typed(ty) = &it.rest {
                        return Step::To(ty.clone());
                    }
                    members.extend(it.fields.iter().map(|field| field.name.clone()));
                }
                Shape::Enumeration(_) => {}
            },
            Ty::Array(_) | Ty::Bool | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {}
        }
    }
    Step::Nowhere(members)
}

/// The type without null and other names for it.
pub(super) fn plain(types: &Types, ty: &Ty) -> Ty {
    let mut ty = ty.clone();
    for _ in 0..MAX_STEPS {
        ty = match ty {
            Ty::Nullable(inner) => *inner,
            Ty::Named(id) => match &types[id].shape {
                Shape::Alias(inner) => inner.clone(),
                _ => return Ty::Named(id),
            },
            other => return other,
        };
    }
    ty
}

/// Whether a value of the type is one that goes into a URL.
pub(super) fn is_scalar(types: &Types, ty: &Ty) -> bool {
    match plain(types, ty) {
        Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number(_) => true,
        Ty::String(format) => format != StringFormat::Binary,
        Ty::Named(id) => matches!(types[id].shape, Shape::Enumeration(_) | Shape::Union(_)),
        Ty::Array(_) | Ty::Map(_) | Ty::Nullable(_) => false,
    }
}
