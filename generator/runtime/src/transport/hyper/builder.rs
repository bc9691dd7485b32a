//! [`HyperBuilder`]: what can be set on the default transport.

use std::{sync::Arc, time::Duration};

use hyper_util::{
    client::{legacy::Client, proxy::matcher::Matcher},
    rt::{TokioExecutor, TokioTimer},
};
use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_platform_verifier::Verifier;

use super::{Hyper, connect::Connector};
use crate::{
    client::{CONNECT, Clock, HEADERS, SystemClock},
    error::ConfigurationError,
    secret::Secret,
    uri,
};

/// How long a connection waits for its next request.
const POOLED: Duration = Duration::from_secs(90);

/// What can be set on a [`Hyper`].
#[derive(Clone, Debug)]
#[must_use = "it makes nothing before `build`"]
pub struct HyperBuilder {
    connect_timeout: Option<Duration>,
    header_limit: usize,
    tls: Option<ClientConfig>,
    proxy: Proxy,
    clock: Arc<dyn Clock>,
}

#[derive(Clone, Debug)]
enum Proxy {
    Environment,
    /// A URL that may hold a password.
    Through(Secret),
    Never,
}

impl Default for HyperBuilder {
    fn default() -> Self {
        Self {
            connect_timeout: Some(CONNECT),
            header_limit: HEADERS,
            tls: None,
            proxy: Proxy::Environment,
            clock: Arc::new(SystemClock),
        }
    }
}

impl HyperBuilder {
    /// How long to wait for a connection, TLS and proxy included; 10 seconds unless set.
    pub fn connect_timeout(mut self, timeout: impl Into<Option<Duration>>) -> Self {
        self.connect_timeout = timeout.into();
        self
    }

    /// How many headers an answer may have; 100 unless set.
    pub fn header_limit(mut self, limit: usize) -> Self {
        self.header_limit = limit;
        self
    }

    /// TLS with certificates of one's own: those that servers are held to, and those that the client shows. Unless set,
    /// servers are held to the system's.
    pub fn tls(mut self, config: ClientConfig) -> Self {
        self.tls = Some(config);
        self
    }

    /// Asks all servers through an HTTP proxy, whatever the environment says: `http://me:word@proxy.example:3128`.
    pub fn proxy(mut self, url: impl Into<Secret>) -> Self {
        self.proxy = Proxy::Through(url.into());
        self
    }

    /// Asks all servers straight, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = Proxy::Never;
        self
    }

    /// The clock that silence and totals are measured by, the machine's unless set; connecting goes by the machine's.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Makes the transport. The system's certificates are read from disk.
    ///
    /// # Errors
    /// If TLS cannot be set up, or the proxy's URL is none.
    pub fn build(self) -> Result<Hyper, ConfigurationError> {
        let mut tls = match self.tls {
            Some(tls) => tls,
            None => tls().map_err(|problem| error(&problem.to_string()))?,
        };
        // A server that may choose HTTP/2 would.
        tls.alpn_protocols.clear();
        let connector = Connector::new(tls, self.proxy.matcher()?, self.connect_timeout);
        let mut builder = Client::builder(TokioExecutor::new());
        builder
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(POOLED);
        // hyper has room for its own default on the stack.
        if self.header_limit != HEADERS {
            builder.http1_max_headers(self.header_limit);
        }
        Ok(Hyper {
            client: builder.build(connector.clone()),
            connector,
            clock: self.clock,
        })
    }
}

impl Proxy {
    fn matcher(self) -> Result<Matcher, ConfigurationError> {
        match self {
            Self::Environment => Ok(Matcher::from_env()),
            Self::Never => Ok(Matcher::builder().build()),
            Self::Through(url) => match uri::absolute(url.expose()) {
                Ok(_) => Ok(Matcher::builder().all(url.expose()).build()),
                Err(unfit) => Err(error(&format!("the proxy's URL: {unfit}"))),
            },
        }
    }
}

fn error(problem: &str) -> ConfigurationError {
    ConfigurationError::new("the HTTP client", problem)
}

/// The process's own choice of cryptography if it made one, else ring.
fn tls() -> Result<ClientConfig, rustls::Error> {
    let provider = CryptoProvider::get_default()
        .cloned()
        .unwrap_or_else(|| Arc::new(rustls::crypto::ring::default_provider()));
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider))
        .with_safe_default_protocol_versions()?;
    // A machine without certificates can still reach a plain HTTP server; to HTTPS servers it then connects to none.
    let builder = match Verifier::new(provider) {
        Ok(verifier) => builder
            .dangerous()
            .with_custom_certificate_verifier(Arc::new(verifier)),
        Err(_) => builder.with_root_certificates(RootCertStore::empty()),
    };
    Ok(builder.with_no_client_auth())
}
