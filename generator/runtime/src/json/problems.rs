//! What did not fit, and the words for it.

use std::borrow::Cow;

use super::{
    read::Reader,
    scan::{Container, Scanner},
    stop::{Step, Stop},
};
use crate::{
    error::{DecodeError, Path, Problem},
    model::Mut,
};

/// What did not fit, up to a limit.
pub(super) struct Problems {
    /// With the place in the text, in bytes.
    pub(super) list: Vec<(usize, Problem)>,
    omitted: usize,
    limit: usize,
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

    /// The problems as an error, in the order of the text.
    pub(super) fn told(mut self) -> Result<(), DecodeError> {
        if self.list.is_empty() {
            return Ok(());
        }
        self.list.sort_by_key(|(at, _)| *at);
        let list = self.list.into_iter().map(|(_, problem)| problem).collect();
        DecodeError::collect(list, self.omitted).map_or(Ok(()), Err)
    }
}

impl Reader<'_> {
    /// Passes the value that comes next, which is not what was expected.
    pub(super) fn mismatch(
        &mut self,
        expected: impl Into<Cow<'static, str>>,
        path: &Path<'_>,
    ) -> Step {
        let here = self.scan;
        self.problem(here.at(), path, || Problem::new(expected, excerpt(here)))?;
        self.scan.skip()
    }

    /// Remembers a problem of what stands at `at`, if there is room for it.
    pub(super) fn problem(
        &mut self,
        at: usize,
        path: &Path<'_>,
        problem: impl FnOnce() -> Problem,
    ) -> Step {
        if self.quiet {
            return Err(Stop::Misfit);
        }
        if self.problems.room() {
            self.tell(problem(), at, path);
        }
        Ok(())
    }

    /// Lists a problem with its place. Finding the line costs a walk through the text, so ask for room before.
    pub(super) fn tell(&mut self, mut problem: Problem, at: usize, path: &Path<'_>) {
        problem.path = path.to_string();
        problem.location = self.how.located.then(|| self.scan.location(at));
        self.problems.list.push((at, problem));
    }
}

/// What a slot takes, for messages.
pub(super) fn expectation(slot: &Mut<'_>) -> &'static str {
    match slot {
        Mut::Bool(_) => "a boolean",
        Mut::I32(_) => "an integer of 32 bits",
        Mut::I64(_) => "an integer of 64 bits",
        Mut::U64(_) => "an unsigned integer of 64 bits",
        Mut::F32(_) => "a number of single precision",
        Mut::F64(_) => "a number of double precision",
        Mut::Number(_) => "a number",
        Mut::String(_) | Mut::Text(_) | Mut::Secret(_) => "a string",
        Mut::Bytes(_) => "a string of base64",
        Mut::Struct(_) | Mut::Map(_) => "an object",
        Mut::List(_) => "an array",
        Mut::Upload => "nothing: a file can only be sent",
        Mut::Literal(_) | Mut::Value(_) | Mut::Union(_) | Mut::Unit | Mut::Nothing(_) => "a value",
    }
}

/// A few words about the value that comes next.
pub(super) fn excerpt(mut scan: Scanner<'_>) -> String {
    const LENGTH: usize = 40;
    match scan.text() {
        Ok(Some(text)) => match text.char_indices().nth(LENGTH) {
            Some((end, _)) => format!("{:?}…", text.get(..end).unwrap_or_default()),
            None => format!("{text:?}"),
        },
        _ if scan.is(Container::Array) => "an array".to_owned(),
        _ if scan.is(Container::Object) => "an object".to_owned(),
        _ => scan.skipped().chars().take(LENGTH).collect(),
    }
}
