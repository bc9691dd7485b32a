//! Runs that are repeated, side by side.

use std::io;

use super::{
    attempt::Attempt,
    record::Record,
    results::{Measurement, Outcome},
};
use crate::process::Usage;

/// Above so many seconds of processor time a run is not repeated: noise is small beside it.
pub const LONG: f64 = 20.0;

/// Below so many seconds of processor time a run is repeated more often: noise is large beside it.
const SHORT: f64 = 0.05;

/// How many times as often.
const MORE: usize = 5;

/// One side of a comparison.
pub struct Contender<'a> {
    /// Its name.
    pub side: String,
    /// Runs it once.
    pub run: Box<dyn FnMut() -> io::Result<Attempt> + 'a>,
}

/// What is compared.
#[derive(Clone, Copy)]
pub struct Subject<'a> {
    /// What is done.
    pub step: &'a str,
    /// With what: mostly a document's name.
    pub name: &'a str,
    /// How large that is in bytes.
    pub size: u64,
}

/// Runs all sides that are not done in turn, as often as is asked, and records the median of each after each run, or, of
/// short ones, after the last. A side that fails or was ended runs no more.
///
/// # Errors
/// If a program cannot be started, or the record not be kept.
pub fn alternate(
    subject: Subject<'_>,
    mut contenders: Vec<Contender<'_>>,
    record: &mut Record<'_>,
) -> io::Result<()> {
    contenders.retain(|contender| !record.is_done(subject, &contender.side));
    let mut series: Vec<Series> = contenders.iter().map(|_| Series::default()).collect();
    let runs = record.lab.runs;
    for _ in 0..runs * MORE {
        for (contender, series) in contenders.iter_mut().zip(&mut series) {
            if !series.wants_more(runs) {
                continue;
            }
            series.add((contender.run)()?);
            if !series.is_short() || !series.wants_more(runs) {
                record.put(series.measurement(subject, &contender.side))?;
            }
        }
    }
    Ok(())
}

#[derive(Default)]
struct Series {
    usages: Vec<Usage>,
    output: u64,
    note: String,
    end: Option<(Outcome, String)>,
}

impl Series {
    fn wants_more(&self, runs: usize) -> bool {
        let runs = if self.is_short() { runs * MORE } else { runs };
        let long = self.usages.iter().any(|usage| usage.cpu >= LONG);
        self.end.is_none() && !long && self.usages.len() < runs
    }

    fn is_short(&self) -> bool {
        !self.usages.is_empty() && self.usages.iter().all(|usage| usage.cpu < SHORT)
    }

    fn add(&mut self, attempt: Attempt) {
        match attempt {
            Attempt::Done {
                usage,
                output,
                note,
            } => {
                self.usages.push(usage);
                self.output = output;
                self.note = note;
            }
            Attempt::Failed(why) => self.end = Some((Outcome::Failed, why)),
            Attempt::Stopped(stop, usage) => {
                let why = format!("{:.0} s, {} MB", usage.wall, usage.memory >> 20);
                self.end = Some((stop.into(), why));
            }
        }
    }

    fn measurement(&self, subject: Subject<'_>, side: &str) -> Measurement {
        let end = self.end.clone();
        let (outcome, note) = end.unwrap_or_else(|| (Outcome::Measured, self.note.clone()));
        let of = |take: fn(&Usage) -> f64| median(self.usages.iter().map(take).collect());
        Measurement {
            step: subject.step.to_owned(),
            subject: subject.name.to_owned(),
            size: subject.size,
            side: side.to_owned(),
            version: String::new(),
            outcome,
            runs: self.usages.len(),
            cpu: of(|usage| usage.cpu),
            wall: of(|usage| usage.wall),
            memory: of(|usage| usage.memory as f64) as u64,
            output: self.output,
            load: 0.0,
            note,
        }
    }
}

/// The middle value, or the mean of the two in the middle; 0 of none.
pub fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let middle = values.len() / 2;
    match (values.get(middle), values.get(middle.wrapping_sub(1))) {
        (Some(high), Some(low)) if values.len().is_multiple_of(2) => (low + high) / 2.0,
        (Some(middle), _) => *middle,
        (None, _) => 0.0,
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::RefCell, path::PathBuf, time::Duration};

    use super::*;
    use crate::{
        bench::{
            lab::Lab,
            machine::Machine,
            results::{Family, Results},
        },
        process::Limits,
    };

    fn done(cpu: f64) -> Attempt {
        let usage = Usage {
            cpu,
            wall: cpu,
            memory: 1,
        };
        Attempt::Done {
            usage,
            output: 7,
            note: String::new(),
        }
    }

    #[test]
    fn the_median_of_any_number() {
        assert_eq!(median(vec![]), 0.0);
        assert_eq!(median(vec![3.0]), 3.0);
        assert_eq!(median(vec![9.0, 1.0]), 5.0);
        assert_eq!(median(vec![9.0, 1.0, 2.0]), 2.0);
    }

    const SUBJECT: Subject<'_> = Subject {
        step: "s",
        name: "d",
        size: 1,
    };

    fn lab(runs: usize) -> Lab {
        Lab {
            root: PathBuf::new(),
            out: PathBuf::new(),
            documents: Vec::new(),
            sides: Vec::new(),
            runs,
            limits: Limits {
                time: Duration::ZERO,
                memory: None,
            },
        }
    }

    /// Runs the contenders after what is known, and gives how each ended, and how often it ran.
    fn measured(
        lab: &Lab,
        known: &mut Results,
        contenders: Vec<Contender<'_>>,
    ) -> io::Result<Vec<(Outcome, usize)>> {
        let mut record = Record {
            family: Family::Generate,
            results: known,
            file: None,
            resume: true,
            lab,
            machine: Machine::default(),
            new: Vec::new(),
        };
        alternate(SUBJECT, contenders, &mut record)?;
        let new = record.new.iter();
        Ok(new.map(|one| (one.outcome, one.runs)).collect())
    }

    fn contender<'a>(
        side: &str,
        order: &'a RefCell<String>,
        attempt: fn() -> Attempt,
    ) -> Contender<'a> {
        let name = side.to_owned();
        Contender {
            side: side.to_owned(),
            run: Box::new(move || {
                order.borrow_mut().push_str(&name);
                Ok(attempt())
            }),
        }
    }

    #[test]
    fn sides_take_turns_and_those_that_fail_run_no_more() -> io::Result<()> {
        let order = RefCell::default();
        let contenders = vec![
            contender("a", &order, || done(1.0)),
            contender("b", &order, || Attempt::Failed("no".to_owned())),
            contender("c", &order, || done(1.0)),
        ];
        let mut ends = measured(&lab(3), &mut Results::default(), contenders)?;
        ends.sort_by_key(|(_, runs)| *runs);
        assert_eq!(*order.borrow(), "abcacac");
        let measured = (Outcome::Measured, 3);
        assert_eq!(ends, [(Outcome::Failed, 0), measured, measured]);
        Ok(())
    }

    #[test]
    fn long_runs_are_not_repeated() -> io::Result<()> {
        let order = RefCell::default();
        let contenders = vec![contender("a", &order, || done(100.0))];
        let ends = measured(&lab(5), &mut Results::default(), contenders)?;
        assert_eq!(ends, [(Outcome::Measured, 1)]);
        Ok(())
    }

    #[test]
    fn short_runs_are_repeated_more_often() -> io::Result<()> {
        let order = RefCell::default();
        let contenders = vec![
            contender("a", &order, || done(0.01)),
            contender("b", &order, || done(1.0)),
        ];
        let ends = measured(&lab(2), &mut Results::default(), contenders)?;
        assert_eq!(*order.borrow(), "ababaaaaaaaa");
        assert_eq!(ends, [(Outcome::Measured, 2), (Outcome::Measured, 10)]);
        Ok(())
    }

    #[test]
    fn what_was_stopped_goes_on_where_it_was() -> io::Result<()> {
        let order = RefCell::default();
        let mut known = Results::default();
        measured(
            &lab(2),
            &mut known,
            vec![contender("a", &order, || done(1.0))],
        )?;
        let both = || {
            let a = contender("a", &order, || done(1.0));
            vec![a, contender("b", &order, || done(1.0))]
        };
        assert_eq!(measured(&lab(2), &mut known, both())?.len(), 1);
        assert_eq!(*order.borrow(), "aabb");
        // More runs than there have been.
        assert_eq!(measured(&lab(3), &mut known, both())?.len(), 2);
        Ok(())
    }
}
