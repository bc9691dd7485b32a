//! What a file holds: one document, or a page with documents in it.

use super::fence::{fences, names_a_version};
use super::front_matter::{Api, api, front_matter};
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
    /// A fence in a page: a document if it says so in its root.
    Fence,
    /// One operation with what belongs to it, from a page's front matter.
    Operation,
}

/// The document texts of a file: itself, its fences, or its front matter.
pub fn pages(sources: &Sources, file: SourceId, diagnostics: &mut Diagnostics) -> Vec<Page> {
    let Some(source) = sources.get(file) else {
        return Vec::new();
    };
    if !is_markdown(&source.name, &source.text) {
        return vec![Page {
            source: file,
            form: Form::Document,
        }];
    }
    let known = diagnostics.len();
    let matter = front_matter(&source.text);
    let body = matter.as_ref().map_or(0, |matter| matter.end);
    let found = match matter.and_then(|matter| api(&source.text, matter)) {
        Some(api) => operation(sources, file, source, api, diagnostics),
        None => fenced(sources, file, source, body, diagnostics),
    };
    if found.is_empty() && diagnostics.len() == known {
        no_document(file, diagnostics);
    }
    found
}

/// Says that a page holds no document.
pub(crate) fn no_document(file: SourceId, diagnostics: &mut Diagnostics) {
    diagnostics.error("no-document", "there is no OpenAPI document in this page", At::offset(file, 0)).help(
        "a page needs a fenced block of JSON or YAML that starts with `openapi`, or front matter with `api:`; \
         for a page of prose, write the document by hand",
    );
}

/// By its name, or, where that says nothing, by its content.
fn is_markdown(name: &str, text: &str) -> bool {
    let extension = name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("md" | "mdx" | "markdown") => true,
        Some("json" | "yaml" | "yml") => false,
        _ => {
            let yaml = names_a_version(text) && fences(text).is_empty();
            !yaml && !text.trim_start().starts_with('{')
        }
    }
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

fn fenced(
    sources: &Sources,
    file: SourceId,
    page: &Source,
    body: usize,
    diagnostics: &mut Diagnostics,
) -> Vec<Page> {
    fences(&page.text[body..])
        .into_iter()
        .filter_map(|fence| {
            let range = body + fence.range.start..body + fence.range.end;
            let within = Within::Slice(file, range.start);
            add(
                sources,
                page,
                page.text[range].to_owned(),
                within,
                Form::Fence,
                diagnostics,
            )
        })
        .collect()
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
        within,
    };
    sources
        .add(source, diagnostics)
        .map(|source| Page { source, form })
}
