//! [`Retry`]: which attempts are repeated, how often, and how long is waited before.

use std::time::Duration;

use http::{HeaderMap, HeaderName, Method, StatusCode};

use super::{backoff::Backoff, random::Random, receive::Exchanged};
use crate::{
    error::Error,
    operation::ReplyKind,
    transport::{Timeout, TransportErrorKind},
};

/// The header that makes a request repeatable (draft-ietf-httpapi-idempotency-key-header).
pub(super) const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The same under its older name.
const X_IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("x-idempotency-key");

/// Which calls are repeated when they fail for a reason that may pass, how often, and how long is waited before.
///
/// Repeated are connections that fail or break, silence, and the statuses 408, 429 and 5xx (but for 501, 505 and 511,
/// which do not pass). What the server may have acted on already is repeated only if that does no harm: for methods
/// that are idempotent (RFC 9110 §9.2.2), or requests with an `Idempotency-Key`. A body that can be read only once
/// ([`crate::Upload::reader`]) is never repeated.
///
/// `Retry-After` is kept to. Otherwise the wait is chosen at random between none and a length that doubles with each
/// attempt, so that many clients do not come back at once.
///
/// ```
/// # use std::time::Duration;
/// # use runtime::{Config, Retry, client::Backoff};
/// # fn set(config: &mut Config) {
/// let backoff = Backoff { first: Duration::from_secs(1), cap: Duration::from_secs(30) };
/// config.retry(Retry::default().attempts(5).backoff(backoff));
/// config.retry(Retry::off());
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    backoff: Backoff,
    retry_after: Duration,
    pub(super) any_method: bool,
}

impl Default for Retry {
    /// 3 attempts, with up to 200 milliseconds before the second, and `Retry-After` of up to a minute.
    fn default() -> Self {
        Self {
            attempts: 3,
            backoff: Backoff {
                first: Duration::from_millis(200),
                cap: Duration::from_secs(10),
            },
            retry_after: Duration::from_secs(60),
            any_method: false,
        }
    }
}

impl Retry {
    /// One attempt and no more.
    pub fn off() -> Self {
        Self::default().attempts(1)
    }

    /// How many attempts are made in all, the first included.
    #[must_use]
    pub fn attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// How long to wait where the server does not say.
    #[must_use]
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// The longest `Retry-After` that is waited for. A server that asks for more gets no further attempt: the call ends
    /// with its answer, and [`Error::retry_after`] says when to come back.
    #[must_use]
    pub fn retry_after_limit(mut self, longest: Duration) -> Self {
        self.retry_after = longest;
        self
    }

    /// For operations that may be repeated whatever their method says: a POST that only searches.
    #[must_use]
    pub fn any_method(mut self) -> Self {
        self.any_method = true;
        self
    }

    /// How long to wait before the next attempt; `None` if there is none.
    pub(super) fn wait(
        &self,
        outcome: &Result<Exchanged, Error>,
        sent: Sent,
        attempts: u32,
        random: &dyn Random,
    ) -> Option<Duration> {
        let again = match Cause::of(outcome) {
            Cause::Lasting => false,
            Cause::Unsent => sent.repeatable,
            Cause::Passing => sent.repeatable && (sent.idempotent || self.any_method),
        };
        if !again || attempts >= self.attempts {
            return None;
        }
        let answer = match outcome {
            Ok(exchanged) => Some(&exchanged.answer),
            Err(error) => error.answer(),
        };
        match answer.and_then(|answer| answer.retry_after()) {
            Some(asked) => (asked <= self.retry_after).then_some(asked),
            None => Some(self.backoff.delay(attempts.saturating_sub(1), random)),
        }
    }
}

/// What a request says about being sent again.
#[derive(Clone, Copy, Default)]
pub(super) struct Sent {
    /// Whether its body can be.
    pub(super) repeatable: bool,
    /// Whether a second one does no more than the first.
    pub(super) idempotent: bool,
}

impl Sent {
    pub(super) fn new(method: &Method, headers: &HeaderMap, repeatable: bool) -> Self {
        let keyed =
            || headers.contains_key(IDEMPOTENCY_KEY) || headers.contains_key(X_IDEMPOTENCY_KEY);
        Self {
            repeatable,
            idempotent: method.is_idempotent() || keyed(),
        }
    }
}

/// Why an attempt did not give what it was made for, as far as another one is concerned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cause {
    /// It will not pass, or nothing is wrong.
    Lasting,
    /// It may pass, and the server surely knows nothing of the request.
    Unsent,
    /// It may pass, and the server may have acted on the request.
    Passing,
}

impl Cause {
    pub(super) fn of(outcome: &Result<Exchanged, Error>) -> Self {
        let error = match outcome {
            Ok(Exchanged { kind, answer, .. }) => {
                // A status that the operation is called for is none to repeat.
                return match kind {
                    ReplyKind::Output => Self::Lasting,
                    ReplyKind::Failure => Self::of_status(answer.status),
                };
            }
            Err(error) => error,
        };
        match error {
            Error::Transport { error, .. } => match error.kind() {
                TransportErrorKind::Connect => Self::Unsent,
                TransportErrorKind::Io | TransportErrorKind::Truncated { .. } => Self::Passing,
                TransportErrorKind::Head
                | TransportErrorKind::TooLarge { .. }
                | TransportErrorKind::Timeout(_) => Self::Lasting,
            },
            Error::Timeout { timeout, .. } => match timeout {
                Timeout::Connect(_) => Self::Unsent,
                Timeout::Idle(_) => Self::Passing,
                Timeout::Total(_) => Self::Lasting,
            },
            Error::Authentication { error, .. } if error.may_pass() => Self::Unsent,
            error => error.status().map_or(Self::Lasting, Self::of_status),
        }
    }

    fn of_status(status: StatusCode) -> Self {
        if may_pass(status) {
            Self::Passing
        } else {
            Self::Lasting
        }
    }
}

/// Whether a status says that the same request may be answered otherwise later.
pub(crate) fn may_pass(status: StatusCode) -> bool {
    match status {
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::NOT_IMPLEMENTED
        | StatusCode::HTTP_VERSION_NOT_SUPPORTED
        | StatusCode::NETWORK_AUTHENTICATION_REQUIRED => false,
        status => status.is_server_error(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statuses_that_may_pass() {
        let passing = (100..1000).filter(|code| may_pass(StatusCode::from_u16(*code).unwrap()));
        let expected = [408, 429].into_iter().chain(500..600);
        let expected = expected.filter(|code| ![501, 505, 511].contains(code));
        assert!(passing.eq(expected));
    }
}
