//! [`Hook`]: what is told of each request, before it is sent and after.

use std::fmt::Debug;

use http::{Request, response::Parts};

use crate::{
    error::ConfigurationError, operation::Route, request::Payload, transport::TransportError,
};

/// What is told of each request of a client, before it is sent and when its answer's head has arrived: to sign requests,
/// to measure, to log. Set with [`crate::Config::hook`].
///
/// A call is as many requests as it has attempts, and one more for each redirect and for a token that was refused. Requests
/// that fetch a token (OAuth 2.0 client credentials) are told of too, to whichever server they go: their route's `path`
/// is `(token)`, and a call that fetches none, because another did, has none.
///
/// `Debug` of a request shows no header that holds a credential, and no body. Its URL, which may have a key in the query,
/// is shown.
pub trait Hook: Debug + Send + Sync + 'static {
    /// The request is about to be sent, credentials included; what is changed of it goes out. `attempt` counts from 1.
    ///
    /// # Errors
    /// If the request cannot be sent: the call then ends with this error.
    fn before(
        &self,
        route: &'static Route,
        attempt: u32,
        request: &mut Request<Payload>,
    ) -> Result<(), ConfigurationError> {
        let _ = (route, attempt, request);
        Ok(())
    }

    /// The head of the answer has arrived, or there is none.
    fn after(&self, route: &'static Route, attempt: u32, outcome: Result<&Parts, &TransportError>) {
        let _ = (route, attempt, outcome);
    }
}
