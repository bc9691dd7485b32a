//! [`Extra`]: what a server sent and a document does not name.

use std::{
    collections::{BTreeMap, btree_map},
    fmt,
    ops::{Deref, DerefMut},
};

use super::Value;
use crate::model::{Map, Mut, Ref, Slot};

/// Values by name.
type Members = BTreeMap<String, Value>;

/// The members of a model that its document does not name: a map, by the names on the wire.
///
/// ```
/// use runtime::Extra;
///
/// let mut extra = Extra::new();
/// extra.insert("beta".to_owned(), true.into());
/// assert_eq!(extra["beta"].to_string(), "true");
/// assert_eq!(extra.len(), 1);
/// ```
// Every model has one, and nearly all are empty. Behind a trait, the map is no part of the code that drops and clones a
// model, which each client's crate compiles anew.
#[derive(Default)]
pub struct Extra(Option<Box<dyn Hold>>);

/// Holds the map.
trait Hold: Send + Sync {
    fn members(&self) -> &Members;
    fn members_mut(&mut self) -> &mut Members;
}

impl Hold for Members {
    fn members(&self) -> &Members {
        self
    }

    fn members_mut(&mut self) -> &mut Members {
        self
    }
}

impl Extra {
    /// No members.
    pub const fn new() -> Self {
        Self(None)
    }
}

impl Deref for Extra {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &Members {
        static NONE: Members = Members::new();
        self.0.as_ref().map_or(&NONE, |held| held.members())
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Members {
        let held = self.0.get_or_insert_with(|| Box::new(Members::new()));
        held.members_mut()
    }
}

impl From<BTreeMap<String, Value>> for Extra {
    fn from(members: Members) -> Self {
        if members.is_empty() {
            return Self::new();
        }
        Self(Some(Box::new(members)))
    }
}

impl From<Extra> for BTreeMap<String, Value> {
    fn from(mut extra: Extra) -> Self {
        extra
            .0
            .as_mut()
            .map(|held| std::mem::take(held.members_mut()))
            .unwrap_or_default()
    }
}

impl FromIterator<(String, Value)> for Extra {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(members: I) -> Self {
        members.into_iter().collect::<Members>().into()
    }
}

impl<const N: usize> From<[(String, Value); N]> for Extra {
    fn from(members: [(String, Value); N]) -> Self {
        members.into_iter().collect()
    }
}

impl IntoIterator for Extra {
    type Item = (String, Value);
    type IntoIter = btree_map::IntoIter<String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        Members::from(self).into_iter()
    }
}

impl<'a> IntoIterator for &'a Extra {
    type Item = (&'a String, &'a Value);
    type IntoIter = btree_map::Iter<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Clone for Extra {
    fn clone(&self) -> Self {
        Self::from(Members::clone(self))
    }
}

impl PartialEq for Extra {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl Eq for Extra {}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl Slot for Extra {
    fn blank() -> Self {
        Self::new()
    }

    fn view(&self) -> Ref<'_> {
        Ref::Map(&**self)
    }

    fn fill(&mut self) -> Mut<'_> {
        Mut::Map(self)
    }
}

impl Map for Extra {
    fn each<'a>(&'a self, each: &mut dyn FnMut(&'a str, &'a dyn Slot)) {
        Map::each(&**self, each);
    }

    fn is_empty(&self) -> bool {
        (**self).is_empty()
    }

    fn clear(&mut self) {
        self.0 = None;
    }

    fn insert(&mut self, name: &str) -> &mut dyn Slot {
        Map::insert(&mut **self, name)
    }

    fn any(&mut self) -> Option<&mut BTreeMap<String, Value>> {
        Some(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_map_that_it_was_made_of() {
        let members = Members::from([("a".to_owned(), 1.into()), ("b".to_owned(), Value::Null)]);
        let extra = Extra::from(members.clone());
        assert_eq!(extra.clone(), extra);
        assert_eq!(*extra, members);
        assert_eq!(format!("{extra:?}"), format!("{members:?}"));
        assert_eq!(members, extra.into());
    }

    #[test]
    fn one_without_members_is_none() {
        let mut emptied = Extra::from([("a".to_owned(), Value::Null)]);
        assert_ne!(emptied, Extra::new());
        emptied.remove("a");
        assert_eq!(emptied, Extra::new());
        assert_eq!(Extra::from(Members::new()), Extra::default());
        assert_eq!(Extra::new().into_iter().count(), 0);
    }
}
