//! Makes a client of a document whose every text tries to be code.

use generator::{Generator, build::Error};

#[path = "document/mod.rs"]
mod document;

fn main() -> Result<(), Error> {
    Generator::new()
        .name("hostile")
        .document_text("hostile.json", document::document().to_string())
        .out_dir("hostile.rs")
}
