//! The pages in `specs/` as they were published, and the examples on them.
//!
//! Nothing here goes through the generator: what it finds is what a reader of the page sees.

use std::{fs, path::Path};

use serde_json::Value;

/// The text of a file under `specs/`.
///
/// # Panics
/// If it is not there.
pub fn read(path: &str) -> String {
    let specs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../specs");
    fs::read_to_string(specs.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The JSON in a page's only fence of that kind.
///
/// # Panics
/// If there is none.
pub fn fenced_json(path: &str) -> Value {
    let text = read(path);
    let (_, rest) = text.split_once("\n```json\n").expect("a fence of JSON");
    let (json, _) = rest.split_once("\n```").expect("the fence's end");
    serde_json::from_str(json).expect("JSON in the fence")
}

/// The value of `api:` in a page's front matter.
///
/// # Panics
/// If there is none, or it is not JSON.
pub fn front_matter_api(path: &str) -> Value {
    let text = read(path);
    let line = text.lines().find_map(|line| line.strip_prefix("api: "));
    serde_json::from_str(line.expect("a line of api:")).expect("JSON after api:")
}

/// The XML examples of a page, which are indented by four blanks: from a line that starts with `<` to one that ends it.
///
/// # Panics
/// If one has no end.
pub fn indented_xml(path: &str) -> Vec<String> {
    let text = read(path);
    let mut lines = text.lines().filter_map(|line| line.strip_prefix("    "));
    let mut found = Vec::new();
    while let Some(first) = lines.by_ref().find(|line| line.starts_with('<')) {
        let mut example = first.to_owned();
        loop {
            let line = lines.next().expect("the example's end");
            example.push('\n');
            example.push_str(line);
            if line.starts_with("</") {
                break;
            }
        }
        found.push(example);
    }
    found
}

/// The JSON that a page of plain text ends with.
///
/// # Panics
/// If there is none.
pub fn trailing_json(path: &str) -> String {
    let text = read(path);
    let start = text.find("\n{\n").expect("a line that opens an object");
    text[start..].trim().to_owned()
}
