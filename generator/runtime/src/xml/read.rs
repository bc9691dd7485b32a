//! Filling a value from an element. The type of the value decides what is looked for.

use std::collections::BTreeMap;

use super::{
    field::Left,
    named::local,
    notes::Notes,
    place::Place,
    problems::{Filled, Problems},
    taken::Taken,
    tree::Element,
    value,
};
use crate::{
    error::{Location, Problem},
    model::{Field, Holds, List, Map, Mut, OPTIONAL, Slot},
    text::scalar,
    value::Value,
};

/// How many elements may be read for each that the document has, while the branches of unions are tried.
const TRIALS: usize = 64;

/// How many problems are given their place in the text, which takes as long as the text before it is.
const PLACES: usize = 64;

/// What is being read.
#[derive(Clone, Copy)]
pub(super) enum Source<'s, 'e> {
    /// An element.
    Element(Element<'e>),
    /// An attribute's value, or an element's text that has a field of its own.
    Text(&'s str),
}

/// Reads one document.
pub(super) struct Reader<'t> {
    text: &'t str,
    /// How many things were met that the document does not name; tells the branches of a union apart.
    pub(super) unnamed: usize,
    /// How many unions around are being tried.
    pub(super) trials: usize,
    /// How many elements may still be read.
    pub(super) work: usize,
    /// How many problems may still be given their place.
    places: usize,
    /// The list of a model that has been read, for one to come.
    pub(super) spare: Vec<Taken<'t>>,
}

impl<'t> Reader<'t> {
    pub(super) fn new(text: &'t str, nodes: usize) -> Self {
        Self {
            text,
            unnamed: 0,
            trials: 0,
            work: nodes.saturating_mul(TRIALS),
            places: PLACES,
            spare: Vec::new(),
        }
    }

    /// Reads the root element, whose name must be the model's if the document gives it one.
    pub(super) fn root(&mut self, slot: &mut dyn Slot, root: Element<'t>) -> Filled {
        if let Mut::Struct(model) = slot.fill(Holds::Nothing) {
            let name = local(model.table().whole().xml.name);
            if !name.is_empty() && name != root.name() {
                let problem = Problem::new(
                    format!("the element `{name}`"),
                    format!("`{}`", root.name()),
                );
                return Err(self.locate(problem.into(), root));
            }
        }
        self.element(slot.fill(holds(root)), root)
    }

    /// Fills a place. A text of blanks alone that does not fit leaves it empty, where it may be.
    pub(super) fn fill(&mut self, place: &mut Place<'_>, source: Source<'_, 't>) -> Filled {
        let text = match source {
            Source::Element(element) => return self.element(place.fill(holds(element)), element),
            Source::Text(text) => text,
        };
        let done = self.plain(place.fill(Holds::Value), text);
        if done.is_err() && text.trim().is_empty() && place.clear().is_some() {
            return Ok(());
        }
        done
    }

    /// Fills what was asked to hold an element from it.
    pub(super) fn element(&mut self, target: Mut<'_>, element: Element<'t>) -> Filled {
        self.work = self.work.saturating_sub(1);
        if element.is_nil() {
            return null(target).map_err(|problem| self.locate(problem.into(), element));
        }
        match target {
            Mut::Struct(model) => self.model(model, element),
            Mut::Union(union) => self.union(union, Source::Element(element)),
            Mut::List(list) => self.items(list, element.elements(), &mut Notes::default()),
            Mut::Map(map) => self.map(map, element),
            Mut::Value(it) => {
                *it = value::of(element);
                Ok(())
            }
            Mut::Unit => Ok(()),
            _ if element.is_nested() => {
                let problem = Problem::new("text", format!("elements in `{}`", element.name()));
                Err(self.locate(problem.into(), element))
            }
            scalar => {
                let done = self.plain(scalar, &element.text());
                done.map_err(|problems| self.locate(problems, element))
            }
        }
    }

    /// Fills what was asked to hold a value from text.
    fn plain(&mut self, target: Mut<'_>, text: &str) -> Filled {
        match target {
            // `xs:list`
            Mut::List(list) => {
                let mut problems = Problems::default();
                for (index, item) in text.split_ascii_whitespace().enumerate() {
                    let done = self.plain(list.push(Holds::Value), item);
                    problems.add(done.map_err(|problems| problems.under(&format!("[{index}]"))));
                    if self.is_enough(&problems) {
                        break;
                    }
                }
                problems.filled()
            }
            Mut::Union(union) => self.union(union, Source::Text(text)),
            Mut::Value(it) => {
                *it = Value::from(text);
                Ok(())
            }
            Mut::Struct(_) | Mut::Map(_) => {
                Err(Problem::new("an element", scalar::excerpt(text)).into())
            }
            mut scalar => {
                let known = scalar::fill(&mut scalar, text, self.trials > 0).unwrap_or(Ok(true))?;
                self.unnamed += usize::from(!known);
                Ok(())
            }
        }
    }

    /// Appends an item for each element; what the items have no place for is left, item by item.
    pub(super) fn items(
        &mut self,
        list: &mut dyn List,
        elements: impl Iterator<Item = Element<'t>>,
        notes: &mut Notes,
    ) -> Filled {
        let mut problems = Problems::default();
        for element in elements {
            let index = list.len();
            let done = self.element(list.push(holds(element)), element);
            notes.add(index, list.item(index), element);
            problems.add(done.map_err(|problems| problems.under(&format!("[{index}]"))));
            if self.is_enough(&problems) {
                break;
            }
        }
        problems.filled()
    }

    /// Fills a map from the children of an element.
    fn map(&mut self, map: &mut dyn Map, element: Element<'t>) -> Filled {
        if let Some(members) = map.any() {
            match value::of(element) {
                Value::Object(all) => *members = all,
                Value::String(text) if !text.trim().is_empty() => {
                    members.insert(value::TEXT.to_owned(), Value::String(text));
                }
                _ => {}
            }
            return Ok(());
        }
        let mut groups: BTreeMap<String, Vec<Element<'t>>> = BTreeMap::new();
        for child in element.elements() {
            groups
                .entry(value::key(child, element))
                .or_default()
                .push(child);
        }
        self.entries(map, &groups)
    }

    /// Fills a typed map: an entry for each name, which only a list takes several elements for.
    pub(super) fn entries(
        &mut self,
        map: &mut dyn Map,
        groups: &BTreeMap<String, Vec<Element<'t>>>,
    ) -> Filled {
        const ENTRY: Field = Field("", OPTIONAL);
        let mut problems = Problems::default();
        for (name, elements) in groups {
            let mut entry = Place::Entry(map, name);
            let done = self.field(&mut entry, &ENTRY, elements, &mut Left::default());
            problems.add(done.map_err(|problems| problems.under(name)));
            if self.is_enough(&problems) {
                break;
            }
        }
        problems.filled()
    }

    /// Whether there is no need to go on: while branches are tried, failing is all that counts.
    pub(super) fn is_enough(&self, problems: &Problems) -> bool {
        self.trials > 0 && !problems.is_empty()
    }

    /// Adds the place in the text.
    pub(super) fn locate(&mut self, problems: Problems, element: Element<'t>) -> Problems {
        problems.each(|problem| {
            if self.trials == 0 && self.places > 0 && problem.location.is_none() {
                self.places -= 1;
                problem.location = Some(Location::of(self.text.as_bytes(), element.offset()));
            }
        })
    }
}

/// What a place for an element is to hold.
fn holds(element: Element<'_>) -> Holds {
    Holds::sent(element.is_nil())
}

/// Fills what was asked to hold null.
fn null(target: Mut<'_>) -> Result<(), Problem> {
    match target {
        Mut::Nothing(_) => {}
        Mut::Value(it) => *it = Value::Null,
        Mut::Literal(it) => it.set(Value::Null),
        Mut::Union(union) => union.keep(Value::Null),
        Mut::Unit => {}
        _ => return Err(Problem::new("a value", "null")),
    }
    Ok(())
}
