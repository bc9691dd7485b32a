//! [`Error`]: why a call did not give what it was made for.

use std::{fmt, sync::Arc, time::Duration};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::{Answer, AuthenticationError, ConfigurationError, DecodeError};
use crate::{
    held::Held,
    operation::{NoFailure, Route},
    request::RequestError,
    server,
    transport::{Timeout, TransportError, TransportErrorKind},
};

/// Why a call did not give what it was made for; `F` is the type of its documented failures.
///
/// ```
/// # use runtime::{Error, NoFailure};
/// # fn look(error: Error<NoFailure>) {
/// match error {
///     Error::Failure { failure, answer } => println!("{}: {failure:?}", answer.status),
///     Error::Status(answer) if answer.status.is_server_error() => println!("{answer}"),
///     error if error.is_timeout() => println!("too slow"),
///     error => println!("{error}"),
/// }
/// # }
/// ```
#[non_exhaustive]
pub enum Error<F = NoFailure> {
    /// The server answered with a failure that the document describes.
    Failure {
        /// The failure.
        failure: Box<F>,
        /// The response it was read from.
        answer: Held<Answer>,
    },
    /// The server answered with a status that the document does not describe.
    Status(Held<Answer>),
    /// The server answered with a media type that the document does not describe for this status.
    ContentType(Held<Answer>),
    /// The body is not what the document says.
    Decode {
        /// Where and why not.
        error: DecodeError,
        /// The response.
        answer: Held<Answer>,
    },
    /// The body is larger than the client reads into memory; [`Answer::body`] is empty.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
        /// The response.
        answer: Held<Answer>,
    },
    /// There was no response, or it broke off.
    Transport {
        /// The operation that was called.
        route: &'static Route,
        /// How.
        error: TransportError,
        /// How many attempts were made.
        attempts: u32,
    },
    /// It took too long.
    Timeout {
        /// The operation that was called.
        route: &'static Route,
        /// What took too long.
        timeout: Timeout,
        /// How many attempts were made.
        attempts: u32,
    },
    /// The request could not be written; nothing was sent.
    Request {
        /// The operation that was called.
        route: &'static Route,
        /// Why not.
        error: Box<RequestError>,
    },
    /// A link leads away from the API's own origin; nothing was sent.
    ForeignLink {
        /// The operation that was called.
        route: &'static Route,
        /// Where to.
        link: Box<ForeignLink>,
    },
    /// There was no token to send the request with; the request was not sent.
    Authentication {
        /// The operation that was called.
        route: &'static Route,
        /// Why not.
        error: Arc<AuthenticationError>,
        /// How many attempts were made.
        attempts: u32,
    },
    /// Something that was set on the client or the call cannot be used; nothing was sent.
    Configuration {
        /// The operation that was called.
        route: &'static Route,
        /// What, and why not.
        error: Box<ConfigurationError>,
    },
}

/// A link that leads away from the API's own origin. It is shown without its query, which may hold a signature.
#[derive(Clone, PartialEq, Eq)]
pub struct ForeignLink {
    /// The link as it was sent.
    pub link: String,
    /// The API's origin: scheme, host and port.
    pub origin: String,
}

impl<F> Error<F> {
    /// The documented failure.
    pub fn failure(&self) -> Option<&F> {
        if let Self::Failure { failure, .. } = self {
            Some(failure)
        } else {
            None
        }
    }

    /// The response, if there was one.
    pub fn answer(&self) -> Option<&Answer> {
        match self {
            Self::Failure { answer, .. }
            | Self::Status(answer)
            | Self::ContentType(answer)
            | Self::Decode { answer, .. }
            | Self::TooLarge { answer, .. } => Some(answer),
            Self::Transport { .. }
            | Self::Timeout { .. }
            | Self::Request { .. }
            | Self::ForeignLink { .. }
            | Self::Authentication { .. }
            | Self::Configuration { .. } => None,
        }
    }

    /// The operation that was called.
    pub fn route(&self) -> &'static Route {
        match self {
            Self::Failure { answer, .. }
            | Self::Status(answer)
            | Self::ContentType(answer)
            | Self::Decode { answer, .. }
            | Self::TooLarge { answer, .. } => answer.route,
            Self::Transport { route, .. }
            | Self::Timeout { route, .. }
            | Self::Request { route, .. }
            | Self::ForeignLink { route, .. }
            | Self::Authentication { route, .. }
            | Self::Configuration { route, .. } => route,
        }
    }

    /// The response's status, if there was a response.
    pub fn status(&self) -> Option<StatusCode> {
        self.answer().map(|answer| answer.status)
    }

    /// The response's headers, if there was a response.
    pub fn headers(&self) -> Option<&HeaderMap> {
        self.answer().map(|answer| &answer.headers)
    }

    /// The response's body as it was received, if there was a response.
    pub fn body(&self) -> Option<&Bytes> {
        self.answer().map(|answer| &answer.body)
    }

    /// How long the server asks to wait before the next request: [`Answer::retry_after`].
    pub fn retry_after(&self) -> Option<Duration> {
        self.answer()?.retry_after()
    }

    /// What the server calls the request, for its people to find it by: [`Answer::request_id`].
    pub fn request_id(&self) -> Option<&str> {
        self.answer()?.request_id()
    }

    /// How many attempts were made, the first included; none where nothing could be sent.
    pub fn attempts(&self) -> u32 {
        match self {
            Self::Failure { answer, .. }
            | Self::Status(answer)
            | Self::ContentType(answer)
            | Self::Decode { answer, .. }
            | Self::TooLarge { answer, .. } => answer.attempts,
            Self::Transport { attempts, .. }
            | Self::Timeout { attempts, .. }
            | Self::Authentication { attempts, .. } => *attempts,
            Self::Request { .. } | Self::ForeignLink { .. } | Self::Configuration { .. } => 0,
        }
    }

    /// Whether it took too long, the fetching of a token included.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::Timeout { .. } => true,
            Self::Authentication { error, .. } => error.is_timeout(),
            _ => false,
        }
    }

    /// Whether there was no connection, so that the server surely knows nothing of the call.
    pub fn is_connect(&self) -> bool {
        match self {
            Self::Timeout { timeout, .. } => matches!(timeout, Timeout::Connect(_)),
            Self::Transport { error, .. } => error.kind() == TransportErrorKind::Connect,
            _ => false,
        }
    }

    /// The variant's name.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Failure { .. } => "Failure",
            Self::Status(_) => "Status",
            Self::ContentType(_) => "ContentType",
            Self::Decode { .. } => "Decode",
            Self::TooLarge { .. } => "TooLarge",
            Self::Transport { .. } => "Transport",
            Self::Timeout { .. } => "Timeout",
            Self::Request { .. } => "Request",
            Self::ForeignLink { .. } => "ForeignLink",
            Self::Authentication { .. } => "Authentication",
            Self::Configuration { .. } => "Configuration",
        }
    }

    /// The error of an exchange that broke off before its response was read.
    pub(crate) fn transport(route: &'static Route, error: TransportError) -> Self {
        match error.kind() {
            TransportErrorKind::Timeout(timeout) => Self::timeout(route, timeout),
            _ => Self::Transport {
                route,
                error,
                attempts: 1,
            },
        }
    }

    /// The error of a call that took too long.
    pub(crate) fn timeout(route: &'static Route, timeout: Timeout) -> Self {
        Self::Timeout {
            route,
            timeout,
            attempts: 1,
        }
    }

    /// The same error, after so many attempts.
    pub(crate) fn counted(mut self, made: u32) -> Self {
        match &mut self {
            Self::Failure { answer, .. }
            | Self::Status(answer)
            | Self::ContentType(answer)
            | Self::Decode { answer, .. }
            | Self::TooLarge { answer, .. } => answer.attempts = made,
            Self::Transport { attempts, .. }
            | Self::Timeout { attempts, .. }
            | Self::Authentication { attempts, .. } => *attempts = made,
            Self::Request { .. } | Self::ForeignLink { .. } | Self::Configuration { .. } => {}
        }
        self
    }

    /// The error of something that was set.
    pub(crate) fn configuration(route: &'static Route, error: ConfigurationError) -> Self {
        Self::Configuration {
            route,
            error: Box::new(error),
        }
    }
}

impl Error<NoFailure> {
    /// The error of a body that is not what the document says.
    pub(crate) fn undecodable(error: DecodeError, answer: Held<Answer>) -> Self {
        let error = answer.hide(error);
        Self::Decode { error, answer }
    }

    /// The same error, of an operation with documented failures.
    #[inline]
    pub fn widen<F>(self) -> Error<F> {
        match self {
            Self::Failure { failure, .. } => match *failure {},
            Self::Status(answer) => Error::Status(answer),
            Self::ContentType(answer) => Error::ContentType(answer),
            Self::Decode { error, answer } => Error::Decode { error, answer },
            Self::TooLarge { limit, answer } => Error::TooLarge { limit, answer },
            Self::Transport {
                route,
                error,
                attempts,
            } => Error::Transport {
                route,
                error,
                attempts,
            },
            Self::Timeout {
                route,
                timeout,
                attempts,
            } => Error::Timeout {
                route,
                timeout,
                attempts,
            },
            Self::Request { route, error } => Error::Request { route, error },
            Self::ForeignLink { route, link } => Error::ForeignLink { route, link },
            Self::Authentication {
                route,
                error,
                attempts,
            } => Error::Authentication {
                route,
                error,
                attempts,
            },
            Self::Configuration { route, error } => Error::Configuration { route, error },
        }
    }
}

impl fmt::Debug for ForeignLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ForeignLink")
            .field("link", &server::shown(&self.link))
            .field("origin", &self.origin)
            .finish()
    }
}

impl fmt::Display for ForeignLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "the link `{}` leads away from {}",
            server::shown(&self.link),
            self.origin
        )
    }
}
