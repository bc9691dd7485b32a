//! [`Config`]: what is set for all calls of a client.

use std::{fmt, sync::Arc, time::Duration};

use http::header::USER_AGENT;

use super::{
    budget::Budget,
    clock::Clock,
    headers::Headers,
    hook::Hook,
    random::{Random, SystemRandom},
    retry::Retry,
};
use crate::{
    json,
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
    pub(super) check_requests: bool,
    pub(super) headers: Headers,
    pub(super) retry: Retry,
    pub(super) budget: Budget,
    pub(super) header_limit: usize,
    pub(super) depth_limit: usize,
    pub(super) hooks: Vec<Arc<dyn Hook>>,
    pub(super) clock: Option<Arc<dyn Clock>>,
    pub(super) random: Arc<dyn Random>,
    pub(super) transport: Option<Arc<dyn Transport>>,
}

/// How long to wait for a connection.
pub(crate) const CONNECT: Duration = Duration::from_secs(10);

/// How many headers an answer may have.
pub(crate) const HEADERS: usize = 100;

/// How many retries a client has at its start.
const RETRIES: u32 = 100;

#[cfg(feature = "hyper")]
fn system_clock() -> Option<Arc<dyn Clock>> {
    Some(Arc::new(super::SystemClock))
}

/// There is none without a runtime that waits.
#[cfg(not(feature = "hyper"))]
fn system_clock() -> Option<Arc<dyn Clock>> {
    None
}

impl Default for Config {
    fn default() -> Self {
        let mut headers = Headers::default();
        headers.set(USER_AGENT.as_str(), AGENT);
        Self {
            connect_timeout: Some(CONNECT),
            timeouts: Timeouts {
                idle: Some(Duration::from_secs(60)),
                total: None,
            },
            body_limit: 64 << 20,
            check_requests: false,
            headers,
            retry: Retry::default(),
            budget: Budget::new(RETRIES),
            header_limit: HEADERS,
            depth_limit: json::MAX_DEPTH,
            hooks: Vec::new(),
            clock: system_clock(),
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

    /// How many headers an answer may have; 100 unless set.
    pub fn header_limit(&mut self, headers: usize) -> &mut Self {
        self.header_limit = headers;
        self
    }

    /// How deep the arrays, objects and elements of JSON and XML may be nested in what is read; 128 unless set. More than
    /// [512](crate::json::LARGEST_DEPTH) and, of XML, 160 is never read, whatever is set here, so that the stack of a thread
    /// can hold what comes of it.
    pub fn depth_limit(&mut self, levels: usize) -> &mut Self {
        self.depth_limit = levels;
        self
    }

    /// What is told of each request, beside the hooks that are set already. Those that come later are told later.
    pub fn hook(&mut self, hook: impl Hook) -> &mut Self {
        self.hooks.push(Arc::new(hook));
        self
    }

    /// Whether requests are held to the limits of the document (ranges, lengths, sizes, and patterns with the feature
    /// `patterns`) before they are sent; they are not unless this is set.
    pub fn check_requests(&mut self, check: bool) -> &mut Self {
        self.check_requests = check;
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

    /// Which calls are repeated when they fail for a reason that may pass, and how often; [`Retry::default`] unless set.
    pub fn retry(&mut self, retry: Retry) -> &mut Self {
        self.retry = retry;
        self
    }

    /// How many retries the client and its clones may make before some of their calls have to succeed; 100 unless set.
    /// Each takes one away, and every ten calls that are answered give one back: an outage is not made worse by calls
    /// that are made again and again.
    pub fn retry_budget(&mut self, retries: u32) -> &mut Self {
        self.budget = Budget::new(retries);
        self
    }

    /// The clock that tells when a token expires, and that waiting goes by.
    pub fn clock(&mut self, clock: impl Clock) -> &mut Self {
        self.clock = Some(Arc::new(clock));
        self
    }

    /// What spreads waiting times.
    pub fn random(&mut self, random: impl Random) -> &mut Self {
        self.random = Arc::new(random);
        self
    }

    /// Another transport in place of the default one. How long it waits for connections, and how many headers it takes, is
    /// its own to say.
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
            .field("check_requests", &self.check_requests)
            .field("retry", &self.retry)
            .field("budget", &self.budget)
            .field("headers", &self.headers)
            .field("header_limit", &self.header_limit)
            .field("depth_limit", &self.depth_limit)
            .field("hooks", &self.hooks.len())
            .finish_non_exhaustive()
    }
}
