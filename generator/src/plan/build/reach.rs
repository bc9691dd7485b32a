//! Which way each type travels: what a field must allow depends on it.

use crate::ir::{Api, Payload, Rest, Shape, Ty, TypeId};

/// Where a type is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Reach {
    /// In a request: a parameter or a body.
    pub request: bool,
    /// In a response.
    pub response: bool,
    /// As the whole of a multipart body, whose binary members are files.
    pub multipart: bool,
}

impl Reach {
    const REQUEST: Self = Self {
        request: true,
        response: false,
        multipart: false,
    };
    const RESPONSE: Self = Self {
        request: false,
        response: true,
        multipart: false,
    };
    const MULTIPART: Self = Self {
        request: true,
        response: false,
        multipart: true,
    };

    fn add(&mut self, other: Self) -> bool {
        let before = *self;
        self.request |= other.request;
        self.response |= other.response;
        self.multipart |= other.multipart;
        before != *self
    }
}

/// The reach of every type, by its id.
pub fn reach(api: &Api) -> Vec<Reach> {
    let mut walk = Walk {
        reach: vec![Reach::default(); api.types.len()],
        open: Vec::new(),
    };
    for operation in &api.operations {
        for parameter in &operation.parameters {
            walk.ty(&parameter.ty, Reach::REQUEST);
        }
        for media in operation.body.iter().flat_map(|body| &body.media) {
            let multipart = matches!(media.payload, Payload::Multipart { .. });
            walk.payload(
                &media.payload,
                if multipart {
                    Reach::MULTIPART
                } else {
                    Reach::REQUEST
                },
            );
        }
        for media in operation
            .responses
            .iter()
            .flat_map(|response| &response.media)
        {
            walk.payload(&media.payload, Reach::RESPONSE);
        }
    }
    while let Some((id, reach)) = walk.open.pop() {
        let inner = Reach {
            multipart: false,
            ..reach
        };
        match &api.types[id].shape {
            Shape::Struct(shape) => {
                for field in &shape.fields {
                    walk.ty(&field.ty, inner);
                }
                if let Rest::Typed(ty) = &shape.rest {
                    walk.ty(ty, inner);
                }
            }
            Shape::Union(union) => union
                .variants
                .iter()
                .for_each(|variant| walk.ty(&variant.ty, reach)),
            Shape::Alias(ty) => walk.ty(ty, reach),
            Shape::Enumeration(_) => {}
        }
    }
    walk.reach
}

struct Walk {
    reach: Vec<Reach>,
    open: Vec<(TypeId, Reach)>,
}

impl Walk {
    fn payload(&mut self, payload: &Payload, reach: Reach) {
        match payload {
            Payload::Json(ty)
            | Payload::Xml { ty, .. }
            | Payload::Form { ty, .. }
            | Payload::Multipart { ty, .. }
            | Payload::Events(ty)
            | Payload::JsonLines(ty) => self.ty(ty, reach),
            Payload::Text | Payload::Binary => {}
        }
    }

    fn ty(&mut self, mut ty: &Ty, reach: Reach) {
        while let Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) = ty {
            ty = inner;
        }
        if let Ty::Named(id) = ty
            && self
                .reach
                .get_mut(id.0 as usize)
                .is_some_and(|known| known.add(reach))
        {
            self.open.push((*id, reach));
        }
    }
}
