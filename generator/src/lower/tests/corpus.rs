//! Real documents, where a folder of them is named: nothing panics, and what is said about them can be read.

use std::collections::BTreeMap;
use std::path::Path;

use crate::diagnostic::Diagnostics;
use crate::document::Document;

/// Set `CORPUS` to a folder of JSON documents; `CORPUS_CODE` to see each diagnostic of one code.
#[test]
fn real_documents_lower() {
    let Ok(folder) = std::env::var("CORPUS") else {
        eprintln!("CORPUS is not set: skipped");
        return;
    };
    let code = std::env::var("CORPUS_CODE").unwrap_or_default();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut files: Vec<_> = Path::new(&folder)
        .read_dir()
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).expect("text");
        let name = file
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let mut diagnostics = Diagnostics::new();
        let Some(document) = Document::from_text(&name, &text, &mut diagnostics) else {
            eprintln!("{name}: no document");
            continue;
        };
        let mut diagnostics = Diagnostics::new();
        let start = std::time::Instant::now();
        let api = crate::lower::lower(&document, &mut diagnostics);
        let took = start.elapsed().as_millis();
        let distinct = diagnostics.into_distinct();
        let (operations, types, said) = (api.operations.len(), api.types.len(), distinct.len());
        eprintln!("{name}: {operations} operations, {types} types, {said} diagnostics, {took} ms");
        for one in distinct {
            if one.code == code || code == "all" {
                eprintln!("    {one:?}");
            }
            *counts.entry(one.code).or_default() += 1;
        }
    }
    eprintln!("{counts:#?}");
}
