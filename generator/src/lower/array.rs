use super::Lower;
use super::conjunction::Conjunction;
use super::enumeration::of_values;
use super::null::nullable;
use super::place::Place;
use crate::document::Cursor;
use crate::ir::{Presence, Rest, Shape, Step, Struct, Ty};

/// What the items of a tuple are called that have no title.
const ORDINALS: [&str; 8] = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth",
];

/// A longer title is a sentence.
const TITLE_WORDS: usize = 3;

impl<'d> Lower<'d, '_> {
    /// `type: array`: a list, or a tuple where the items have a type each.
    pub(super) fn array(&mut self, schema: &Conjunction<'d>, place: &Place<'_>) -> Shape {
        let tuple = schema.get("prefixItems").filter(Cursor::is_array);
        // Up to draft 2019-09 a list of `items` meant what `prefixItems` means now.
        let tuple = tuple.or_else(|| schema.get("items").filter(Cursor::is_array));
        if let Some(tuple) = tuple {
            return self.tuple(schema, &tuple, place);
        }
        let place = place.child(Step::Item);
        let mut items: Vec<Cursor<'d>> = schema.all("items").collect();
        items.dedup_by(|one, other| std::ptr::eq(one.node(), other.node()));
        let item = match self.misplaced_values(schema, &items) {
            Some(values) => self.anonymous(values, schema, &place),
            None => self.both(&items, &place),
        };
        Shape::Alias(Ty::Array(Box::new(item)))
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

    /// A list where all items have one type, else a struct of items by their position.
    fn tuple(&mut self, schema: &Conjunction<'d>, tuple: &Cursor<'d>, place: &Place<'_>) -> Shape {
        let least = schema.all("minItems").filter_map(|least| least.as_u64());
        let least = least.max().unwrap_or_default();
        let mut said = ["items", "additionalItems", "unevaluatedItems"]
            .into_iter()
            .flat_map(|keyword| schema.all(keyword));
        let rest = said.find(Cursor::is_object);
        let rest = rest.map(|rest| self.ty(&rest, &place.child(Step::Item)));
        let names = item_names(tuple);
        let mut fields = Vec::new();
        for ((index, item), name) in (0_u64..).zip(tuple.items()).zip(names) {
            let presence = if index < least {
                Presence::Required
            } else {
                Presence::Optional
            };
            let alone = std::slice::from_ref(&item);
            let place = place.child(name.clone());
            let mut field = self.field_at(&index.to_string(), alone, presence, &place);
            field.rust_name.get_or_insert(name);
            fields.push(field);
        }
        let types = fields.iter().map(|field| &field.ty).chain(&rest);
        let first = types.clone().next().cloned();
        if let Some(first) = first.filter(|first| types.clone().all(|ty| ty == first)) {
            return Shape::Alias(Ty::Array(Box::new(first)));
        }
        let rest = match rest {
            None | Some(Ty::Any) => Rest::Any,
            Some(ty) => {
                // A null that nobody announced is kept among the further items, unless their type has no room for it.
                for field in &mut fields {
                    if field.presence == Presence::Optional {
                        field.ty = nullable(field.ty.clone());
                    }
                }
                Rest::Typed(ty)
            }
        };
        Shape::Struct(Struct {
            fields,
            rest,
            positional: true,
        })
    }
}

/// A name for each item: its title where no other has the same, else its ordinal.
fn item_names(tuple: &Cursor<'_>) -> Vec<String> {
    let titles: Vec<Option<&str>> = tuple.items().map(|item| item.text("title")).collect();
    let name = |(index, title): (usize, &Option<&str>)| {
        let title =
            title.filter(|title| (1..=TITLE_WORDS).contains(&title.split_whitespace().count()));
        let alone = titles.iter().filter(|other| **other == title).count() == 1;
        let ordinal = ORDINALS.get(index).map(|word| (*word).to_owned());
        let title = title.filter(|_| alone).map(str::to_owned);
        title
            .or(ordinal)
            .unwrap_or_else(|| format!("item {}", index + 1))
    };
    titles.iter().enumerate().map(name).collect()
}
