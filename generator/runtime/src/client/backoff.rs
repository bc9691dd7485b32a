//! [`Backoff`]: how long to wait before trying again.

use std::time::Duration;

use super::random::Random;

/// Exponential back-off with full jitter: any time up to a bound that doubles with each attempt, up to a cap.
///
/// Full jitter spreads the attempts of many clients best (Marc Brooker, "Exponential Backoff And Jitter", AWS
/// Architecture Blog, 2015).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    /// The bound of the first wait.
    pub first: Duration,
    /// What no wait exceeds.
    pub cap: Duration,
}

impl Backoff {
    /// How long to wait after `attempts` attempts before, 0 for the first wait.
    pub fn delay(&self, attempts: u32, random: &dyn Random) -> Duration {
        let doubled = self
            .first
            .saturating_mul(2_u32.saturating_pow(attempts.min(31)));
        doubled.min(self.cap).mul_f64(random.fraction())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug)]
    struct Half;

    impl Random for Half {
        fn fraction(&self) -> f64 {
            0.5
        }
    }

    #[test]
    fn the_bound_doubles_up_to_the_cap() {
        let backoff = Backoff {
            first: Duration::from_secs(2),
            cap: Duration::from_secs(30),
        };
        let delays: Vec<u64> = [0, 1, 2, 3, 4, 5, 40, u32::MAX]
            .map(|attempts| backoff.delay(attempts, &Half).as_secs())
            .into();
        assert_eq!(delays, [1, 2, 4, 8, 15, 15, 15, 15]);
    }
}
