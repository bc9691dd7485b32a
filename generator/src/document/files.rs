//! The other files that a document refers to.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use super::Node;
use super::read::{Format, read};
use crate::diagnostic::{At, Diagnostics};
use crate::source::{SourceId, Sources};

/// Finds, checks, reads and keeps files that `$ref`s name.
pub(super) struct Files<'s, 'r> {
    sources: &'s Sources,
    /// Canonical folders outside of which nothing is read.
    roots: &'r [PathBuf],
    read: BTreeMap<SourceId, Option<Node<'s>>>,
    /// The addresses that have been reported.
    remote: BTreeSet<String>,
}

impl<'s, 'r> Files<'s, 'r> {
    /// None read yet.
    pub fn new(sources: &'s Sources, roots: &'r [PathBuf]) -> Self {
        Self {
            sources,
            roots,
            read: BTreeMap::new(),
            remote: BTreeSet::new(),
        }
    }

    /// The file that a reference names, from the file that the reference stands in.
    pub fn find(
        &mut self,
        name: &str,
        from: SourceId,
        at: &At,
        diagnostics: &mut Diagnostics,
    ) -> Option<SourceId> {
        if name.contains("://") || name.starts_with("//") {
            if self.remote.insert(name.to_owned()) {
                let message = format!("`{name}` is on the network, where nothing is read");
                diagnostics
                    .error("remote-reference", message, at.clone())
                    .help(
                        "save it beside the document and refer to it by a relative path, in an overlay if the document \
                         is not yours",
                    );
            }
            return None;
        }
        let Some(base) = self
            .sources
            .get(from)
            .and_then(|source| source.path.as_deref()?.parent())
        else {
            diagnostics.error(
                "unreadable-file",
                format!("`{name}` is relative to a text that is no file"),
                at.clone(),
            );
            return None;
        };
        let path = base.join(name);
        match path.canonicalize() {
            Ok(canonical) if self.roots.iter().any(|root| canonical.starts_with(root)) => self
                .sources
                .read(&self.shown(name, from, canonical), at.clone(), diagnostics),
            Ok(_) => {
                diagnostics
                    .error(
                        "outside-root",
                        format!("`{name}` is outside the root folder"),
                        at.clone(),
                    )
                    .help("name a folder above both files as the root");
                None
            }
            Err(error) => {
                diagnostics
                    .error(
                        "missing-file",
                        format!("`{name}` cannot be read: {error}"),
                        at.clone(),
                    )
                    .help("the path is relative to the file that the `$ref` stands in");
                None
            }
        }
    }

    /// The tree of a file. `None`, with an error the first time, if it is neither JSON nor YAML.
    pub fn tree(&mut self, file: SourceId, diagnostics: &mut Diagnostics) -> Option<&Node<'s>> {
        let sources = self.sources;
        let read = self.read.entry(file).or_insert_with(|| {
            let source = sources.get(file)?;
            read(
                &source.text,
                Format::of(&source.name, &source.text),
                file,
                diagnostics,
            )
        });
        read.as_ref()
    }

    /// The path as a person would write it: from the name of the file that refers to it, where that leads there.
    fn shown(&self, name: &str, from: SourceId, canonical: PathBuf) -> PathBuf {
        let mut shown = self
            .sources
            .get(from)
            .map_or(PathBuf::new(), |source| PathBuf::from(&source.name));
        shown.pop();
        for part in Path::new(name).components() {
            match part {
                std::path::Component::ParentDir if shown.file_name().is_some() => {
                    shown.pop();
                }
                std::path::Component::CurDir => {}
                part => shown.push(part),
            }
        }
        let leads_there = shown.canonicalize().is_ok_and(|there| there == canonical);
        if leads_there { shown } else { canonical }
    }
}
