//! Parts of measurements that run in a process of their own: floors, and the documents that none has published.

mod change;
mod join;

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use serde_json::Value;

use super::{
    build::rustc,
    compile::{calls, skeleton},
    lab,
};

/// What a part does.
#[derive(Debug, clap::Subcommand)]
pub enum Part {
    /// Reads a document as a tree and writes as many files of the same sizes as there are in a folder: the least that
    /// generating them can cost.
    Floor {
        /// The document.
        document: PathBuf,
        /// The folder that was generated from it.
        generated: PathBuf,
        /// Where as much is written.
        out: PathBuf,
    },
    /// Joins documents into one that holds everything in them.
    Join {
        /// The result.
        out: PathBuf,
        /// The documents.
        documents: Vec<PathBuf>,
    },
    /// Adds calls of every operation to a generated crate, and prints their number.
    Calls {
        /// The root of its library.
        library: PathBuf,
    },
    /// Takes the code out of a generated crate, and leaves types and signatures.
    Skeleton {
        /// The folder of its code.
        folder: PathBuf,
    },
    /// Runs a compiler, and notes what that took.
    Rustc {
        /// Where a line is added.
        log: PathBuf,
        /// The compiler and its arguments.
        #[arg(last = true)]
        command: Vec<String>,
    },
    /// Adds a property to one schema.
    Change {
        /// The document.
        document: PathBuf,
        /// The result.
        out: PathBuf,
    },
}

/// Does it.
///
/// # Errors
/// If a file cannot be read or written, or is no JSON.
pub fn run(part: &Part) -> io::Result<ExitCode> {
    match part {
        Part::Floor {
            document,
            generated,
            out,
        } => floor(document, generated, out)?,
        Part::Join { out, documents } => {
            let documents: Vec<Value> = documents
                .iter()
                .map(|one| read(one))
                .collect::<io::Result<_>>()?;
            fs::write(out, serde_json::to_string(&join::join(documents))?)?;
        }
        Part::Calls { library } => println!("{}", calls::add(library)?),
        Part::Skeleton { folder } => skeleton::strip(folder)?,
        Part::Rustc { log, command } => return rustc::run(log, command),
        Part::Change { document, out } => {
            let mut tree = read(document)?;
            change::change(&mut tree);
            fs::write(out, serde_json::to_string(&tree)?)?;
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn read(document: &Path) -> io::Result<Value> {
    Ok(serde_json::from_slice(&fs::read(document)?)?)
}

fn floor(document: &Path, generated: &Path, out: &Path) -> io::Result<()> {
    let tree = std::hint::black_box(read(document)?);
    for (file, bytes) in lab::files(generated)? {
        let path = out.join(file.strip_prefix(generated).unwrap_or(&file));
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(
            path,
            " ".repeat(usize::try_from(bytes).unwrap_or(usize::MAX)),
        )?;
    }
    drop(tree);
    Ok(())
}
