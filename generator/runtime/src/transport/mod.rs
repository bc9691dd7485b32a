//! [`Transport`]: what carries a request to a server and a response back.

mod error;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(feature = "hyper")]
mod timed;

use std::{fmt::Debug, pin::Pin, time::Duration};

use bytes::Bytes;
use http::{Request, Response};

pub use self::error::{Timeout, TransportError, TransportErrorKind};
#[cfg(feature = "hyper")]
pub use self::hyper::{Hyper, HyperBuilder};
#[cfg(feature = "reqwest")]
pub use self::reqwest::Reqwest;
use crate::request::Payload;
#[cfg(feature = "hyper")]
pub use rustls;

/// A future on the heap.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// The body of a response as it arrives.
pub type Incoming = Pin<Box<dyn http_body::Body<Data = Bytes, Error = TransportError> + Send>>;

/// What carries one request to a server and one response back.
///
/// It follows no redirect, adds no credentials and repeats nothing: that is the client's to decide.
pub trait Transport: Debug + Send + Sync + 'static {
    /// Sends `request` and gives the response as soon as its head has arrived.
    ///
    /// Dropping the future, or the body, ends the exchange.
    fn send(
        &self,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Incoming>, TransportError>>;
}

/// How long a transport waits for one exchange.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Timeouts {
    /// For the next byte, in either direction.
    pub idle: Option<Duration>,
    /// For all of it, to the last byte of the body.
    pub total: Option<Duration>,
}
