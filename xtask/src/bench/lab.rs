//! What all measurements share: documents, sides, limits, and a place to write to.

use std::{
    fs,
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use super::{attempt::Attempt, machine::says, peers::Peer};
use crate::{
    documents,
    process::{self, Limits},
};

/// The name of our own side.
pub const OURS: &str = "ours";
/// The name of the least that a step can cost.
pub const FLOOR: &str = "floor";

/// Where and how everything is measured.
pub struct Lab {
    /// The workspace.
    pub root: PathBuf,
    /// Where everything is written.
    pub out: PathBuf,
    /// The documents, by name within their folders.
    pub documents: Vec<PathBuf>,
    /// Our side, then the others.
    pub sides: Vec<Side>,
    /// How often each side runs.
    pub runs: usize,
    /// What one run may use.
    pub limits: Limits,
}

/// A generator that can be run.
pub struct Side {
    /// Its name.
    pub name: &'static str,
    /// Its version.
    pub version: String,
    /// The program.
    pub program: PathBuf,
    /// How it is told what to do; `None` for ourselves.
    pub peer: Option<&'static Peer>,
}

impl Side {
    /// The command that generates a crate of that name from `document` into `folder`.
    pub fn generate(&self, document: &Path, folder: &Path, package: &str) -> Command {
        let mut command = Command::new(&self.program);
        match self.peer {
            Some(peer) => {
                command.args(peer.arguments(document, folder, package));
            }
            None => {
                command.arg("client").arg(document);
                command.arg("--out").arg(folder).args(["--name", package]);
                command.args(["--format", "json"]);
            }
        }
        command
    }

    /// A file of which the absence shows that a run failed, whatever its exit code says.
    pub fn evidence(&self) -> &'static str {
        self.peer.map_or("src/lib.rs", |peer| peer.evidence)
    }
}

impl Lab {
    /// An empty folder of this name.
    ///
    /// # Errors
    /// If an old one cannot be removed.
    pub fn folder(&self, name: &str) -> io::Result<PathBuf> {
        let folder = self.out.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(folder)
    }

    /// The version of a side; empty for a floor.
    pub fn version(&self, side: &str) -> &str {
        let known = self.sides.iter().find(|known| known.name == side);
        known.map_or("", |side| side.version.as_str())
    }

    /// Our own program.
    pub fn own(&self) -> &Path {
        self.sides
            .first()
            .map_or(Path::new("xtask"), |side| &side.program)
    }

    /// Generates into an empty folder and counts the bytes that are there afterwards.
    pub fn generate(&self, side: &Side, document: &Path, name: &str) -> io::Result<Attempt> {
        let folder = self.folder(name)?;
        let finished = process::run(side.generate(document, &folder, "client"), self.limits)?;
        if finished.success && !folder.join(side.evidence()).is_file() {
            return Ok(Attempt::Failed("nothing is generated".to_owned()));
        }
        if finished.success && side.peer.is_some() && !can_call(&folder)? {
            return Ok(Attempt::Failed("nothing can be called".to_owned()));
        }
        Ok(Attempt::of(finished, true, || written(&folder)))
    }
}

/// Builds what is measured later: without limits, and with what cargo has to say.
///
/// # Errors
/// If it does not build.
pub fn build(command: &mut Command) -> io::Result<()> {
    if command.stdout(Stdio::null()).status()?.success() {
        return Ok(());
    }
    Err(io::Error::other("a program to measure does not build"))
}

/// cargo, in a folder.
pub fn cargo(folder: &Path, arguments: &[&str]) -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(arguments).current_dir(folder);
    command
}

/// Our own side, as users of a release build have it.
///
/// # Errors
/// If it cannot be built.
pub fn own_side(root: &Path) -> io::Result<Side> {
    eprintln!("building our side with optimisations");
    let arguments = ["build", "--release", "--quiet", "--package", "xtask"];
    build(cargo(root, &arguments).env("CARGO_INCREMENTAL", "0"))?;
    // target/debug/xtask, or target/release/xtask already.
    let own = std::env::current_exe()?;
    let target = own.ancestors().nth(2).unwrap_or(root);
    Ok(Side {
        name: OURS,
        version: own_version(root),
        program: target.join("release/xtask"),
        peer: None,
    })
}

/// The version, with the commit if there is one.
fn own_version(root: &Path) -> String {
    let root = root.to_string_lossy();
    let commit = says("git", &["-C", &root, "describe", "--always", "--dirty"]);
    let version = env!("CARGO_PKG_VERSION");
    if commit.is_empty() {
        version.to_owned()
    } else {
        format!("{version} ({commit})")
    }
}

/// The documents to measure with: of the folders given, or of the corpus beside the workspace.
///
/// # Errors
/// If a folder that was given cannot be read.
pub fn documents(root: &Path, given: &[PathBuf], only: &[String]) -> io::Result<Vec<PathBuf>> {
    let corpus = root.join("../shared/corpus");
    let usual = [corpus.join("large"), corpus.join("open")];
    let folders = if given.is_empty() { &usual[..] } else { given };
    let mut all = Vec::new();
    for folder in folders {
        if given.is_empty() && !folder.is_dir() {
            eprintln!("skipped: there is no folder {}", folder.display());
            continue;
        }
        all.extend(documents::of(folder, only)?);
    }
    Ok(all)
}

/// Whether there is an asynchronous function in a crate: without one, nothing was made of the operations.
///
/// Reads line by line: a process starts with the peak memory of the one that started it, which therefore stays small.
fn can_call(folder: &Path) -> io::Result<bool> {
    let word = b"async fn ";
    for (file, _) in files(folder)? {
        if file.extension().is_none_or(|extension| extension != "rs") {
            continue;
        }
        let mut lines = BufReader::new(fs::File::open(&file)?).split(b'\n');
        let has_word = |line: &[u8]| line.windows(word.len()).any(|part| part == word);
        if lines.any(|line| line.is_ok_and(|line| has_word(&line))) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The bytes of all files below a folder.
///
/// # Errors
/// If it cannot be read.
pub fn written(folder: &Path) -> io::Result<u64> {
    Ok(files(folder)?.iter().map(|(_, bytes)| bytes).sum())
}

/// The files below a folder with their sizes in bytes, without what cargo and version control keep there.
///
/// # Errors
/// If it cannot be read.
pub fn files(folder: &Path) -> io::Result<Vec<(PathBuf, u64)>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            let name = entry.file_name();
            if kind.is_dir() && name != "target" && name != ".git" {
                open.push(entry.path());
            } else if kind.is_file() {
                found.push((entry.path(), entry.metadata()?.len()));
            }
        }
    }
    found.sort();
    Ok(found)
}
