use std::collections::BTreeMap;

use super::{Node, pointer};
use crate::source::SourceId;

/// Where the parts of a tree come from. Only what differs from its surroundings is written down: a node comes from
/// where the nearest noted node above it comes from, by the same way down.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Provenance {
    noted: BTreeMap<String, Place>,
}

/// A node of one text that was read.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// The text.
    pub source: SourceId,
    /// The pointer within its document.
    pub pointer: String,
}

impl Provenance {
    /// A tree that comes from one text as a whole.
    pub fn whole(source: SourceId) -> Self {
        Self {
            noted: BTreeMap::from([(
                String::new(),
                Place {
                    source,
                    pointer: String::new(),
                },
            )]),
        }
    }

    /// Where a node comes from.
    pub fn place(&self, of: &str) -> Option<Place> {
        let mut above = of;
        loop {
            if let Some(place) = self.noted.get(above) {
                let pointer = format!("{}{}", place.pointer, &of[above.len()..]);
                return Some(Place {
                    source: place.source,
                    pointer,
                });
            }
            (above, _) = pointer::split(above)?;
        }
    }

    /// Where a node and all below it come from; nothing of the others.
    pub fn of(&self, at: &str) -> Self {
        let mut of = Self::default();
        of.adopt(at, self, at);
        of
    }

    /// Notes that a node and all below it come from a place.
    pub fn note(&mut self, at: &str, place: Place) {
        self.forget(at);
        self.noted.insert(at.to_owned(), place);
    }

    /// Notes that a node and all below it come from where a node of another tree comes from.
    pub fn adopt(&mut self, at: &str, other: &Self, from: &str) {
        let Some(place) = other.place(from) else {
            return;
        };
        self.note(at, place);
        for (below, place) in other.below(from) {
            self.noted
                .insert(format!("{at}{}", &below[from.len()..]), place.clone());
        }
    }

    /// Notes that an item was taken out of an array which has `left` items now.
    pub fn removed_item(&mut self, array: &str, index: usize, left: usize) {
        let before = self.of(array);
        for moved in index..left {
            let from = pointer::join(array, &(moved + 1).to_string());
            self.adopt(&pointer::join(array, &moved.to_string()), &before, &from);
        }
        self.forget(&pointer::join(array, &left.to_string()));
    }

    /// Forgets what was noted of a node and all below it.
    pub fn forget(&mut self, at: &str) {
        self.noted.remove(at);
        let below: Vec<String> = self.below(at).map(|(below, _)| below.clone()).collect();
        for pointer in below {
            self.noted.remove(&pointer);
        }
    }

    fn below<'p>(&'p self, at: &str) -> impl Iterator<Item = (&'p String, &'p Place)> + use<'p> {
        let prefix = format!("{at}/");
        self.noted
            .range(prefix.clone()..)
            .take_while(move |(pointer, _)| pointer.starts_with(&prefix))
    }
}

/// A tree and where its parts come from.
#[derive(Debug, Clone)]
pub(crate) struct Part<'s> {
    /// The tree.
    pub root: Node<'s>,
    /// Where its parts come from.
    pub provenance: Provenance,
}

impl<'s> Part<'s> {
    /// A tree that comes from one text as a whole.
    pub fn whole(root: Node<'s>, source: SourceId) -> Self {
        Self {
            root,
            provenance: Provenance::whole(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(source: usize, pointer: &str) -> Place {
        Place {
            source: SourceId(source),
            pointer: pointer.to_owned(),
        }
    }

    #[test]
    fn the_nearest_note_above_counts() {
        let mut provenance = Provenance::whole(SourceId(0));
        provenance.note("/a", place(1, "/x"));
        assert_eq!(provenance.place("/b/c"), Some(place(0, "/b/c")));
        assert_eq!(provenance.place("/a/b"), Some(place(1, "/x/b")));
        assert_eq!(provenance.place("/ab"), Some(place(0, "/ab")));
    }

    #[test]
    fn items_move_up_when_one_is_taken_out() {
        let mut provenance = Provenance::whole(SourceId(0));
        provenance.note("/a/2", place(1, ""));
        provenance.removed_item("/a", 0, 2);
        assert_eq!(provenance.place("/a/0"), Some(place(0, "/a/1")));
        assert_eq!(provenance.place("/a/1/b"), Some(place(1, "/b")));
    }
}
