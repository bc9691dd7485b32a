//! [`Reqwest`]: the default transport, on `reqwest` with rustls.

use std::{
    error::Error,
    pin::{Pin, pin},
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Frame, SizeHint};
use rustls::{ClientConfig, RootCertStore, crypto::CryptoProvider};
use rustls_platform_verifier::Verifier;

use super::{
    BoxFuture, Incoming, Timeout, Timeouts, Transport, TransportError, TransportErrorKind,
    origins::Origins,
    timed::{Limits, Progress, TimedBody, Watched, head},
};
use crate::{
    client::{Clock, HEADERS, SystemClock},
    error::ConfigurationError,
    request::Payload,
};

/// Requests by `reqwest`: HTTP/1.1 with a pool of connections, TLS by rustls, the system's certificates, proxies from
/// the environment (`HTTPS_PROXY`, `NO_PROXY`).
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: reqwest::Client,
    connect_timeout: Option<Duration>,
    clock: Arc<dyn Clock>,
    origins: Arc<Origins>,
}

impl Reqwest {
    /// A transport that waits for connections as long as `connect_timeout` says, and takes answers of so many headers.
    ///
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new(
        connect_timeout: Option<Duration>,
        header_limit: usize,
    ) -> Result<Self, ConfigurationError> {
        let error = |problem: String| ConfigurationError::new("the HTTP client", problem);
        let tls = tls().map_err(|problem| error(problem.to_string()))?;
        // Redirects are the client's to decide: it knows where credentials may go.
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none());
        // hyper has room for its own default on the stack.
        if header_limit != HEADERS {
            builder = builder.http1_max_headers(header_limit);
        }
        if let Some(timeout) = connect_timeout {
            builder = builder.connect_timeout(timeout);
        }
        let client = builder
            .build()
            .map_err(|problem| error(problem.to_string()))?;
        Ok(Self {
            client,
            connect_timeout,
            clock: Arc::new(SystemClock),
            origins: Arc::default(),
        })
    }

    /// A client of one's own, with proxies, certificates or pools as set there.
    ///
    /// It should follow no redirects ([`reqwest::redirect::Policy::none`]): those that it follows itself escape the
    /// rule that credentials stay with the API's origin.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client,
            connect_timeout: None,
            clock: Arc::new(SystemClock),
            origins: Arc::default(),
        }
    }

    /// The clock that silence and totals are measured by, the machine's unless set; connecting goes by the machine's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    fn error(&self, error: reqwest::Error) -> TransportError {
        // The URL may hold a key.
        let error = error.without_url();
        match self.connect_timeout {
            Some(timeout) if error.is_connect() && error.is_timeout() => {
                TransportError::timeout(Timeout::Connect(timeout)).source(error)
            }
            _ if error.is_connect() => TransportError::connect(error),
            _ if is_head(&error) => TransportError::new(TransportErrorKind::Head).source(error),
            _ => TransportError::io(error),
        }
    }
}

/// Whether the head of an answer is not HTTP, or larger than hyper reads.
fn is_head(error: &reqwest::Error) -> bool {
    let mut source = error.source();
    while let Some(error) = source {
        if let Some(error) = error.downcast_ref::<hyper::Error>() {
            return error.is_parse();
        }
        source = error.source();
    }
    false
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

impl Transport for Reqwest {
    fn send(
        &self,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Incoming>, TransportError>> {
        Box::pin(async move {
            let mut limits = Limits::new(&self.clock, timeouts);
            let started = self.clock.elapsed();
            let mut progress = None;
            let request = request.map(|body| match body {
                Payload::Empty => reqwest::Body::default(),
                body @ (Payload::Bytes(_) | Payload::Stream(_)) => {
                    let progress = progress.insert(Progress::new(&self.clock, started)).clone();
                    reqwest::Body::wrap(Watched { body, progress })
                }
            });
            let request = self.origins.request(request)?;
            let response = pin!(async {
                let response = self.client.execute(request).await;
                response.map_err(|error| self.error(error))
            });
            let last = || progress.as_ref().map_or(started, Progress::last);
            let response = head(response, last, &mut limits).await?;
            Ok(Response::from(response)
                .map(|body| -> Incoming { Box::pin(TimedBody::new(Body(body), limits)) }))
        })
    }
}

/// A response's body with the transport's own error.
struct Body(reqwest::Body);

impl http_body::Body for Body {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        Pin::new(&mut self.get_mut().0)
            .poll_frame(cx)
            .map_err(|error| TransportError::io(error.without_url()))
    }

    fn is_end_stream(&self) -> bool {
        self.0.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.0.size_hint()
    }
}
