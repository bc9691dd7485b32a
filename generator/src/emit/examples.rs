//! A test of what the document shows: every example is read as its type and written back.

use quote::quote;
use serde_json::{Value, json};

use super::{
    context::Context,
    print::{self, Code},
    structs::xml,
    types::ty,
};
use crate::{
    File,
    plan::{Direction, Example, Notation, Type},
};

/// What the test does with each example; the same for every crate.
const HARNESS: &str = include_str!("examples/harness.rs");

/// What it does with those that are XML; only where there are some, for it needs the runtime's feature.
const XML: &str = include_str!("examples/xml.rs");

/// The files of the test of the crate whose library is called `library`; none if there are no examples.
pub fn files(examples: &[Example], library: &str, first: &str) -> Vec<File> {
    if examples.is_empty() {
        return Vec::new();
    }
    let mut kinds: Vec<(&Type, &Notation)> = examples.iter().map(kind).collect();
    kinds.sort();
    kinds.dedup();
    let file = |name: &str, text: String| File {
        path: ["tests", "examples", name].iter().collect(),
        text,
    };
    let mut files = vec![
        file("main.rs", format!("{first}\n{}", main(&kinds, library))),
        file("harness.rs", format!("{first}\n{HARNESS}")),
        file("examples.json", data(examples, &kinds)),
    ];
    if kinds.iter().any(is_xml) {
        files.push(file("xml.rs", format!("{first}\n{XML}")));
    }
    files
}

fn is_xml((_, notation): &(&Type, &Notation)) -> bool {
    matches!(notation, Notation::Xml(_))
}

fn kind(example: &Example) -> (&Type, &Notation) {
    (&example.ty, &example.notation)
}

/// The types that there are examples of.
fn main(kinds: &[(&Type, &Notation)], library: &str) -> String {
    let mut cx = Context::from_outside(library);
    let mut checks = Vec::new();
    for (rust, notation) in kinds {
        let rust = ty(rust, &mut cx);
        checks.push(match notation {
            Notation::Json => quote!(harness::json::<#rust>),
            Notation::Xml(root) => {
                let root = xml(root, &mut cx).unwrap_or_else(|| {
                    let xml = cx.model("Xml");
                    Code::from(quote!(#xml::NONE))
                });
                quote!(|value| xml::check::<#rust>(value, #root))
            }
        });
    }
    let uses = print::uses(&cx.imports());
    let xml = kinds.iter().any(is_xml).then(|| {
        quote!(
            mod xml;
        )
    });
    let items = print::items([quote! {
        mod harness;
        #xml

        /// The types that there are examples of.
        const CHECKS: &[harness::Check] = &[#(#checks),*];

        fn main() -> std::process::ExitCode {
            harness::run(CHECKS, include_str!("examples.json"))
        }
    }]);
    format!("//! Every example of the document, read and written back.\n\n{uses}\n{items}")
}

/// The examples, one a line.
fn data(examples: &[Example], kinds: &[(&Type, &Notation)]) -> String {
    let lines: Vec<String> = examples
        .iter()
        .map(|example| line(example, kinds).to_string())
        .collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

fn line(example: &Example, kinds: &[(&Type, &Notation)]) -> Value {
    let mut cx = Context::from_outside("super");
    json!({
        "place": example.origin.0,
        "schema": example.schema.as_ref().map(|schema| &schema.0),
        "direction": example.direction.map(|direction| match direction {
            Direction::Request => "request",
            Direction::Response => "response",
        }),
        "type": ty(&example.ty, &mut cx).to_string().replace(' ', ""),
        "notation": match example.notation {
            Notation::Json => "json",
            Notation::Xml(_) => "xml",
        },
        "check": kinds.binary_search(&kind(example)).ok(),
        "value": example.value,
    })
}
