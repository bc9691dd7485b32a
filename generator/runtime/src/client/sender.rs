//! [`Sender`]: one request to the transport and the head of its answer, of which hooks are told.

use http::{Request, Response, response::Parts};

use super::Config;
use crate::{
    error::ConfigurationError,
    operation::Route,
    request::Payload,
    transport::{Incoming, Timeouts, Transport, TransportError, TransportErrorKind},
};

/// The head of a response, and its body as it arrives.
pub(crate) type Head = (Parts, Incoming);

/// Sends requests of one attempt.
#[derive(Clone, Copy)]
pub(crate) struct Sender<'c> {
    pub(crate) transport: &'c dyn Transport,
    pub(crate) config: &'c Config,
    /// The attempt of the call, counted from 1.
    pub(crate) attempt: u32,
}

impl Sender<'_> {
    /// Tells the hooks of a request, which they may change.
    pub(crate) fn before(
        &self,
        route: &'static Route,
        request: &mut Request<Payload>,
    ) -> Result<(), ConfigurationError> {
        let mut hooks = self.config.hooks.iter();
        hooks.try_for_each(|hook| hook.before(route, self.attempt, request))
    }

    /// Sends it, and tells the hooks what came of it. The transport has the request from the start, so that it is in one place.
    pub(crate) fn send(
        self,
        route: &'static Route,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> impl Future<Output = Result<Head, TransportError>> {
        let answer = self.transport.send(request, timeouts);
        async move {
            let answer = answer.await;
            let answer = answer
                .map(Response::into_parts)
                .and_then(|head| self.of_few_headers(head));
            let outcome = answer.as_ref().map(|(parts, _)| parts);
            for hook in &self.config.hooks {
                hook.after(route, self.attempt, outcome);
            }
            answer
        }
    }

    fn of_few_headers(&self, head: Head) -> Result<Head, TransportError> {
        let (count, limit) = (head.0.headers.len(), self.config.header_limit);
        if count <= limit {
            return Ok(head);
        }
        let problem = format!("it has {count} headers, and {limit} are taken");
        Err(TransportError::new(TransportErrorKind::Head).source(problem))
    }
}
