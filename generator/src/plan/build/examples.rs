//! Which type each example of the document is held against.

use std::collections::BTreeSet;

use super::{Planner, uses::Binary};
use crate::{
    ir::{self, Payload, Shape, Ty},
    plan::{Direction, Example, Notation, Type},
};

/// The examples so far, each place and type once: many operations share a response.
#[derive(Default)]
struct Found {
    known: BTreeSet<(ir::Origin, Type, Notation, Option<Direction>)>,
    examples: Vec<Example>,
}

impl Planner<'_> {
    /// The examples of bodies and of types. Left out are text and bytes, for nothing is read from them; forms
    /// as text, which are written and never read; and what holds files, which no example can show.
    pub fn examples(&self) -> Vec<Example> {
        let mut found = Found::default();
        for operation in &self.api.operations {
            let requests = operation.body.iter().flat_map(|body| &body.media);
            for media in requests {
                self.examples_of_body(media, Direction::Request, &mut found);
            }
            let responses = operation.responses.iter().flat_map(|one| &one.media);
            for media in responses {
                self.examples_of_body(media, Direction::Response, &mut found);
            }
        }
        for (id, def) in self.api.types.iter() {
            let reach = self.reach[id.0 as usize];
            let direction = match (reach.request, reach.response) {
                (true, false) => Some(Direction::Request),
                (false, true) => Some(Direction::Response),
                _ => None,
            };
            let ty = Ty::Named(id);
            if !self.holds_file(&ty) {
                let rust = self.item(&ty, Binary::Text);
                found.add(&rust, &Notation::Json, direction, &def.examples);
            }
        }
        found.examples
    }

    fn examples_of_body(&self, media: &ir::Media, direction: Direction, found: &mut Found) {
        let (ty, root) = match &media.payload {
            Payload::Json(ty) | Payload::Form { ty, .. } | Payload::Multipart { ty, .. } => {
                (ty, None)
            }
            Payload::Xml { ty, root } => (ty, Some(root.clone().unwrap_or_default())),
            Payload::Text | Payload::Binary | Payload::Events(_) | Payload::JsonLines(_) => return,
        };
        if self.is_binary(ty) || self.holds_file(ty) {
            return;
        }
        let rust = self.item(ty, Binary::Text);
        let is_form = matches!(
            media.payload,
            Payload::Form { .. } | Payload::Multipart { .. }
        );
        let (texts, values): (Vec<_>, Vec<_>) = media
            .examples
            .iter()
            .filter(|example| !(is_form && example.value.is_string()))
            .cloned()
            .partition(|example| root.is_some() && example.value.is_string());
        let xml = Notation::Xml(root.unwrap_or_default());
        let values: Vec<ir::Example> = values
            .into_iter()
            .map(|example| self.as_meant(example, ty))
            .collect();
        found.add(&rust, &Notation::Json, Some(direction), &values);
        found.add(&rust, &xml, Some(direction), &texts);
    }

    /// An example of a model or a list that is given as the text of its JSON, as that JSON.
    fn as_meant(&self, example: ir::Example, ty: &Ty) -> ir::Example {
        let text = example.value.as_str().filter(|_| self.is_structured(ty));
        let meant = text.and_then(|text| serde_json::from_str(text).ok());
        match meant {
            Some(value) => ir::Example { value, ..example },
            None => example,
        }
    }

    /// Whether no value of a type is text.
    fn is_structured(&self, ty: &Ty) -> bool {
        let (mut ty, mut left) = (ty, self.api.types.len());
        loop {
            match ty {
                Ty::Array(_) | Ty::Map(_) => return true,
                Ty::Nullable(inner) => ty = inner,
                Ty::Named(id) => match &self.api.types[*id].shape {
                    Shape::Struct(_) => return true,
                    Shape::Alias(target) if left > 0 => (ty, left) = (target, left - 1),
                    _ => return false,
                },
                _ => return false,
            }
        }
    }

    /// Whether a type is the content of a multipart body with files in it.
    fn holds_file(&self, ty: &Ty) -> bool {
        let Some(id) = self.definition(ty) else {
            return false;
        };
        let Shape::Struct(shape) = &self.api.types[id].shape else {
            return false;
        };
        self.binary(id) == Binary::File && shape.fields.iter().any(|field| self.is_file(field))
    }

    fn is_file(&self, field: &ir::Field) -> bool {
        let upload = Type::Runtime("Upload");
        match self.item(&field.ty, Binary::File).unboxed() {
            Type::Vec(inner) | Type::Map(inner) | Type::Option(inner) => **inner == upload,
            ty => *ty == upload,
        }
    }
}

impl Found {
    fn add(
        &mut self,
        ty: &Type,
        notation: &Notation,
        direction: Option<Direction>,
        examples: &[ir::Example],
    ) {
        for example in examples {
            let ir::Example {
                value,
                origin,
                schema,
            } = example.clone();
            let key = (origin.clone(), ty.clone(), notation.clone(), direction);
            if self.known.insert(key) {
                self.examples.push(Example {
                    ty: ty.clone(),
                    notation: notation.clone(),
                    direction,
                    value,
                    origin,
                    schema,
                });
            }
        }
    }
}
