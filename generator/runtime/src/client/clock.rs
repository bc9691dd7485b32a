//! [`Clock`]: what time it is.

use std::{fmt::Debug, future::poll_fn, pin::pin, task::Poll, time::Duration};

use jiff::Timestamp;

use crate::transport::BoxFuture;

/// What time it is, and waiting until it is later, so that tests can say and need not wait.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The machine's clock. It waits with tokio; without the feature `reqwest`, which brings that in, it waits forever.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        #[cfg(feature = "reqwest")]
        return Box::pin(tokio::time::sleep(duration));
        #[cfg(not(feature = "reqwest"))]
        {
            let _ = duration;
            Box::pin(std::future::pending())
        }
    }
}

/// What `future` gives within `limit`; `None` if that is over first.
pub(super) async fn within<T>(
    clock: &dyn Clock,
    limit: Duration,
    future: impl Future<Output = T>,
) -> Option<T> {
    let (mut future, mut sleep) = (pin!(future), clock.sleep(limit));
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => sleep.as_mut().poll(cx).map(|()| None),
    })
    .await
}
