//! A tree into a model: one function for all models, by their tables.

use std::{borrow::Cow, collections::HashMap, str::FromStr};

use super::tree::{Cursor, Kind, Tree};
use crate::{
    error::{DecodeError, Location, MAX_PROBLEMS, Path, Problem},
    model::{Field, List, Map, Mut, Presence, Slot, Struct, Text},
    value::{Number, Value, integer},
};

/// Fills models from a tree and remembers what did not fit.
pub(super) struct Reader<'t> {
    pub(super) tree: &'t Tree<'t>,
    /// Whether a union that no branch fits is a problem.
    pub(super) strict: bool,
    pub(super) problems: Problems,
    /// Where the values of the fields of the objects being read stand: a region for each object, zero for absent.
    places: Vec<u32>,
    /// How well what is being read fits.
    pub(super) fit: Fit,
    /// How many branches of unions are being tried around this place.
    pub(super) trials: usize,
    /// Where the union stands that is being filled.
    pub(super) within: Option<u32>,
    /// Whether problems are told of; while branches are tried, failing is all that counts.
    pub(super) quiet: bool,
    /// The branches that unions inside tried branches have, by node and table, so that none is decided twice.
    pub(super) choices: HashMap<(u32, usize), Option<usize>>,
}

/// What did not fit, up to a limit.
pub(super) struct Problems {
    pub(super) list: Vec<Problem>,
    omitted: usize,
    limit: usize,
}

/// How well a value fits a model.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fit {
    /// Whether something did not fit at all.
    pub(super) failed: bool,
    /// How much of it the model has no name for: members, values of enumerations, texts of another format.
    pub(super) unnamed: usize,
}

/// Fills `slot` from a whole tree; `strict` holds a union that no branch fits to be a problem.
pub(super) fn read(tree: &Tree<'_>, slot: &mut dyn Slot, strict: bool) -> Result<(), DecodeError> {
    let mut reader = Reader {
        tree,
        strict,
        problems: Problems::new(MAX_PROBLEMS),
        places: Vec::new(),
        fit: Fit::default(),
        trials: 0,
        within: None,
        quiet: false,
        choices: HashMap::new(),
    };
    reader.fill(slot.fill(), tree.root(), &Path::Root);
    DecodeError::collect(reader.problems.list, reader.problems.omitted).map_or(Ok(()), Err)
}

impl Reader<'_> {
    /// Fills a slot from what stands at `node`.
    pub(super) fn fill(&mut self, slot: Mut<'_>, node: Cursor<'_>, path: &Path<'_>) {
        match slot {
            Mut::Option(option) if node.is_null() => {
                option.null();
            }
            Mut::Option(option) => self.fill(option.some().fill(), node, path),
            Mut::Struct(model) => self.object(model, node, path),
            Mut::List(list) => self.array(list, node, path),
            Mut::Map(map) => self.map(map, node, path),
            Mut::Union(union) => self.union(union, node, path),
            Mut::Text(text) => self.text(text, node, path),
            Mut::Literal(literal) => {
                literal.set(value(node));
                if self.trials > 0 && !literal.is_known() {
                    self.fit.unnamed += 1;
                }
            }
            scalar => {
                if let Err(expected) = fill_scalar(scalar, node) {
                    self.mismatch(expected, node, path);
                }
            }
        }
    }

    fn object(&mut self, model: &mut dyn Struct, node: Cursor<'_>, path: &Path<'_>) {
        let table = model.table();
        if table.positional {
            return self.tuple(model, node, path);
        }
        if node.kind() != Kind::Object {
            return self.mismatch(format!("an object ({})", table.name), node, path);
        }
        // First find each field's place, then fill them: of members with the same name the last wins without a trace
        // of the others.
        let region = self.places.len();
        self.places.resize(region + table.fields.len(), 0);
        let mut guess = 0;
        for (key, value) in node.members() {
            let name = key.text();
            match position(table.fields, guess, &name) {
                Some(index) => {
                    guess = index + 1;
                    if let Some(place) = self.places.get_mut(region + index) {
                        *place = value.index();
                    }
                }
                None => self.unnamed(model.rest_mut(), &name, value, path),
            }
        }
        for (index, field) in table.fields.iter().enumerate() {
            let place = self.places.get(region + index).copied().unwrap_or_default();
            if self.quiet && self.fit.failed {
                break;
            }
            let value = (place > 0).then(|| self.tree.at(place));
            self.field(model, (index, field), (node, value), path);
        }
        self.places.truncate(region);
    }

    /// Fills a model whose fields stand in an array.
    fn tuple(&mut self, model: &mut dyn Struct, node: Cursor<'_>, path: &Path<'_>) {
        let table = model.table();
        if node.kind() != Kind::Array {
            return self.mismatch(format!("an array ({})", table.name), node, path);
        }
        let mut items = node.items();
        for (index, field) in table.fields.iter().enumerate() {
            self.field(model, (index, field), (node, items.next()), path);
        }
        for (position, item) in (table.fields.len()..).zip(items) {
            self.unnamed(model.rest_mut(), &position.to_string(), item, path);
        }
    }

    fn field(
        &mut self,
        model: &mut dyn Struct,
        (index, field): (usize, &Field),
        (object, value): (Cursor<'_>, Option<Cursor<'_>>),
        path: &Path<'_>,
    ) {
        let path = Path::Member(path, field.name);
        let slot = model.field_mut(index).fill();
        match (value, field.presence, slot) {
            (None, Presence::Required, slot) => {
                self.problem(expectation(&slot), "nothing".to_owned(), object, &path);
            }
            (None, _, _) => {}
            (Some(value), Presence::Optional, Mut::Option(option)) if value.is_null() => {
                let kept = option.null();
                if let (false, Some(rest)) = (kept, model.rest_mut().any()) {
                    rest.insert(field.name.to_owned(), Value::Null);
                }
            }
            (Some(value), _, slot) => self.fill(slot, value, &path),
        }
    }

    fn unnamed(&mut self, rest: &mut dyn Map, name: &str, node: Cursor<'_>, path: &Path<'_>) {
        self.fit.unnamed += 1;
        self.fill(rest.insert(name).fill(), node, &Path::Member(path, name));
    }

    fn array(&mut self, list: &mut dyn List, node: Cursor<'_>, path: &Path<'_>) {
        if node.kind() != Kind::Array {
            return self.mismatch("an array", node, path);
        }
        list.clear();
        for (index, item) in node.items().enumerate() {
            if self.quiet && self.fit.failed {
                return;
            }
            self.fill(list.push().fill(), item, &Path::Item(path, index));
        }
    }

    fn map(&mut self, map: &mut dyn Map, node: Cursor<'_>, path: &Path<'_>) {
        if node.kind() != Kind::Object {
            return self.mismatch("an object", node, path);
        }
        for (key, value) in node.members() {
            let name = key.text();
            self.fill(map.insert(&name).fill(), value, &Path::Member(path, &name));
        }
    }

    fn text(&mut self, text: &mut dyn Text, node: Cursor<'_>, path: &Path<'_>) {
        match string(node) {
            Some(sent) => {
                text.set(&sent);
                if self.trials > 0 && !text.is_known() {
                    self.fit.unnamed += 1;
                }
            }
            None if text.is_secret() => self.problem("a string", "[secret]".to_owned(), node, path),
            None => self.mismatch("a string", node, path),
        }
    }

    /// Remembers that what stands at `node` is not what was expected.
    pub(super) fn mismatch(
        &mut self,
        expected: impl Into<Cow<'static, str>>,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) {
        let found = if self.quiet {
            String::new()
        } else {
            excerpt(node)
        };
        self.problem(expected, found, node, path);
    }

    fn problem(
        &mut self,
        expected: impl Into<Cow<'static, str>>,
        found: String,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) {
        self.fit.failed = true;
        if !self.quiet && self.problems.room() {
            self.tell(Problem::new(expected, found), node, path);
        }
    }

    /// Lists a problem with its place. Finding the line costs a walk through the text, so ask for room before.
    pub(super) fn tell(&mut self, mut problem: Problem, node: Cursor<'_>, path: &Path<'_>) {
        problem.path = path.to_string();
        problem.location = self
            .tree
            .source()
            .map(|text| Location::of(text.as_bytes(), node.offset()));
        self.problems.list.push(problem);
    }
}

impl Problems {
    pub(super) fn new(limit: usize) -> Self {
        Self {
            list: Vec::new(),
            omitted: 0,
            limit,
        }
    }

    /// Whether one more is listed; if not, it is counted.
    pub(super) fn room(&mut self) -> bool {
        let room = self.list.len() < self.limit;
        self.omitted += usize::from(!room);
        room
    }
}

/// The field `name`, looked for from `guess` on: members mostly come in the order of the document.
fn position(fields: &[Field], guess: usize, name: &str) -> Option<usize> {
    let (before, after) = fields.split_at_checked(guess)?;
    let find = |fields: &[Field]| fields.iter().position(|field| field.name == name);
    find(after)
        .map(|index| guess + index)
        .or_else(|| find(before))
}

fn fill_scalar(slot: Mut<'_>, node: Cursor<'_>) -> Result<(), &'static str> {
    let expected = expectation(&slot);
    let number = (node.kind() == Kind::Number).then(|| node.raw());
    match slot {
        Mut::Bool(slot) => put(slot, boolean(node)),
        Mut::I32(slot) => put(slot, number.and_then(integer)),
        Mut::I64(slot) => put(slot, number.and_then(integer)),
        Mut::U64(slot) => put(slot, number.and_then(integer)),
        Mut::F32(slot) => put(
            slot,
            number
                .and_then(parse)
                .filter(|number: &f32| number.is_finite()),
        ),
        Mut::F64(slot) => put(
            slot,
            number
                .and_then(parse)
                .filter(|number: &f64| number.is_finite()),
        ),
        Mut::Number(slot) => put(slot, number.map(Number::trusted)),
        Mut::String(slot) => put(slot, string(node).map(Cow::into_owned)),
        Mut::Bytes(slot) => put(
            slot,
            string(node)
                .and_then(|text| crate::text::decode(&text).ok())
                .map(Into::into),
        ),
        Mut::Value(slot) => put(slot, Some(value(node))),
        Mut::Unit => Some(()),
        _ => None,
    }
    .ok_or(expected)
}

fn put<T>(slot: &mut T, value: Option<T>) -> Option<()> {
    *slot = value?;
    Some(())
}

fn parse<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}

fn boolean(node: Cursor<'_>) -> Option<bool> {
    match node.kind() {
        Kind::True => Some(true),
        Kind::False => Some(false),
        _ => None,
    }
}

/// The text of a string; `None` for anything else.
pub(super) fn string(node: Cursor<'_>) -> Option<Cow<'_, str>> {
    matches!(node.kind(), Kind::String | Kind::Escaped).then(|| node.text())
}

/// What a slot takes, for messages.
fn expectation(slot: &Mut<'_>) -> &'static str {
    match slot {
        Mut::Bool(_) => "a boolean",
        Mut::I32(_) => "an integer of 32 bits",
        Mut::I64(_) => "an integer of 64 bits",
        Mut::U64(_) => "an unsigned integer of 64 bits",
        Mut::F32(_) => "a number of single precision",
        Mut::F64(_) => "a number of double precision",
        Mut::Number(_) => "a number",
        Mut::String(_) | Mut::Text(_) => "a string",
        Mut::Bytes(_) => "a string of base64",
        Mut::Struct(_) | Mut::Map(_) => "an object",
        Mut::List(_) => "an array",
        Mut::Upload => "nothing: a file can only be sent",
        Mut::Literal(_) | Mut::Value(_) | Mut::Union(_) | Mut::Option(_) | Mut::Unit => "a value",
    }
}

/// What stands at a node, as a value. Nesting is limited by the tree.
pub(super) fn value(node: Cursor<'_>) -> Value {
    match node.kind() {
        Kind::Null => Value::Null,
        Kind::True => Value::Bool(true),
        Kind::False => Value::Bool(false),
        Kind::Number => Value::Number(Number::trusted(node.raw())),
        Kind::String | Kind::Escaped => Value::String(node.text().into_owned()),
        Kind::Array => Value::Array(node.items().map(value).collect()),
        Kind::Object => Value::Object(
            node.members()
                .map(|(key, member)| (key.text().into_owned(), value(member)))
                .collect(),
        ),
    }
}

/// A few words about what stands at a node.
fn excerpt(node: Cursor<'_>) -> String {
    const LENGTH: usize = 40;
    match node.kind() {
        Kind::Array => "an array".to_owned(),
        Kind::Object => "an object".to_owned(),
        Kind::String | Kind::Escaped => {
            let text = node.text();
            match text.char_indices().nth(LENGTH) {
                Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
                None => format!("{text:?}"),
            }
        }
        _ => node.raw().chars().take(LENGTH).collect(),
    }
}
