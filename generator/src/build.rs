//! For `build.rs`: a client made while its crate is built.

use std::path::PathBuf;
use std::{env, fmt, fs, io};

use crate::diagnostic::Severity;
use crate::{Generator, Layout, Output, Report};

/// Why a client was not made. `Debug` prints what `Display` does, so that a build script can return it from `main`.
pub enum Error {
    /// Not called from a build script: there is no `OUT_DIR`.
    NoOutDir,
    /// Nothing can be made of the input.
    Input(Vec<Report>),
    /// The file cannot be written.
    Write(PathBuf, io::Error),
}

impl Generator {
    /// Writes the client to a file in `OUT_DIR`, for `include!(concat!(env!("OUT_DIR"), "/jobs.rs"))`, and tells Cargo to
    /// run the build script again when a file that was read changes. A file that would not change is not touched, and
    /// nothing is generated where nothing has changed at all: a stamp beside the file tells. What is wrong with a part of a
    /// document costs that part, and Cargo shows it as a warning.
    ///
    /// # Errors
    /// If it is not called from a build script, if nothing can be made of the documents, or if the file cannot be written.
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
        if output.files.is_empty() {
            return Err(Error::Input(output.reports));
        }
        warn(&output);
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

/// Has Cargo show the errors.
fn warn(output: &Output) {
    let errors = output.reports.iter();
    for error in errors.filter(|report| report.severity == Severity::Error) {
        for line in error.to_string().lines() {
            println!("cargo::warning={line}");
        }
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
