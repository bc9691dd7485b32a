//! [`Wait`]: waiting until a job has ended.

use std::{fmt, future::IntoFuture, path::Path, pin::pin, time::Duration};

use super::{
    Deliver, Delivers, Finished, Job, JobError, Phase, Starts, State, States,
    handle::{PollFailure, Polled},
    schedule::{Pace, Schedule},
};
use crate::{
    client::{Async, Mode, may_pass, within},
    error::{ConfigurationError, Error},
    operation::{Operation, Route},
    transport::{BoxFuture, TransportErrorKind},
};

type Progress<'w, T> = Box<dyn FnMut(&State<T>) + Send + 'w>;

/// What a wait for a job of `O` ends in unless it ends well.
type Ended<O> = JobError<Polled<O>, PollFailure<O>>;

/// A wait until a job has ended, to be awaited, or sent on a blocking client.
///
/// Polls are as far apart as the server's `Retry-After` says (up to an hour); where it says nothing, an exponential
/// back-off with full jitter applies. Dropping the future at any point ends the wait, and nothing on the server.
#[must_use = "a wait does nothing until it is awaited or sent"]
pub struct Wait<'w, O: Starts, M: Mode = Async> {
    job: Job<O, M>,
    pace: Pace,
    progress: Option<Progress<'w, Polled<O>>>,
}

impl<'w, O: Starts, M: Mode> Wait<'w, O, M> {
    pub(super) fn new(job: Job<O, M>) -> Self {
        Self {
            job,
            pace: Pace::default(),
            progress: None,
        }
    }

    /// How long to wait at most; no limit unless set. Nothing is sent after the deadline, and a poll under way is
    /// dropped.
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.pace.deadline = Some(deadline);
        self
    }

    /// The bound of the first wait between polls, 2 seconds unless set; it doubles from poll to poll.
    pub fn first_wait(mut self, bound: Duration) -> Self {
        self.pace.backoff.first = bound;
        self
    }

    /// What no wait between polls exceeds, 30 seconds unless set.
    pub fn longest_wait(mut self, cap: Duration) -> Self {
        self.pace.backoff.cap = cap;
        self
    }

    /// How many polls in a row may fail in passing (no connection, silence, 408, 429, 5xx, from the API or from the server
    /// of its tokens), each after the attempts that the client makes by itself; 5 unless set.
    pub fn tolerate(mut self, failures: u32) -> Self {
        self.pace.tolerance = failures;
        self
    }

    /// Is told every state, the last one included.
    pub fn progress(mut self, progress: impl FnMut(&State<Polled<O>>) + Send + 'w) -> Self {
        self.progress = Some(Box::new(progress));
        self
    }

    /// The states as polls tell them, up to the one in which the job has ended. A callback for progress is not called.
    pub fn states(self) -> States<O, M> {
        States::new(Polling::new(self.job, self.pace))
    }

    /// Waits.
    pub fn send(self) -> M::Given<'w, Result<Finished<O, M>, Ended<O>>> {
        let id = self.job.id().to_owned();
        M::give(Box::pin(self.run()), |error| {
            Err(Stopped::configuration(O::Poll::ROUTE, error).with(&id, None))
        })
    }

    pub(super) fn id(&self) -> &str {
        self.job.id()
    }

    pub(super) async fn run(mut self) -> Result<Finished<O, M>, Ended<O>> {
        let mut polling = Polling::new(self.job, self.pace);
        let mut last: Option<Box<State<Polled<O>>>> = None;
        loop {
            let state = match polling.next().await {
                Ok(state) => state,
                Err(stopped) => return Err(stopped.with(polling.job.id(), last)),
            };
            if let Some(progress) = &mut self.progress {
                progress(&state);
            }
            match state.phase {
                Phase::Running => last = Some(Box::new(state)),
                Phase::Succeeded => {
                    let job = polling.job;
                    return Ok(Finished { job, state });
                }
                Phase::Failed => {
                    let id = polling.job.id().to_owned();
                    let state = Box::new(state);
                    return Err(JobError::Failed { id, state });
                }
            }
        }
    }
}

impl<'w, O: Delivers, M: Mode> Wait<'w, O, M> {
    /// Waits, then saves the job's result: into a file, or, where `path` is a folder, into a file of the name that the
    /// server states.
    pub fn save(self, path: impl AsRef<Path>) -> Deliver<'w, O, M> {
        Deliver::new(self, path.as_ref())
    }
}

impl<'w, O: Starts> IntoFuture for Wait<'w, O, Async> {
    type Output = Result<Finished<O, Async>, Ended<O>>;
    type IntoFuture = BoxFuture<'w, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

impl<O: Starts, M: Mode> fmt::Debug for Wait<'_, O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Wait")
            .field("job", &self.job)
            .field("pace", &self.pace)
            .finish_non_exhaustive()
    }
}

/// Why there are no more states.
pub(super) enum Stopped<F> {
    Deadline(Duration),
    Poll(Box<Error<F>>),
}

impl<F> Stopped<F> {
    pub(super) fn configuration(route: &'static Route, error: ConfigurationError) -> Self {
        Self::Poll(Box::new(Error::configuration(route, error)))
    }

    pub(super) fn with<T>(self, id: &str, last: Option<Box<State<T>>>) -> JobError<T, F> {
        let id = id.to_owned();
        match self {
            Self::Deadline(waited) => JobError::Deadline { id, last, waited },
            Self::Poll(error) => JobError::Poll { id, error, last },
        }
    }
}

/// Polls one after the other.
pub(super) struct Polling<O: Starts, M: Mode> {
    pub(super) job: Job<O, M>,
    schedule: Schedule,
    /// How long to wait before the next poll.
    delay: Duration,
}

impl<O: Starts, M: Mode> Polling<O, M> {
    fn new(job: Job<O, M>, pace: Pace) -> Self {
        Self {
            job,
            schedule: Schedule::new(pace),
            delay: Duration::ZERO,
        }
    }

    /// Waits until it is time, and polls until one is answered.
    pub(super) async fn next(&mut self) -> Result<State<Polled<O>>, Stopped<PollFailure<O>>> {
        let client = self.job.client.clone();
        let (clock, random) = match client.clock() {
            Ok(clock) => (clock, client.random()),
            Err(error) => return Err(Stopped::configuration(O::Poll::ROUTE, error)),
        };
        loop {
            let left = self.schedule.left(clock.elapsed());
            let delay = left.map_or(self.delay, |left| self.delay.min(left));
            if !delay.is_zero() {
                clock.sleep(delay).await;
            }
            let polled = match self.schedule.left(clock.elapsed()) {
                None => Some(self.job.poll().await),
                Some(left) if left.is_zero() => None,
                Some(left) => within(clock, left, pin!(self.job.poll())).await,
            };
            let failed = match polled {
                None => return Err(Stopped::Deadline(self.schedule.waited(clock.elapsed()))),
                Some(Ok(state)) => {
                    self.delay = self.schedule.answered(state.retry_after, random);
                    return Ok(state);
                }
                Some(Err(error)) => error,
            };
            let asked = failed.retry_after();
            let tolerated = is_passing(&failed)
                .then(|| self.schedule.failed(asked, random))
                .flatten();
            match tolerated {
                Some(delay) => self.delay = delay,
                None => return Err(Stopped::Poll(Box::new(failed))),
            }
        }
    }
}

/// Whether the next poll may be answered all the same.
fn is_passing<F>(error: &Error<F>) -> bool {
    match error {
        Error::Transport { error, .. } => {
            !matches!(error.kind(), TransportErrorKind::TooLarge { .. })
        }
        Error::Timeout { .. } => true,
        Error::Authentication { error: why, .. } => why.may_pass() || error.is_timeout(),
        error => error.status().is_some_and(may_pass),
    }
}
