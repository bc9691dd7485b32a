//! Time limits around a request and a body, by a clock.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http::{Request, Response};
use http_body::{Frame, SizeHint};

use super::{BoxFuture, Incoming, Timeout, Timeouts, TransportError};
use crate::{client::Clock, request::Payload};

/// When the request's body was last asked for more, by [`Clock::elapsed`].
#[derive(Clone, Debug)]
struct Progress {
    clock: Arc<dyn Clock>,
    last: Arc<Mutex<Duration>>,
}

impl Progress {
    /// Counts from a time by the clock.
    fn new(clock: &Arc<dyn Clock>, from: Duration) -> Self {
        Self {
            clock: Arc::clone(clock),
            last: Arc::new(Mutex::new(from)),
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
pub(super) struct Watched {
    body: Payload,
    /// `None` for what is not to be read.
    progress: Option<Progress>,
}

impl http_body::Body for Watched {
    type Data = Bytes;
    type Error = <Payload as http_body::Body>::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Self::Error>>> {
        let this = self.get_mut();
        let polled = Pin::new(&mut this.body).poll_frame(cx);
        if let (Some(progress), true) = (&this.progress, polled.is_ready()) {
            progress.touch();
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
struct Deadline {
    at: Duration,
    after: Duration,
}

/// The time limits of one exchange, and the one timer that they take at a time.
struct Limits {
    clock: Arc<dyn Clock>,
    idle: Option<Duration>,
    /// `None` as well if it is beyond what clocks count.
    deadline: Option<Deadline>,
    /// Ends when a limit may be reached, which what is sent puts off: then it is set again for what is left.
    alarm: Option<Alarm>,
}

struct Alarm {
    set_for: Duration,
    over: BoxFuture<'static, ()>,
}

impl Limits {
    /// Counts the total from now.
    fn new(clock: &Arc<dyn Clock>, timeouts: Timeouts) -> Self {
        let deadline = timeouts.total.and_then(|after| {
            let at = clock.elapsed().checked_add(after)?;
            Some(Deadline { at, after })
        });
        Self {
            clock: Arc::clone(clock),
            idle: timeouts.idle,
            deadline,
            alarm: None,
        }
    }

    /// The limit that is reached first if nothing comes after `last`, and when it is.
    fn first(&self, last: Duration) -> Option<(Duration, Timeout)> {
        let total = self.deadline.map(|it| (it.at, Timeout::Total(it.after)));
        let idle = self
            .idle
            .map(|it| (last.saturating_add(it), Timeout::Idle(it)));
        total.into_iter().chain(idle).min_by_key(|(at, _)| *at)
    }

    /// Waits for the first limit to be reached, of somebody to whom nothing has come since `last`.
    fn poll(&mut self, last: Duration, cx: &mut Context<'_>) -> Poll<Timeout> {
        let Some((at, timeout)) = self.first(last) else {
            return Poll::Pending;
        };
        loop {
            if let Some(alarm) = &mut self.alarm {
                ready!(alarm.over.as_mut().poll(cx));
                let set_for = alarm.set_for;
                self.alarm = None;
                if at <= set_for {
                    return Poll::Ready(timeout);
                }
            }
            let left = at.saturating_sub(self.clock.elapsed());
            self.alarm = Some(Alarm {
                set_for: at,
                over: self.clock.sleep(left),
            });
        }
    }

    /// Nobody waits any more. An alarm that nobody looks at would stop a clock that jumps to the next.
    fn rest(&mut self) {
        self.alarm = None;
    }

    /// The total, if it is over.
    fn overdue(&self) -> Option<Timeout> {
        let deadline = self.deadline.filter(|it| it.at <= self.clock.elapsed())?;
        Some(Timeout::Total(deadline.after))
    }
}

/// Waits for the head of a response. `last` says when the request's body was last asked for more, or the request began.
async fn head<T>(
    mut head: Pin<&mut impl Future<Output = Result<T, TransportError>>>,
    last: impl Fn() -> Duration,
    limits: &mut Limits,
) -> Result<T, TransportError> {
    poll_fn(|cx| match head.as_mut().poll(cx) {
        Poll::Ready(head) => {
            limits.rest();
            Poll::Ready(head)
        }
        Poll::Pending => {
            let late = limits.poll(last(), cx);
            late.map(|timeout| Err(TransportError::timeout(timeout)))
        }
    })
    .await
}

/// Carries a request and its answer within time limits. `send` gives the head of the answer, `broken` says what an error
/// of its body is.
pub(super) async fn carry<B, F>(
    clock: &Arc<dyn Clock>,
    timeouts: Timeouts,
    request: Request<Payload>,
    send: impl FnOnce(Request<Watched>) -> F,
    broken: fn(B::Error) -> TransportError,
) -> Result<Response<Incoming>, TransportError>
where
    B: http_body::Body<Data = Bytes> + Send + Unpin + 'static,
    F: Future<Output = Result<Response<B>, TransportError>>,
{
    let mut limits = Limits::new(clock, timeouts);
    let started = clock.elapsed();
    let progress = match request.body() {
        Payload::Empty => None,
        Payload::Bytes(_) | Payload::Stream(_) => Some(Progress::new(clock, started)),
    };
    let watch = progress.clone();
    let request = request.map(|body| Watched {
        body,
        progress: watch,
    });
    let last = || progress.as_ref().map_or(started, Progress::last);
    let response = head(pin!(send(request)), last, &mut limits).await?;
    Ok(response.map(|body| -> Incoming { Box::pin(TimedBody::new(body, limits, broken)) }))
}

/// A response's body that fails when it falls silent or takes too long.
struct TimedBody<B: http_body::Body> {
    body: B,
    broken: fn(B::Error) -> TransportError,
    limits: Limits,
    /// Since when somebody has waited for what comes next.
    waiting: Option<Duration>,
}

impl<B: http_body::Body> TimedBody<B> {
    fn new(body: B, limits: Limits, broken: fn(B::Error) -> TransportError) -> Self {
        Self {
            body,
            broken,
            limits,
            waiting: None,
        }
    }
}

impl<B> http_body::Body for TimedBody<B>
where
    B: http_body::Body<Data = Bytes> + Unpin,
{
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = self.get_mut();
        let late = |timeout| Some(Err(TransportError::timeout(timeout)));
        // Before the body: a server that never pauses is late all the same.
        if let Some(timeout) = this.limits.overdue() {
            return Poll::Ready(late(timeout));
        }
        if let Poll::Ready(frame) = Pin::new(&mut this.body).poll_frame(cx) {
            this.waiting = None;
            this.limits.rest();
            return Poll::Ready(frame.map(|frame| frame.map_err(this.broken)));
        }
        let clock = &this.limits.clock;
        let since = *this.waiting.get_or_insert_with(|| clock.elapsed());
        this.limits.poll(since, cx).map(late)
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
    use std::{convert::identity, future::pending};

    use super::*;
    use crate::testing::FakeClock;

    fn clock() -> Arc<dyn Clock> {
        Arc::new(FakeClock::default())
    }

    /// A minute of silence, and a total.
    fn limits(clock: &Arc<dyn Clock>, total: Option<u64>) -> Limits {
        let timeouts = Timeouts {
            idle: Some(Duration::from_secs(60)),
            total: total.map(Duration::from_secs),
        };
        Limits::new(clock, timeouts)
    }

    #[tokio::test]
    async fn an_upload_that_goes_on_is_no_silence() {
        let clock = clock();
        let progress = Progress::new(&clock, clock.elapsed());
        let upload = async {
            for _ in 0..10 {
                clock.sleep(Duration::from_secs(50)).await;
                progress.touch();
            }
            pending::<Result<(), _>>().await
        };
        let mut limits = limits(&clock, None);
        let head = head(pin!(upload), || progress.last(), &mut limits).await;
        head.unwrap_err();
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
        let mut body = TimedBody::new(slow(), limits(&clock, None), identity);
        while let Some(frame) = next(&mut body).await {
            frame.unwrap();
        }
        assert_eq!(clock.elapsed(), Duration::from_secs(999 * 50));

        let mut body = TimedBody::new(slow(), limits(&clock, Some(120)), identity);
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
        let progress = Progress::new(&clock, clock.elapsed());
        let silent = |mut limits: Limits| {
            let progress = progress.clone();
            async move {
                let head = head::<()>(pin!(pending()), || progress.last(), &mut limits).await;
                head.unwrap_err()
            }
        };
        let error = silent(limits(&clock, None)).await;
        assert!(error.to_string().contains("no byte for 60s"), "{error}");
        assert_eq!(clock.elapsed(), Duration::from_secs(60));
        progress.touch();
        let error = silent(limits(&clock, Some(5))).await;
        assert!(error.to_string().contains("not done within 5s"), "{error}");
    }
}
