//! The documents of a folder.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The documents of `folder` (JSON, YAML, Markdown, MDX, HTML), by name: those whose name contains one of the texts in `only`,
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
    path.is_file()
        && matches!(
            extension.as_str(),
            "json" | "yaml" | "yml" | "md" | "mdx" | "html"
        )
}

/// Of some documents, those whose file names a file lists, one a line; `#` starts a comment.
///
/// # Errors
/// If the file cannot be read, or lists a document that is not among them.
pub fn listed(documents: Vec<PathBuf>, file: &Path) -> io::Result<Vec<PathBuf>> {
    let text = fs::read_to_string(file)?;
    let lines = text.lines().filter_map(|line| line.split('#').next());
    let names = lines.map(str::trim).filter(|name| !name.is_empty());
    names
        .map(|name| {
            let named = |document: &&PathBuf| document.file_name().is_some_and(|own| own == name);
            documents.iter().find(named).cloned().ok_or_else(|| {
                let message = format!("{}: there is no document `{name}`", file.display());
                io::Error::new(io::ErrorKind::NotFound, message)
            })
        })
        .collect()
}
