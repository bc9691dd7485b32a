//! What a run read and made, kept beside what it made, so that the next run can tell that nothing has changed.
//!
//! Nothing is taken on trust: the stamp holds if it was left by this very build of the generator with the same options,
//! and if every file that was read, every folder that was listed and every file that was made hashes to what it did.

use std::{
    env, fs,
    hash::{BuildHasher, DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
    time::Instant,
};

use foldhash::quality::FixedState;
use serde::{Deserialize, Serialize};

use crate::{Generator, Output, Report, Summary, report::Excerpt, source::Sources};

/// What a run left.
#[derive(Debug, Serialize, Deserialize)]
struct Stamp {
    key: u64,
    seen: Seen,
    made: Vec<(PathBuf, Content)>,
    inputs: Vec<PathBuf>,
    summary: Summary,
    needs: Vec<String>,
    reports: Vec<Report>,
    /// The excerpts of the reports' places, which reports for machines go without.
    excerpts: Vec<Excerpt>,
}

/// What was read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Seen {
    files: Vec<SeenFile>,
    folders: Vec<(PathBuf, u64)>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct SeenFile {
    /// As it was asked for.
    path: PathBuf,
    /// Where links led.
    canonical: PathBuf,
    content: Content,
}

/// The bytes of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Content {
    length: u64,
    hash: u64,
}

/// What an earlier run came to, where this one would come to the same.
#[derive(Debug, Clone)]
pub struct Unchanged {
    /// What came of it, without the files.
    pub output: Output,
    /// Where the files stand, relative to the output folder.
    pub files: Vec<PathBuf>,
}

impl Generator {
    /// What the run that left `stamp` came to, if nothing has changed since: neither the generator, nor what it was
    /// told, nor anything that it read, nor the files that it made, which are in `folder`. Otherwise, and where it is not
    /// known, `None`.
    pub fn unchanged(&self, stamp: &Path, folder: &Path) -> Option<Unchanged> {
        let start = Instant::now();
        let stamp: Stamp = serde_json::from_slice(&fs::read(stamp).ok()?).ok()?;
        let mut made = stamp.made.iter();
        let holds = stamp.key == key(self)?
            && stamp.seen.is_same()
            && made.all(|(path, content)| content.is_of(&folder.join(path)));
        holds.then(|| stamp.into_unchanged(start))
    }

    /// What to leave for [`Generator::unchanged`], once the files are written. `None` after errors, which are told each
    /// time.
    pub fn stamp(&self, output: &Output) -> Option<String> {
        if output.has_errors() {
            return None;
        }
        let files = output.files.iter();
        let places = output.reports.iter().flat_map(Report::places);
        let stamp = Stamp {
            key: key(self)?,
            seen: output.seen.clone(),
            made: files
                .map(|file| (file.path.clone(), Content::new(file.text.as_bytes())))
                .collect(),
            inputs: output.inputs.clone(),
            summary: output.summary,
            needs: output.needs.clone(),
            reports: output.reports.clone(),
            excerpts: places.map(|place| place.excerpt.clone()).collect(),
        };
        serde_json::to_string(&stamp).ok()
    }
}

/// What the generator is and was told. Its build is known by the executable that it is a part of.
fn key(generator: &Generator) -> Option<u64> {
    let executable = fs::metadata(env::current_exe().ok()?).ok()?;
    let mut hasher = DefaultHasher::new();
    env!("CARGO_PKG_VERSION").hash(&mut hasher);
    (executable.len(), executable.modified().ok()?).hash(&mut hasher);
    env::current_dir().ok()?.hash(&mut hasher);
    generator.hash(&mut hasher);
    Some(hasher.finish())
}

impl Stamp {
    fn into_unchanged(self, start: Instant) -> Unchanged {
        let mut reports = self.reports;
        let places = reports.iter_mut().flat_map(Report::places_mut);
        for (place, excerpt) in places.zip(self.excerpts) {
            place.excerpt = excerpt;
        }
        let summary = Summary {
            elapsed: start.elapsed(),
            ..self.summary
        };
        let output = Output {
            files: Vec::new(),
            reports,
            summary,
            needs: self.needs,
            inputs: self.inputs,
            seen: self.seen,
        };
        Unchanged {
            output,
            files: self.made.into_iter().map(|(path, _)| path).collect(),
        }
    }
}

impl Seen {
    /// What is in `sources`, and the folders that were listed.
    pub fn new(sources: &Sources, folders: &[PathBuf]) -> Self {
        let files = sources.asked().into_iter().map(|(path, source)| SeenFile {
            canonical: source.path.clone().unwrap_or_else(|| path.clone()),
            content: Content::new(source.bytes.as_deref().unwrap_or(source.text.as_bytes())),
            path,
        });
        let folders = folders.iter();
        Self {
            files: files.collect(),
            folders: folders
                .map(|folder| (folder.clone(), listing(folder).unwrap_or_default()))
                .collect(),
        }
    }

    fn is_same(&self) -> bool {
        let mut folders = self.folders.iter();
        folders.all(|(folder, hash)| listing(folder) == Some(*hash))
            && self.files.iter().all(SeenFile::is_same)
    }
}

impl SeenFile {
    fn is_same(&self) -> bool {
        let canonical = self.path.canonicalize();
        canonical.is_ok_and(|it| it == self.canonical) && self.content.is_of(&self.canonical)
    }
}

impl Content {
    fn new(bytes: &[u8]) -> Self {
        // The same in each process of a build, and quick: every byte that is read and written goes through it.
        let mut hasher = FixedState::with_seed(0).build_hasher();
        hasher.write(bytes);
        Self {
            length: bytes.len() as u64,
            hash: hasher.finish(),
        }
    }

    /// Whether a file holds it. One of another length is not read.
    fn is_of(&self, path: &Path) -> bool {
        fs::metadata(path).is_ok_and(|file| file.len() == self.length)
            && fs::read(path).is_ok_and(|bytes| Self::new(&bytes) == *self)
    }
}

/// The names in a folder.
fn listing(folder: &Path) -> Option<u64> {
    let entries = fs::read_dir(folder).ok()?;
    let mut names: Vec<_> = entries.flatten().map(|entry| entry.file_name()).collect();
    names.sort();
    let mut hasher = DefaultHasher::new();
    names.hash(&mut hasher);
    Some(hasher.finish())
}
