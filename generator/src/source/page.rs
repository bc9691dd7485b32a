//! What a file holds: one document, or a page with documents in it.

use std::ops::Range;

use super::fence::{fences, names_a_version};
use super::front_matter::{Api, api, front_matter};
use super::script::objects;
use super::{Source, SourceId, Sources, Within};
use crate::diagnostic::{At, Diagnostics};

/// One document text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Page {
    /// The text.
    pub source: SourceId,
    /// What the text is.
    pub form: Form,
}

/// What a document text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A file that is a document.
    Document,
    /// A fence or a script's object in a page: a document if it says so in its root.
    Fence,
    /// One operation with what belongs to it, from a page's front matter.
    Operation,
}

/// The document texts of a file: itself, its fences, its front matter, or what its scripts hold.
pub fn pages(sources: &Sources, file: SourceId, diagnostics: &mut Diagnostics) -> Vec<Page> {
    let Some(source) = sources.get(file) else {
        return Vec::new();
    };
    let known = diagnostics.len();
    let found = match Kind::of(&source.name, &source.text) {
        Kind::Data => {
            return vec![Page {
                source: file,
                form: Form::Document,
            }];
        }
        Kind::Script => slices(sources, file, objects(&source.text), diagnostics),
        Kind::Markdown => markdown(sources, file, source, diagnostics),
    };
    if found.is_empty() && diagnostics.len() == known {
        no_document(file, diagnostics);
    }
    found
}

/// Says that a page holds no document.
pub(crate) fn no_document(file: SourceId, diagnostics: &mut Diagnostics) {
    diagnostics.error("no-document", "there is no OpenAPI document in this page", At::offset(file, 0)).help(
        "a page needs a fenced block of JSON or YAML that starts with `openapi`, front matter with `api:`, or, in HTML, \
         a script with a document as JSON; for a page of prose, write the document by hand",
    );
}

/// What a file is written in.
enum Kind {
    /// JSON or YAML.
    Data,
    /// Markdown or MDX.
    Markdown,
    /// HTML or JavaScript.
    Script,
}

impl Kind {
    /// By its name, or, where that says nothing, by its content.
    fn of(name: &str, text: &str) -> Self {
        let extension = name
            .rsplit_once('.')
            .map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("md" | "mdx" | "markdown") => Self::Markdown,
            Some("html" | "htm" | "js" | "mjs") => Self::Script,
            Some("json" | "yaml" | "yml") => Self::Data,
            _ if text.trim_start().starts_with('{') => Self::Data,
            _ if text.trim_start().starts_with("<!") => Self::Script,
            _ if names_a_version(text) && fences(text).is_empty() => Self::Data,
            _ => Self::Markdown,
        }
    }
}

/// The operation in a page's front matter, or the documents in its fences.
fn markdown(
    sources: &Sources,
    file: SourceId,
    page: &Source,
    diagnostics: &mut Diagnostics,
) -> Vec<Page> {
    let matter = front_matter(&page.text);
    let body = matter.as_ref().map_or(0, |matter| matter.end);
    if let Some(api) = matter.and_then(|matter| api(&page.text, matter)) {
        return operation(sources, file, page, api, diagnostics);
    }
    let fences = fences(&page.text[body..]).into_iter();
    let ranges = fences.map(|fence| body + fence.range.start..body + fence.range.end);
    slices(sources, file, ranges.collect(), diagnostics)
}

fn operation(
    sources: &Sources,
    file: SourceId,
    page: &Source,
    api: Api,
    diagnostics: &mut Diagnostics,
) -> Vec<Page> {
    let (text, within) = match api {
        Api::Json(range) => (
            page.text[range.clone()].to_owned(),
            Within::Slice(file, range.start),
        ),
        Api::Compressed(start, Ok(text)) => (text, Within::Derived(file, start)),
        Api::Compressed(start, Err(reason)) => {
            let message =
                format!("the compressed operation under `api:` cannot be unpacked: {reason}");
            diagnostics
                .error("broken-front-matter", message, At::offset(file, start))
                .help("it is base64 of zlib-compressed JSON, and is cut off or damaged: get the page again");
            return Vec::new();
        }
    };
    add(sources, page, text, within, Form::Operation, diagnostics)
        .into_iter()
        .collect()
}

/// Parts of a page that may be documents.
fn slices(
    sources: &Sources,
    file: SourceId,
    ranges: Vec<Range<usize>>,
    diagnostics: &mut Diagnostics,
) -> Vec<Page> {
    let Some(page) = sources.get(file) else {
        return Vec::new();
    };
    let slices = ranges.into_iter().filter_map(|range| {
        let within = Within::Slice(file, range.start);
        let text = page.text[range].to_owned();
        add(sources, page, text, within, Form::Fence, diagnostics)
    });
    slices.collect()
}

fn add(
    sources: &Sources,
    page: &Source,
    text: String,
    within: Within,
    form: Form,
    diagnostics: &mut Diagnostics,
) -> Option<Page> {
    let source = Source {
        name: page.name.clone(),
        path: page.path.clone(),
        text,
        bytes: None,
        within,
    };
    sources
        .add(source, diagnostics)
        .map(|source| Page { source, form })
}
