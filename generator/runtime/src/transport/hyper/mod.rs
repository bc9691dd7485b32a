//! [`Hyper`]: the default transport, on `hyper` with rustls.

mod builder;
mod connect;

use std::{io, sync::Arc};

use http::{Request, Response, header::PROXY_AUTHORIZATION, uri::Scheme};
use hyper_util::client::legacy::{Client, Error as ClientError};
use tokio::time::error::Elapsed;

pub use self::builder::HyperBuilder;
use self::connect::Connector;
use super::{
    BoxFuture, Incoming, Timeout, Timeouts, Transport, TransportError, TransportErrorKind,
    error::caused_by,
    timed::{Watched, carry},
};
use crate::{client::Clock, request::Payload};

/// Requests by `hyper`: HTTP/1.1 with a pool of connections, TLS by rustls, the system's certificates, proxies from the
/// environment (`HTTPS_PROXY`, `HTTP_PROXY`, `ALL_PROXY`, `NO_PROXY`).
#[derive(Clone, Debug)]
pub struct Hyper {
    client: Client<Connector, Watched>,
    connector: Connector,
    clock: Arc<dyn Clock>,
}

impl Hyper {
    /// A transport with certificates, proxies or limits of one's own.
    pub fn builder() -> HyperBuilder {
        HyperBuilder::default()
    }

    /// Sends a request; answers are decompressed if a feature says so.
    #[cfg(not(any(feature = "gzip", feature = "brotli", feature = "zstd")))]
    async fn exchange(
        &self,
        request: Request<Watched>,
    ) -> Result<Response<hyper::body::Incoming>, ClientError> {
        self.client.request(request).await
    }

    /// Sends a request; its answer is decompressed.
    #[cfg(any(feature = "gzip", feature = "brotli", feature = "zstd"))]
    async fn exchange(
        &self,
        request: Request<Watched>,
    ) -> Result<
        Response<tower_http::decompression::DecompressionBody<hyper::body::Incoming>>,
        ClientError,
    > {
        use tower_service::Service;
        // The pool is shared.
        let mut client = tower_http::decompression::Decompression::new(self.client.clone());
        client.call(request).await
    }

    fn error(&self, error: ClientError) -> TransportError {
        if error.is_connect() {
            return match self.connector.timeout() {
                Some(timeout) if is_late(&error) => {
                    TransportError::timeout(Timeout::Connect(timeout)).source(error)
                }
                _ => TransportError::connect(error),
            };
        }
        // The head of an answer is not HTTP, or larger than hyper reads.
        if caused_by(&error, hyper::Error::is_parse) {
            return TransportError::new(TransportErrorKind::Head).source(error);
        }
        TransportError::io(error)
    }
}

/// Whether connecting took too long: to all addresses of a host, or to each of them.
fn is_late(error: &ClientError) -> bool {
    caused_by(error, |_: &Elapsed| true)
        || caused_by(error, |error: &io::Error| {
            error.kind() == io::ErrorKind::TimedOut
        })
}

impl Transport for Hyper {
    fn send(
        &self,
        mut request: Request<Payload>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Incoming>, TransportError>> {
        // Within a tunnel the proxy sees none of it; it has been told when that was made.
        if request.uri().scheme() == Some(&Scheme::HTTP)
            && let Some(proxy) = self.connector.proxy(request.uri())
            && let Some(user) = proxy.basic_auth()
        {
            let headers = request.headers_mut();
            headers
                .entry(PROXY_AUTHORIZATION)
                .or_insert_with(|| user.clone());
        }
        let send = async |request| {
            let answer = self.exchange(request).await;
            answer.map_err(|error| self.error(error))
        };
        Box::pin(carry(
            &self.clock,
            timeouts,
            request,
            send,
            TransportError::io,
        ))
    }
}
