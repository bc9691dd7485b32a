//! [`Config`]: what is set for all calls of a client, and [`Options`]: what is set for one.

use std::{fmt, sync::Arc, time::Duration};

use http::{HeaderMap, HeaderName, HeaderValue, header::USER_AGENT};

use super::{
    clock::{Clock, SystemClock},
    random::{Random, SystemRandom},
};
use crate::{
    error::ConfigurationError,
    transport::{Timeouts, Transport},
};

/// The `User-Agent` unless another is set.
const AGENT: &str = concat!("rust-openapi-client/", env!("CARGO_PKG_VERSION"));

/// Timeouts, limits and the like for all calls of a client.
///
/// ```
/// # use std::time::Duration;
/// # fn set(config: &mut runtime::client::Config) {
/// config.connect_timeout(Duration::from_secs(3)).idle_timeout(None).body_limit(8 << 20);
/// # }
/// ```
#[derive(Clone)]
pub struct Config {
    pub(super) connect_timeout: Option<Duration>,
    pub(super) timeouts: Timeouts,
    pub(super) body_limit: u64,
    pub(super) headers: Headers,
    pub(super) clock: Arc<dyn Clock>,
    pub(super) random: Arc<dyn Random>,
    pub(super) transport: Option<Arc<dyn Transport>>,
}

impl Default for Config {
    fn default() -> Self {
        let mut headers = Headers::default();
        headers.set(USER_AGENT.as_str(), AGENT);
        Self {
            connect_timeout: Some(Duration::from_secs(10)),
            timeouts: Timeouts {
                idle: Some(Duration::from_secs(60)),
                total: None,
            },
            body_limit: 64 << 20,
            headers,
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            transport: None,
        }
    }
}

impl Config {
    /// How long to wait for a connection; 10 seconds unless set.
    pub fn connect_timeout(&mut self, timeout: impl Into<Option<Duration>>) -> &mut Self {
        self.connect_timeout = timeout.into();
        self
    }

    /// How long the connection may be silent, in both directions; 60 seconds unless set.
    pub fn idle_timeout(&mut self, timeout: impl Into<Option<Duration>>) -> &mut Self {
        self.timeouts.idle = timeout.into();
        self
    }

    /// How long a call may take from its start to the last byte of the body, downloads included; no limit unless set.
    pub fn total_timeout(&mut self, timeout: impl Into<Option<Duration>>) -> &mut Self {
        self.timeouts.total = timeout.into();
        self
    }

    /// How many bytes of a body, or of one item of a stream, are read into memory at most; 64 MiB unless set. Downloads to
    /// a writer have no limit.
    pub fn body_limit(&mut self, bytes: u64) -> &mut Self {
        self.body_limit = bytes;
        self
    }

    /// The `User-Agent` header.
    pub fn user_agent(&mut self, agent: impl AsRef<str>) -> &mut Self {
        self.header(USER_AGENT, agent)
    }

    /// A header for every request, in place of one that the operation or the client would send under that name.
    pub fn header(&mut self, name: impl AsRef<str>, value: impl AsRef<str>) -> &mut Self {
        self.headers.set(name.as_ref(), value.as_ref());
        self
    }

    /// The clock that tells when a token expires, and that waiting goes by.
    pub fn clock(&mut self, clock: impl Clock) -> &mut Self {
        self.clock = Arc::new(clock);
        self
    }

    /// What spreads waiting times.
    pub fn random(&mut self, random: impl Random) -> &mut Self {
        self.random = Arc::new(random);
        self
    }

    /// Another transport in place of the default one. Timeouts for connections are its own.
    pub fn transport(&mut self, transport: impl Transport) -> &mut Self {
        self.transport = Some(Arc::new(transport));
        self
    }
}

impl fmt::Debug for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Config")
            .field("connect_timeout", &self.connect_timeout)
            .field("timeouts", &self.timeouts)
            .field("body_limit", &self.body_limit)
            .field("headers", &self.headers)
            .finish_non_exhaustive()
    }
}

/// Timeouts, headers and the like for one call.
#[derive(Clone, Debug, Default)]
pub struct Options {
    pub(super) idle: Option<Option<Duration>>,
    pub(super) total: Option<Option<Duration>>,
    pub(super) body_limit: Option<u64>,
    pub(super) headers: Headers,
    pub(super) query: Query,
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

/// Query parameters; only their names are shown.
#[derive(Clone, Default)]
pub(super) struct Query(pub(super) Vec<(String, String)>);

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.0.iter().map(|(name, _)| name))
            .finish()
    }
}

/// Headers, and the first one that could not be set; only their names are shown.
#[derive(Clone, Default)]
pub(super) struct Headers {
    map: HeaderMap,
    error: Option<ConfigurationError>,
}

impl Headers {
    fn set(&mut self, name: &str, value: &str) {
        let error =
            |problem: &str| ConfigurationError::new(format!("the header `{name}`"), problem);
        let Ok(parsed) = HeaderName::try_from(name) else {
            self.error
                .get_or_insert(error("that is not a header's name"));
            return;
        };
        match HeaderValue::from_str(value.trim()) {
            Ok(mut value) => {
                value.set_sensitive(true);
                self.map.insert(parsed, value);
            }
            Err(_) => {
                self.error
                    .get_or_insert(error("its value holds a character headers cannot carry"));
            }
        }
    }

    /// The `User-Agent`, which requests for tokens have too.
    pub(super) fn user_agent(&self) -> Option<&HeaderValue> {
        self.map.get(USER_AGENT)
    }

    /// Puts the headers into a request's, in place of those of the same name.
    pub(super) fn apply(&self, headers: &mut HeaderMap) -> Result<(), ConfigurationError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        for (name, value) in &self.map {
            headers.insert(name, value.clone());
        }
        Ok(())
    }
}

impl fmt::Debug for Headers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set()
            .entries(self.map.keys().map(HeaderName::as_str))
            .finish()
    }
}
