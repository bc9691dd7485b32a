//! Which fields of a model were met.

/// A set of fields, by their index; the first 64 need no memory of their own.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    first: u64,
    others: Vec<u64>,
}

impl Seen {
    /// Adds a field; `false` if it is in the set already.
    #[inline]
    pub(crate) fn add(&mut self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => &mut self.first,
            Some(word) => {
                if self.others.len() <= word {
                    self.others.resize(word + 1, 0);
                }
                &mut self.others[word]
            }
        };
        let bit = 1 << (index % 64);
        let new = *word & bit == 0;
        *word |= bit;
        new
    }

    /// Whether a field is in the set.
    #[inline]
    pub(crate) fn has(&self, index: usize) -> bool {
        let word = match (index / 64).checked_sub(1) {
            None => self.first,
            Some(word) => self.others.get(word).copied().unwrap_or_default(),
        };
        word & 1 << (index % 64) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_met_by_itself() {
        let mut seen = Seen::default();
        for index in [0, 63, 64, 127, 128, 1000] {
            assert!(!seen.has(index), "{index}");
            assert!(seen.add(index) && !seen.add(index), "{index}");
            assert!(seen.has(index), "{index}");
        }
    }
}
