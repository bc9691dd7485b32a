//! One run of one side, and how it ended.

use std::io;

use super::results::Outcome;
use crate::process::{Finished, Stop, Usage};

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

impl From<Stop> for Outcome {
    fn from(stop: Stop) -> Self {
        match stop {
            Stop::Time => Self::OutOfTime,
            Stop::Memory => Self::OutOfMemory,
        }
    }
}
