//! What is noted beside a part, so that another process can go on with it. Nothing here does I/O.

use std::hash::{DefaultHasher, Hash, Hasher};

use super::part::Part;

/// The first line: which notes these are.
const FORM: &str = "part 1";

/// A hash that stays the same as long as the standard library's does; where it does not, a save begins anew.
pub(crate) fn hash(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

/// The note of a part of the body with that identity; `None` if nothing tells this body from a later one.
///
/// The last line is a hash of the others: a note that was not written to its end is none.
pub(super) fn write(identity: u64, part: &Part) -> Option<String> {
    let (length, validator) = part.range()?;
    let total = part
        .total
        .map_or_else(|| "?".to_owned(), |total| total.to_string());
    let text = format!("{FORM}\n{identity:016x}\n{length}\n{total}\n{validator}\n");
    let sum = hash(&text);
    Some(format!("{text}{sum:016x}\n"))
}

/// The part that a note tells of, if it is one of the body with that identity.
pub(super) fn read(identity: u64, note: &str) -> Option<Part> {
    let (text, sum) = note.strip_suffix('\n')?.rsplit_once('\n')?;
    let text = format!("{text}\n");
    if sum != format!("{:016x}", hash(&text)) {
        return None;
    }
    let mut lines = text.lines();
    let known = lines.next()? == FORM && lines.next()? == format!("{identity:016x}");
    let (length, total, validator) = (lines.next()?, lines.next()?, lines.next()?);
    let part = Part::noted(
        length.parse().ok()?,
        total.parse().ok(),
        validator.to_owned(),
    );
    (known && lines.next().is_none()).then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_note_is_read_as_it_was_written_and_not_otherwise() {
        for total in [None, Some(10)] {
            let part = Part::noted(5, total, "\"a b\"".to_owned());
            let note = write(7, &part).unwrap();
            assert_eq!(read(7, &note), Some(part));
            assert_eq!(read(8, &note), None);
            for end in 0..note.len() {
                assert_eq!(read(7, &note[..end]), None, "{end}");
            }
            assert_eq!(read(7, &note.replace("\n5\n", "\n6\n")), None);
        }
        assert_eq!(write(7, &Part::default()), None);
    }
}
