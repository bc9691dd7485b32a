//! [`Extra`]: what a server sent and a document does not name.

use std::{
    collections::{BTreeMap, btree_map},
    fmt,
    mem::{ManuallyDrop, take},
    ops::{Deref, DerefMut},
};

use super::Value;

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
// A type of its own, so that what reads and writes the map is compiled once, in this crate, and not in each client's.
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub struct Extra(ManuallyDrop<Members>);

impl Extra {
    /// No members.
    pub const fn new() -> Self {
        Self(ManuallyDrop::new(Members::new()))
    }
}

/// What drops the map is code of this crate, too: the map that a dropped [`Extra`] still has is a new one, which has
/// nothing. One that has become empty may still have memory.
impl Drop for Extra {
    #[inline]
    fn drop(&mut self) {
        clear(&mut self.0);
    }
}

/// It is `extern "C"`, which does not unwind: whoever drops a model has nothing to compile for going on after that.
#[inline(never)]
extern "C" fn clear(members: &mut Members) {
    *members = Members::new();
}

impl Deref for Extra {
    type Target = BTreeMap<String, Value>;

    fn deref(&self) -> &Members {
        &self.0
    }
}

impl DerefMut for Extra {
    fn deref_mut(&mut self) -> &mut Members {
        &mut self.0
    }
}

impl From<BTreeMap<String, Value>> for Extra {
    fn from(members: Members) -> Self {
        Self(ManuallyDrop::new(members))
    }
}

impl From<Extra> for BTreeMap<String, Value> {
    fn from(mut extra: Extra) -> Self {
        take(&mut extra)
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
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a mut Extra {
    type Item = (&'a String, &'a mut Value);
    type IntoIter = btree_map::IterMut<'a, String, Value>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter_mut()
    }
}

impl fmt::Debug for Extra {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_the_map_that_it_was_made_of() {
        let members = Members::from([("a".to_owned(), 1.into()), ("b".to_owned(), Value::Null)]);
        let mut extra = Extra::from(members.clone());
        assert_eq!(extra.clone(), extra);
        assert_eq!(*extra, members);
        assert_eq!(format!("{extra:?}"), format!("{members:?}"));
        for (_, value) in &mut extra {
            *value = true.into();
        }
        assert!((&extra).into_iter().all(|(_, value)| *value == true.into()));
        assert_eq!(extra.clone().into_iter().count(), members.len());
        assert!(members.keys().eq(Members::from(extra).keys()));
    }
}
