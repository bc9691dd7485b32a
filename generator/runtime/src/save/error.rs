//! [`SaveError`]: why a file was not saved.

use std::{error::Error as StdError, fmt, io, path::PathBuf};

use crate::error::Error;

/// Why a file was not saved; what was at the target is as it was.
#[derive(Debug)]
#[non_exhaustive]
pub enum SaveError<F> {
    /// The answer did not come, not as it should have, or not whole.
    Call(Error<F>),
    /// The file could not be written.
    File {
        /// Which.
        path: PathBuf,
        /// Why not.
        error: io::Error,
    },
}

impl<F> fmt::Display for SaveError<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Call(error) => error.fmt(f),
            Self::File { path, error } => write!(f, "{}: {error}", path.display()),
        }
    }
}

impl<F: fmt::Debug + 'static> StdError for SaveError<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Call(error) => error.source(),
            Self::File { error, .. } => Some(error),
        }
    }
}
