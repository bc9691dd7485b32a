//! Who uses each type: the tags of operations, what the API sends by itself, or nothing.
//!
//! A type is used by whatever uses a type that names it, so what it names has at least the same owners. That holds for
//! what several use, after small groups were gathered too.

use std::collections::BTreeMap;

use super::reach::{inside, of_webhook, used};
use crate::ir::{self, Api, TypeId};

/// What more tags than this use belongs to all.
const MOST_OWNERS: usize = 12;

/// Fewer types than this are no group of their own, where another has room for them.
const FEWEST_TYPES: usize = 4;

/// Who uses a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Owner<'a> {
    /// The operations whose first tag this is; those without any have the empty one.
    Tag(&'a str),
    /// What the API sends by itself.
    Webhooks,
    /// Nothing.
    Nobody,
}

/// The owners of each type, by its id.
pub struct Owners<'a> {
    api: &'a Api,
    /// Empty where many use the type, or what has no tag.
    of: Vec<Vec<Owner<'a>>>,
}

impl<'a> Owners<'a> {
    /// Finds who uses each type, directly or not.
    pub fn find(api: &'a Api) -> Self {
        let mut this = Self {
            api,
            of: vec![Vec::new(); api.types.len()],
        };
        let mut by_tag: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
        for operation in &api.operations {
            let ids = used(operation).into_iter().map(|(id, _)| id);
            by_tag
                .entry(tag(operation).unwrap_or(""))
                .or_default()
                .extend(ids);
        }
        for (tag, ids) in by_tag {
            this.claim(Owner::Tag(tag), ids);
        }
        let sent = api.webhooks.iter().flat_map(of_webhook).collect();
        this.claim(Owner::Webhooks, sent);
        for owners in &mut this.of {
            match owners.as_slice() {
                [] => owners.push(Owner::Nobody),
                many if many.len() > MOST_OWNERS || many.contains(&Owner::Tag("")) => {
                    owners.clear()
                }
                _ => {}
            }
        }
        this.gather();
        this
    }

    /// Enters a user of some types with these, and with everything they lead to.
    fn claim(&mut self, owner: Owner<'a>, mut open: Vec<TypeId>) {
        while let Some(id) = open.pop() {
            let Some(owners) = self.of.get_mut(id.0 as usize) else {
                continue;
            };
            // A type of many users has been walked through often enough: so have those in it.
            if owners.last() != Some(&owner) && owners.len() <= MOST_OWNERS {
                owners.push(owner);
                open.extend(inside(&self.api.types[id].shape));
            }
        }
    }

    /// Gives the types of small groups to the least of those that include their owners, or to all. A file with two types
    /// helps nobody, and costs more than these do where they are not needed.
    fn gather(&mut self) {
        let mut groups: BTreeMap<Vec<Owner<'a>>, Vec<TypeId>> = BTreeMap::new();
        for (id, _) in self.api.types.iter() {
            let owners = self.of(id);
            if owners.len() > 1 {
                groups.entry(owners.to_vec()).or_default().push(id);
            }
        }
        let mut order: Vec<Vec<Owner<'a>>> = groups.keys().cloned().collect();
        order.sort_by_key(Vec::len);
        for group in order {
            let Some(types) = groups.get(&group) else {
                continue;
            };
            if types.len() >= FEWEST_TYPES {
                continue;
            }
            let wider = groups
                .keys()
                .filter(|to| to.len() > group.len() && include(to, &group));
            let fitting = wider.filter(|to| self.could_be_of(types, &group, to));
            let to = fitting.min_by_key(|to| to.len()).cloned();
            if to.is_none() && !self.could_be_of(types, &group, &[]) {
                continue;
            }
            let to = to.unwrap_or_default();
            let types = groups.remove(&group).unwrap_or_default();
            for id in &types {
                if let Some(owners) = self.of.get_mut(id.0 as usize) {
                    owners.clone_from(&to);
                }
            }
            if let Some(others) = groups.get_mut(&to) {
                others.extend(types);
            }
        }
    }

    /// Whether all that the types of a group name outside of it has at least these owners.
    fn could_be_of(&self, types: &[TypeId], group: &[Owner<'_>], to: &[Owner<'_>]) -> bool {
        let named = types
            .iter()
            .flat_map(|id| inside(&self.api.types[*id].shape));
        named.map(|id| self.of(id)).all(|owners| {
            owners.is_empty() || owners == group || !to.is_empty() && include(owners, to)
        })
    }

    /// The owners of a type; none where many use it, or what has no tag.
    pub fn of(&self, id: TypeId) -> &[Owner<'a>] {
        self.of.get(id.0 as usize).map_or(&[], Vec::as_slice)
    }

    /// All that types have, each once and in order.
    pub fn groups(&self) -> Vec<&[Owner<'a>]> {
        let mut groups: Vec<&[Owner<'a>]> = self.of.iter().map(Vec::as_slice).collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }

    /// Whose types those need that nothing uses, where these are not their own: one owner of each.
    pub fn needed_by_unused(&self) -> Vec<Owner<'a>> {
        let unused = self
            .api
            .types
            .iter()
            .filter(|(id, _)| self.of(*id) == [Owner::Nobody]);
        let named = unused.flat_map(|(_, def)| inside(&def.shape));
        let mut needed = Vec::new();
        for owners in named.map(|id| self.of(id)) {
            if let [first, ..] = owners
                && *first != Owner::Nobody
                && !owners.iter().any(|owner| needed.contains(owner))
            {
                needed.push(*first);
            }
        }
        needed
    }
}

fn include(all: &[Owner<'_>], some: &[Owner<'_>]) -> bool {
    some.iter().all(|owner| all.contains(owner))
}

/// The tag that decides where an operation stands.
pub fn tag(operation: &ir::Operation) -> Option<&str> {
    operation
        .tags
        .first()
        .map(String::as_str)
        .filter(|tag| !tag.is_empty())
}
