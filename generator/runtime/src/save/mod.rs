//! [`Save`]: an answer's body into a file that is whole or not there.

mod draft;
mod error;
mod note;
mod part;
mod run;
mod target;

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

pub(crate) use self::{
    note::hash,
    run::{Broken, Saving},
};

pub(crate) type Progress<'c> = Box<dyn FnMut(u64, Option<u64>) + Send + 'c>;

/// An answer's body on its way into a file, to be awaited, or sent on a blocking client.
///
/// The bytes go into a new file beside the target, as they arrive and whatever their format. It takes the target's place
/// when its length is the announced one and the disk has it; until then, and if anything fails or the future is dropped,
/// what was at the target stays as it is.
///
/// A body that breaks off is asked for from where it ended (`Range`, RFC 9110 §14), if the server says by a strong `ETag` or
/// `Last-Modified` which body that is; where it has changed since (`If-Range`), it is fetched from its start. A request that
/// may not be repeated (a POST without an idempotency key) is not.
///
/// A save that fails, is dropped or whose process dies leaves what there is of such a body beside the target (`.NAME.save.part`,
/// and what it is a part of in `.NAME.save.note`): all of it, or what there was when the disk was last sure to have it, which
/// is at most 8 MiB less. The next save of the same request (a GET, by its URL and headers) to the same target goes on from
/// there; that of another begins anew in its place. Of several at once, one does so.
#[must_use = "nothing is saved until this is awaited or sent"]
pub struct Save<'c, O: Operation, M: Mode = Async> {
    pub(crate) call: Call<'c, O, M>,
    pub(crate) path: PathBuf,
    pub(crate) progress: Option<Progress<'c>>,
    pub(crate) fruitless: u32,
    pub(crate) identity: Option<String>,
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
    /// How many of the bytes an earlier save had left.
    pub found: u64,
}

impl<'c, O: Operation, M: Mode> Save<'c, O, M> {
    pub(crate) fn new(call: Call<'c, O, M>, path: &Path) -> Self {
        Self {
            call,
            path: path.to_owned(),
            progress: None,
            fruitless: 4,
            identity: None,
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

    /// What tells this body from others that are saved to the same target, in place of the request's URL and headers: for
    /// links that are signed anew each time, so that a save goes on with what one by an older link has left.
    pub fn identity(mut self, identity: impl Into<String>) -> Self {
        self.identity = Some(identity.into());
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
