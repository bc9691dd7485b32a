//! [`Deliver`]: waiting for a job, then saving its result.

use std::{
    error::Error as StdError,
    fmt,
    future::IntoFuture,
    path::{Path, PathBuf},
};

use super::{
    Delivers, JobError, Wait,
    handle::{PollFailure, Polled},
};
use crate::{
    client::{Async, Call, Mode},
    error::Error,
    operation::Operation,
    save::{Progress, SaveError, Saved},
    transport::BoxFuture,
};

/// What the results of jobs of `O` document as failures.
type ResultFailure<O> = <<O as Delivers>::Result as Operation>::Failure;

/// What a job of `O` comes to.
type Delivered<O> = Result<Saved, DeliverError<Polled<O>, PollFailure<O>, ResultFailure<O>>>;

/// A wait until a job has ended, and then its result on its way into a file: to be awaited, or sent on a blocking client.
///
/// What [`Wait`] and [`crate::Save`] say of themselves holds. To set more of the latter, await the former, and save
/// `done.result()`.
#[must_use = "nothing is waited for until this is awaited or sent"]
pub struct Deliver<'w, O: Delivers, M: Mode = Async> {
    wait: Wait<'w, O, M>,
    path: PathBuf,
    progress: Option<Progress<'w>>,
}

impl<'w, O: Delivers, M: Mode> Deliver<'w, O, M> {
    pub(super) fn new(wait: Wait<'w, O, M>, path: &Path) -> Self {
        Self {
            wait,
            path: path.to_owned(),
            progress: None,
        }
    }

    /// Is told, after each piece of the result, how many bytes there are, and of how many where that is known.
    pub fn progress(mut self, progress: impl FnMut(u64, Option<u64>) + Send + 'w) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// Waits, then saves.
    pub fn send(self) -> M::Given<'w, Delivered<O>> {
        let id = self.wait.id().to_owned();
        M::give(Box::pin(self.run()), |error| {
            let error = SaveError::Call(Error::configuration(O::Result::ROUTE, error));
            Err(DeliverError::Save { id, error })
        })
    }

    async fn run(self) -> Delivered<O> {
        let done = self.wait.run().await.map_err(DeliverError::Job)?;
        let (job, state) = (done.job, done.state);
        let mut save = job.result(&state).save(self.path);
        drop(state);
        save.progress = self.progress.map(|progress| -> Progress<'_> { progress });
        let saved = Call::save_to(save).await;
        saved.map_err(|error| {
            let id = job.id().to_owned();
            DeliverError::Save { id, error }
        })
    }
}

impl<'w, O: Delivers> IntoFuture for Deliver<'w, O, Async> {
    type Output = Delivered<O>;
    type IntoFuture = BoxFuture<'w, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O: Delivers, M: Mode> fmt::Debug for Deliver<'_, O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Deliver")
            .field("wait", &self.wait)
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

/// Why a job's result was not saved; `T` is what polls give, `P` their documented failures, `R` those of the result.
#[derive(Debug)]
#[non_exhaustive]
pub enum DeliverError<T, P, R> {
    /// The job has not ended well, as far as is known.
    Job(JobError<T, P>),
    /// The job has ended well; its result was not saved.
    Save {
        /// The job's identifier.
        id: String,
        /// Why not.
        error: SaveError<R>,
    },
}

impl<T, P, R> DeliverError<T, P, R> {
    /// The job's identifier, to resume it by.
    pub fn id(&self) -> &str {
        match self {
            Self::Job(error) => error.id(),
            Self::Save { id, .. } => id,
        }
    }
}

impl<T, P, R> fmt::Display for DeliverError<T, P, R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Job(error) => error.fmt(f),
            Self::Save { id, error } => {
                write!(f, "the result of the job {id} was not saved: {error}")
            }
        }
    }
}

impl<T, P, R> StdError for DeliverError<T, P, R>
where
    T: fmt::Debug,
    P: fmt::Debug + 'static,
    R: fmt::Debug + 'static,
{
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Job(error) => error.source(),
            Self::Save { error, .. } => error.source(),
        }
    }
}
