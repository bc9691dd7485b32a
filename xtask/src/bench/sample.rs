//! Runs that are repeated, side by side.

use std::io;

use super::results::{Measurement, Outcome};
use crate::process::{Finished, Stop, Usage};

/// Above so many seconds of processor time a run is not repeated: noise is small beside it.
const LONG: f64 = 20.0;

/// One run.
pub enum Attempt {
    /// It did what it should.
    Done {
        /// What it needed.
        usage: Usage,
        /// The bytes that it left behind.
        output: u64,
        /// What else is worth knowing.
        note: String,
    },
    /// It did not, and said this.
    Failed(String),
    /// It was ended.
    Stopped(Stop, Usage),
}

impl Attempt {
    /// What a program's end says, and whether it left behind what it should.
    pub fn of(
        finished: Finished,
        complete: bool,
        output: impl FnOnce() -> io::Result<u64>,
    ) -> Self {
        if let Some(stop) = finished.stopped {
            return Self::Stopped(stop, finished.usage);
        }
        if finished.success
            && complete
            && let Ok(output) = output()
        {
            let usage = finished.usage;
            let note = String::new();
            return Self::Done {
                usage,
                output,
                note,
            };
        }
        Self::Failed(reason(&finished))
    }

    /// The same with a note, if it did what it should.
    pub fn noted(self, note: String) -> Self {
        match self {
            Self::Done { usage, output, .. } => Self::Done {
                usage,
                output,
                note,
            },
            other => other,
        }
    }
}

/// The first line that tells why a program failed: one that speaks of an error, or else the last it wrote.
fn reason(finished: &Finished) -> String {
    let text = [&finished.stdout[..], &finished.stderr[..]].map(String::from_utf8_lossy);
    let mut lines = text.iter().flat_map(|text| text.lines()).map(str::trim);
    let error = lines.clone().find(|line| {
        let line = line.to_ascii_lowercase();
        ["error", "panicked", "exception", "failed"]
            .iter()
            .any(|word| line.contains(word))
    });
    let line = error.or_else(|| lines.rfind(|line| !line.is_empty()));
    // Results are published: files are named, the machine's folders are not.
    let words = line
        .unwrap_or_default()
        .split(' ')
        .map(|word| match word.rsplit_once('/') {
            Some((_, file)) => file,
            None => word,
        });
    words
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .take(160)
        .collect()
}

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

/// Runs all sides in turn, `runs` times, and takes the median of each. A side that fails or was ended runs no more.
///
/// # Errors
/// If a program cannot be started.
pub fn alternate(
    subject: Subject<'_>,
    runs: usize,
    mut contenders: Vec<Contender<'_>>,
) -> io::Result<Vec<Measurement>> {
    let mut series: Vec<Series> = contenders.iter().map(|_| Series::default()).collect();
    for _ in 0..runs {
        for (contender, series) in contenders.iter_mut().zip(&mut series) {
            if series.wants_more() {
                series.add((contender.run)()?);
            }
        }
    }
    let measured = contenders.iter().zip(series);
    Ok(measured
        .map(|(contender, series)| series.measurement(subject, &contender.side))
        .collect())
}

#[derive(Default)]
struct Series {
    usages: Vec<Usage>,
    output: u64,
    note: String,
    end: Option<(Outcome, String)>,
}

impl Series {
    fn wants_more(&self) -> bool {
        self.end.is_none() && self.usages.iter().all(|usage| usage.cpu < LONG)
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

    fn measurement(self, subject: Subject<'_>, side: &str) -> Measurement {
        let (outcome, note) = self.end.unwrap_or((Outcome::Measured, self.note));
        let of = |take: fn(&Usage) -> f64| median(self.usages.iter().map(take).collect());
        Measurement {
            step: subject.step.to_owned(),
            subject: subject.name.to_owned(),
            size: subject.size,
            side: side.to_owned(),
            outcome,
            runs: self.usages.len(),
            cpu: of(|usage| usage.cpu),
            wall: of(|usage| usage.wall),
            memory: of(|usage| usage.memory as f64) as u64,
            output: self.output,
            note,
        }
    }
}

impl From<Stop> for Outcome {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Time => Self::OutOfTime,
            Stop::Memory => Self::OutOfMemory,
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
    use super::*;

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

    #[test]
    fn sides_take_turns_and_those_that_fail_run_no_more() -> io::Result<()> {
        let order = std::cell::RefCell::new(String::new());
        let contender = |side: &str, fails: bool| {
            let (name, order) = (side.to_owned(), &order);
            let run = move || {
                order.borrow_mut().push_str(&name);
                Ok(if fails {
                    Attempt::Failed("no".to_owned())
                } else {
                    done(1.0)
                })
            };
            Contender {
                side: side.to_owned(),
                run: Box::new(run),
            }
        };
        let subject = Subject {
            step: "s",
            name: "d",
            size: 1,
        };
        let contenders = vec![
            contender("a", false),
            contender("b", true),
            contender("c", false),
        ];
        let measured = alternate(subject, 3, contenders)?;
        assert_eq!(*order.borrow(), "abcacac");
        let outcomes: Vec<_> = measured.iter().map(|one| (one.outcome, one.runs)).collect();
        assert_eq!(
            outcomes,
            [
                (Outcome::Measured, 3),
                (Outcome::Failed, 0),
                (Outcome::Measured, 3)
            ]
        );
        Ok(())
    }

    #[test]
    fn long_runs_are_not_repeated() -> io::Result<()> {
        let run = Box::new(|| Ok(done(100.0)));
        let subject = Subject {
            step: "s",
            name: "d",
            size: 1,
        };
        let measured = alternate(
            subject,
            5,
            vec![Contender {
                side: "a".to_owned(),
                run,
            }],
        )?;
        assert_eq!(measured.first().map(|one| one.runs), Some(1));
        Ok(())
    }
}
