//! Which branch of a union a value is: by tag, by JSON type, by constants, by required members, and then by trial.

use std::{borrow::Cow, mem};

use super::{
    read::{Fit, Problems, Reader, string, value},
    tree::{Cursor, Kind},
};
use crate::{
    error::{Path, Problem},
    model::{Branch, Kinds, Union, UnionTable},
    value::integer,
};

impl Reader<'_> {
    /// Fills a union with the branch that fits best, or keeps the value where none does.
    pub(super) fn union(&mut self, union: &mut dyn Union, node: Cursor<'_>, path: &Path<'_>) {
        let table = union.table();
        let decision = (node.index(), std::ptr::from_ref(table).addr());
        let decided = self.choices.get(&decision).copied();
        // What is decided inside a tried branch will be asked again, when the next is tried. And a union that is asked
        // for while it is being filled would be a branch of itself: it finds that nothing fits.
        let remember = decided.is_some() || self.trials > 0;
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
        if choice.is_some() {
            return;
        }
        self.fit.unnamed += 1 + node.len();
        if self.strict && !self.quiet && self.problems.room() {
            let branches = self.reasons(union, node, path);
            let problem = Problem::new(format!("one of {}", table.name), "none of them");
            self.tell(
                Problem {
                    branches,
                    ..problem
                },
                node,
                path,
            );
        }
        *union.unknown() = value(node);
    }

    /// Finds the branch that fits best and fills the union with it.
    fn choose(
        &mut self,
        union: &mut dyn Union,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) -> Option<usize> {
        let table = union.table();
        let mut best: Option<(usize, usize)> = None;
        let mut last = None;
        for (index, branch) in table.branches.iter().enumerate() {
            if misfit(table, branch, node).is_some() {
                continue;
            }
            last = Some(index);
            let fit = self.attempt(union, index, node, path);
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

    /// Fills the union with a branch, to see how well it fits.
    fn attempt(
        &mut self,
        union: &mut dyn Union,
        index: usize,
        node: Cursor<'_>,
        path: &Path<'_>,
    ) -> Fit {
        let (fit, quiet) = (
            mem::take(&mut self.fit),
            mem::replace(&mut self.quiet, true),
        );
        self.trials += 1;
        self.fill(union.select(index).fill(), node, path);
        self.trials -= 1;
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
        let mut reasons = Vec::new();
        // Of the unions inside a branch, telling that they keep their value is no reason against the branch.
        let strict = mem::take(&mut self.strict);
        for (index, branch) in table.branches.iter().enumerate() {
            if let Some(problem) = misfit(table, branch, node) {
                reasons.push((branch.name, problem));
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

/// Why a branch need not be tried, or `None` if it has to be.
fn misfit(table: &UnionTable, branch: &Branch, node: Cursor<'_>) -> Option<Problem> {
    if !branch.kinds.meets(kinds(node)) {
        return Some(Problem::new("another JSON type", kind_name(node.kind())));
    }
    if let Some(tag) = tag(table, node)
        && !is_tagged(table, branch, &tag)
    {
        return Some(Problem::new(
            format!("another `{}`", table.tag),
            format!("{tag:?}"),
        ));
    }
    if node.kind() != Kind::Object {
        return None;
    }
    for (name, values) in branch.constants {
        if let Some(member) = node.member(name)
            && !values.contains(&&*member.text())
        {
            return Some(Problem::new(
                format!("`{name}` to be one of {values:?}"),
                format!("{:?}", member.text()),
            ));
        }
    }
    let missing = branch
        .required
        .iter()
        .find(|name| node.member(name).is_none())?;
    Some(Problem::new(format!("a member `{missing}`"), "nothing"))
}

/// The text of the member that names the branch.
fn tag<'t>(table: &UnionTable, node: Cursor<'t>) -> Option<Cow<'t, str>> {
    if table.tag.is_empty() {
        None
    } else {
        node.member(table.tag).and_then(string)
    }
}

/// Whether a tag means a branch; a tag that means none leaves those without tags.
fn is_tagged(table: &UnionTable, branch: &Branch, tag: &str) -> bool {
    if branch.tags.is_empty() {
        !table.branches.iter().any(|other| other.tags.contains(&tag))
    } else {
        branch.tags.contains(&tag)
    }
}

/// The JSON types that a value is of; null is of none.
fn kinds(node: Cursor<'_>) -> Kinds {
    match node.kind() {
        Kind::Null => Kinds(0),
        Kind::True | Kind::False => Kinds::BOOL,
        Kind::Number if integer::<i128>(node.raw()).is_some() => Kinds::INTEGER,
        Kind::Number => Kinds(Kinds::NUMBER.0 & !Kinds::INTEGER.0),
        Kind::String | Kind::Escaped => Kinds::STRING,
        Kind::Array => Kinds::ARRAY,
        Kind::Object => Kinds::OBJECT,
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::True | Kind::False => "a boolean",
        Kind::Number => "a number",
        Kind::String | Kind::Escaped => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}
