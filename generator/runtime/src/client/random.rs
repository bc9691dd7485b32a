//! [`Random`]: what spreads waiting times.

use std::{
    fmt::Debug,
    hash::{BuildHasher, RandomState},
};

/// Where chance comes from, so that tests can say.
///
/// It spreads waiting times, so that many clients that wait for one server do not come back all at once; nothing secret
/// rests on it.
pub trait Random: Debug + Send + Sync + 'static {
    /// A number from 0 up to but not including 1.
    fn fraction(&self) -> f64;
}

/// The randomness that the standard library seeds its hash maps with.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fraction(&self) -> f64 {
        // The 53 bits that a double holds exactly.
        const STEPS: f64 = (1_u64 << 53) as f64;
        (RandomState::new().hash_one(()) >> 11) as f64 / STEPS
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_differ_and_stay_below_one() {
        let some: Vec<f64> = (0..100).map(|_| SystemRandom.fraction()).collect();
        assert!(some.iter().all(|one| (0.0..1.0).contains(one)));
        assert!(some.windows(2).all(|two| two[0] != two[1]));
    }
}
