//! A transport that leads nowhere and remembers where it should have led, for URLs that no test may call.

use std::sync::{Arc, Mutex, PoisonError};

use runtime::{
    Payload,
    transport::{BoxFuture, Incoming, Timeouts, Transport, TransportError},
};

/// The transport. Clones share what they remember.
#[derive(Clone, Debug, Default)]
pub struct Nowhere {
    urls: Arc<Mutex<Vec<String>>>,
}

impl Nowhere {
    /// The URLs that were asked for, in order.
    pub fn urls(&self) -> Vec<String> {
        self.urls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Transport for Nowhere {
    fn send(
        &self,
        request: http::Request<Payload>,
        _: Timeouts,
    ) -> BoxFuture<'_, Result<http::Response<Incoming>, TransportError>> {
        let mut urls = self.urls.lock().unwrap_or_else(PoisonError::into_inner);
        urls.push(request.uri().to_string());
        Box::pin(async { Err(TransportError::connect("it leads nowhere")) })
    }
}
