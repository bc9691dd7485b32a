use super::conjunction::Conjunction;
use super::kind::{Kind, kinds};
use super::null::nullable;
use super::place::Place;
use super::reference::NodeId;
use super::{Lower, scalar, xml};
use crate::document::Cursor;
use crate::ir::{Docs, NameHint, Shape, Ty, TypeDef, Union, Variant};

/// How deep schemas may stand in schemas. Real documents stay under 30.
const MAX_DEPTH: usize = 80;

impl<'d> Lower<'d, '_> {
    /// A use of a schema.
    pub(super) fn ty(&mut self, schema: &Cursor<'d>, place: &Place<'_>) -> Ty {
        self.both(std::slice::from_ref(schema), place)
    }

    /// A use of schemas that must hold together.
    pub(super) fn both(&mut self, schemas: &[Cursor<'d>], place: &Place<'_>) -> Ty {
        let ty = self.plain(schemas, place);
        if self.allows_null(schemas) {
            nullable(ty)
        } else {
            ty
        }
    }

    /// The same without null.
    pub(super) fn plain(&mut self, schemas: &[Cursor<'d>], place: &Place<'_>) -> Ty {
        if let Some(target) = self.reference(schemas) {
            return self.referred(&target, place);
        }
        let schema = self.conjunction(schemas);
        match schemas.first() {
            // What several parts bring together may lead back to itself, which one part alone could only do through a
            // component.
            Some(first) if schemas.len().max(schema.parts.len()) > 1 => {
                let key = schemas.iter().map(|one| NodeId::of(one.node())).collect();
                self.once(key, first, place, |lower| {
                    lower.inline(schemas, &schema, place)
                })
            }
            _ => self.inline(schemas, &schema, place),
        }
    }

    /// The type of a schema that stands here: a definition of its own where it needs a name.
    pub(super) fn inline(
        &mut self,
        schemas: &[Cursor<'d>],
        schema: &Conjunction<'d>,
        place: &Place<'_>,
    ) -> Ty {
        let Some(first) = schemas.first() else {
            return Ty::Any;
        };
        if self.depth >= MAX_DEPTH {
            self.diagnostics
                .warning(
                    "schema-too-deep",
                    format!(
                        "schemas stand more than {MAX_DEPTH} deep here; taken as any JSON value"
                    ),
                    first,
                )
                .help("move the inner schemas to components");
            return Ty::Any;
        }
        self.depth += 1;
        let shape = self.shape(schema, place);
        self.depth -= 1;
        match shape {
            Shape::Alias(ty) => ty,
            shape => {
                let rules = self.rules(schema);
                self.settle(shape, schemas, rules, first, place)
            }
        }
    }

    /// What a schema is.
    pub(super) fn shape(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Shape {
        self.check_kinds(schema);
        self.check_limits(schema);
        if let Some(shape) = self.enumeration(schema) {
            return shape;
        }
        match schema.groups.as_slice() {
            [] => self.by_kind(schema, place),
            [group] => self.union(schema, group, place),
            [_, second, ..] => {
                self.diagnostics
                    .note(
                        "several-choices",
                        "several choices hold at once here; read as one object with the members of all their branches, \
                         each optional",
                        &second.node,
                    )
                    .help("give the combinations that exist as branches of one `oneOf`");
                self.flattened(schema, place)
            }
        }
    }

    fn by_kind(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Shape {
        match kinds(schema).as_slice() {
            [] => Shape::Alias(Ty::Any),
            [kind] => self.of_kind(*kind, schema, place),
            [Kind::Integer, Kind::Number] | [Kind::Number, Kind::Integer] => {
                Shape::Alias(scalar::number(schema))
            }
            several => {
                let variants = several.iter().map(|kind| {
                    let place = place.child(kind.name());
                    let ty = match self.of_kind(*kind, schema, &place) {
                        Shape::Alias(ty) => ty,
                        shape => self.anonymous(shape, schema, &place),
                    };
                    Variant {
                        hint: String::new(),
                        tags: Vec::new(),
                        ty,
                        docs: Docs::default(),
                    }
                });
                Shape::Union(Union {
                    tag: None,
                    variants: variants.collect(),
                })
            }
        }
    }

    pub(super) fn of_kind(
        &mut self,
        kind: Kind,
        schema: &Conjunction<'d>,
        place: &Place<'_>,
    ) -> Shape {
        Shape::Alias(match kind {
            Kind::Boolean => Ty::Bool,
            Kind::Integer => scalar::integer(schema),
            Kind::Number => scalar::number(schema),
            Kind::String => Ty::String(scalar::string(schema)),
            Kind::Array => return self.array(schema, place),
            // `type: object, format: binary`: a file that someone had no better word for.
            Kind::Object if scalar::is_binary(schema) => Ty::String(scalar::string(schema)),
            Kind::Object => return self.object(schema, place),
        })
    }

    /// A definition for a shape that schemas give.
    fn settle(
        &mut self,
        shape: Shape,
        schemas: &[Cursor<'d>],
        rules: Vec<String>,
        origin: &Cursor<'d>,
        place: &Place<'_>,
    ) -> Ty {
        let annotations = self.annotations(schemas);
        let title = annotations.title.map(str::trim);
        let name = NameHint::Inline {
            title: title.filter(|title| !title.is_empty()).map(str::to_owned),
            contexts: vec![place.path()],
        };
        let id = self.types.intern(TypeDef {
            name,
            docs: ruled(annotations.docs(title.unwrap_or_default()), rules),
            xml: xml::name(&annotations.chain),
            rust_name: annotations.rust_name,
            shape,
            origins: vec![origin.origin()],
            examples: self.examples_of_type(schemas),
        });
        Ty::Named(id)
    }

    /// A definition for a shape that no schema stands for alone.
    pub(super) fn anonymous(
        &mut self,
        shape: Shape,
        schema: &Conjunction<'d>,
        place: &Place<'_>,
    ) -> Ty {
        let origin = schema.parts.last().map(|part| part.node.clone());
        let origin = origin.unwrap_or_else(|| self.root());
        self.settle(shape, &[], Vec::new(), &origin, place)
    }
}

/// Documentation with rules that no type can say.
pub(super) fn ruled(mut docs: Docs, rules: Vec<String>) -> Docs {
    if !rules.is_empty() {
        let rules = rules.join("\n");
        docs.description = [docs.description.as_str(), &rules]
            .join("\n\n")
            .trim()
            .to_owned();
    }
    docs
}
