//! [`Connector`]: connections to servers, straight or by way of a proxy.

use std::{
    error::Error,
    io,
    pin::Pin,
    sync::Arc,
    task::{Context, Poll},
    time::Duration,
};

use http::{Uri, uri::Scheme};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::{
    client::{
        legacy::connect::{Connected, Connection, HttpConnector, proxy::Tunnel},
        proxy::matcher::{Intercept, Matcher},
    },
    rt::TokioIo,
};
use rustls::ClientConfig;
use tokio::{net::TcpStream, time::timeout};
use tower_service::Service;

use crate::transport::BoxFuture;

/// How long a connection is silent before it is asked whether it is still there, how often, and how many times.
const KEEP_ALIVE: Duration = Duration::from_secs(15);
const PROBES: u32 = 3;

/// Makes connections. It is cloned for each request.
#[derive(Clone, Debug)]
pub(super) struct Connector(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    tcp: HttpConnector,
    tls: Arc<ClientConfig>,
    proxies: Matcher,
    timeout: Option<Duration>,
}

impl Connector {
    pub(super) fn new(tls: ClientConfig, proxies: Matcher, timeout: Option<Duration>) -> Self {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_keepalive(Some(KEEP_ALIVE));
        tcp.set_keepalive_interval(Some(KEEP_ALIVE));
        tcp.set_keepalive_retries(Some(PROBES));
        tcp.set_connect_timeout(timeout);
        Self(Arc::new(Shared {
            tcp,
            tls: Arc::new(tls),
            proxies,
            timeout,
        }))
    }

    /// How long it waits for a connection.
    pub(super) fn timeout(&self) -> Option<Duration> {
        self.0.timeout
    }

    /// The proxy through which a server is asked.
    pub(super) fn proxy(&self, url: &Uri) -> Option<Intercept> {
        self.0.proxies.intercept(url)
    }

    async fn connect(self, url: Uri) -> Result<Stream, BoxError> {
        let proxy = self.proxy(&url);
        let Shared { tcp, tls, .. } = &*self.0;
        let mut straight = HttpsConnector::from((tcp.clone(), Arc::clone(tls)));
        let Some(proxy) = proxy else {
            let io = MaybeHttpsStream::Http(straight.call(url).await?);
            return Ok(Stream { io, proxied: false });
        };
        let to = proxy.uri().clone();
        // To go straight would be what whoever set the proxy wants least.
        if let Some(other @ ("socks4" | "socks4a" | "socks5" | "socks5h")) = to.scheme_str() {
            return Err(format!("the proxy is one of {other}, which is not spoken here").into());
        }
        if url.scheme() == Some(&Scheme::HTTPS) {
            let mut tunnel = Tunnel::new(to, straight);
            if let Some(user) = proxy.basic_auth() {
                tunnel = tunnel.with_auth(user.clone());
            }
            let mut within = HttpsConnector::from((tunnel, Arc::clone(tls)));
            let io = within.call(url).await?;
            return Ok(Stream { io, proxied: false });
        }
        let io = MaybeHttpsStream::Http(straight.call(to).await?);
        Ok(Stream { io, proxied: true })
    }
}

type BoxError = Box<dyn Error + Send + Sync>;

impl Service<Uri> for Connector {
    type Response = Stream;
    type Error = BoxError;
    type Future = BoxFuture<'static, Result<Stream, BoxError>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, url: Uri) -> Self::Future {
        let limit = self.timeout();
        let connecting = self.clone().connect(url);
        Box::pin(async move {
            match limit {
                Some(limit) => timeout(limit, connecting).await?,
                None => connecting.await,
            }
        })
    }
}

/// A connection to a server or a proxy, and the one to a server that runs within the latter.
type Io = MaybeHttpsStream<MaybeHttpsStream<TokioIo<TcpStream>>>;

/// A connection.
pub(super) struct Stream {
    io: Io,
    /// Whether a proxy reads the requests, which are for other servers then.
    proxied: bool,
}

impl Stream {
    fn io(self: Pin<&mut Self>) -> Pin<&mut Io> {
        Pin::new(&mut self.get_mut().io)
    }
}

impl Connection for Stream {
    fn connected(&self) -> Connected {
        self.io.connected().proxy(self.proxied)
    }
}

impl Read for Stream {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        self.io().poll_read(cx, buffer)
    }
}

impl Write for Stream {
    fn poll_write(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write(cx, bytes)
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_flush(cx)
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        self.io().poll_shutdown(cx)
    }

    fn is_write_vectored(&self) -> bool {
        self.io.is_write_vectored()
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        pieces: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.io().poll_write_vectored(cx, pieces)
    }
}
