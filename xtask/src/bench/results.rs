//! What was measured, as it is kept.

use std::{collections::BTreeMap, fs, io, path::Path};

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use super::{machine::Machine, sample::Subject};

/// What is measured together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, ValueEnum, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Family {
    /// Documents to code.
    Generate,
    /// Code to crates and programs.
    Compile,
    /// Everything from nothing: the crates of the workspace, and those of a program with one API.
    Build,
    /// Bodies to models and back.
    Decode,
    /// Calls and downloads.
    Call,
}

impl Family {
    /// All families, in the order in which they run.
    pub const ALL: [Self; 5] = [
        Self::Generate,
        Self::Compile,
        Self::Build,
        Self::Decode,
        Self::Call,
    ];
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
    /// In which version; empty for a floor.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// How it ended.
    pub outcome: Outcome,
    /// How often it ran; the figures are medians of these, those of micro-benchmarks of the fastest.
    pub runs: usize,
    /// Seconds of processor time.
    pub cpu: f64,
    /// Seconds on the clock.
    pub wall: f64,
    /// Peak memory in bytes.
    pub memory: u64,
    /// Bytes that it left behind.
    pub output: u64,
    /// How many programs wanted a core in the minute before it ended.
    #[serde(default)]
    pub load: f64,
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
    pub fn is_of_same(&self, other: &Self) -> bool {
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

    /// Writes a file; whoever stops it finds the file as it was.
    ///
    /// # Errors
    /// If it cannot be written.
    pub fn write(&self, file: &Path) -> io::Result<()> {
        let new = file.with_extension("new");
        fs::write(&new, serde_json::to_string_pretty(self)? + "\n")?;
        fs::rename(new, file)
    }

    /// The last figures of a family.
    pub fn of(&self, family: Family) -> Option<&Taken> {
        self.0.get(&family)
    }

    /// What is known of a side with a subject.
    pub fn find(&self, family: Family, subject: Subject<'_>, side: &str) -> Option<&Measurement> {
        let mut measurements = self.of(family)?.measurements.iter();
        measurements
            .find(|one| one.step == subject.step && one.subject == subject.name && one.side == side)
    }

    /// Drops a step's figures.
    pub fn forget(&mut self, family: Family, step: &str) {
        if let Some(taken) = self.0.get_mut(&family) {
            taken.measurements.retain(|one| one.step != step);
        }
    }

    /// Puts a figure in place of the old one of the same side, step and subject; all others stay.
    pub fn put(&mut self, family: Family, machine: &Machine, new: Measurement) {
        let taken = self.0.entry(family).or_insert_with(|| Taken {
            machine: machine.clone(),
            measurements: Vec::new(),
        });
        taken.machine.clone_from(machine);
        let mut all = taken.measurements.iter_mut();
        match all.find(|old| old.is_of_same(&new)) {
            Some(old) => *old = new,
            None => taken.measurements.push(new),
        }
    }
}
