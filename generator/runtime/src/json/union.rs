//! Which branch of a union a value is: by tag, by JSON type, by constants, by required members, and then by trial.

use std::mem;

use super::{
    look::{Look, Members},
    problems::Problems,
    read::Reader,
    scan::Scanner,
    stop::{Step, Stop},
    tag,
};
use crate::{
    error::{Path, Problem},
    model::{Holds, Mut, Seen, Union, UnionTable},
    value::Value,
};

impl<'t> Reader<'t> {
    /// Fills a union with the branch that fits best, or keeps the value where none does.
    pub(super) fn union(&mut self, union: &mut dyn Union, path: &Path<'_>) -> Step {
        let start = self.scan;
        let decision = (start.at(), std::ptr::from_ref(union.table()).addr());
        let decided = self.choices.get(&decision).copied();
        // What is decided inside a tried branch will be asked again, when the next is tried. And a union that is asked
        // for while it is being filled would be a branch of itself: it finds that nothing fits.
        let within = self.within.replace(start.at());
        let remember = decided.is_some() || self.trials > 0 || within == Some(start.at());
        if remember {
            self.choices.insert(decision, None);
        }
        let choice = match decided {
            Some(Some(branch)) => {
                let content = union.select(branch, self.holds());
                self.fill(content, path).map(|()| Some(branch))
            }
            Some(None) => Ok(None),
            None => self.choose(union, path),
        };
        if remember && let Some(choice) = choice.ok().or(decided) {
            self.choices.insert(decision, choice);
        }
        self.within = within;
        if choice?.is_some() {
            return Ok(());
        }
        self.scan = start;
        if self.how.strict && !self.quiet && self.problems.room() {
            let branches = self.reasons(union, path)?;
            let problem = Problem::new(format!("one of {}", union.table().name), "none of them");
            self.tell(problem.branches(branches), start.at(), path);
            self.scan = start;
        }
        let value = self.value()?;
        self.unnamed += 1 + children(&value);
        union.keep(value);
        Ok(())
    }

    /// Finds the branch that fits best and fills the union with it. Where none fits, nothing is passed.
    fn choose(&mut self, union: &mut dyn Union, path: &Path<'_>) -> Step<Option<usize>> {
        let table = union.table();
        let start = self.scan;
        if let Some((index, branch)) = tag::told(start, table, |at| self.counts(at))? {
            let content = union.select(index, Holds::Value);
            if tag::suffices(&content, branch, table.tag) {
                let unnamed = self.attempt(content, self.how.strict, path)?;
                let best = unnamed.map(|unnamed| (index, unnamed));
                return self.settle(union, best, start, Some(index), path);
            }
        }
        let (candidates, count) = self.candidates(table)?;
        let mut best: Option<(usize, usize)> = None;
        let mut last = None;
        for index in (0..table.branches.len()).filter(|index| candidates.has(*index)) {
            last = Some(index);
            // How well the only candidate fits is of interest to nobody; but where unions are checked, those in it are
            // filled again, and must not be decided again.
            let weigh = count > 1 || self.how.strict;
            self.scan = start;
            let content = union.select(index, self.holds());
            let unnamed = self.attempt(content, weigh, path)?;
            if let Some(unnamed) = unnamed
                && best.is_none_or(|(_, least)| unnamed < least)
            {
                best = Some((index, unnamed));
                if unnamed == 0 {
                    break;
                }
            }
        }
        self.settle(union, best, start, last, path)
    }

    /// The branches that fit as far as can be seen, and how many they are. Passes some of the value.
    fn candidates(&mut self, table: &'static UnionTable) -> Step<(Seen, usize)> {
        let look = Look::at(&mut self.scan, table, mem::take(&mut self.members))?;
        let mut candidates = Seen::default();
        let mut count = 0;
        for (index, branch) in table.branches.iter().enumerate() {
            if look.misfit(branch).is_none() {
                candidates.add(index);
                count += 1;
            }
        }
        self.members = look.room();
        Ok((candidates, count))
    }

    /// Leaves the union with the best of its branches, of which `last` is the one that was tried last.
    fn settle(
        &mut self,
        union: &mut dyn Union,
        best: Option<(usize, usize)>,
        start: Scanner<'t>,
        last: Option<usize>,
        path: &Path<'_>,
    ) -> Step<Option<usize>> {
        let Some((index, unnamed)) = best else {
            return Ok(None);
        };
        if self.how.strict && !self.quiet || last != Some(index) {
            // Another branch was tried after it; or the unions in it are to be told of.
            self.scan = start;
            self.fill(union.select(index, self.holds()), path)?;
        } else {
            self.unnamed += unnamed;
        }
        Ok(Some(index))
    }

    /// Fills a branch, to see whether it fits, and how much of the value it has no name for.
    fn attempt(&mut self, content: Mut<'_>, weigh: bool, path: &Path<'_>) -> Step<Option<usize>> {
        let unnamed = mem::take(&mut self.unnamed);
        let quiet = mem::replace(&mut self.quiet, true);
        let within = self.within;
        self.trials += usize::from(weigh);
        let done = self.fill(content, path);
        self.trials -= usize::from(weigh);
        self.quiet = quiet;
        // What did not fit was left in the middle.
        self.within = within;
        let unnamed = mem::replace(&mut self.unnamed, unnamed);
        match done {
            Ok(()) => Ok(Some(unnamed)),
            Err(Stop::Misfit) => self.make_certain().map(|()| None),
            Err(stop) => Err(stop),
        }
    }

    /// Why each branch does not fit.
    fn reasons(
        &mut self,
        union: &mut dyn Union,
        path: &Path<'_>,
    ) -> Step<Vec<(&'static str, Problem)>> {
        let table = union.table();
        let start = self.scan;
        let look = Look::at(&mut self.scan, table, Members::new())?;
        let mut reasons = Vec::new();
        // Of the unions inside a branch, telling that they keep their value is no reason against the branch.
        let strict = mem::take(&mut self.how.strict);
        for (index, branch) in table.branches.iter().enumerate() {
            if let Some(misfit) = look.misfit(branch) {
                reasons.push((branch.name, misfit.into()));
                continue;
            }
            let problems = mem::replace(&mut self.problems, Problems::new(1));
            let unnamed = self.unnamed;
            self.scan = start;
            self.fill(union.select(index, self.holds()), path)?;
            self.unnamed = unnamed;
            let told = mem::replace(&mut self.problems, problems).list;
            reasons.extend(told.into_iter().map(|(_, problem)| (branch.name, problem)));
        }
        self.how.strict = strict;
        Ok(reasons)
    }
}

/// How many items or members a value has.
fn children(value: &Value) -> usize {
    match value {
        Value::Array(items) => items.len(),
        Value::Object(members) => members.len(),
        _ => 0,
    }
}
