//! Members that an object has under a condition: what `then`, `else` and `dependentSchemas` name.

use std::collections::VecDeque;

use super::Lower;
use super::conjunction::Conjunction;
use super::place::Place;
use super::reference::NodeId;
use crate::document::Cursor;
use crate::hash::{HashSet, IndexMap};
use crate::ir::{Field, Presence, Ty};

impl<'d> Lower<'d, '_> {
    /// The members that only conditions name, each optional. One that two conditions give different types has any.
    pub(super) fn conditional(
        &mut self,
        schema: &Conjunction<'d>,
        is_known: impl Fn(&str) -> bool,
        place: &Place<'_>,
    ) -> Vec<Field> {
        let mut members: IndexMap<&'d str, Vec<Cursor<'d>>> = IndexMap::default();
        let mut seen: HashSet<NodeId> = schema.nodes().collect();
        let mut open: VecDeque<Cursor<'d>> = consequences(schema).into();
        while let Some(node) = open.pop_front() {
            let consequence = self.conjunction(std::slice::from_ref(&node));
            if !consequence.nodes().all(|id| seen.insert(id)) {
                continue;
            }
            let properties = consequence.all("properties");
            for (name, schema) in properties.flat_map(|all| all.members()) {
                if !is_known(name) {
                    members.entry(name).or_default().push(schema);
                }
            }
            open.extend(consequences(&consequence));
        }
        let fields = members.into_iter().filter_map(|(name, schemas)| {
            let fields = schemas.iter().map(|schema| {
                let alone = std::slice::from_ref(schema);
                self.field(name, alone, Presence::Optional, place)
            });
            fields.collect::<Vec<Field>>().into_iter().reduce(either)
        });
        fields.collect()
    }
}

/// One member that is the one or the other.
fn either(mut one: Field, other: Field) -> Field {
    if one.ty != other.ty {
        one.ty = Ty::Any;
    }
    if one.constant != other.constant {
        one.constant = None;
    }
    one
}

/// What holds if a condition does.
fn consequences<'d>(schema: &Conjunction<'d>) -> Vec<Cursor<'d>> {
    let mut all = Vec::new();
    for part in &schema.parts {
        all.extend(["then", "else"].iter().filter_map(|key| part.node.get(key)));
        let dependent = part.node.get("dependentSchemas");
        let dependent = dependent.into_iter().flat_map(|all| all.members());
        all.extend(dependent.map(|(_, schema)| schema));
    }
    all
}
