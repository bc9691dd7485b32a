use super::place::Place;
use super::reference::NodeId;
use super::schema::ruled;
use super::{Lower, xml};
use crate::document::Cursor;
use crate::ir::{NameHint, Shape, TypeDef, TypeId};

impl<'d> Lower<'d, '_> {
    /// Defines every component schema, in order of their names, so that the order of pages does not matter. All have their
    /// ids before the first is read: they may refer to each other in any way.
    pub(super) fn components(&mut self) {
        let schemas = self
            .root()
            .get("components")
            .and_then(|it| it.get("schemas"));
        let mut schemas: Vec<(&'d str, Cursor<'d>)> =
            schemas.into_iter().flat_map(|it| it.members()).collect();
        schemas.sort_by_key(|(name, _)| *name);
        let mut reserved = Vec::with_capacity(schemas.len());
        for (name, schema) in schemas {
            let hint = NameHint::Component(name.to_owned());
            let id = self.types.reserve(hint, schema.origin());
            self.components
                .insert(NodeId::of(schema.node()), (id, name));
            reserved.push((id, name, schema));
        }
        self.find_subtypes(
            &reserved
                .iter()
                .map(|(_, name, schema)| (*name, schema.clone()))
                .collect::<Vec<_>>(),
        );
        for (id, name, schema) in reserved {
            self.define(id, name, &schema);
        }
    }

    fn define(&mut self, id: TypeId, name: &'d str, schema: &Cursor<'d>) {
        let place = Place::root(name);
        let alone = std::slice::from_ref(schema);
        let all = self.conjunction(alone);
        let shape = match self.reference(alone) {
            Some(target) => Shape::Alias(self.referred(&target, &place)),
            None => match self.hierarchy(schema, &all, &place) {
                Some(shape) => shape,
                None => self.shape(&all, &place),
            },
        };
        let annotations = self.annotations(alone);
        let def = TypeDef {
            name: NameHint::Component(name.to_owned()),
            docs: ruled(annotations.docs(name), self.rules(&all)),
            xml: xml::name(&annotations.chain),
            rust_name: annotations.rust_name,
            shape,
            origins: vec![schema.origin()],
            examples: self.examples_of_type(alone),
        };
        self.types.define(id, def);
    }
}
