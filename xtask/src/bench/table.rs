//! Figures as text for a terminal.

use std::fmt::Write;

use super::results::{Family, Measurement, Outcome};

/// All figures of a family, a line each.
pub fn print(family: Family, measurements: &[Measurement]) -> String {
    let width = |of: fn(&Measurement) -> usize, least: usize| {
        measurements.iter().map(of).max().unwrap_or(0).max(least)
    };
    let step = width(|one| one.step.len(), 4);
    let subject = width(|one| one.subject.len(), 7);
    let side = width(|one| one.side.len(), 4);
    let mut out = format!(
        "{family:?}\n{:step$} {:subject$} {:>9} {:side$} {:>11} {:>9} {:>9} {:>10}\n",
        "step", "subject", "bytes", "side", "CPU s", "wall s", "MB", "output"
    );
    for one in measurements {
        let Measurement {
            cpu, wall, output, ..
        } = one;
        let start = format!(
            "{:step$} {:subject$} {:>9} {:side$}",
            one.step, one.subject, one.size, one.side
        );
        let figures = match one.outcome {
            Outcome::Measured => {
                let memory = one.memory as f64 / 1e6;
                format!("{cpu:>11.6} {wall:>9.3} {memory:>9.1} {output:>10}")
            }
            Outcome::Failed => format!("fails: {}", one.note),
            Outcome::OutOfTime | Outcome::OutOfMemory => {
                format!("stopped at the limit: {}", one.note)
            }
        };
        let _ = writeln!(out, "{start} {figures}");
    }
    out
}
