//! What was measured, as it is kept.

use std::{collections::BTreeMap, fs, io, path::Path};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::machine::Machine;

/// What is measured together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Documents to code.
    Generate,
    /// Code to crates and programs.
    Compile,
    /// Bodies to models and back.
    Decode,
    /// Calls and downloads.
    Call,
}

impl Family {
    /// All families, in the order in which they run.
    pub const ALL: [Self; 4] = [Self::Generate, Self::Compile, Self::Decode, Self::Call];
}

/// How a side's runs ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// All well: the figures count.
    Measured,
    /// It failed by itself.
    Failed,
    /// It was ended when its time was over.
    OutOfTime,
    /// It was ended when it used too much memory.
    OutOfMemory,
}

/// What one side needed for one thing.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Measurement {
    /// What was done.
    pub step: String,
    /// With what: mostly a document's name.
    pub subject: String,
    /// How large that is in bytes.
    pub size: u64,
    /// Who did it.
    pub side: String,
    /// How it ended.
    pub outcome: Outcome,
    /// How often it ran; the figures are medians of these.
    pub runs: usize,
    /// Seconds of processor time.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// Peak memory in bytes.
    pub memory: u64,
    /// Bytes that it left behind.
    pub output: u64,
    /// Why it failed, or what else is worth knowing.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Measurement {
    /// Whether the figures count.
    pub fn is_measured(&self) -> bool {
        self.outcome == Outcome::Measured && self.runs > 0
    }

    /// Whether it is of the same as another: side, step and subject.
    fn is_of(&self, other: &Self) -> bool {
        self.side == other.side && self.step == other.step && self.subject == other.subject
    }
}

/// One family's figures, and where they were taken.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Taken {
    /// Where.
    pub machine: Machine,
    /// The figures.
    pub measurements: Vec<Measurement>,
}

/// The last figures of each family.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Results(BTreeMap<Family, Taken>);

impl Results {
    /// Reads a file.
    ///
    /// # Errors
    /// If it cannot be read, or holds something else.
    pub fn read(file: &Path) -> io::Result<Self> {
        Ok(serde_json::from_str(&fs::read_to_string(file)?)?)
    }

    /// Writes a file.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        fs::write(file, serde_json::to_string_pretty(self)? + "\n")
    }

    /// The last figures of a family.
    pub fn of(&self, family: Family) -> Option<&Taken> {
        self.0.get(&family)
    }

    /// Puts new figures in place of the old ones of the same side, step and subject; all others stay.
    pub fn put(&mut self, family: Family, mut machine: Machine, measurements: Vec<Measurement>) {
        let old = self.0.remove(&family);
        let mut all = Vec::new();
        if let Some(old) = old {
            for (side, version) in old.machine.versions {
                machine.versions.entry(side).or_insert(version);
            }
            all = old.measurements;
        }
        for new in measurements {
            match all.iter_mut().find(|old| old.is_of(&new)) {
                Some(old) => *old = new,
                None => all.push(new),
            }
        }
        let taken = Taken {
            machine,
            measurements: all,
        };
        self.0.insert(family, taken);
    }
}
