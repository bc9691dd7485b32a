//! A base whose `discriminator` tells subtypes apart that nothing lists but their own `allOf`: where the base is used,
//! one of them stands.

use super::Lower;
use super::conjunction::Conjunction;
use super::place::Place;
use super::reference::NodeId;
use crate::document::Cursor;
use crate::hash::HashMap;
use crate::ir::{Docs, Shape, Ty, Union, Variant};

/// The subtypes of each base.
pub(super) type Subtypes<'d> = HashMap<NodeId, Vec<Cursor<'d>>>;

impl<'d> Lower<'d, '_> {
    /// Finds the subtypes of every component that has a discriminator and no choice of its own.
    pub(super) fn find_subtypes(&mut self, components: &[(&'d str, Cursor<'d>)]) {
        let is_base = |schema: &Cursor<'d>| {
            let listed = ["oneOf", "anyOf"].iter().any(|it| schema.has(it));
            schema.has("discriminator") && !listed
        };
        let bases: Vec<NodeId> = components
            .iter()
            .filter(|(_, schema)| is_base(schema))
            .map(|(_, schema)| NodeId::of(schema.node()))
            .collect();
        if bases.is_empty() {
            return;
        }
        for (_, schema) in components {
            let alone = std::slice::from_ref(schema);
            let own = NodeId::of(schema.node());
            if self.reference(alone).is_some() {
                continue;
            }
            let reached = self.reached(alone);
            for base in bases.iter().filter(|base| reached.contains(*base)) {
                if *base != own {
                    let subtypes = self.subtypes.entry(*base).or_default();
                    subtypes.push(schema.clone());
                }
            }
        }
    }

    /// A base as one of its subtypes, or as itself where the tag says none of them.
    pub(super) fn hierarchy(
        &mut self,
        base: &Cursor<'d>,
        schema: &Conjunction<'d>,
        place: &Place<'_>,
    ) -> Option<Shape> {
        let subtypes = self.subtypes.get(&NodeId::of(base.node()))?.clone();
        let (tag, tags) = self.tags(schema, &subtypes);
        let tag = tag?;
        let mut variants: Vec<Variant> = Vec::new();
        for (subtype, tags) in subtypes.iter().zip(tags) {
            variants.extend(self.component(subtype).map(|(id, name)| Variant {
                hint: name.to_owned(),
                tags,
                ty: Ty::Named(id),
                docs: Docs::default(),
            }));
        }
        let place = place.child("base");
        let ty = match self.object(schema, &place) {
            Shape::Alias(ty) => ty,
            shape => self.anonymous(shape, schema, &place),
        };
        variants.push(Variant {
            hint: "base".to_owned(),
            tags: Vec::new(),
            ty,
            docs: Docs::default(),
        });
        Some(Shape::Union(Union {
            tag: Some(tag),
            variants,
        }))
    }
}
