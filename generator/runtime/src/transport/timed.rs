//! Time limits around a request and a body.

use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::time::{self, Instant, Sleep};

use super::{Timeout, TransportError};

/// When the request's body was last asked for more.
#[derive(Clone, Debug)]
pub(super) struct Progress(Arc<Mutex<Instant>>);

impl Progress {
    /// Counts from now.
    pub(super) fn new() -> Self {
        Self(Arc::new(Mutex::new(Instant::now())))
    }

    fn touch(&self) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
    }

    fn last(&self) -> Instant {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner)
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
    at: Instant,
    after: Duration,
}

impl Deadline {
    /// `after` from now; `None` if that is beyond what clocks count.
    pub(super) fn new(after: Duration) -> Option<Self> {
        let at = Instant::now().checked_add(after)?;
        Some(Self { at, after })
    }
}

/// Waits for the head of a response.
pub(super) async fn head<T>(
    head: impl Future<Output = Result<T, TransportError>>,
    progress: &Progress,
    idle: Option<Duration>,
    deadline: Option<Deadline>,
) -> Result<T, TransportError> {
    let idle = async {
        let mut head = std::pin::pin!(head);
        let Some(idle) = idle else {
            return head.await;
        };
        loop {
            let last = progress.last();
            let Some(silent) = last.checked_add(idle) else {
                return head.await;
            };
            if let Ok(head) = time::timeout_at(silent, &mut head).await {
                return head;
            }
            if progress.last() == last {
                return Err(TransportError::timeout(Timeout::Idle(idle)));
            }
        }
    };
    match deadline {
        None => idle.await,
        Some(Deadline { at, after }) => time::timeout_at(at, idle)
            .await
            .unwrap_or_else(|_| Err(TransportError::timeout(Timeout::Total(after)))),
    }
}

/// A response's body that fails when it falls silent or takes too long.
pub(super) struct TimedBody<B> {
    body: B,
    idle: Option<Duration>,
    silence: Option<Pin<Box<Sleep>>>,
    deadline: Option<(Pin<Box<Sleep>>, Duration)>,
}

impl<B> TimedBody<B> {
    pub(super) fn new(body: B, idle: Option<Duration>, deadline: Option<Deadline>) -> Self {
        let deadline =
            deadline.map(|Deadline { at, after }| (Box::pin(time::sleep_until(at)), after));
        Self {
            body,
            idle,
            silence: None,
            deadline,
        }
    }

    fn poll_timeout(&mut self, cx: &mut Context<'_>) -> Poll<Timeout> {
        if let Some((sleep, after)) = &mut self.deadline
            && sleep.as_mut().poll(cx).is_ready()
        {
            return Poll::Ready(Timeout::Total(*after));
        }
        if let Some(idle) = self.idle {
            let silence = self
                .silence
                .get_or_insert_with(|| Box::pin(time::sleep(idle)));
            if silence.as_mut().poll(cx).is_ready() {
                return Poll::Ready(Timeout::Idle(idle));
            }
        }
        Poll::Pending
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
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.silence = None;
            return Poll::Ready(frame);
        }
        this.poll_timeout(cx)
            .map(|timeout| Some(Err(TransportError::timeout(timeout))))
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

    const IDLE: Option<Duration> = Some(Duration::from_secs(60));

    #[tokio::test(start_paused = true)]
    async fn an_upload_that_goes_on_is_no_silence() {
        let progress = Progress::new();
        let upload = async {
            for _ in 0..10 {
                time::sleep(Duration::from_secs(50)).await;
                progress.touch();
            }
            pending::<Result<(), _>>().await
        };
        let started = Instant::now();
        head(upload, &progress, IDLE, None).await.unwrap_err();
        assert_eq!(started.elapsed(), Duration::from_secs(10 * 50 + 60));
    }

    /// A byte every 50 seconds.
    struct Slow(Pin<Box<Sleep>>, u32);

    impl http_body::Body for Slow {
        type Data = Bytes;
        type Error = TransportError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            cx: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
            std::task::ready!(self.0.as_mut().poll(cx));
            self.0.set(time::sleep(Duration::from_secs(50)));
            self.1 -= 1;
            let frame = Frame::data(Bytes::from_static(b"."));
            Poll::Ready((self.1 > 0).then_some(Ok(frame)))
        }
    }

    async fn next(body: &mut TimedBody<Slow>) -> Option<Result<Frame<Bytes>, TransportError>> {
        std::future::poll_fn(|cx| http_body::Body::poll_frame(Pin::new(&mut *body), cx)).await
    }

    #[tokio::test(start_paused = true)]
    async fn a_download_of_half_a_day_is_cut_by_a_deadline_alone() {
        let slow = || Slow(Box::pin(time::sleep(Duration::ZERO)), 1000);
        let mut body = TimedBody::new(slow(), IDLE, None);
        let started = Instant::now();
        while let Some(frame) = next(&mut body).await {
            frame.unwrap();
        }
        assert_eq!(started.elapsed(), Duration::from_secs(999 * 50));

        let deadline = Deadline::new(Duration::from_secs(120));
        let mut body = TimedBody::new(slow(), IDLE, deadline);
        for _ in 0..3 {
            next(&mut body).await.unwrap().unwrap();
        }
        let error = next(&mut body).await.unwrap().unwrap_err();
        assert!(
            error.to_string().contains("not done within 120s"),
            "{error}"
        );
    }

    #[tokio::test(start_paused = true)]
    async fn silence_ends_after_the_idle_time_and_all_else_at_the_deadline() {
        let progress = Progress::new();
        let started = Instant::now();
        let error = head::<()>(pending(), &progress, IDLE, None)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("no byte for 60s"), "{error}");
        assert_eq!(started.elapsed(), Duration::from_secs(60));
        let deadline = Deadline::new(Duration::from_secs(5));
        progress.touch();
        let error = head::<()>(pending(), &progress, IDLE, deadline)
            .await
            .unwrap_err();
        assert!(error.to_string().contains("not done within 5s"), "{error}");
    }
}
