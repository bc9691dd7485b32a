//! [`DecodeError`]: where a body is not what the document says.

use std::{borrow::Cow, fmt};

use super::secrets::Secrets;
use crate::held::Held;

/// A body that is not what the document says: each problem with its path, what was expected and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    // Boxed so that results stay small: errors are rare, and `Result`s are moved at every step.
    inner: Held<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    first: Problem,
    others: Vec<Problem>,
    omitted: usize,
}

/// How many problems an error lists; more are counted only.
pub(crate) const MAX_PROBLEMS: usize = 8;

/// One thing that is wrong in a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands: `extraction.media.color.space`, `items[3].id`; empty for the body itself.
    pub path: String,
    /// What the document says: `an integer of 32 bits`.
    pub expected: Cow<'static, str>,
    /// What was there: a short excerpt, or `[secret]`.
    pub found: String,
    /// Where in the text of the body.
    pub location: Option<Location>,
    /// For a union: each branch's name and its first problem.
    pub branches: Vec<(&'static str, Problem)>,
}

/// A place in a text; both start at 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Location {
    /// The line.
    pub line: usize,
    /// The character in the line.
    pub column: usize,
}

impl Location {
    /// The place of the byte at `offset` in `text`.
    pub fn of(text: &[u8], offset: usize) -> Self {
        let before = text.get(..offset).unwrap_or(text);
        let start = before
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |newline| newline + 1);
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        // Bytes that continue a UTF-8 sequence are no characters of their own.
        let column = before
            .iter()
            .skip(start)
            .filter(|byte| **byte & 0xC0 != 0x80)
            .count()
            + 1;
        Self { line, column }
    }
}

impl Problem {
    /// A problem of the body as a whole.
    pub fn new(expected: impl Into<Cow<'static, str>>, found: impl Into<String>) -> Self {
        Self {
            path: String::new(),
            expected: expected.into(),
            found: found.into(),
            location: None,
            branches: Vec::new(),
        }
    }

    /// With the place in the model.
    pub fn path(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// With each branch's reason, for a union.
    pub fn branches(mut self, branches: Vec<(&'static str, Problem)>) -> Self {
        self.branches = branches;
        self
    }

    /// With the place in the text.
    pub fn location(mut self, location: Location) -> Self {
        self.location = Some(location);
        self
    }
}

impl DecodeError {
    /// An error of the body as a whole: what was expected, and what was there.
    pub fn new(expected: impl Into<Cow<'static, str>>, found: impl Into<String>) -> Self {
        Problem::new(expected, found).into()
    }

    /// The error of several problems; `None` without any. `omitted` counts those that are not listed.
    pub fn collect(problems: Vec<Problem>, omitted: usize) -> Option<Self> {
        let mut problems = problems.into_iter();
        let first = problems.next()?;
        Some(Self {
            inner: Held::new(Inner {
                first,
                others: problems.collect(),
                omitted,
            }),
        })
    }

    /// Without what was found: it may be part of a secret.
    pub(super) fn hide(mut self, secrets: &Secrets) -> Self {
        secrets.hide_found(&mut self.inner.first);
        for problem in &mut self.inner.others {
            secrets.hide_found(problem);
        }
        self
    }

    /// The problems; there is at least one.
    pub fn problems(&self) -> impl Iterator<Item = &Problem> {
        std::iter::once(&self.inner.first).chain(&self.inner.others)
    }

    /// How many more problems there were than are listed.
    pub fn omitted(&self) -> usize {
        self.inner.omitted
    }

    /// The path of the first problem.
    pub fn path(&self) -> &str {
        &self.inner.first.path
    }

    /// What the first problem expected.
    pub fn expected(&self) -> &str {
        &self.inner.first.expected
    }

    /// What the first problem found.
    pub fn found(&self) -> &str {
        &self.inner.first.found
    }

    /// Where the first problem stands in the text.
    pub fn location(&self) -> Option<Location> {
        self.inner.first.location
    }
}

impl From<Problem> for DecodeError {
    fn from(first: Problem) -> Self {
        Self {
            inner: Held::new(Inner {
                first,
                others: Vec::new(),
                omitted: 0,
            }),
        }
    }
}

impl std::error::Error for DecodeError {}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems().enumerate() {
            if index > 0 {
                f.write_str("; ")?;
            }
            write!(f, "{problem}")?;
        }
        if self.inner.omitted > 0 {
            write!(f, "; and {} more", self.inner.omitted)?;
        }
        Ok(())
    }
}

/// `items[3].id: expected a string, found 12 (line 4, column 11)`
impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        write!(f, "expected {}, found {}", self.expected, self.found)?;
        if let Some(Location { line, column }) = self.location {
            write!(f, " (line {line}, column {column})")?;
        }
        for (index, (name, problem)) in self.branches.iter().enumerate() {
            f.write_str(if index == 0 { " [" } else { "; " })?;
            write!(f, "not {name}: {problem}")?;
        }
        if self.branches.is_empty() {
            Ok(())
        } else {
            f.write_str("]")
        }
    }
}
