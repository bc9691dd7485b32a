//! [`Budget`]: how much a client may repeat.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

/// How many answers earn one retry.
const ANSWERS: u32 = 10;

/// A bucket of retries that a client and its clones share. A retry takes one out, and every ten calls that end in an
/// answer no one has to ask for again put one back, so that in an outage the requests of many calls grow by what is in
/// the bucket, not by a factor.
///
/// Time puts nothing back: a server that is down for an hour is no better for it.
#[derive(Clone)]
pub(super) struct Budget {
    most: u32,
    /// In parts of which [`ANSWERS`] are one retry.
    left: Arc<AtomicU32>,
}

impl Budget {
    /// A full bucket.
    pub(super) fn new(retries: u32) -> Self {
        let most = retries.saturating_mul(ANSWERS);
        Self {
            most,
            left: Arc::new(AtomicU32::new(most)),
        }
    }

    /// Takes a retry out; `false` if there is none left.
    pub(super) fn take(&self) -> bool {
        self.change(|left| left.checked_sub(ANSWERS))
    }

    /// Puts back what an answer earns.
    pub(super) fn earn(&self) {
        self.change(|left| (left < self.most).then(|| left + 1));
    }

    fn change(&self, change: impl FnMut(u32) -> Option<u32>) -> bool {
        let order = Ordering::Relaxed;
        self.left.fetch_update(order, order, change).is_ok()
    }
}

impl fmt::Debug for Budget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let left = self.left.load(Ordering::Relaxed) / ANSWERS;
        write!(f, "{left} of {} retries", self.most / ANSWERS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_answers_earn_a_retry_until_it_is_full() {
        let budget = Budget::new(2);
        budget.earn();
        assert!(budget.take() && budget.clone().take());
        assert!(!budget.take());
        (0..9).for_each(|_| budget.earn());
        assert!(!budget.take());
        budget.earn();
        assert!(budget.take());
        (0..100).for_each(|_| budget.earn());
        assert_eq!(format!("{budget:?}"), "2 of 2 retries");
        assert!(!Budget::new(0).take());
    }
}
