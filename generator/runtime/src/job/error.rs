//! [`JobError`]: why a wait did not end well.

use std::{error::Error as StdError, fmt, time::Duration};

use super::State;
use crate::error::Error;

/// Why a wait did not end well; `T` is what polls give, `F` their documented failures.
#[derive(Debug)]
#[non_exhaustive]
pub enum JobError<T, F> {
    /// The job has ended badly.
    Failed {
        /// The job's identifier.
        id: String,
        /// What the last poll told.
        state: Box<State<T>>,
    },
    /// The deadline has passed. The job goes on; it can be resumed by its identifier.
    Deadline {
        /// The job's identifier.
        id: String,
        /// What the last successful poll told, if there was one.
        last: Option<Box<State<T>>>,
        /// How long was waited.
        waited: Duration,
    },
    /// A poll failed in a way that the next would too, or too many failed in a row. The job may go on; it can be resumed
    /// by its identifier.
    Poll {
        /// The job's identifier.
        id: String,
        /// The last poll's error.
        error: Box<Error<F>>,
        /// What the last successful poll told, if there was one.
        last: Option<Box<State<T>>>,
    },
}

impl<T, F> JobError<T, F> {
    /// The job's identifier, to resume it by.
    pub fn id(&self) -> &str {
        match self {
            Self::Failed { id, .. } | Self::Deadline { id, .. } | Self::Poll { id, .. } => id,
        }
    }

    /// What the last successful poll told, if there was one.
    pub fn state(&self) -> Option<&State<T>> {
        match self {
            Self::Failed { state, .. } => Some(state),
            Self::Deadline { last, .. } | Self::Poll { last, .. } => last.as_deref(),
        }
    }

    /// Whether the job itself has failed.
    pub fn is_failed(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }

    /// Whether the deadline has passed.
    pub fn is_deadline(&self) -> bool {
        matches!(self, Self::Deadline { .. })
    }
}

impl<T, F> fmt::Display for JobError<T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let last = |f: &mut fmt::Formatter<'_>, last: &Option<Box<State<T>>>| match last {
            Some(state) => write!(f, "; it was last seen as {state}"),
            None => Ok(()),
        };
        match self {
            Self::Failed { id, state } => write!(f, "the job {id} has failed: {state}"),
            Self::Deadline {
                id,
                last: seen,
                waited,
            } => {
                write!(f, "the job {id} has not ended within {waited:?}")?;
                last(f, seen)
            }
            Self::Poll {
                id,
                error,
                last: seen,
            } => {
                write!(f, "the job {id} could not be polled: {error}")?;
                last(f, seen)
            }
        }
    }
}

impl<T: fmt::Debug, F: fmt::Debug + 'static> StdError for JobError<T, F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Poll { error, .. } => Some(&**error),
            Self::Failed { .. } | Self::Deadline { .. } => None,
        }
    }
}
