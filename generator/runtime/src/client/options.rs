//! [`Options`]: what is set for one call.

use std::time::Duration;

use http::{
    HeaderMap, HeaderValue,
    header::{ACCEPT_ENCODING, IF_RANGE, RANGE},
};

use super::{
    headers::{Headers, Query},
    retry::{IDEMPOTENCY_KEY, Retry},
};
use crate::transport::Timeouts;

/// Timeouts, headers and the like for one call.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(super) idle: Option<Option<Duration>>,
    pub(super) total: Option<Option<Duration>>,
    pub(super) body_limit: Option<u64>,
    pub(super) check_requests: Option<bool>,
    pub(super) retry: Option<Retry>,
    pub(super) headers: Headers,
    pub(super) query: Query,
    pub(super) sending: Sending,
    /// For a body that is wanted as it is.
    pub(super) raw: Option<Raw>,
}

/// What of the client's goes along with a request.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Sending {
    /// The credentials that the document asks for, and headers.
    #[default]
    Documented,
    /// All credentials, and headers.
    Everything,
    /// Nothing that may be secret; what is set on the call itself is the caller's to answer for.
    NothingSecret,
}

impl Options {
    /// How long the call may take from its start to the last byte of the body.
    pub fn timeout(&mut self, timeout: impl Into<Option<Duration>>) -> &mut Self {
        self.total = Some(timeout.into());
        self
    }

    /// How long the connection may be silent, in both directions.
    pub fn idle_timeout(&mut self, timeout: impl Into<Option<Duration>>) -> &mut Self {
        self.idle = Some(timeout.into());
        self
    }

    /// Whether the request is held to the limits of the document before it is sent:
    /// [`Config::check_requests`](super::Config::check_requests) for this call.
    pub fn check_request(&mut self, check: bool) -> &mut Self {
        self.check_requests = Some(check);
        self
    }

    /// How many bytes of the body, or of one item of a stream, are read into memory at most.
    pub fn body_limit(&mut self, bytes: u64) -> &mut Self {
        self.body_limit = Some(bytes);
        self
    }

    /// A header, in place of one that the operation or the client would send under that name.
    pub fn header(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> &mut Self {
        self.headers.set(name.as_ref(), value.as_ref());
        self
    }

    /// Which failures of the call are repeated, and how often; [`Retry::off`] for none.
    pub fn retry(&mut self, retry: Retry) -> &mut Self {
        self.retry = Some(retry);
        self
    }

    /// The `Idempotency-Key` header: a text of the caller's choice that is the call's own. A server that knows it does
    /// the same thing once, so that the call is repeated whatever its method.
    pub fn idempotency_key(&mut self, key: impl AsRef<str>) -> &mut Self {
        self.header(IDEMPOTENCY_KEY, key)
    }

    /// A query parameter beside the operation's own.
    pub fn query(&mut self, name: impl Into<String>, value: impl Into<String>) -> &mut Self {
        self.query.0.push((name.into(), value.into()));
        self
    }

    pub(super) fn timeouts(&self, defaults: Timeouts) -> Timeouts {
        Timeouts {
            idle: self.idle.unwrap_or(defaults.idle),
            total: self.total.unwrap_or(defaults.total),
        }
    }
}

/// Which bytes of an answer are wanted, as they are, whatever their format.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    /// Those from here on, of the body that the validator names; else all of them.
    range: Option<(u64, String)>,
    /// When the body was first asked for, by [`Clock::elapsed`](super::Clock::elapsed).
    pub(super) started: Duration,
}

impl Raw {
    /// `range` is where to begin, and the validator; `started`, when the body was first asked for.
    pub(super) fn new(range: Option<(u64, String)>, started: Duration) -> Self {
        Self { range, started }
    }

    /// Lengths and parts are those of the bytes on the wire, so these are not to be compressed.
    pub(super) fn apply(&self, headers: &mut HeaderMap) {
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("identity"));
        if let Some((start, validator)) = &self.range
            && let Ok(validator) = HeaderValue::from_str(validator)
            && let Ok(range) = HeaderValue::try_from(format!("bytes={start}-"))
        {
            headers.insert(RANGE, range);
            headers.insert(IF_RANGE, validator);
        }
    }

    /// Whether a part was asked for.
    pub(super) fn is_part(&self) -> bool {
        self.range.is_some()
    }
}
