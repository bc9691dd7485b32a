//! What a generator was given, read.

use std::path::{Path, PathBuf};

use crate::Generator;
use crate::diagnostic::{At, Diagnostics};
use crate::document::Input;
use crate::ir::Api;
use crate::project::{self, Listed};
use crate::source::{Source, SourceId, Sources, Within, pages};

/// A file, or a text as if it stood in one.
#[derive(Debug, Clone, Hash)]
pub(crate) enum Entry {
    Path(PathBuf),
    Text(String, String),
}

/// What was read.
#[derive(Default)]
pub(crate) struct Read {
    pub input: Input,
    /// `title` and `description` of `api.toml`.
    title: Option<String>,
    description: Option<String>,
    /// Folders whose listing mattered.
    pub folders: Vec<PathBuf>,
}

impl Read {
    /// Puts what `api.toml` says in place of what the documents say.
    pub fn amend(&self, api: &mut Api) {
        if let Some(title) = &self.title {
            api.title.clone_from(title);
        }
        if let Some(description) = &self.description {
            api.docs.description.clone_from(description);
        }
    }

    /// Every file that was read, and every folder that was listed.
    pub fn watched(self, sources: &Sources) -> Vec<PathBuf> {
        let mut watched = self.folders;
        watched.extend(sources.files());
        watched.sort();
        watched.dedup();
        watched
    }
}

/// Reads everything that a generator was given. What cannot be read is reported and left out.
pub(crate) fn read(
    generator: &Generator,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Read {
    let mut read = Read::default();
    if let Some(folder) = &generator.folder {
        listed(folder, sources, &mut read, diagnostics);
    }
    for entry in &generator.entries {
        document(entry, At::Nowhere, sources, &mut read, diagnostics);
    }
    for entry in &generator.overlays {
        read.input
            .overlays
            .extend(text(entry, At::Nowhere, sources, diagnostics));
    }
    if let Some(root) = &generator.root {
        match root.canonicalize() {
            Ok(root) => read.input.roots = vec![root],
            Err(error) => {
                let message = format!(
                    "the root folder `{}` cannot be read: {error}",
                    root.display()
                );
                diagnostics.error("unreadable-file", message, At::Nowhere);
            }
        }
    }
    let nothing = read.input.pages.is_empty() && diagnostics.is_empty();
    if nothing {
        diagnostics
            .error("no-document", "no document was given", At::Nowhere)
            .help("name at least one file");
    }
    read
}

/// What a folder's `api.toml` lists.
fn listed(folder: &Path, sources: &Sources, read: &mut Read, diagnostics: &mut Diagnostics) {
    read.folders.push(folder.to_owned());
    let Some(config) = project::read_config(folder, sources, diagnostics) else {
        return;
    };
    let Listed {
        documents,
        overlays,
        folders,
        root,
        title,
        description,
    } = config;
    for (path, at) in documents {
        document(&Entry::Path(path), at, sources, read, diagnostics);
    }
    for (path, at) in overlays {
        read.input
            .overlays
            .extend(sources.read(&path, at, diagnostics));
    }
    read.folders.extend(folders);
    read.input.roots.extend(root.canonicalize());
    (read.title, read.description) = (title, description);
}

fn document(
    entry: &Entry,
    at: At,
    sources: &Sources,
    read: &mut Read,
    diagnostics: &mut Diagnostics,
) {
    let Some(id) = text(entry, at, sources, diagnostics) else {
        return;
    };
    if let Some(parent) = sources
        .get(id)
        .and_then(|source| source.path.as_deref()?.parent())
    {
        read.input.roots.push(parent.to_owned());
    }
    read.input.pages.extend(pages(sources, id, diagnostics));
}

fn text(
    entry: &Entry,
    at: At,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
) -> Option<SourceId> {
    match entry {
        Entry::Path(path) => sources.read(path, at, diagnostics),
        Entry::Text(name, text) => {
            let source = Source {
                name: name.clone(),
                path: None,
                text: text.clone(),
                bytes: None,
                within: Within::Whole,
            };
            sources.add(source, diagnostics)
        }
    }
}
