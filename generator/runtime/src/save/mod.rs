//! [`Save`]: an answer's body into a file that is whole or not there.

mod error;
mod file;
mod part;
mod run;

use std::{
    fmt,
    future::IntoFuture,
    path::{Path, PathBuf},
};

pub use self::error::SaveError;
use crate::{
    client::{Async, Call, Mode},
    error::Error,
    operation::Operation,
    transport::BoxFuture,
};

pub(crate) use self::run::{Broken, Saving};

pub(crate) type Progress<'c> = Box<dyn FnMut(u64, Option<u64>) + Send + 'c>;

/// An answer's body on its way into a file, to be awaited, or sent on a blocking client.
///
/// The bytes go into a new file beside the target, as they arrive and whatever their format. It takes the target's place
/// when its length is the announced one and the disk has it; until then, and if anything fails or the future is dropped,
/// what was at the target stays as it is.
///
/// A body that breaks off is asked for from where it ended (`Range`, RFC 9110 §14), if the server says by a strong `ETag` or
/// `Last-Modified` which body that is, and sends it from its start where it has changed since (`If-Range`).
#[must_use = "nothing is saved until this is awaited or sent"]
pub struct Save<'c, O: Operation, M: Mode = Async> {
    pub(crate) call: Call<'c, O, M>,
    pub(crate) path: PathBuf,
    pub(crate) progress: Option<Progress<'c>>,
    pub(crate) fruitless: u32,
}

/// A file that was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Saved {
    /// Where it is.
    pub path: PathBuf,
    /// How many bytes it has.
    pub bytes: u64,
    /// The media type as the server stated it.
    pub content_type: Option<String>,
    /// How often the body broke off and was asked for again.
    pub resumed: u32,
}

impl<'c, O: Operation, M: Mode> Save<'c, O, M> {
    pub(crate) fn new(call: Call<'c, O, M>, path: &Path) -> Self {
        Self {
            call,
            path: path.to_owned(),
            progress: None,
            fruitless: 4,
        }
    }

    /// Is told, after each piece, how many bytes there are, and of how many where that is known. A body that is sent from
    /// its start again begins again.
    pub fn progress(mut self, progress: impl FnMut(u64, Option<u64>) + Send + 'c) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// How many times in a row a body may break off without a byte more than before; 4 unless set, 0 for never asking
    /// again.
    pub fn tolerate(mut self, fruitless: u32) -> Self {
        self.fruitless = fruitless;
        self
    }

    /// Saves.
    pub fn send(self) -> M::Given<'c, Result<Saved, SaveError<O::Failure>>> {
        M::give(Box::pin(Call::save_to(self)), |error| {
            Err(SaveError::Call(Error::configuration(O::ROUTE, error)))
        })
    }
}

impl<'c, O: Operation> IntoFuture for Save<'c, O, Async> {
    type Output = Result<Saved, SaveError<O::Failure>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O: Operation, M: Mode> fmt::Debug for Save<'_, O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Save")
            .field("call", &self.call)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}
