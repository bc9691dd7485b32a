use super::Lower;
use super::conjunction::Conjunction;
use super::enumeration::of_values;
use super::place::Place;
use crate::document::Cursor;
use crate::ir::{Shape, Step, Ty};

impl<'d> Lower<'d, '_> {
    /// `type: array`.
    pub(super) fn array(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Ty {
        let place = place.child(Step::Item);
        let tuple = schema.get("prefixItems").filter(Cursor::is_array);
        // Up to draft 2019-09 a list of `items` meant what `prefixItems` means now.
        let tuple = tuple.or_else(|| schema.get("items").filter(Cursor::is_array));
        let item = match tuple {
            Some(tuple) => self.tuple(schema, &tuple, &place),
            None => {
                let mut items: Vec<Cursor<'d>> = schema.all("items").collect();
                items.dedup_by(|one, other| std::ptr::eq(one.node(), other.node()));
                match self.misplaced_values(schema, &items) {
                    Some(values) => self.anonymous(values, schema, &place),
                    None => self.both(&items, &place),
                }
            }
        };
        Ty::Array(Box::new(item))
    }

    /// `enum` beside `items` lists scalars, so it can only mean the items.
    fn misplaced_values(
        &mut self,
        schema: &Conjunction<'d>,
        items: &[Cursor<'d>],
    ) -> Option<Shape> {
        if self.reference(items).is_some() || self.values(&self.conjunction(items)).is_some() {
            return None;
        }
        let values = schema
            .parts
            .iter()
            .rev()
            .find_map(|part| self.listed(&part.node))?;
        of_values(values).filter(|shape| matches!(shape, Shape::Enumeration(_)))
    }

    /// The type that all items of a tuple have in common.
    fn tuple(&mut self, schema: &Conjunction<'d>, tuple: &Cursor<'d>, place: &Place<'_>) -> Ty {
        let rest = schema.get("items").filter(Cursor::is_object);
        let mut types: Vec<Ty> = Vec::new();
        for item in tuple.items().chain(rest) {
            let ty = self.ty(&item, place);
            if !types.contains(&ty) {
                types.push(ty);
            }
        }
        if types.len() == 1
            && let Some(ty) = types.pop()
        {
            return ty;
        }
        if !types.is_empty() {
            self.diagnostics
                .note(
                    "tuple",
                    "the items of this list have a type each; read as a list of JSON values",
                    tuple,
                )
                .help("nothing is lost: read the items by their position");
        }
        Ty::Any
    }
}
