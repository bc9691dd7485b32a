//! Text to one normalised tree: read, merged, bundled, checked.

mod cursor;
mod node;
mod pointer;
mod read;

pub use cursor::Cursor;
pub use node::{Members, Node};

use crate::diagnostic::Diagnostics;
use crate::source::SourceId;

/// A document: OpenAPI 3.x shaped, pages merged, overlays applied, every `$ref` local and leading somewhere.
#[derive(Debug, Clone)]
pub struct Document<'s> {
    /// The whole tree.
    pub root: Node<'s>,
}

impl<'s> Document<'s> {
    /// Reads one text, JSON or YAML by its content. `None`, with an error, if it is neither.
    pub fn from_text(name: &str, text: &'s str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let format = read::Format::of(name, text);
        let read = read::read(text, format, SourceId(0), diagnostics)?;
        Some(Self { root: read })
    }

    /// The root.
    pub fn root(&self) -> Cursor<'_> {
        Cursor::root(&self.root)
    }

    /// What a JSON pointer (RFC 6901) points at.
    pub fn at(&self, pointer: &str) -> Option<Cursor<'_>> {
        pointer::tokens(pointer).try_fold(self.root(), |at, token| at.child(&token))
    }

    /// Follows `$ref` to what it means in the end. A cursor without `$ref` is its own meaning.
    pub fn resolve<'d>(&'d self, cursor: &Cursor<'d>) -> Cursor<'d> {
        let mut at = cursor.clone();
        for _ in 0..MAX_REFERENCE_CHAIN {
            let Some(target) = at
                .reference()
                .and_then(|reference| self.at(reference.strip_prefix('#')?))
            else {
                break;
            };
            at = target;
        }
        at
    }
}

/// How many `$ref`s may lead to another `$ref` before one is taken for a circle.
pub(crate) const MAX_REFERENCE_CHAIN: usize = 64;
