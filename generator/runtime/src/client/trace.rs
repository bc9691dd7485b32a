//! Spans and events by the crate `tracing`, with the feature of that name; without it, nothing.
//!
//! They hold what the document says of a call and what came of it: never a URL, a header, a body or a message that
//! may quote one.

#[cfg(feature = "tracing")]
pub(super) use self::traced::{Span, retrying};
#[cfg(not(feature = "tracing"))]
pub(super) use self::untraced::{Span, retrying};

#[cfg(feature = "tracing")]
mod traced {
    use std::{pin::Pin, time::Duration};

    use tracing::{Instrument, field::Empty};

    use crate::{client::receive::Exchanged, error::Error, operation::Route};

    /// A span over a call or one of its attempts.
    pub(in crate::client) struct Span(tracing::Span);

    impl Span {
        pub(in crate::client) fn call(route: &Route) -> Self {
            Self(tracing::info_span!(
                "call",
                operation = route.id,
                http.request.method = route.method,
                http.route = route.path,
                http.response.status_code = Empty,
                attempts = Empty,
                error.type = Empty,
            ))
        }

        pub(in crate::client) fn attempt(route: &Route, attempt: u32) -> Self {
            Self(tracing::debug_span!(
                "attempt",
                operation = route.id,
                http.route = route.path,
                attempt,
                http.response.status_code = Empty,
                error.type = Empty,
            ))
        }

        /// Does the work within the span, and notes what came of it. The caller pins it, so that it is in one place.
        pub(in crate::client) async fn around(
            self,
            work: Pin<&mut impl Future<Output = Result<Exchanged, Error>>>,
        ) -> Result<Exchanged, Error> {
            let outcome = work.instrument(self.0.clone()).await;
            let (status, attempts) = match &outcome {
                Ok(exchanged) => (Some(exchanged.answer.status), exchanged.answer.attempts),
                Err(error) => (error.status(), error.attempts()),
            };
            if let Some(status) = status {
                self.0.record("http.response.status_code", status.as_u16());
            }
            if let Err(error) = &outcome {
                self.0.record("error.type", error.kind());
            }
            self.0.record("attempts", attempts);
            outcome
        }
    }

    /// Another attempt follows.
    pub(in crate::client) fn retrying(route: &Route, attempts: u32, wait: Duration) {
        let wait = wait.as_secs_f64();
        tracing::warn!(operation = route.id, attempts, wait, "the call is repeated");
    }
}

#[cfg(not(feature = "tracing"))]
mod untraced {
    use std::{pin::Pin, time::Duration};

    use crate::{client::receive::Exchanged, error::Error, operation::Route};

    pub(in crate::client) struct Span;

    impl Span {
        pub(in crate::client) fn call(_: &Route) -> Self {
            Self
        }

        pub(in crate::client) fn attempt(_: &Route, _: u32) -> Self {
            Self
        }

        pub(in crate::client) async fn around(
            self,
            work: Pin<&mut impl Future<Output = Result<Exchanged, Error>>>,
        ) -> Result<Exchanged, Error> {
            work.await
        }
    }

    pub(in crate::client) fn retrying(_: &Route, _: u32, _: Duration) {}
}
