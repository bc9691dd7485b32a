use super::Lower;
use super::conjunction::Conjunction;
use crate::ir::{EnumValue, Enumeration, Shape, Ty};

impl<'d> Lower<'d, '_> {
    /// A set of values. `None` where the schema lists none, or all of a boolean.
    pub(super) fn enumeration(&mut self, schema: &Conjunction<'d>) -> Option<Shape> {
        of_values(self.values(schema)?)
    }
}

/// What a list of values comes to.
pub(super) fn of_values(values: Vec<EnumValue>) -> Option<Shape> {
    if values.is_empty() {
        return None;
    }
    if values.iter().all(|one| one.value.is_boolean()) {
        return Some(Shape::Alias(Ty::Bool));
    }
    Some(Shape::Enumeration(Enumeration { values }))
}
