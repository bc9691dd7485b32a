//! Models with named fields.

use super::{MOST_ARGUMENTS, Planner, type_docs, uses::Binary};
use crate::{
    ir::{self, Shape, Ty, TypeDef, TypeId},
    plan::{
        Argument, Constructor, Doc, Field, Initial, Name, Presence, Rest, Struct, Type, docs,
        docs::Page,
        names::{Case, Request, Scope, report},
    },
};

/// A longer one is not repeated beside every field of its type.
const LONGEST_SENTENCE: usize = 160;

impl<'a> Planner<'a> {
    pub fn structure(&mut self, id: TypeId, def: &TypeDef, shape: &'a ir::Struct) -> Struct {
        let (names, rest) = self.field_names(shape);
        let fields: Vec<Field> = shape
            .fields
            .iter()
            .zip(names)
            .map(|(field, name)| self.field(id, field, name))
            .collect();
        let rest_ty = match &shape.rest {
            ir::Rest::Any => None,
            ir::Rest::Typed(ty) => {
                Some(self.item(ty, Binary::Text)).filter(|ty| *ty != Type::Runtime("Value"))
            }
        };
        let constants = self.model_constants(shape, &fields);
        let name = self.types.of(id).clone();
        let constructor = self.constructor(&name, &fields);
        Struct {
            docs: type_docs(def),
            name,
            xml: def.xml.clone(),
            fields,
            rest: Rest {
                name: rest,
                ty: rest_ty,
            },
            constructor,
            constants,
            positional: shape.positional,
        }
    }

    fn constructor(&mut self, name: &Name, fields: &[Field]) -> Constructor {
        let required = fields
            .iter()
            .filter(|field| field.initial != Initial::Blank)
            .count();
        let arguments = fields
            .iter()
            .filter(|field| matches!(field.initial, Initial::Argument(_)))
            .count();
        if required == 0 {
            Constructor::Default
        } else if arguments <= MOST_ARGUMENTS {
            Constructor::Arguments
        } else {
            let bare = name.bare();
            Constructor::Grouped(
                self.types
                    .beside(&[&format!("{bare}Required"), &format!("{bare}RequiredFields")]),
            )
        }
    }

    fn field_names(&mut self, shape: &'a ir::Struct) -> (Vec<Name>, Name) {
        let requests: Vec<Request> = shape
            .fields
            .iter()
            .map(|field| self.value_request(&field.name, field.rust_name.as_deref()))
            .collect();
        let mut scope = Scope::new(Case::Value, []);
        let settled = scope.settle(&requests);
        for ((request, settled), field) in requests.iter().zip(&settled).zip(&shape.fields) {
            report(
                request,
                settled,
                "property",
                &field.origin,
                self.diagnostics,
            );
        }
        let rest = scope.one(&["extra", "rest", "other_members"]);
        (
            settled.into_iter().map(|settled| settled.name).collect(),
            rest,
        )
    }

    fn field(&mut self, owner: TypeId, field: &'a ir::Field, name: Name) -> Field {
        let (inner, nullable) = self.split_null(&field.ty);
        let value = self.value(inner, self.binary(owner));
        let value = match inner {
            Ty::Named(id) if self.containment.boxed_field(owner, *id) => {
                Type::Boxed(Box::new(value))
            }
            _ => value,
        };
        let argument = self.argument(inner, &value);
        let required = self.is_required(owner, field);
        let (ty, presence) = match (required, nullable) {
            (true, false) => (
                value,
                if *self.target(inner) == Ty::Any {
                    Presence::RequiredNullable
                } else {
                    Presence::Required
                },
            ),
            (true, true) => (Type::Option(Box::new(value)), Presence::RequiredNullable),
            (false, false) => (Type::Option(Box::new(value)), Presence::Optional),
            (false, true) => (Type::Nullable(Box::new(value)), Presence::Optional),
        };
        let initial = match (&field.constant, required, nullable) {
            (_, false, _) => Initial::Blank,
            (Some(text), true, false) if self.takes_text(inner) => Initial::Preset(text.clone()),
            (_, true, true) => Initial::Argument(Argument::Plain),
            (_, true, false) => Initial::Argument(argument),
        };
        Field {
            docs: self.field_docs(field, &name),
            name,
            ty,
            wire: field.name.clone(),
            presence,
            place: field.place,
            xml: field.xml.clone(),
            item: field.item.clone(),
            initial,
            limits: if self.reach[owner.0 as usize].request {
                field.bounds.limits.clone()
            } else {
                Vec::new()
            },
        }
    }

    /// Whether a member must be there. Not where requests may leave it to the server, or the server to itself; and not
    /// where it would make the value infinite, or too big to exist.
    fn is_required(&mut self, owner: TypeId, field: &ir::Field) -> bool {
        let reach = self.reach[owner.0 as usize];
        if field.presence == ir::Presence::Optional {
            return false;
        }
        if let Ty::Named(id) = field.ty
            && self.containment.endless(owner, id)
        {
            let message = format!(
                "`{}` requires a value that contains itself, or too many others; it is optional here",
                field.name
            );
            self.diagnostics
                .warning("endless-type", message, &field.origin)
                .help("take it out of `required` with an overlay, or make it nullable");
            return false;
        }
        // A constant asks nothing of who sends it.
        let given = field.read_only && field.constant.is_none();
        !(given && reach.request || field.write_only && reach.response)
    }

    /// What binary text is in a type: a file in the parts of a multipart body.
    pub fn binary(&self, id: TypeId) -> Binary {
        let reach = self.reach[id.0 as usize];
        let is_struct = matches!(self.api.types[id].shape, Shape::Struct(_));
        let sent = reach.multipart || reach.part && !is_struct;
        if sent && !reach.response {
            Binary::File
        } else {
            Binary::Text
        }
    }

    /// What a field is; where the document does not say, what its type is, or at least what the wire calls it.
    fn field_docs(&mut self, field: &'a ir::Field, name: &Name) -> Doc {
        let mut page = Page::of_one_of_many(&field.docs, &mut self.rendered);
        if field.docs.description.trim().is_empty() && field.docs.summary.trim().is_empty() {
            let about = self.about(&field.ty).unwrap_or_default();
            page = Page::new().markdown_of_many(about, &mut self.rendered);
            if field.docs.deprecated {
                page = page.line("**Deprecated.**");
            }
        }
        if name.bare() != field.name {
            page = page.or(format!("{}.", docs::code(&field.name)));
        }
        let mut phrases = field.bounds.phrases.clone();
        phrases.extend(field.read_only.then(|| "set by the server".to_owned()));
        phrases.extend(
            field
                .write_only
                .then(|| "never sent by the server".to_owned()),
        );
        facts(
            page,
            &phrases,
            field.default.as_ref(),
            field.constant.as_deref(),
        )
        .finish()
    }

    /// The first sentence that the document has about a type, of which there may be many.
    fn about(&self, ty: &'a Ty) -> Option<&'a str> {
        let (mut ty, mut left) = (self.target(ty), self.api.types.len());
        while let (Ty::Array(inner) | Ty::Map(inner) | Ty::Nullable(inner), true) = (ty, left > 0) {
            (ty, left) = (self.target(inner), left - 1);
        }
        let said = &self.api.types[self.definition(ty)?].docs.description;
        let paragraph = said.trim().split("\n\n").next()?;
        let end = paragraph.find(". ").map_or(paragraph.len(), |dot| dot + 1);
        let sentence = &paragraph[..end];
        (sentence.len() <= LONGEST_SENTENCE).then_some(sentence)
    }

    /// Whether a text literal converts into it.
    fn takes_text(&self, ty: &Ty) -> bool {
        match self.definition(ty) {
            Some(id) => match &self.api.types[id].shape {
                Shape::Enumeration(shape) => {
                    shape.values.iter().all(|value| value.value.is_string())
                }
                _ => false,
            },
            None => matches!(self.target(ty), Ty::String(_)) && !self.is_link(ty),
        }
    }

    fn is_link(&self, ty: &Ty) -> bool {
        matches!(
            self.target(ty),
            Ty::String(
                ir::StringFormat::Link(_)
                    | ir::StringFormat::Presigned
                    | ir::StringFormat::Binary
                    | ir::StringFormat::Base64
            )
        )
    }
}

/// What a schema says beside its description.
pub fn facts(
    page: Page,
    phrases: &[String],
    default: Option<&serde_json::Value>,
    constant: Option<&str>,
) -> Page {
    let mut facts: Vec<String> = phrases.iter().map(|phrase| docs::text(phrase)).collect();
    if let Some(default) = default {
        facts.push(format!("default {}", docs::literal(default)));
    }
    if let Some(constant) = constant {
        facts.push(format!("always {}", docs::code(constant)));
    }
    let mut line = facts.join("; ");
    if let Some(first) = line.get(..1) {
        let first = first.to_ascii_uppercase();
        line.replace_range(..1, &first);
        line.push('.');
        page.line(line)
    } else {
        page
    }
}
