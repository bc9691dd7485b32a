//! [`FakeClock`]: a clock that does not run by itself.

use std::{
    collections::BTreeMap,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Context, Poll, Waker},
    time::Duration,
};

use jiff::Timestamp;

use crate::{client::Clock, transport::BoxFuture};

/// A clock that does not run by itself: it jumps to the end of the wait that ends first, as soon as the other tasks of
/// the test have had their turn, or moves when it is told to.
///
/// Clones show the same time. It starts at 2025-01-01T00:00:00Z.
#[derive(Clone, Debug)]
pub struct FakeClock {
    state: Arc<Mutex<State>>,
}

#[derive(Debug)]
struct State {
    jumps: bool,
    elapsed: Duration,
    /// Who waits, by when the wait ends and in which order they came.
    waiting: BTreeMap<(Duration, u64), Option<Waker>>,
    count: u64,
    waits: Vec<Duration>,
}

impl Default for FakeClock {
    /// A clock that jumps.
    fn default() -> Self {
        Self::new(true)
    }
}

impl FakeClock {
    fn new(jumps: bool) -> Self {
        let state = State {
            jumps,
            elapsed: Duration::ZERO,
            waiting: BTreeMap::new(),
            count: 0,
            waits: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
        }
    }

    /// A clock that moves by [`FakeClock::advance`] alone.
    pub fn stopped() -> Self {
        Self::new(false)
    }

    /// Moves the clock and ends the waits that are over then.
    pub fn advance(&self, by: Duration) {
        let mut state = self.lock();
        state.elapsed = state.elapsed.saturating_add(by);
        let elapsed = state.elapsed;
        for ((end, _), waker) in &mut state.waiting {
            if *end <= elapsed
                && let Some(waker) = waker.take()
            {
                waker.wake();
            }
        }
    }

    /// The lengths of all waits that came to their end, in the order of their ends.
    pub fn waits(&self) -> Vec<Duration> {
        self.lock().waits.clone()
    }

    /// How many wait now.
    pub fn waiting(&self) -> usize {
        self.lock().waiting.len()
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Clock for FakeClock {
    fn now(&self) -> Timestamp {
        const START: i64 = 1_735_689_600;
        let start = Timestamp::from_second(START).unwrap_or_default();
        start.checked_add(self.elapsed()).unwrap_or(Timestamp::MAX)
    }

    fn elapsed(&self) -> Duration {
        self.lock().elapsed
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let mut state = self.lock();
        let key = (state.elapsed.saturating_add(duration), state.count);
        state.count += 1;
        drop(state);
        Box::pin(Sleep {
            clock: self.clone(),
            duration,
            key,
            yielded: false,
        })
    }
}

struct Sleep {
    clock: FakeClock,
    duration: Duration,
    key: (Duration, u64),
    /// Whether the others have had their turn since this became the first.
    yielded: bool,
}

impl Future for Sleep {
    type Output = ();

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<()> {
        let this = self.get_mut();
        let clock = this.clock.clone();
        let mut state = clock.lock();
        let over = this.key.0 <= state.elapsed;
        let first = state
            .waiting
            .first_key_value()
            .is_none_or(|(first, _)| *first >= this.key);
        if over || (state.jumps && first && this.yielded) {
            state.elapsed = state.elapsed.max(this.key.0);
            state.waits.push(this.duration);
            state.leave(this.key);
            return Poll::Ready(());
        }
        state.waiting.insert(this.key, Some(cx.waker().clone()));
        this.yielded = first;
        if state.jumps && first {
            cx.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

impl Drop for Sleep {
    fn drop(&mut self) {
        self.clock.lock().leave(self.key);
    }
}

impl State {
    /// Takes a wait out, and tells the next one that it is the first.
    fn leave(&mut self, key: (Duration, u64)) {
        if self.waiting.remove(&key).is_some()
            && self.jumps
            && let Some(mut first) = self.waiting.first_entry()
            && let Some(waker) = first.get_mut().take()
        {
            waker.wake();
        }
    }
}
