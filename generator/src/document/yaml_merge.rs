//! YAML's merge keys (<https://yaml.org/type/merge.html>): `<<: *defaults`, `<<: [*one, *other]`. Part of YAML 1.1 and
//! of what every tool for API documents reads.

use std::borrow::Cow;
use std::collections::BTreeSet;

use super::{Members, Node};

/// The key that merges.
pub(super) const MERGE: &str = "<<";

/// The members of one mapping while they are read. What is merged stands where the merge key does; the mapping's own
/// members win over it, wherever they stand, and of several mappings that are merged the first wins.
pub(super) struct Mapping<'s> {
    members: Members<'s>,
    /// The keys that were merged: those that a member of the mapping itself may replace.
    merged: BTreeSet<Cow<'s, str>>,
}

impl<'s> Mapping<'s> {
    /// A mapping with room for so many members of its own.
    pub fn with_capacity(members: usize) -> Self {
        Self {
            members: Members::with_capacity_and_hasher(members, Default::default()),
            merged: BTreeSet::new(),
        }
    }

    /// Adds a member of the mapping itself. The key comes back if there is one of that name already.
    pub fn insert(&mut self, key: Cow<'s, str>, node: Node<'s>) -> Result<(), Cow<'s, str>> {
        if self.members.contains_key(&key) && !self.merged.remove(&key) {
            return Err(key);
        }
        self.members.insert(key, node);
        Ok(())
    }

    /// Merges a mapping, or a list of them. Anything else comes back: it is the value of a member that happens to be
    /// called like that.
    pub fn merge(&mut self, node: Node<'s>) -> Result<(), Node<'s>> {
        match node {
            Node::Object(members) => self.add(members),
            Node::Array(items) if items.iter().all(|item| item.as_object().is_some()) => {
                for item in items {
                    self.merge(item)?;
                }
            }
            other => return Err(other),
        }
        Ok(())
    }

    fn add(&mut self, members: Members<'s>) {
        for (key, node) in members {
            if !self.members.contains_key(&key) {
                self.merged.insert(key.clone());
                self.members.insert(key, node);
            }
        }
    }

    /// What was read.
    pub fn finish(self) -> Members<'s> {
        self.members
    }
}
