//! Runs of bytes that stand for themselves, looked for eight bytes at a time.

/// A byte in each place of a word.
const ONES: u64 = u64::from_ne_bytes([1; 8]);

/// How many bytes from the start of `bytes` are not marked. `marks` sets the high bit of the first marked byte of a word,
/// and of none before it; of the bytes after it, anything may be said.
#[inline(always)]
pub(crate) fn run(bytes: &[u8], marks: impl Fn(u64) -> u64) -> usize {
    let length = bytes.len();
    let marked = |word: u64| match marks(word) & (ONES << 7) {
        0 => None,
        marked => Some(marked.trailing_zeros() as usize / 8),
    };
    let (words, rest) = bytes.as_chunks();
    for (index, word) in words.iter().enumerate() {
        if let Some(at) = marked(u64::from_le_bytes(*word)) {
            return index * 8 + at;
        }
    }
    // What is left, with bytes before it that have been looked at, or in two parts that overlap.
    let at = if rest.is_empty() {
        None
    } else if let Some(last) = bytes.last_chunk() {
        marked(u64::from_le_bytes(*last)).map(|at| length - 8 + at)
    } else if let (Some(first), Some(last)) = (bytes.first_chunk(), bytes.last_chunk()) {
        let halves = [*first, *last].map(|half| u64::from(u32::from_le_bytes(half)));
        marked(halves[0] | halves[1] << 32).map(|at| if at < 4 { at } else { length + at - 8 })
    } else {
        let three = [bytes[0], bytes[length / 2], bytes[length - 1]].map(u64::from);
        let word = three[0] | three[1] << 8 | three[2] << 16;
        marked(word).filter(|at| *at < length)
    };
    at.unwrap_or(length)
}

/// Marks the bytes less than `n`, which is 128 at most (Mycroft's test: they borrow from their high bit).
#[inline(always)]
pub(crate) const fn below(word: u64, n: u8) -> u64 {
    word.wrapping_sub(ONES * n as u64) & !word
}

/// A word with these bits of each byte turned.
#[inline(always)]
pub(crate) const fn turned(word: u64, bits: u8) -> u64 {
    word ^ (ONES * bits as u64)
}

/// Marks the bytes that are `byte`.
#[inline(always)]
pub(crate) const fn is(word: u64, byte: u8) -> u64 {
    below(turned(word, byte), 1)
}

/// Marks the bytes that are `one` or `other`, which differ in one bit.
#[cfg(any(feature = "xml", test))]
#[inline(always)]
pub(crate) const fn is_either(word: u64, one: u8, other: u8) -> u64 {
    is(word | (ONES * (one ^ other) as u64), one | other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_marked_byte_is_found_wherever_it_stands() {
        for length in 0..40 {
            let plain = vec![b'a'; length];
            let marks = |word| is(word, b'"') | below(word, 0x20);
            assert_eq!(run(&plain, marks), length);
            for first in 0..length {
                for second in first..length {
                    for byte in [b'"', 0, 0x1F] {
                        let mut bytes = plain.clone();
                        bytes[first] = byte;
                        bytes[second] = b'"';
                        assert_eq!(run(&bytes, marks), first, "{length} {second} {byte}");
                    }
                }
            }
        }
    }

    #[test]
    fn every_byte_is_told_from_every_other() {
        for byte in 0..=u8::MAX {
            let one = |marks: &dyn Fn(u64) -> u64| run(&[byte], marks) == 0;
            assert_eq!(one(&|word| below(word, 0x20)), byte < 0x20, "{byte}");
            assert_eq!(one(&|word| is(word, 0xEF)), byte == 0xEF, "{byte}");
            let angle = matches!(byte, b'<' | b'>');
            assert_eq!(one(&|word| is_either(word, b'<', b'>')), angle, "{byte}");
        }
    }
}
