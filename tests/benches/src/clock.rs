//! Time that does not pass while others use the machine.

use std::{hint::black_box, time::Duration};

use rustix::time::{ClockId, clock_gettime};

/// The processor time that this thread needs to do something that often.
pub fn time<T>(times: u64, mut work: impl FnMut() -> T) -> Duration {
    let start = now();
    for _ in 0..times {
        black_box(work());
    }
    now().saturating_sub(start)
}

/// The processor time of this thread.
fn now() -> Duration {
    let now = clock_gettime(ClockId::ThreadCPUTime);
    let seconds = u64::try_from(now.tv_sec).unwrap_or_default();
    Duration::from_secs(seconds)
        + Duration::from_nanos(u64::try_from(now.tv_nsec).unwrap_or_default())
}
