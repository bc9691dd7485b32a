//! What is wrong with the input, and what was done about it: collected, never thrown away.

use std::collections::BTreeSet;
use std::fmt;

use serde::{Deserialize, Serialize};

use crate::document::Cursor;
use crate::ir::Origin;
use crate::source::SourceId;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// A part of the document cannot be what it was meant to be; the rest is right.
    Error,
    /// Something was degraded or skipped.
    Warning,
    /// Worth knowing.
    Note,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        })
    }
}

/// A place in the input.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum At {
    /// No place at all: an empty folder.
    #[default]
    Nowhere,
    /// A pointer into the normalised document, whose provenance knows the file.
    Document(Origin),
    /// A place in one text that was read.
    Source {
        /// The text.
        source: SourceId,
        /// A JSON pointer (RFC 6901) within its document; empty for the whole.
        pointer: String,
        /// The byte within the text, where it is known better than by the pointer.
        offset: Option<usize>,
    },
}

impl At {
    /// A pointer within one text that was read.
    pub fn source(source: SourceId, pointer: impl Into<String>) -> Self {
        Self::Source {
            source,
            pointer: pointer.into(),
            offset: None,
        }
    }

    /// A byte within one text that was read.
    pub fn offset(source: SourceId, offset: usize) -> Self {
        Self::Source {
            source,
            pointer: String::new(),
            offset: Some(offset),
        }
    }
}

impl From<Origin> for At {
    fn from(origin: Origin) -> Self {
        Self::Document(origin)
    }
}

impl From<&Origin> for At {
    fn from(origin: &Origin) -> Self {
        Self::Document(origin.clone())
    }
}

impl From<&Cursor<'_>> for At {
    fn from(cursor: &Cursor<'_>) -> Self {
        Self::Document(cursor.origin())
    }
}

/// Another place that has to do with a diagnostic.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Related {
    /// What it has to do with it.
    pub message: String,
    /// The place.
    pub at: At,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// The kind of thing, in kebab-case: `dangling-reference`. Stable, for machines and searches.
    pub code: &'static str,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// Where.
    pub at: At,
    /// How to do better.
    pub help: Option<String>,
    /// Other places.
    pub related: Vec<Related>,
}

impl Diagnostic {
    /// Says how to do better.
    pub fn help(&mut self, help: impl Into<String>) -> &mut Self {
        self.help = Some(help.into());
        self
    }

    /// Names another place.
    pub fn related(&mut self, message: impl Into<String>, at: impl Into<At>) -> &mut Self {
        self.related.push(Related {
            message: message.into(),
            at: at.into(),
        });
        self
    }
}

/// Collects diagnostics.
#[derive(Debug, Clone, Default)]
pub struct Diagnostics {
    all: Vec<Diagnostic>,
}

impl Diagnostics {
    /// An empty collection.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an error.
    pub fn error(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        at: impl Into<At>,
    ) -> &mut Diagnostic {
        self.add(Severity::Error, code, message.into(), at.into())
    }

    /// Adds a warning.
    pub fn warning(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        at: impl Into<At>,
    ) -> &mut Diagnostic {
        self.add(Severity::Warning, code, message.into(), at.into())
    }

    /// Adds a note.
    pub fn note(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        at: impl Into<At>,
    ) -> &mut Diagnostic {
        self.add(Severity::Note, code, message.into(), at.into())
    }

    /// Adds what another collection holds.
    pub fn append(&mut self, other: Diagnostics) {
        self.all.extend(other.all);
    }

    /// Forgets what was said of the documents' nodes at and below some places.
    pub(crate) fn forget(&mut self, places: &BTreeSet<Origin>) {
        let is_below = |origin: &Origin| {
            let ends = origin.0.match_indices('/').map(|(end, _)| end).skip(1);
            ends.chain([origin.0.len()])
                .any(|end| places.contains(&Origin(origin.0[..end].to_owned())))
        };
        self.all
            .retain(|one| !matches!(&one.at, At::Document(origin) if is_below(origin)));
    }

    /// Adds what another collection holds of a tree that is no document yet, at the places that its pointers mean.
    pub(crate) fn append_at(&mut self, other: Diagnostics, place: impl Fn(&Origin) -> At) {
        self.all.extend(other.all.into_iter().map(|mut one| {
            if let At::Document(origin) = &one.at {
                one.at = place(origin);
            }
            one
        }));
    }

    /// Whether anything forbids to generate.
    pub fn has_errors(&self) -> bool {
        self.all.iter().any(|one| one.severity == Severity::Error)
    }

    /// Everything, as it was added.
    pub fn iter(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all.iter()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Everything without duplicates, as it was added: the same code, message and place are one cause.
    pub fn into_distinct(self) -> Vec<Diagnostic> {
        let mut seen = BTreeSet::new();
        let mut all = self.all;
        all.retain(|one| seen.insert((one.code, one.message.clone(), one.at.clone())));
        all
    }

    fn add(
        &mut self,
        severity: Severity,
        code: &'static str,
        message: String,
        at: At,
    ) -> &mut Diagnostic {
        let index = self.all.len();
        self.all.push(Diagnostic {
            severity,
            code,
            message,
            at,
            help: None,
            related: Vec::new(),
        });
        &mut self.all[index]
    }
}

/// One line each, with pointers instead of lines: for tests and logs. The full form is the report.
impl fmt::Display for Diagnostics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for Diagnostic {
            severity,
            code,
            message,
            at,
            ..
        } in &self.all
        {
            write!(f, "{severity}[{code}]: {message}")?;
            match at {
                At::Nowhere => writeln!(f)?,
                At::Document(Origin(pointer)) | At::Source { pointer, .. } => {
                    writeln!(f, " at #{pointer}")?
                }
            }
        }
        Ok(())
    }
}
