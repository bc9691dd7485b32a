//! What branches of a choice can be called that have no name: by what is theirs alone.

use std::collections::BTreeMap;

use super::Lower;
use super::conjunction::Conjunction;
use super::kind::{Kind, kinds};
use crate::document::Cursor;

/// What one branch has.
struct Branch<'d> {
    constants: Vec<&'d str>,
    required: Vec<&'d str>,
    properties: Vec<&'d str>,
    is_object: bool,
}

impl<'d> Lower<'d, '_> {
    /// For each branch: the only text that one of its members can be (`completed`), or the first member that no other branch
    /// requires, or has (`with repository_id`), or that it is the only object; empty where there is no such thing.
    pub(super) fn told_apart(&self, branches: &[Cursor<'d>]) -> Vec<String> {
        let branches: Vec<Branch<'d>> = branches
            .iter()
            .map(|branch| read(&self.conjunction(std::slice::from_ref(branch))))
            .collect();
        let constants = count(branches.iter().map(|branch| &branch.constants));
        let required = count(branches.iter().map(|branch| &branch.required));
        let properties = count(branches.iter().map(|branch| &branch.properties));
        let objects = branches.iter().filter(|branch| branch.is_object).count();
        let name = |branch: &Branch<'d>| {
            let with = |name: &str| format!("with {name}");
            let value = only(&branch.constants, &constants).map(str::to_owned);
            value
                .or_else(|| only(&branch.required, &required).map(with))
                .or_else(|| only(&branch.properties, &properties).map(with))
                .or_else(|| (branch.is_object && objects == 1).then(|| "object".to_owned()))
                .unwrap_or_default()
        };
        branches.iter().map(name).collect()
    }
}

fn read<'d>(schema: &Conjunction<'d>) -> Branch<'d> {
    let members = || schema.all("properties").flat_map(|all| all.members());
    let mut branch = Branch {
        constants: members().filter_map(|(_, node)| only_text(&node)).collect(),
        required: schema
            .all("required")
            .flat_map(|names| names.items())
            .filter_map(|name| name.as_str())
            .collect(),
        properties: members().map(|(name, _)| name).collect(),
        is_object: kinds(schema) == [Kind::Object],
    };
    for names in [
        &mut branch.constants,
        &mut branch.required,
        &mut branch.properties,
    ] {
        names.sort_unstable();
        names.dedup();
    }
    branch
}

/// The one text that a schema lists.
fn only_text<'d>(schema: &Cursor<'d>) -> Option<&'d str> {
    let mut listed = schema.get("enum").into_iter().flat_map(|list| list.items());
    match (schema.get("const"), listed.next(), listed.next()) {
        (Some(only), _, _) | (None, Some(only), None) => only.as_str(),
        _ => None,
    }
}

/// How many branches have each.
fn count<'c, 'd: 'c>(all: impl Iterator<Item = &'c Vec<&'d str>>) -> BTreeMap<&'d str, usize> {
    let mut count = BTreeMap::new();
    for name in all.flatten() {
        *count.entry(*name).or_default() += 1;
    }
    count
}

/// The first that no other branch has.
fn only<'d>(own: &[&'d str], count: &BTreeMap<&'d str, usize>) -> Option<&'d str> {
    let mut alone = own.iter().filter(|name| count.get(*name) == Some(&1));
    alone.next().copied()
}
