//! For `build.rs`: a client made while its crate is built.

use std::path::PathBuf;
use std::{env, fmt, fs, io};

use crate::{Generator, Layout, Report};

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
    /// run the build script again when a file that was read changes. A file that would not change is not touched.
    ///
    /// # Errors
    /// If it is not called from a build script, if a document is wrong, or if the file cannot be written.
    pub fn out_dir(self, file: &str) -> Result<(), Error> {
        let folder = env::var_os("OUT_DIR")
            .map(PathBuf::from)
            .ok_or(Error::NoOutDir)?;
        let output = self.layout(Layout::SingleFile).generate();
        for input in &output.inputs {
            println!("cargo::rerun-if-changed={}", input.display());
        }
        if output.has_errors() {
            return Err(Error::Input(output.reports));
        }
        let text: String = output.files.into_iter().map(|file| file.text).collect();
        let path = folder.join(file);
        if fs::read_to_string(&path).is_ok_and(|old| old == text) {
            return Ok(());
        }
        fs::write(&path, text).map_err(|error| Error::Write(path, error))
    }
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
