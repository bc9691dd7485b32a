//! Page texts to trees.

use std::collections::BTreeSet;

use super::Node;
use super::operation;
use super::provenance::Part;
use super::read::Format;
use crate::diagnostic::{At, Diagnostics};
use crate::source::{Form, Page, SourceId, Sources, Within, no_document};

/// The trees of all pages that hold a document, sorted by the name of their file and their place in it.
pub(super) fn read<'s>(
    sources: &'s Sources,
    pages: &[Page],
    diagnostics: &mut Diagnostics,
) -> Vec<Part<'s>> {
    let mut pages = pages.to_vec();
    pages.sort_by_key(|page| {
        (
            sources.get(page.source).map(|source| &source.name),
            page.source,
        )
    });
    pages.dedup();
    let mut parts = Vec::new();
    let mut without = BTreeSet::new();
    let mut with = BTreeSet::new();
    for page in pages {
        let file = file_of(sources, page.source);
        match part(sources, page, diagnostics) {
            Read::Document(part) => {
                with.insert(file);
                parts.push(part);
            }
            Read::Other => {
                without.insert(file);
            }
            Read::Broken => {
                with.insert(file);
            }
        }
    }
    without
        .difference(&with)
        .for_each(|file| no_document(*file, diagnostics));
    parts
}

enum Read<'s> {
    Document(Part<'s>),
    /// A fence that holds something else.
    Other,
    /// Reported.
    Broken,
}

fn part<'s>(sources: &'s Sources, page: Page, diagnostics: &mut Diagnostics) -> Read<'s> {
    let Some(source) = sources.get(page.source) else {
        return Read::Broken;
    };
    let format = match page.form {
        Form::Operation => Format::Json,
        // The name is that of the page.
        Form::Fence => Format::of("", &source.text),
        Form::Document => Format::of(&source.name, &source.text),
    };
    let Some(root) = super::read::read(&source.text, format, page.source, diagnostics) else {
        return Read::Broken;
    };
    match page.form {
        Form::Operation => {
            operation::whole(root, page.source, diagnostics).map_or(Read::Broken, Read::Document)
        }
        Form::Fence | Form::Document if is_document(&root) => {
            Read::Document(Part::whole(root, page.source))
        }
        Form::Fence => Read::Other,
        Form::Document => {
            not_a_document(&root, page.source, diagnostics);
            Read::Broken
        }
    }
}

fn is_document(root: &Node<'_>) -> bool {
    let version = |key| matches!(root.get(key), Some(Node::String(_) | Node::Number(_)));
    version("openapi") || version("swagger")
}

fn not_a_document(root: &Node<'_>, source: SourceId, diagnostics: &mut Diagnostics) {
    let message = match root {
        Node::Object(_) => "this is no OpenAPI document: it has no member `openapi`".to_owned(),
        other => format!("this is no OpenAPI document, but {}", other.kind()),
    };
    diagnostics
        .error("no-document", message, At::source(source, ""))
        .help(
            "a document starts with `openapi: 3.0.3` (or another 3.x) and has `info` and `paths`",
        );
}

fn file_of(sources: &Sources, id: SourceId) -> SourceId {
    match sources.get(id).map(|source| source.within) {
        Some(Within::Slice(file, _) | Within::Derived(file, _)) => file,
        Some(Within::Whole) | None => id,
    }
}
