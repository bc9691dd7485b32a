//! A text into a model: one function for all models, by their tables.

use std::{borrow::Cow, collections::HashMap, str::FromStr};

use super::{
    how::How,
    look::Members,
    problems::{Problems, expectation},
    repeated::Outdone,
    scan::{Container, Scanner},
    stop::{Step, Stop},
};
use crate::{
    error::{DecodeError, MAX_PROBLEMS, Path, Problem},
    model::{Field, Holds, List, Map, Model, Mut, Presence, Seen, Slot, Text, reset},
    secret::Secret,
    value::{Number, Value, integer},
};

/// Fills models from a text, from left to right, and remembers what did not fit.
pub(super) struct Reader<'t> {
    pub(super) scan: Scanner<'t>,
    /// How the text is read.
    pub(super) how: How,
    pub(super) problems: Problems,
    /// Where the text begins.
    start: Scanner<'t>,
    /// The members that do not count, where they have been looked for.
    outdone: Option<Outdone>,
    /// How much of what is being read the model has no name for: members, values of enumerations, texts of another
    /// format.
    pub(super) unnamed: usize,
    /// How many branches of unions are being tried around this place.
    pub(super) trials: usize,
    /// Where the union stands that is being filled.
    pub(super) within: Option<usize>,
    /// Whether problems are told of; while branches are tried, the first ends the trial.
    pub(super) quiet: bool,
    /// The branches that unions inside tried branches have, by place and table, so that none is decided twice.
    pub(super) choices: HashMap<(usize, usize), Option<usize>>,
    /// Room for the members of a union's value.
    pub(super) members: Members<'t>,
}

/// Fills `slot` from a whole text.
pub(super) fn read(text: &str, slot: &mut dyn Slot, how: How) -> Result<(), DecodeError> {
    let start = Scanner::new(text, how.depth);
    let mut reader = Reader::new(start, how, None);
    let mut end = reader.whole(slot);
    if let Err(Stop::Repeated) = end {
        reset(slot.fill(Holds::Nothing));
        end = reader.outdone().and_then(|outdone| {
            reader = Reader::new(start, how, Some(outdone));
            reader.whole(slot)
        });
    }
    match end {
        Ok(()) => reader.problems.told(),
        Err(Stop::Syntax(expected)) => Err(reader.scan.error(expected, how.depth)),
        // Neither is said of a whole text.
        Err(Stop::Misfit | Stop::Repeated) => Err(DecodeError::new("a value", "another")),
    }
}

impl<'t> Reader<'t> {
    fn new(start: Scanner<'t>, how: How, outdone: Option<Outdone>) -> Self {
        Self {
            scan: start,
            start,
            how,
            problems: Problems::new(MAX_PROBLEMS),
            outdone,
            unnamed: 0,
            trials: 0,
            within: None,
            quiet: false,
            choices: HashMap::new(),
            members: Members::new(),
        }
    }

    fn whole(&mut self, slot: &mut dyn Slot) -> Step {
        self.fill(slot.fill(self.holds()), &Path::Root)?;
        self.scan.end()
    }

    /// The members that do not count.
    fn outdone(&mut self) -> Step<Outdone> {
        if let Some(outdone) = self.outdone.take() {
            return Ok(outdone);
        }
        self.scan = self.start;
        Outdone::of(&mut self.scan)
    }

    /// Whether the member whose value stands at this place counts, as far as is known.
    #[inline]
    pub(super) fn counts(&self, at: usize) -> bool {
        let outdone = self.outdone.as_ref();
        outdone.is_none_or(|outdone| !outdone.contains(at))
    }

    /// Makes sure, once, that what did not fit a branch is none of the members that do not count.
    pub(super) fn make_certain(&mut self) -> Step {
        if self.outdone.is_some() {
            return Ok(());
        }
        let here = self.scan;
        let outdone = self.outdone()?;
        self.scan = here;
        let certain = outdone.is_empty();
        self.outdone = Some(outdone);
        if certain { Ok(()) } else { Err(Stop::Repeated) }
    }

    /// What a place for the value that comes next is to hold.
    #[inline]
    pub(super) fn holds(&self) -> Holds {
        Holds::sent(self.scan.is_null())
    }

    /// Fills what was asked to hold the value that comes next, and passes it.
    pub(super) fn fill(&mut self, target: Mut<'_>, path: &Path<'_>) -> Step {
        match target {
            Mut::Nothing(_) => self.scan.null(),
            Mut::Struct(model) => self.model(model, path),
            Mut::List(list) => self.list(list, path),
            Mut::Map(map) => self.map(map, path),
            Mut::Union(union) => self.union(union, path),
            Mut::Text(text) => self.text(text, path),
            Mut::Secret(secret) => self.secret(secret, path),
            Mut::Literal(literal) => {
                literal.set(self.value()?);
                if self.trials > 0 && !literal.is_known() {
                    self.unnamed += 1;
                }
                Ok(())
            }
            mut scalar => {
                let start = self.scan;
                if self.scalar(&mut scalar)? {
                    return Ok(());
                }
                self.scan = start;
                self.mismatch(expectation(&scalar), path)
            }
        }
    }

    /// Fills a scalar and passes the value, if it is one that fits.
    fn scalar(&mut self, slot: &mut Mut<'_>) -> Step<bool> {
        let done = match slot {
            Mut::String(slot) => put(*slot, self.scan.text()?.map(Cow::into_owned)),
            Mut::Bool(slot) => put(*slot, self.scan.boolean()?),
            Mut::I32(slot) => put(*slot, self.scan.number()?.and_then(integer)),
            Mut::I64(slot) => put(*slot, self.scan.number()?.and_then(integer)),
            Mut::U64(slot) => put(*slot, self.scan.number()?.and_then(integer)),
            Mut::F32(slot) => {
                let number = self.scan.number()?.and_then(parse);
                put(*slot, number.filter(|number: &f32| number.is_finite()))
            }
            Mut::F64(slot) => {
                let number = self.scan.number()?.and_then(parse);
                put(*slot, number.filter(|number: &f64| number.is_finite()))
            }
            Mut::Number(slot) => put(*slot, self.scan.number()?.map(Number::trusted)),
            Mut::Bytes(slot) => {
                let text = self.scan.text()?;
                let bytes = text.and_then(|text| crate::text::decode(&text).ok());
                put(*slot, bytes.map(Into::into))
            }
            Mut::Value(slot) => {
                **slot = self.value()?;
                true
            }
            Mut::Unit => {
                self.scan.skip()?;
                true
            }
            _ => false,
        };
        Ok(done)
    }

    fn model(&mut self, model: &mut dyn Model, path: &Path<'_>) -> Step {
        let table = model.table();
        if table.whole().positional {
            return self.tuple(model, path);
        }
        if !self.scan.is(Container::Object) {
            return self.mismatch(format!("an object ({})", table.name()), path);
        }
        let start = self.scan.at();
        let mut seen = Seen::default();
        let mut guess = 0;
        let mut more = self.scan.begin(Container::Object)?;
        while more {
            // Members mostly come in the order of the document.
            let next = table
                .fields()
                .get(guess)
                .filter(|field| field.rule().is_plain);
            let found = match next {
                Some(field) if self.scan.is_name(field.name())? => Ok((guess, field)),
                _ => {
                    let name = self.scan.name()?;
                    find(table.fields(), guess, &name).ok_or(name)
                }
            };
            match found {
                _ if !self.counts(self.scan.at()) => self.scan.skip()?,
                Ok((index, field)) => {
                    guess = index + 1;
                    if !seen.add(index) {
                        return Err(Stop::Repeated);
                    }
                    self.field(model, (index, field), path)?;
                }
                Err(name) => self.unnamed(model.rest_mut(), &name, path)?,
            }
            more = self.scan.next(Container::Object)?;
        }
        for (index, field) in table.fields().iter().enumerate() {
            if !seen.has(index) && field.rule().presence == Presence::Required {
                self.absent(model, (index, field), start, path)?;
            }
        }
        Ok(())
    }

    /// Fills a model whose fields stand in an array.
    fn tuple(&mut self, model: &mut dyn Model, path: &Path<'_>) -> Step {
        let table = model.table();
        if !self.scan.is(Container::Array) {
            return self.mismatch(format!("an array ({})", table.name()), path);
        }
        let start = self.scan.at();
        let mut more = self.scan.begin(Container::Array)?;
        for (index, field) in table.fields().iter().enumerate() {
            if more {
                self.field(model, (index, field), path)?;
                more = self.scan.next(Container::Array)?;
            } else if field.rule().presence == Presence::Required {
                self.absent(model, (index, field), start, path)?;
            }
        }
        let mut position = table.fields().len();
        while more {
            self.unnamed(model.rest_mut(), &position.to_string(), path)?;
            position += 1;
            more = self.scan.next(Container::Array)?;
        }
        Ok(())
    }

    #[inline(always)]
    fn field(
        &mut self,
        model: &mut dyn Model,
        (index, field): (usize, &'static Field),
        path: &Path<'_>,
    ) -> Step {
        let holds = self.holds();
        if holds == Holds::Null && field.rule().presence == Presence::Optional {
            return self.null(model, (index, field), path);
        }
        let path = Path::Member(path, field.name());
        self.fill(model.field_mut(index, holds), &path)
    }

    /// Null for a field that may be absent.
    #[inline(never)]
    fn null(
        &mut self,
        model: &mut dyn Model,
        (index, field): (usize, &'static Field),
        path: &Path<'_>,
    ) -> Step {
        match model.field_mut(index, Holds::Null) {
            Mut::Nothing(kept) => {
                if let (false, Some(rest)) = (kept, model.rest_mut().any()) {
                    rest.insert(field.name().to_owned(), Value::Null);
                }
                self.scan.null()
            }
            target => self.fill(target, &Path::Member(path, field.name())),
        }
    }

    /// What is said of a required field that is not in its model, which begins at `start`.
    fn absent(
        &mut self,
        model: &mut dyn Model,
        (index, field): (usize, &'static Field),
        start: usize,
        path: &Path<'_>,
    ) -> Step {
        let expected = expectation(&model.field_mut(index, Holds::Nothing));
        let path = Path::Member(path, field.name());
        self.problem(start, &path, || Problem::new(expected, "nothing"))
    }

    fn unnamed(&mut self, rest: &mut dyn Map, name: &str, path: &Path<'_>) -> Step {
        self.unnamed += 1;
        self.fill(rest.insert(name, self.holds()), &Path::Member(path, name))
    }

    fn list(&mut self, list: &mut dyn List, path: &Path<'_>) -> Step {
        if !self.scan.is(Container::Array) {
            return self.mismatch("an array", path);
        }
        list.clear();
        let mut more = self.scan.begin(Container::Array)?;
        let mut index = 0;
        while more {
            self.fill(list.push(self.holds()), &Path::Item(path, index))?;
            index += 1;
            more = self.scan.next(Container::Array)?;
        }
        Ok(())
    }

    fn map(&mut self, map: &mut dyn Map, path: &Path<'_>) -> Step {
        if !self.scan.is(Container::Object) {
            return self.mismatch("an object", path);
        }
        let mut more = self.scan.begin(Container::Object)?;
        while more {
            let name = self.scan.name()?;
            self.fill(map.insert(&name, self.holds()), &Path::Member(path, &name))?;
            more = self.scan.next(Container::Object)?;
        }
        Ok(())
    }

    fn text(&mut self, text: &mut dyn Text, path: &Path<'_>) -> Step {
        match self.scan.text()? {
            Some(sent) => {
                text.set(&sent);
                if self.trials > 0 && !text.is_known() {
                    self.unnamed += 1;
                }
                Ok(())
            }
            None => self.mismatch("a string", path),
        }
    }

    fn secret(&mut self, secret: &mut Secret, path: &Path<'_>) -> Step {
        let Some(sent) = self.scan.text()? else {
            let at = self.scan.at();
            self.problem(at, path, || Problem::new("a string", "[secret]"))?;
            return self.scan.skip();
        };
        *secret = Secret::new(&*sent);
        Ok(())
    }
}

/// The field `name`, looked for from `guess` on.
#[inline]
pub(super) fn find(
    fields: &'static [Field],
    guess: usize,
    name: &str,
) -> Option<(usize, &'static Field)> {
    let is = |index: &usize| fields.get(*index).is_some_and(|field| field.name() == name);
    let index = (guess..fields.len()).chain(0..guess).find(is)?;
    fields.get(index).map(|field| (index, field))
}

#[inline]
fn put<T>(slot: &mut T, value: Option<T>) -> bool {
    let there = value.is_some();
    if let Some(value) = value {
        *slot = value;
    }
    there
}

fn parse<T: FromStr>(text: &str) -> Option<T> {
    text.parse().ok()
}
