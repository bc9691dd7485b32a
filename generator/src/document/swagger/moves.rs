use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::document::pointer;

/// Where the parts of an upgraded tree stood in the original one. Only what moved is noted: everything below moved
/// with it, except what is noted itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Moves {
    /// From pointers in the upgraded tree to pointers in the original one.
    original: BTreeMap<String, String>,
    /// The other way round; of several places in the upgraded tree the first that was noted.
    upgraded: BTreeMap<String, String>,
}

impl Moves {
    /// The pointer in the original tree of what a pointer in the upgraded one names: the longest noted prefix wins. What
    /// is new in the upgraded tree has the pointer of what it was made from, with a way on that leads nowhere there.
    #[cfg(test)]
    pub fn original<'p>(&self, upgraded: &'p str) -> Cow<'p, str> {
        follow(&self.original, upgraded)
    }

    /// Every part that moved, as pointers in the upgraded and the original tree, those further up first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.original
            .iter()
            .map(|(upgraded, original)| (&**upgraded, &**original))
    }

    /// Where a part of the original tree stands in the upgraded one.
    pub(super) fn upgraded<'p>(&self, original: &'p str) -> Cow<'p, str> {
        follow(&self.upgraded, original)
    }

    pub(super) fn note(&mut self, upgraded: impl Into<String>, original: impl Into<String>) {
        let (upgraded, original) = (upgraded.into(), original.into());
        self.upgraded
            .entry(original.clone())
            .or_insert_with(|| upgraded.clone());
        self.original.insert(upgraded, original);
    }
}

fn follow<'p>(moves: &BTreeMap<String, String>, pointer: &'p str) -> Cow<'p, str> {
    let mut above = pointer;
    loop {
        if let Some(moved) = moves.get(above) {
            let below = pointer.get(above.len()..).unwrap_or_default();
            return Cow::Owned(format!("{moved}{below}"));
        }
        match pointer::split(above) {
            Some((parent, _)) => above = parent,
            None => return Cow::Borrowed(pointer),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_prefix_wins() {
        let mut moves = Moves::default();
        moves.note("/components/parameters", "/parameters");
        moves.note("/components/requestBodies/Pet", "/parameters/Pet");
        assert_eq!(
            moves.original("/components/parameters/Limit/in"),
            "/parameters/Limit/in"
        );
        assert_eq!(
            moves.original("/components/requestBodies/Pet"),
            "/parameters/Pet"
        );
        assert_eq!(
            moves.original("/components/requestBodies"),
            "/components/requestBodies"
        );
        assert_eq!(
            moves.upgraded("/parameters/Pet/schema"),
            "/components/requestBodies/Pet/schema"
        );
        assert_eq!(
            moves.upgraded("/parameters/Pets"),
            "/components/parameters/Pets"
        );
    }

    #[test]
    fn of_several_places_the_first_counts() {
        let mut moves = Moves::default();
        moves.note("/new/a", "/old");
        moves.note("/new/b", "/old");
        assert_eq!(moves.upgraded("/old/x"), "/new/a/x");
        assert_eq!(moves.original("/new/b/x"), "/old/x");
    }
}
