//! [`States`]: the states of a job, one after the other.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::{
    JobError, Phase, Starts, State,
    handle::{PollFailure, Polled},
    wait::{Polling, Stopped},
};
#[cfg(feature = "blocking")]
use crate::operation::Operation;
use crate::{
    client::{Async, Mode},
    transport::BoxFuture,
};

/// What one more poll gives, and what polls on.
type Turn<O, M> = (
    Polling<O, M>,
    Result<State<Polled<O>>, Stopped<PollFailure<O>>>,
);

type Item<O> = Result<State<Polled<O>>, JobError<Polled<O>, PollFailure<O>>>;

/// The states of a job as polls tell them, each when it is asked for: a stream on an asynchronous client, an iterator on a
/// blocking one.
///
/// It ends after the state in which the job has ended, well or badly ([`State::phase`]), or after an error. The errors
/// have no last state: it was given before.
pub struct States<O: Starts, M: Mode> {
    at: At<O, M>,
}

enum At<O: Starts, M: Mode> {
    Idle(Box<Polling<O, M>>),
    Under(BoxFuture<'static, Turn<O, M>>),
    Ended,
}

impl<O: Starts, M: Mode> States<O, M> {
    pub(super) fn new(polling: Polling<O, M>) -> Self {
        Self {
            at: At::Idle(Box::new(polling)),
        }
    }

    fn poll_state(&mut self, cx: &mut Context<'_>) -> Poll<Option<Item<O>>> {
        let mut turn = match std::mem::replace(&mut self.at, At::Ended) {
            At::Ended => return Poll::Ready(None),
            At::Under(turn) => turn,
            At::Idle(mut polling) => Box::pin(async move {
                let next = polling.next().await;
                (*polling, next)
            }),
        };
        let Poll::Ready((polling, next)) = turn.as_mut().poll(cx) else {
            self.at = At::Under(turn);
            return Poll::Pending;
        };
        Poll::Ready(Some(match next {
            Ok(state) => {
                if state.phase == Phase::Running {
                    self.at = At::Idle(Box::new(polling));
                }
                Ok(state)
            }
            Err(stopped) => Err(stopped.with(polling.job.id(), None)),
        }))
    }
}

impl<O: Starts> States<O, Async> {
    /// The next state; `None` at the end. Nothing is lost if the future is dropped before it is done.
    ///
    /// # Errors
    /// As [`crate::job::Wait`], but for a job that has failed: that is a state.
    pub async fn next(&mut self) -> Option<Item<O>> {
        poll_fn(|cx| self.poll_state(cx)).await
    }
}

impl<O: Starts> Stream for States<O, Async> {
    type Item = Item<O>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.get_mut().poll_state(cx)
    }
}

#[cfg(feature = "blocking")]
impl<O: Starts> Iterator for States<O, crate::blocking::Blocking> {
    type Item = Item<O>;

    fn next(&mut self) -> Option<Self::Item> {
        let id = match &self.at {
            At::Idle(polling) => polling.job.id().to_owned(),
            At::Under(_) | At::Ended => String::new(),
        };
        match crate::blocking::wait(poll_fn(|cx| self.poll_state(cx))) {
            Ok(next) => next,
            Err(error) => {
                self.at = At::Ended;
                Some(Err(
                    Stopped::configuration(O::Poll::ROUTE, error).with(&id, None)
                ))
            }
        }
    }
}

impl<O: Starts, M: Mode> fmt::Debug for States<O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("States").finish_non_exhaustive()
    }
}
