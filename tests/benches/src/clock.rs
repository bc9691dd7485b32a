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

/// Keeps this thread, and those that it starts, on the core that it runs on, where the system can do that.
pub fn stay_on_this_core() {
    #[cfg(target_os = "linux")]
    {
        let mut only = rustix::thread::CpuSet::new();
        only.set(rustix::thread::sched_getcpu());
        // Elsewhere, the figures scatter more.
        let _ = rustix::thread::sched_setaffinity(None, &only);
    }
}
