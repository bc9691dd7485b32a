//! The documents of a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The documents of `folder` (JSON, YAML, Markdown, MDX), by name: those whose name contains one of the texts in `only`,
/// or all.
///
/// # Errors
/// If the folder cannot be read.
pub fn of(folder: &Path, only: &[String]) -> io::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = name(&path);
        let wanted = only.is_empty() || only.iter().any(|text| name.contains(text));
        if wanted && is_document(&path) {
            documents.push(path);
        }
    }
    documents.sort();
    Ok(documents)
}

/// The name of a document's file.
pub fn name(path: &Path) -> String {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}

fn is_document(path: &Path) -> bool {
    let extension = path
        .extension()
        .unwrap_or_default()
        .to_string_lossy()
        .to_ascii_lowercase();
    path.is_file() && matches!(extension.as_str(), "json" | "yaml" | "yml" | "md" | "mdx")
}
