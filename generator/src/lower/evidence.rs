//! What examples prove of integers: a format says 32 bits, and a value that is shown has more.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::ir::{Integer, Media, Operation, Payload, Shape, Ty, TypeDef, TypeId, Webhook};

/// How many values are looked at in one document: branches of unions within each other could multiply without end.
const MAX_STEPS: usize = 1_000_000;

/// How many types and values may stand in each other.
const MAX_DEPTH: usize = 512;

/// Widens the integers that cannot hold what the document's own examples show.
pub(super) fn widen_integers(defs: &mut [TypeDef], operations: &[Operation], webhooks: &[Webhook]) {
    let mut search = Search {
        defs,
        found: BTreeSet::new(),
        left: MAX_STEPS,
        depth: 0,
    };
    for (id, def) in (0..).map(TypeId).zip(search.defs) {
        for example in &def.examples {
            search.look(&Ty::Named(id), &example.value, None);
        }
    }
    for operation in operations {
        let requests = operation.body.iter().flat_map(|body| &body.media);
        let responses = operation.responses.iter().flat_map(|one| &one.media);
        for media in requests.chain(responses) {
            search.media(media);
        }
    }
    for media in webhooks.iter().flat_map(|webhook| &webhook.media) {
        search.media(media);
    }
    for (id, field) in search.found {
        let shape = defs.get_mut(id.0 as usize).map(|def| &mut def.shape);
        match (shape, field) {
            (Some(Shape::Struct(it)), Some(index)) => {
                if let Some(field) = it.fields.get_mut(index) {
                    widen(&mut field.ty);
                }
            }
            (Some(Shape::Alias(ty)), None) => widen(ty),
            _ => {}
        }
    }
}

/// An integer's place: a field of a type, or the type itself.
type Spot = (TypeId, Option<usize>);

struct Search<'d> {
    defs: &'d [TypeDef],
    found: BTreeSet<Spot>,
    left: usize,
    depth: usize,
}

impl Search<'_> {
    fn media(&mut self, media: &Media) {
        if let Payload::Json(ty) | Payload::Xml { ty, .. } | Payload::Form { ty, .. } =
            &media.payload
        {
            for example in &media.examples {
                self.look(ty, &example.value, None);
            }
        }
    }

    /// Holds a value against a type that stands at a place.
    fn look(&mut self, ty: &Ty, value: &Value, spot: Option<Spot>) {
        if self.left == 0 || self.depth == MAX_DEPTH {
            return;
        }
        self.left -= 1;
        self.depth += 1;
        self.inside(ty, value, spot);
        self.depth -= 1;
    }

    fn inside(&mut self, ty: &Ty, value: &Value, spot: Option<Spot>) {
        match (ty, value) {
            (Ty::Integer(Integer::I32), Value::Number(number)) => {
                let fits = number.as_i64().is_some_and(|it| i32::try_from(it).is_ok());
                if !fits && (number.is_i64() || number.is_u64()) {
                    self.found.extend(spot);
                }
            }
            (Ty::Array(inner), Value::Array(items)) => {
                items.iter().for_each(|item| self.look(inner, item, spot));
            }
            (Ty::Map(inner), Value::Object(members)) => {
                members
                    .values()
                    .for_each(|member| self.look(inner, member, spot));
            }
            (Ty::Nullable(inner), _) => self.look(inner, value, spot),
            (Ty::Named(id), _) => self.named(*id, value),
            _ => {}
        }
    }

    fn named(&mut self, id: TypeId, value: &Value) {
        let defs = self.defs;
        match defs.get(id.0 as usize).map(|def| &def.shape) {
            Some(Shape::Struct(it)) => {
                for (index, field) in it.fields.iter().enumerate() {
                    let member = match it.positional {
                        true => value.get(index),
                        false => value.get(&field.name),
                    };
                    if let Some(member) = member {
                        self.look(&field.ty, member, Some((id, Some(index))));
                    }
                }
            }
            Some(Shape::Union(it)) => {
                it.variants
                    .iter()
                    .for_each(|variant| self.look(&variant.ty, value, None));
            }
            Some(Shape::Alias(ty)) => self.look(ty, value, Some((id, None))),
            Some(Shape::Enumeration(_)) | None => {}
        }
    }
}

fn widen(ty: &mut Ty) {
    match ty {
        Ty::Integer(it @ Integer::I32) => *it = Integer::I64,
        Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner) => widen(inner),
        _ => {}
    }
}
