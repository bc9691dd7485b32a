//! [`AuthenticationError`]: why there is no token.

use std::fmt;

use http::StatusCode;

use super::{ConfigurationError, DecodeError, answer::excerpt};
use crate::{
    client::may_pass,
    transport::{Timeout, TransportError, TransportErrorKind},
};

/// Why there is no token to send a request with. It holds no secrets: where the server's answer repeats one, it is
/// replaced.
#[derive(Debug)]
pub struct AuthenticationError {
    /// The security scheme that needs the token.
    pub scheme: &'static str,
    /// Where it was asked for, without a query; empty if that is what is wrong.
    pub url: String,
    /// What went wrong.
    pub problem: AuthenticationProblem,
}

/// What went wrong when a token was asked for.
#[derive(Debug)]
#[non_exhaustive]
pub enum AuthenticationProblem {
    /// The server refused (RFC 6749 §5.2).
    Refused {
        /// Its status.
        status: StatusCode,
        /// Its answer.
        body: String,
    },
    /// The server's answer is not a token.
    Unreadable {
        /// Its status.
        status: StatusCode,
        /// Why not.
        error: DecodeError,
    },
    /// There was no answer.
    Transport(TransportError),
    /// There is no usable token URL.
    Configuration(ConfigurationError),
}

impl AuthenticationError {
    /// Whether it took too long.
    pub fn is_timeout(&self) -> bool {
        match &self.problem {
            AuthenticationProblem::Transport(error) => {
                matches!(error.kind(), TransportErrorKind::Timeout(_))
            }
            _ => false,
        }
    }
}

impl AuthenticationError {
    /// Whether the same request for a token may be answered otherwise later.
    pub(crate) fn may_pass(&self) -> bool {
        match &self.problem {
            AuthenticationProblem::Refused { status, .. } => may_pass(*status),
            AuthenticationProblem::Transport(error) => match error.kind() {
                TransportErrorKind::Timeout(timeout) => !matches!(timeout, Timeout::Total(_)),
                TransportErrorKind::Head | TransportErrorKind::TooLarge { .. } => false,
                TransportErrorKind::Connect
                | TransportErrorKind::Io
                | TransportErrorKind::Truncated { .. } => true,
            },
            AuthenticationProblem::Unreadable { .. } | AuthenticationProblem::Configuration(_) => {
                false
            }
        }
    }
}

impl fmt::Display for AuthenticationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no token for the security scheme `{}`", self.scheme)?;
        if !self.url.is_empty() {
            write!(f, " from {}", self.url)?;
        }
        match &self.problem {
            AuthenticationProblem::Refused { status, body } => {
                write!(f, ": {status}: {}", excerpt(body.as_bytes()))
            }
            AuthenticationProblem::Unreadable { status, error } => {
                write!(f, ": {status} with an unexpected body: {error}")
            }
            AuthenticationProblem::Transport(error) => write!(f, ": {error}"),
            AuthenticationProblem::Configuration(error) => write!(f, ": {error}"),
        }
    }
}

impl std::error::Error for AuthenticationError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match &self.problem {
            AuthenticationProblem::Refused { .. } => None,
            AuthenticationProblem::Unreadable { error, .. } => Some(error),
            AuthenticationProblem::Transport(error) => Some(error),
            AuthenticationProblem::Configuration(error) => Some(error),
        }
    }
}
