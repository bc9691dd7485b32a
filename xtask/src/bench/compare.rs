//! Figures of the same thing, side by side.

use super::{
    lab::{FLOOR, OURS},
    results::Measurement,
    sample::median,
};

/// What all sides needed for one thing.
pub struct Case<'a> {
    /// What it was done with.
    pub subject: &'a str,
    /// How large that is in bytes.
    pub size: u64,
    /// The sides, in the order in which they ran.
    pub sides: Vec<&'a Measurement>,
}

/// The cases of a step, in the order in which they first ran.
pub fn cases<'a>(measurements: &'a [Measurement], step: &str) -> Vec<Case<'a>> {
    let mut cases: Vec<Case> = Vec::new();
    for one in measurements.iter().filter(|one| one.step == step) {
        match cases.iter_mut().find(|case| case.subject == one.subject) {
            Some(case) => case.sides.push(one),
            None => cases.push(Case {
                subject: &one.subject,
                size: one.size,
                sides: vec![one],
            }),
        }
    }
    cases
}

impl<'a> Case<'a> {
    /// What a side needed, if it did it at all.
    pub fn side(&self, name: &str) -> Option<&'a Measurement> {
        let mut sides = self.sides.iter().copied();
        sides.find(|one| one.side == name && one.is_measured())
    }

    /// What we needed.
    pub fn ours(&self) -> Option<&'a Measurement> {
        self.side(OURS)
    }

    /// The least that it can cost.
    pub fn floor(&self) -> Option<&'a Measurement> {
        self.side(FLOOR)
    }

    /// The other side that `cost` is least of.
    pub fn best(&self, cost: impl Fn(&Measurement) -> f64) -> Option<&'a Measurement> {
        let others = self.sides.iter().copied();
        others
            .filter(|one| one.side != OURS && one.side != FLOOR && one.is_measured())
            .min_by(|a, b| cost(a).total_cmp(&cost(b)))
    }

    /// Our cost in parts of the best other's.
    pub fn ratio(&self, cost: impl Fn(&Measurement) -> f64) -> Option<f64> {
        Some(cost(self.ours()?) / cost(self.best(&cost)?))
    }

    /// Our processor time in parts of the floor's.
    pub fn above_floor(&self) -> Option<f64> {
        Some(self.ours()?.cpu / self.floor()?.cpu)
    }
}

/// Several ratios in one line: how many there are, how many are at most `target`, the median, and the worst.
pub fn summary(ratios: &[f64], target: f64) -> String {
    if ratios.is_empty() {
        return "nothing to compare with".to_owned();
    }
    let reached = ratios.iter().filter(|ratio| **ratio <= target).count();
    let worst = ratios.iter().copied().fold(0.0, f64::max);
    let median = median(ratios.to_vec());
    format!(
        "at most {target} on {reached} of {} (median {median:.2}, worst {worst:.2})",
        ratios.len()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bench::results::Outcome;

    fn one(side: &str, outcome: Outcome, cpu: f64) -> Measurement {
        Measurement {
            step: "s".to_owned(),
            subject: "d".to_owned(),
            size: 1,
            side: side.to_owned(),
            version: String::new(),
            outcome,
            runs: 1,
            cpu,
            wall: cpu,
            memory: 0,
            output: 0,
            load: 0.0,
            note: String::new(),
        }
    }

    #[test]
    fn the_best_of_those_that_succeed_is_compared_with() {
        let all = [
            one(OURS, Outcome::Measured, 1.0),
            one("fast", Outcome::Failed, 0.1),
            one("slow", Outcome::Measured, 4.0),
            one(FLOOR, Outcome::Measured, 0.5),
        ];
        let cases = cases(&all, "s");
        let ratios: Vec<_> = cases.iter().map(|case| case.ratio(|one| one.cpu)).collect();
        assert_eq!(ratios, [Some(0.25)]);
        assert_eq!(cases.first().and_then(Case::above_floor), Some(2.0));
    }

    #[test]
    fn ratios_in_a_line() {
        assert_eq!(
            summary(&[0.5, 2.0, 1.0], 1.0),
            "at most 1 on 2 of 3 (median 1.00, worst 2.00)"
        );
        assert_eq!(summary(&[], 1.0), "nothing to compare with");
    }
}
