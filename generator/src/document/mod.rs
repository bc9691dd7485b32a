//! Text to one normalised tree: read, merged, brought together, corrected, checked.

mod bundle;
mod cursor;
mod dynamic;
mod files;
mod kinds;
mod locate;
mod maps;
mod merge;
mod node;
mod operation;
mod overlay;
mod parts;
pub(crate) mod pointer;
mod provenance;
mod read;
mod reference;
mod resource;
mod shape;
mod swagger;
mod targets;
#[cfg(test)]
mod tests;
mod validate;
mod yaml_merge;

use std::collections::BTreeSet;
use std::path::PathBuf;

pub use cursor::Cursor;
pub(crate) use locate::locate;
pub use node::{Members, Node};
pub(crate) use provenance::Place;
pub(crate) use read::Format;

use self::bundle::Bundler;
use self::files::Files;
use self::merge::Contradiction;
use self::provenance::{Part, Provenance};
use crate::diagnostic::Diagnostics;
use crate::source::{Page, SourceId, Sources};

/// How many `$ref`s may lead to another `$ref` before one is taken for a circle.
const MAX_REFERENCE_CHAIN: usize = 64;

/// How many levels a document may have. Each text by itself has 128 at most.
const MAX_DEPTH: usize = 256;

/// A document: OpenAPI 3.x shaped, pages merged, overlays applied, every `$ref` local and leading somewhere.
#[derive(Debug, Clone)]
pub struct Document<'s> {
    /// The whole tree.
    pub root: Node<'s>,
    provenance: Provenance,
}

/// What a document is built from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Input {
    /// The texts that hold it.
    pub pages: Vec<Page>,
    /// The overlays, in the order in which they apply.
    pub overlays: Vec<SourceId>,
    /// Canonical folders outside of which no file is read.
    pub roots: Vec<PathBuf>,
}

/// Builds a document. `None`, with errors, if no text holds one.
pub(crate) fn build<'s>(
    sources: &'s Sources,
    input: &Input,
    diagnostics: &mut Diagnostics,
) -> Option<Document<'s>> {
    let mut parts = parts::read(sources, &input.pages, diagnostics);
    if swagger::differ(&parts) {
        parts
            .iter_mut()
            .for_each(|part| swagger::upgrade_part(part, diagnostics));
    }
    let (mut part, contradictions) = merge::merge(parts, diagnostics)?;
    let mut files = Files::new(sources, &input.roots);
    let own: BTreeSet<SourceId> = input
        .pages
        .iter()
        .map(|page| page.source)
        .chain(input.overlays.clone())
        .collect();
    if !input.overlays.is_empty() {
        let mut unsaid = Diagnostics::new();
        Bundler::new(&mut part, &mut files, sources, own.clone(), &mut unsaid).run(false);
        apply_overlays(&mut part, sources, &input.overlays, diagnostics);
    }
    Bundler::new(&mut part, &mut files, sources, own, diagnostics).run(true);
    report_contradictions(&part, contradictions, &input.overlays, diagnostics);
    swagger::upgrade_part(&mut part, diagnostics);
    maps::resolve(&mut part, diagnostics);
    reference::check(&mut part, diagnostics);
    validate::validate(&part, diagnostics);
    kinds::check(&part, diagnostics);
    Some(Document {
        root: part.root,
        provenance: part.provenance,
    })
}

fn apply_overlays(
    part: &mut Part<'_>,
    sources: &Sources,
    overlays: &[SourceId],
    diagnostics: &mut Diagnostics,
) {
    for id in overlays {
        let Some(source) = sources.get(*id) else {
            continue;
        };
        let format = Format::of(&source.name, &source.text);
        if let Some(overlay) = read::read(&source.text, format, *id, diagnostics) {
            overlay::apply(part, &overlay, *id, diagnostics);
        }
    }
}

/// A contradiction stands unless an overlay has said which one holds.
fn report_contradictions(
    part: &Part<'_>,
    contradictions: Vec<Contradiction>,
    overlays: &[SourceId],
    diagnostics: &mut Diagnostics,
) {
    for Contradiction {
        pointer,
        first,
        second,
    } in contradictions
    {
        let place = part.provenance.place(&pointer);
        let settled = part.root.at(&pointer).is_none()
            || place.is_some_and(|place| overlays.contains(&place.source));
        if !settled {
            diagnostics
                .error(
                    "contradiction",
                    format!("two pages say different things of `{pointer}`"),
                    second,
                )
                .related("the other one", first)
                .help("say which one holds with an overlay action that sets it");
        }
    }
}

impl<'s> Document<'s> {
    /// Reads one text, JSON or YAML by its content, that refers to no other. `None`, with an error, if it is neither.
    #[cfg(test)]
    pub fn from_text(name: &str, text: &'s str, diagnostics: &mut Diagnostics) -> Option<Self> {
        let source = SourceId(0);
        let root = read::read(text, Format::of(name, text), source, diagnostics)?;
        let mut part = Part::whole(root, source);
        swagger::upgrade_part(&mut part, diagnostics);
        maps::resolve(&mut part, diagnostics);
        reference::check(&mut part, diagnostics);
        Some(Self {
            root: part.root,
            provenance: part.provenance,
        })
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

    /// Where a node comes from.
    pub(crate) fn place(&self, pointer: &str) -> Option<Place> {
        self.provenance.place(pointer)
    }
}
