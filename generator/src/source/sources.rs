use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::encoding::{Decoded, decode};
use crate::diagnostic::{At, Diagnostics};

/// Points at one text that was read: a file, a fence in a page, the front matter of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) usize);

/// One text.
#[derive(Debug)]
pub struct Source {
    /// Its file, as it was named.
    pub name: String,
    /// Its file on disk, canonical; `None` for a text that was given as such.
    pub path: Option<PathBuf>,
    /// What it says.
    pub text: String,
    /// What its file holds, where that is not the same.
    pub bytes: Option<Vec<u8>>,
    /// Where it stands in its file.
    pub within: Within,
}

/// Where a text stands in its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Within {
    /// It is the file.
    Whole,
    /// It is a slice of a file that starts at a byte.
    Slice(SourceId, usize),
    /// It was made from what stands at a byte of a file: none of its own bytes can be found there.
    Derived(SourceId, usize),
}

/// How many texts one API may consist of.
const MAX_SOURCES: usize = 4096;

/// How many texts have their places side by side. Few APIs have more.
const BLOCK: usize = 64;

type Block = Box<[OnceCell<Source>]>;

/// How many bytes one text may have.
pub(crate) const MAX_BYTES: u64 = 64 << 20;

/// Every text that was read. Texts are only ever added, so that trees can borrow from them while more are read.
#[derive(Debug)]
pub struct Sources {
    blocks: Box<[OnceCell<Block>]>,
    used: Cell<usize>,
    by_path: RefCell<BTreeMap<PathBuf, SourceId>>,
    /// The same as they were asked for: by links, relative to the current folder.
    asked: RefCell<BTreeMap<PathBuf, SourceId>>,
}

impl Default for Sources {
    fn default() -> Self {
        Self {
            blocks: (0..MAX_SOURCES / BLOCK).map(|_| OnceCell::new()).collect(),
            used: Cell::new(0),
            by_path: RefCell::default(),
            asked: RefCell::default(),
        }
    }
}

impl Sources {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a text; `None`, with an error, if there are too many.
    pub fn add(&self, source: Source, diagnostics: &mut Diagnostics) -> Option<SourceId> {
        let id = SourceId(self.used.get());
        let block = self.blocks.get(id.0 / BLOCK);
        let block =
            block.map(|it| it.get_or_init(|| (0..BLOCK).map(|_| OnceCell::new()).collect()));
        let slot = block.and_then(|block| block.get(id.0 % BLOCK));
        let Some(Ok(())) = slot.map(|slot| slot.set(source)) else {
            let message = format!("more than {MAX_SOURCES} files and pages belong to one API");
            diagnostics.error("too-many-files", message, At::Nowhere);
            return None;
        };
        self.used.set(id.0 + 1);
        Some(id)
    }

    /// Reads a file, once however often it is asked for. `None`, with an error at `at`, if that is not possible.
    pub fn read(
        &self,
        path: &Path,
        at: impl Into<At>,
        diagnostics: &mut Diagnostics,
    ) -> Option<SourceId> {
        let id = self.read_once(path, at, diagnostics)?;
        self.asked.borrow_mut().insert(path.to_owned(), id);
        Some(id)
    }

    fn read_once(
        &self,
        path: &Path,
        at: impl Into<At>,
        diagnostics: &mut Diagnostics,
    ) -> Option<SourceId> {
        let read = path
            .canonicalize()
            .map_err(|error| error.to_string())
            .and_then(|canonical| {
                if let Some(known) = self.by_path.borrow().get(&canonical) {
                    return Ok((canonical, Err(*known)));
                }
                contents(&canonical).map(|decoded| (canonical, Ok(decoded)))
            });
        let (canonical, decoded) = match read {
            Ok((_, Err(known))) => return Some(known),
            Ok((canonical, Ok(decoded))) => (canonical, decoded),
            Err(reason) => {
                let path = path.display().to_string();
                let help = if path.contains("://") {
                    "only files are read; download it first"
                } else {
                    "its path is relative to what names it"
                };
                let message = format!("`{path}` cannot be read: {reason}");
                diagnostics.error("unreadable-file", message, at).help(help);
                return None;
            }
        };
        let id = self.add(
            Source {
                name: path.display().to_string(),
                path: Some(canonical.clone()),
                text: decoded.text,
                bytes: decoded.bytes,
                within: Within::Whole,
            },
            diagnostics,
        )?;
        self.by_path.borrow_mut().insert(canonical, id);
        if let Some(offset) = decoded.replaced {
            let message = "this is no text: U+FFFD stands for it, and for all like it in the file";
            diagnostics
                .warning("not-text", message, At::offset(id, offset))
                .help("save the file as UTF-8");
        }
        Some(id)
    }

    /// One text.
    pub fn get(&self, id: SourceId) -> Option<&Source> {
        let block = self.blocks.get(id.0 / BLOCK)?.get()?;
        block.get(id.0 % BLOCK)?.get()
    }

    /// What a text says.
    pub fn text(&self, id: SourceId) -> &str {
        self.get(id).map_or("", |source| &source.text)
    }

    /// The file that a byte of a text stands in, and the byte there.
    pub fn in_file(&self, id: SourceId, offset: usize) -> (SourceId, usize) {
        match self.get(id).map(|source| source.within) {
            Some(Within::Slice(file, start)) => (file, start + offset),
            Some(Within::Derived(file, start)) => (file, start),
            Some(Within::Whole) | None => (id, offset),
        }
    }

    /// Every file that was read from disk, by each path that it was asked for.
    pub(crate) fn asked(&self) -> Vec<(PathBuf, &Source)> {
        let asked = self.asked.borrow();
        let asked = asked.iter();
        asked
            .filter_map(|(path, id)| Some((path.clone(), self.get(*id)?)))
            .collect()
    }

    /// Every file that was read from disk, sorted.
    pub fn files(&self) -> Vec<PathBuf> {
        self.by_path.borrow().keys().cloned().collect()
    }
}

fn contents(path: &Path) -> Result<Decoded, String> {
    let size = fs::metadata(path).map_err(|error| error.to_string())?.len();
    if size > MAX_BYTES {
        return Err(format!("it has {size} bytes, {MAX_BYTES} are the limit"));
    }
    let bytes = fs::read(path).map_err(|error| error.to_string())?;
    Ok(decode(bytes))
}
