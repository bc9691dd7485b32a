//! Small documents and what they mean.

mod all_of;
mod circle;
mod corpus;
mod directions;
mod dump;
mod enumeration;
mod extension;
mod hostile;
mod inline;
mod modern;
mod null;
mod object;
mod operation;
mod reference;
mod scalar;
mod security;
mod union;
mod xml;

use crate::diagnostic::Diagnostics;
use crate::document::Document;
use crate::ir::Api;

/// Lowers a document; the API and what was said about it.
fn lowered(text: &str) -> (Api, Diagnostics) {
    let mut diagnostics = Diagnostics::new();
    let document = Document::from_text("openapi.yaml", text, &mut diagnostics).expect("a document");
    assert!(diagnostics.is_empty(), "{diagnostics}");
    let api = super::lower(&document, &mut diagnostics);
    (api, diagnostics)
}

/// The definitions of a document whose component schemas are given.
fn schemas(text: &str) -> String {
    of_version("3.0.3", text)
}

/// The same in OpenAPI 3.1.
fn schemas_3_1(text: &str) -> String {
    of_version("3.1.0", text)
}

fn of_version(version: &str, text: &str) -> String {
    let indented: String = text.lines().map(|line| format!("    {line}\n")).collect();
    let (api, diagnostics) = lowered(&format!(
        "openapi: {version}\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n{indented}"
    ));
    dump::types(&api.types) + &diagnostics.to_string()
}

/// The operations and definitions of a document whose paths, and whatever else, are given.
fn paths(text: &str) -> String {
    let indented = text.trim_start_matches('\n');
    let margin = &indented[..indented.len() - indented.trim_start().len()];
    let (api, diagnostics) = lowered(&format!(
        "{margin}openapi: 3.1.0\n{margin}info: {{title: T, version: '1'}}\n{indented}"
    ));
    dump::operations(&api) + &dump::types(&api.types) + &diagnostics.to_string()
}
