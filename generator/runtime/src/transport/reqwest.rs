//! [`Reqwest`]: a `reqwest` client of one's own as the transport.

use std::sync::Arc;

use http::{Request, Response};
use reqwest::Body;

use super::{
    BoxFuture, Incoming, Timeouts, Transport, TransportError, TransportErrorKind, error::caused_by,
    timed::carry,
};
use crate::{
    client::{Clock, SystemClock},
    request::Payload,
};

/// Requests by a client of `reqwest` that there is already, with proxies, certificates or pools as set there.
///
/// How long it waits for connections, and how many headers it takes, is set there too.
#[derive(Clone, Debug)]
pub struct Reqwest {
    client: reqwest::Client,
    clock: Arc<dyn Clock>,
}

impl Reqwest {
    /// A transport by `client`.
    ///
    /// It should follow no redirects ([`reqwest::redirect::Policy::none`]): those that it follows itself escape the
    /// rule that credentials stay with the API's origin.
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client,
            clock: Arc::new(SystemClock),
        }
    }

    /// The clock that silence and totals are measured by, the machine's unless set; connecting goes by the machine's.
    #[must_use]
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }
}

/// The error without its URL, which may hold a key.
fn told(error: reqwest::Error) -> TransportError {
    let error = error.without_url();
    if error.is_connect() {
        TransportError::connect(error)
    } else if caused_by(&error, hyper::Error::is_parse) {
        TransportError::new(TransportErrorKind::Head).source(error)
    } else {
        TransportError::io(error)
    }
}

impl Transport for Reqwest {
    fn send(
        &self,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Incoming>, TransportError>> {
        let send = async |request: Request<_>| {
            let request = request.map(Body::wrap).try_into().map_err(told)?;
            let response = self.client.execute(request).await.map_err(told)?;
            Ok(Response::<Body>::from(response))
        };
        Box::pin(carry(&self.clock, timeouts, request, send, told))
    }
}
