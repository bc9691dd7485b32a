//! Figures that are kept as they come in, so that whoever stops a long run loses nothing and can go on with it.

use std::{io, path::Path};

use super::{
    lab::Lab,
    machine::{self, Machine},
    results::{Family, Measurement, Outcome, Results},
    sample::{LONG, Subject},
};

/// A family's figures, as they come in.
pub struct Record<'a> {
    /// Which.
    pub family: Family,
    /// All that is known.
    pub results: &'a mut Results,
    /// Where that is written after each run.
    pub file: Option<&'a Path>,
    /// Whether what a side has done before, in its present version, need not be done again.
    pub resume: bool,
    /// Who measures.
    pub lab: &'a Lab,
    /// Where.
    pub machine: Machine,
    /// What has been measured this time.
    pub new: Vec<Measurement>,
}

impl Record<'_> {
    /// What is known of a side, in its present version.
    pub fn find(&self, subject: Subject<'_>, side: &str) -> Option<&Measurement> {
        let found = self.results.find(self.family, subject, side)?;
        (found.version == self.lab.version(side)).then_some(found)
    }

    /// Whether a side need not run: it has run often enough before, or in vain.
    pub fn is_done(&self, subject: Subject<'_>, side: &str) -> bool {
        let known = self.find(subject, side);
        self.resume
            && known.is_some_and(|known| {
                let enough = known.runs >= self.lab.runs || known.cpu >= LONG;
                enough || known.outcome != Outcome::Measured
            })
    }

    /// Drops what is known of a step, because its subjects may be others this time.
    pub fn forget(&mut self, step: &str) {
        self.results.forget(self.family, step);
    }

    /// Keeps a figure, with the side's version and how busy the machine is.
    ///
    /// # Errors
    /// If the file cannot be written.
    pub fn put(&mut self, mut new: Measurement) -> io::Result<()> {
        self.lab.version(&new.side).clone_into(&mut new.version);
        new.load = machine::load();
        self.new.retain(|old| !old.is_of_same(&new));
        self.new.push(new.clone());
        self.results.put(self.family, &self.machine, new);
        match self.file {
            Some(file) => self.results.write(file),
            None => Ok(()),
        }
    }
}
