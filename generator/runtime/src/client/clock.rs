//! [`Clock`]: what time it is.

use std::{fmt::Debug, future::poll_fn, pin::Pin, task::Poll, time::Duration};

use jiff::Timestamp;

use crate::transport::BoxFuture;

/// What time it is, and waiting until it is later, so that tests can say and need not wait.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// The time since a fixed point of the clock's choice, which never goes back: lengths of time are measured with it.
    fn elapsed(&self) -> Duration {
        let since = self.now().duration_since(Timestamp::UNIX_EPOCH);
        Duration::try_from(since).unwrap_or_default()
    }

    /// Ends after `duration`.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()>;
}

/// The machine's clock, which waits with tokio. It comes with the feature `hyper`; without it a client has to be
/// given a clock as well as a transport, and says so.
#[cfg(feature = "hyper")]
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

#[cfg(feature = "hyper")]
impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn elapsed(&self) -> Duration {
        use std::{sync::LazyLock, time::Instant};
        static START: LazyLock<Instant> = LazyLock::new(Instant::now);
        START.elapsed()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(tokio::time::sleep(duration))
    }
}

/// What `future` gives within `limit`; `None` if that is over first.
///
/// It is pinned by the caller: one that moved in here would make room for itself on both sides.
pub(crate) async fn within<T>(
    clock: &dyn Clock,
    limit: Duration,
    mut future: Pin<&mut impl Future<Output = T>>,
) -> Option<T> {
    let mut sleep = clock.sleep(limit);
    poll_fn(|cx| match future.as_mut().poll(cx) {
        Poll::Ready(output) => Poll::Ready(Some(output)),
        Poll::Pending => sleep.as_mut().poll(cx).map(|()| None),
    })
    .await
}
