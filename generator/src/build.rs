//! For `build.rs`: a client made while its crate is built.

use std::path::PathBuf;
use std::{env, fmt, fs, io};

use crate::{Generator, Layout, Output, Report};

/// Why a client was not made. `Debug` prints what `Display` does, so that a build script can return it from `main`.
pub enum Error {
    /// Not called from a build script: there is no `OUT_DIR`.
    NoOutDir,
    /// The input is wrong.
    Input(Vec<Report>),
    /// The file cannot be written.
    Write(PathBuf, io::Error),
}

impl Generator {
    /// Writes the client to a file in `OUT_DIR`, for `include!(concat!(env!("OUT_DIR"), "/jobs.rs"))`, and tells Cargo to
    /// run the build script again when a file that was read changes. A file that would not change is not touched, and
    /// nothing is generated where nothing has changed at all: a stamp beside the file tells.
    ///
    /// # Errors
    /// If it is not called from a build script, if a document is wrong, or if the file cannot be written.
    pub fn out_dir(self, file: &str) -> Result<(), Error> {
        let folder = env::var_os("OUT_DIR")
            .map(PathBuf::from)
            .ok_or(Error::NoOutDir)?;
        let generator = self.layout(Layout::SingleFile);
        let stamp = folder.join(format!("{file}.stamp"));
        if let Some(unchanged) = generator.unchanged(&stamp, &folder) {
            watch(&unchanged.output);
            return Ok(());
        }
        let mut output = generator.generate();
        watch(&output);
        if output.has_errors() {
            return Err(Error::Input(output.reports));
        }
        for made in &mut output.files {
            made.path = file.into();
            write(folder.join(file), &made.text)?;
        }
        match generator.stamp(&output) {
            Some(text) => write(stamp, &text),
            None => Ok(()),
        }
    }
}

/// Has Cargo run the build script again when one of the files changes.
fn watch(output: &Output) {
    for input in &output.inputs {
        println!("cargo::rerun-if-changed={}", input.display());
    }
}

/// Writes a file unless it holds the text already.
fn write(path: PathBuf, text: &str) -> Result<(), Error> {
    if fs::read(&path).is_ok_and(|old| old == text.as_bytes()) {
        return Ok(());
    }
    fs::write(&path, text).map_err(|error| Error::Write(path, error))
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoOutDir => f.write_str("there is no OUT_DIR: this is for build scripts"),
            Self::Input(reports) => {
                f.write_str("no client can be made of the documents\n\n")?;
                reports
                    .iter()
                    .try_for_each(|report| writeln!(f, "{report}"))
            }
            Self::Write(path, error) => {
                write!(f, "`{}` cannot be written: {error}", path.display())
            }
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Error {}
