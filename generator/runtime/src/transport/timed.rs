//! Time limits around a request and a body, by a clock.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};

use super::{BoxFuture, Timeout, TransportError};
use crate::client::{Clock, within};

/// When the request's body was last asked for more, by [`Clock::elapsed`].
#[derive(Clone, Debug)]
pub(super) struct Progress {
    clock: Arc<dyn Clock>,
    last: Arc<Mutex<Duration>>,
}

impl Progress {
    /// Counts from now.
    pub(super) fn new(clock: &Arc<dyn Clock>) -> Self {
        Self {
            clock: Arc::clone(clock),
            last: Arc::new(Mutex::new(clock.elapsed())),
        }
    }

    fn touch(&self) {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner) = self.clock.elapsed();
    }

    fn last(&self) -> Duration {
        *self.last.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A request's body that tells when it is read, so that a long upload does not count as silence.
pub(super) struct Watched<B> {
    pub(super) body: B,
    pub(super) progress: Progress,
}

impl<B: http_body::Body + Unpin> http_body::Body for Watched<B> {
    type Data = B::Data;
    type Error = B::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<B::Data>, B::Error>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.body).poll_frame(cx);
        if polled.is_ready() {
            this.progress.touch();
        }
        polled
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

/// A point in time after which a call fails, and the length of time that led to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deadline {
    at: Duration,
    after: Duration,
}

impl Deadline {
    /// `after` from now; `None` if that is beyond what clocks count.
    pub(super) fn new(clock: &dyn Clock, after: Duration) -> Option<Self> {
        let at = clock.elapsed().checked_add(after)?;
        Some(Self { at, after })
    }

    fn left(self, clock: &dyn Clock) -> Duration {
        self.at.saturating_sub(clock.elapsed())
    }
}

/// Waits for the head of a response.
pub(super) async fn head<T>(
    head: impl Future<Output = Result<T, TransportError>>,
    progress: &Progress,
    idle: Option<Duration>,
    deadline: Option<Deadline>,
) -> Result<T, TransportError> {
    let clock = &*progress.clock;
    let idle = async {
        let mut head = std::pin::pin!(head);
        let Some(idle) = idle else {
            return head.await;
        };
        loop {
            let last = progress.last();
            let silent = last.saturating_add(idle).saturating_sub(clock.elapsed());
            if let Some(head) = within(clock, silent, head.as_mut()).await {
                return head;
            }
            if progress.last() == last {
                return Err(TransportError::timeout(Timeout::Idle(idle)));
            }
        }
    };
    match deadline {
        None => idle.await,
        Some(deadline) => within(clock, deadline.left(clock), idle)
            .await
            .unwrap_or_else(|| Err(TransportError::timeout(Timeout::Total(deadline.after)))),
    }
}

/// A response's body that fails when it falls silent or takes too long.
pub(super) struct TimedBody<B> {
    body: B,
    clock: Arc<dyn Clock>,
    idle: Option<Duration>,
    silence: Option<BoxFuture<'static, ()>>,
    deadline: Option<Deadline>,
    /// Ends at the deadline, once the body has made somebody wait.
    over: Option<BoxFuture<'static, ()>>,
}

impl<B> TimedBody<B> {
    pub(super) fn new(
        body: B,
        clock: &Arc<dyn Clock>,
        idle: Option<Duration>,
        deadline: Option<Deadline>,
    ) -> Self {
        Self {
            body,
            clock: Arc::clone(clock),
            idle,
            silence: None,
            deadline,
            over: None,
        }
    }

    fn poll_deadline(&mut self, cx: &mut Context<'_>) -> Poll<Timeout> {
        let Some(deadline) = self.deadline else {
            return Poll::Pending;
        };
        let clock = &self.clock;
        let over = self
            .over
            .get_or_insert_with(|| clock.sleep(deadline.left(&**clock)));
        over.as_mut()
            .poll(cx)
            .map(|()| Timeout::Total(deadline.after))
    }

    fn poll_silence(&mut self, cx: &mut Context<'_>) -> Poll<Timeout> {
        let Some(idle) = self.idle else {
            return Poll::Pending;
        };
        let clock = &self.clock;
        let silence = self.silence.get_or_insert_with(|| clock.sleep(idle));
        silence.as_mut().poll(cx).map(|()| Timeout::Idle(idle))
    }
}

impl<B> http_body::Body for TimedBody<B>
where
    B: http_body::Body<Data = Bytes, Error = TransportError> + Unpin,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = self.get_mut();
        // Before the body: a server that never pauses is late all the same.
        if let Some(deadline) = this
            .deadline
            .filter(|over| over.left(&*this.clock).is_zero())
        {
            let timeout = Timeout::Total(deadline.after);
            return Poll::Ready(Some(Err(TransportError::timeout(timeout))));
        }
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.silence = None;
            return Poll::Ready(frame);
        }
        let late = match this.poll_deadline(cx) {
            Poll::Pending => this.poll_silence(cx),
            late => late,
        };
        late.map(|timeout| Some(Err(TransportError::timeout(timeout))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use std::future::pending;

    use super::*;
    use crate::testing::FakeClock;

    const IDLE: Option<Duration> = Some(Duration::from_secs(60));

    fn clock() -> Arc<dyn Clock> {
        Arc::new(FakeClock::default())
    }

    #[tokio::test]
    async fn an_upload_that_goes_on_is_no_silence() {
        let clock = clock();
        let progress = Progress::new(&clock);
        let upload = async {
            for _ in 0..10 {
                clock.sleep(Duration::from_secs(50)).await;
                progress.touch();
            }
            pending::<Result<(), _>>().await
        };
        head(upload, &progress, IDLE, None).await.unwrap_err();
        assert_eq!(clock.elapsed(), Duration::from_secs(10 * 50 + 60));
    }

    /// A byte every 50 seconds.
    struct Slow {
        clock: Arc<dyn Clock>,
        next: BoxFuture<'static, ()>,
        left: u32,
    }

    impl http_body::Body for Slow {
        type Data = Bytes;
        type Error = TransportError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
            std::task::ready!(self.next.as_mut().poll(cx));
            self.next = self.clock.sleep(Duration::from_secs(50));
            self.left -= 1;
            let frame = Frame::data(Bytes::from_static(b"."));
            Poll::Ready((self.left > 0).then_some(Ok(frame)))
        }
    }

    async fn next(body: &mut TimedBody<Slow>) -> Option<Result<Frame<Bytes>, TransportError>> {
        std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut *body), cx)).await
    }

    #[tokio::test]
    async fn a_download_of_half_a_day_is_cut_by_a_deadline_alone() {
        let clock = clock();
        let slow = || Slow {
            clock: Arc::clone(&clock),
            next: Box::pin(std::future::ready(())),
            left: 1000,
        };
        let mut body = TimedBody::new(slow(), &clock, IDLE, None);
        while let Some(frame) = next(&mut body).await {
            frame.unwrap();
        }
        assert_eq!(clock.elapsed(), Duration::from_secs(999 * 50));

        let deadline = Deadline::new(&*clock, Duration::from_secs(120));
        let mut body = TimedBody::new(slow(), &clock, IDLE, deadline);
        for _ in 0..3 {
            next(&mut body).await.unwrap().unwrap();
        }
        let error = next(&mut body).await.unwrap().unwrap_err();
        assert!(
            error.to_string().contains("not done within 120s"),
            "{error}"
        );
    }

    #[tokio::test]
    async fn silence_ends_after_the_idle_time_and_all_else_at_the_deadline() {
        let clock = clock();
        let progress = Progress::new(&clock);
        let error = head::<()>(pending(), &progress, IDLE, None)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("no byte for 60s"), "{error}");
        assert_eq!(clock.elapsed(), Duration::from_secs(60));
        let deadline = Deadline::new(&*clock, Duration::from_secs(5));
        progress.touch();
        let error = head::<()>(pending(), &progress, IDLE, deadline)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("not done within 5s"), "{error}");
    }
}
