//! [`Schedule`]: when to poll again. Nothing here does I/O or knows a job's type.

use std::time::Duration;

use crate::client::{Backoff, Random};

/// The longest that a server's `Retry-After` is heeded.
const LONGEST: Duration = Duration::from_secs(3600);

/// How a wait goes about.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pace {
    pub(super) backoff: Backoff,
    pub(super) deadline: Option<Duration>,
    pub(super) tolerance: u32,
}

impl Default for Pace {
    fn default() -> Self {
        Self {
            backoff: Backoff {
                first: Duration::from_secs(2),
                cap: Duration::from_secs(30),
            },
            deadline: None,
            tolerance: 5,
        }
    }
}

/// When to poll again. Times are those of [`crate::client::Clock::elapsed`].
#[derive(Debug)]
pub(super) struct Schedule {
    pace: Pace,
    /// When the wait began.
    started: Option<Duration>,
    polls: u32,
    /// How many polls have failed in a row.
    failures: u32,
}

impl Schedule {
    pub(super) fn new(pace: Pace) -> Self {
        Self {
            pace,
            started: None,
            polls: 0,
            failures: 0,
        }
    }

    /// How long it has been.
    pub(super) fn waited(&mut self, now: Duration) -> Duration {
        now.saturating_sub(*self.started.get_or_insert(now))
    }

    /// How long there is until the deadline; zero if it has passed.
    pub(super) fn left(&mut self, now: Duration) -> Option<Duration> {
        let waited = self.waited(now);
        Some(self.pace.deadline?.saturating_sub(waited))
    }

    /// A poll was answered: how long to wait before the next.
    pub(super) fn answered(&mut self, asked: Option<Duration>, random: &dyn Random) -> Duration {
        self.failures = 0;
        self.next(asked, random)
    }

    /// A poll failed in passing: how long to wait before the next; `None` if too many have.
    pub(super) fn failed(
        &mut self,
        asked: Option<Duration>,
        random: &dyn Random,
    ) -> Option<Duration> {
        if self.failures >= self.pace.tolerance {
            return None;
        }
        self.failures += 1;
        Some(self.next(asked, random))
    }

    fn next(&mut self, asked: Option<Duration>, random: &dyn Random) -> Duration {
        let delay = match asked {
            // "At once", or a time that has passed, would be no pause at all.
            Some(asked) if !asked.is_zero() => asked.min(LONGEST),
            _ => self.pace.backoff.delay(self.polls, random),
        };
        self.polls = self.polls.saturating_add(1);
        delay
    }
}
