//! Members that must be there, though no `properties` describe them.

use super::Lower;
use super::conjunction::Conjunction;
use super::place::Place;
use crate::document::Cursor;
use crate::hash::IndexMap;
use crate::ir::{Field, Presence};

impl<'d> Lower<'d, '_> {
    /// The members that only `required` names, of the type that members without a name have, or of any.
    ///
    /// They are optional: documents that require what they do not describe have mostly forgotten to remove the name, and
    /// an answer is not to be refused for it.
    pub(super) fn undescribed(
        &mut self,
        schema: &Conjunction<'d>,
        is_known: impl Fn(&str) -> bool,
        place: &Place<'_>,
    ) -> Vec<Field> {
        let keywords = ["additionalProperties", "unevaluatedProperties"];
        let rest: Vec<Cursor<'d>> = keywords.iter().flat_map(|key| schema.all(key)).collect();
        if rest.iter().any(|rest| rest.as_bool() == Some(false)) {
            return Vec::new();
        }
        let rest: Vec<Cursor<'d>> = rest.into_iter().filter(Cursor::is_object).take(1).collect();
        let mut names: IndexMap<&'d str, Cursor<'d>> = IndexMap::default();
        for node in schema.all("required").flat_map(|list| list.items()) {
            if let Some(name) = node.as_str().filter(|name| !is_known(name)) {
                names.entry(name).or_insert(node);
            }
        }
        let fields = names.into_iter().map(|(name, node)| {
            let mut field = self.field(name, &rest, Presence::Optional, place);
            field.origin = node.origin();
            if field.docs.description.is_empty() {
                "The document requires it, and does not describe it."
                    .clone_into(&mut field.docs.description);
            }
            field
        });
        fields.collect()
    }
}
