//! Which branch of a union a value is: by tag, by JSON type, by constants, by required members, and then by trial.

use std::mem;

use super::{
    look::Look,
    read::{Fit, Problems, Reader, value},
    tree::Cursor,
};
use crate::{
    error::{Path, Problem},
    model::Union,
};

impl Reader<'_> {
    /// Fills a union with the branch that fits best, or keeps the value where none does.
    pub(super) fn union(&mut self, union: &mut dyn Union, node: Cursor<'_>, path: &Path<'_>) {
        let table = union.table();
        let decision = (node.index(), std::ptr::from_ref(table).addr());
        let decided = self.choices.get(&decision).copied();
        // What is decided inside a tried branch will be asked again, when the next is tried. And a union that is asked
        // for while it is being filled would be a branch of itself: it finds that nothing fits.
        let within = self.within.replace(node.index());
        let remember = decided.is_some() || self.trials > 0 || within == Some(node.index());
        if remember {
            self.choices.insert(decision, None);
        }
        let choice = match decided {
            Some(Some(branch)) => {
                self.fill(union.select(branch).fill(), node, path);
                Some(branch)
            }
            Some(None) => None,
            None => self.choose(union, node, path),
        };
        if remember {
            self.choices.insert(decision, choice);
        }
        self.within = within;
        if choice.is_some() {
            return;
        }
        self.fit.unnamed += 1 + node.len();
        if self.strict && !self.quiet && self.problems.room() {
            let branches = self.reasons(union, node, path);
            let problem = Problem::new(format!("one of {}", table.name), "none of them");
            self.tell(problem.branches(branches), node, path);
        }
        union.keep(value(node));
    }

    /// Finds the branch that fits best and fills the union with it.
    fn choose(
        &mut self,
        union: &mut dyn Union,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) -> Option<usize> {
        let table = union.table();
        let look = Look::at(node, table);
        let fits = |index: &usize| {
            table
                .branches
                .get(*index)
                .is_some_and(|branch| look.misfit(branch).is_none())
        };
        let candidates: Vec<usize> = (0..table.branches.len()).filter(fits).collect();
        let mut best: Option<(usize, usize)> = None;
        let mut last = None;
        for &index in &candidates {
            last = Some(index);
            // How well the only candidate fits is of interest to nobody; but where unions are checked, those in it are
            // filled again, and must not be decided again.
            let weigh = candidates.len() > 1 || self.strict;
            let fit = self.attempt(union, index, weigh, node, path);
            if !fit.failed && best.is_none_or(|(_, unnamed)| fit.unnamed < unnamed) {
                best = Some((index, fit.unnamed));
                if fit.unnamed == 0 {
                    break;
                }
            }
        }
        let (index, _) = best?;
        if self.strict && !self.quiet || last != Some(index) {
            // Another branch was tried after it; or the unions in it are to be told of.
            self.fill(union.select(index).fill(), node, path);
        } else {
            self.fit.unnamed += best.map_or(0, |(_, unnamed)| unnamed);
        }
        Some(index)
    }

    /// Fills the union with a branch, to see whether it fits, and how well.
    fn attempt(
        &mut self,
        union: &mut dyn Union,
        index: usize,
        weigh: bool,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) -> Fit {
        let fit = mem::take(&mut self.fit);
        let quiet = mem::replace(&mut self.quiet, true);
        self.trials += usize::from(weigh);
        self.fill(union.select(index).fill(), node, path);
        self.trials -= usize::from(weigh);
        self.quiet = quiet;
        mem::replace(&mut self.fit, fit)
    }

    /// Why each branch does not fit.
    fn reasons(
        &mut self,
        union: &mut dyn Union,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) -> Vec<(&'static str, Problem)> {
        let table = union.table();
        let look = Look::at(node, table);
        let mut reasons = Vec::new();
        // Of the unions inside a branch, telling that they keep their value is no reason against the branch.
        let strict = mem::take(&mut self.strict);
        for (index, branch) in table.branches.iter().enumerate() {
            if let Some(misfit) = look.misfit(branch) {
                reasons.push((branch.name, misfit.into()));
                continue;
            }
            let problems = mem::replace(&mut self.problems, Problems::new(1));
            let fit = mem::take(&mut self.fit);
            self.fill(union.select(index).fill(), node, path);
            self.fit = fit;
            let told = mem::replace(&mut self.problems, problems).list;
            reasons.extend(told.into_iter().map(|problem| (branch.name, problem)));
        }
        self.strict = strict;
        reasons
    }
}
