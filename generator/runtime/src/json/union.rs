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

/// Which branch a union has.
#[derive(Clone, Copy)]
pub(super) struct Decision {
    /// The branch, or `None` if the value is kept as it is.
    branch: Option<usize>,
    /// How much of the value the branch has no name for.
    unnamed: usize,
}

impl Decision {
    /// No branch fits.
    fn none(node: Cursor<'_>) -> Self {
        Self {
            branch: None,
            unnamed: 1 + node.len(),
        }
    }
}

impl Reader<'_> {
    /// Fills a union with the branch that fits best, or keeps the value where none does.
    ///
    /// While a union around it weighs its branches, it is decided and not filled. So each union in a body is decided
    /// once and filled once, however deep they are nested.
    pub(super) fn union(&mut self, union: &mut dyn Union, node: Cursor<'_>, path: &Path<'_>) {
        let key = (node.index(), std::ptr::from_ref(union.table()).addr());
        let decided = self.decisions.get(&key).copied();
        let within = self.within.replace(node.index());
        // A union that is asked for while it is being decided or filled is a branch of itself, which cannot be.
        let guarded = decided.is_some() || self.weighing > 0 || within == Some(node.index());
        if guarded {
            self.decisions.insert(key, Decision::none(node));
        }
        let decision = match decided {
            Some(decision) => {
                if let (Some(branch), 0) = (decision.branch, self.weighing) {
                    self.fill(union.select(branch).fill(), node, path);
                }
                decision
            }
            None => self.choose(union, node, path),
        };
        if guarded {
            self.decisions.insert(key, decision);
        }
        self.within = within;
        if self.weighing > 0 {
            self.fit.unnamed += decision.unnamed;
            self.fit.blank = true;
        } else if decision.branch.is_none() {
            self.keep(union, node, path);
        }
    }

    /// Keeps a value that no branch fits.
    fn keep(&mut self, union: &mut dyn Union, node: Cursor<'_>, path: &Path<'_>) {
        if self.strict && !self.quiet && self.problems.room() {
            let branches = self.reasons(union, node, path);
            let problem = Problem::new(format!("one of {}", union.table().name), "none of them");
            self.tell(problem.branches(branches), node, path);
        }
        *union.unknown() = value(node);
    }

    /// Finds the branch that fits best and, unless it is only weighed, fills the union with it.
    fn choose(&mut self, union: &mut dyn Union, node: Cursor<'_>, path: &Path<'_>) -> Decision {
        let branches = union.table().branches;
        let look = Look::at(node, union.table());
        let fits = |index: &usize| {
            branches
                .get(*index)
                .is_some_and(|branch| look.misfit(branch).is_none())
        };
        let candidates: Vec<usize> = (0..branches.len()).filter(fits).collect();
        // How well the only candidate fits is of interest to nobody; but where unions are checked, those in it are told
        // of when it is filled again.
        let weigh = candidates.len() > 1 || self.strict;
        let mut best: Option<(usize, Fit)> = None;
        let mut last = None;
        for index in candidates {
            let fit = self.attempt(union, index, weigh, node, path);
            last = Some(index);
            if !fit.failed && best.is_none_or(|(_, best)| fit.unnamed < best.unnamed) {
                best = Some((index, fit));
                if fit.unnamed == 0 {
                    break;
                }
            }
        }
        let Some((index, fit)) = best else {
            return Decision::none(node);
        };
        let unfilled = last != Some(index) || fit.blank || self.strict;
        if unfilled && self.weighing == 0 {
            self.fill(union.select(index).fill(), node, path);
        }
        Decision {
            branch: Some(index),
            unnamed: fit.unnamed,
        }
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
        self.weighing += usize::from(weigh);
        self.fill(union.select(index).fill(), node, path);
        self.weighing -= usize::from(weigh);
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
