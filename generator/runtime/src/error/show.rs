//! How an [`Error`] is shown.

use std::{error::Error as StdError, fmt};

use super::Error;

/// `GET /extract/evidence/{id}: 404 Not Found: {"message":"no such job"}`
impl<F> fmt::Display for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let route = self.route();
        write!(f, "{} {}: ", route.method, route.path)?;
        match self {
            Self::Failure { answer, .. } => answer.fmt(f),
            Self::Status(answer) => write!(f, "undocumented status {answer}"),
            Self::ContentType(answer) => {
                let status = answer.status;
                match answer.content_type() {
                    Some(media) => write!(f, "{status} with the undocumented media type `{media}`"),
                    None => write!(f, "{status} without a media type"),
                }
            }
            Self::Decode { error, answer } => {
                write!(f, "{} with an unexpected body: {error}", answer.status)
            }
            Self::TooLarge { limit, answer } => {
                write!(f, "{} with a body larger than {limit} bytes", answer.status)
            }
            Self::Transport { error, .. } => error.fmt(f),
            Self::Timeout { timeout, .. } => timeout.fmt(f),
            Self::Request { error, .. } => error.fmt(f),
            Self::ForeignLink { link, .. } => link.fmt(f),
            Self::Authentication { error, .. } => error.fmt(f),
            Self::Configuration { error, .. } => error.fmt(f),
        }?;
        let answer = self.answer();
        let id = answer.and_then(|answer| Some(answer.secrets.hide(answer.request_id()?)));
        match (self.attempts(), id) {
            (0 | 1, None) => Ok(()),
            (0 | 1, Some(id)) => write!(f, " (request {id})"),
            (attempts, None) => write!(f, " (after {attempts} attempts)"),
            (attempts, Some(id)) => write!(f, " (after {attempts} attempts, request {id})"),
        }
    }
}

/// The variant's name, what [`fmt::Display`] says, and the failure.
impl<F: fmt::Debug> fmt::Debug for Error<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_tuple(self.kind());
        shown.field(&format_args!("{self}"));
        if let Self::Failure { failure, answer } = self {
            if answer.secrets.are_in(&answer.body) {
                let failure = answer.secrets.hide(&format!("{failure:?}"));
                shown.field(&format_args!("{failure}"));
            } else {
                shown.field(failure);
            }
        }
        shown.finish()
    }
}

impl<F: fmt::Debug> StdError for Error<F> {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        match self {
            Self::Decode { error, .. } => Some(error),
            Self::Transport { error, .. } => Some(error),
            Self::Request { error, .. } => Some(&**error),
            Self::Authentication { error, .. } => Some(&**error),
            Self::Configuration { error, .. } => Some(&**error),
            Self::Failure { .. }
            | Self::Status(_)
            | Self::ContentType(_)
            | Self::TooLarge { .. }
            | Self::Timeout { .. }
            | Self::ForeignLink { .. } => None,
        }
    }
}
