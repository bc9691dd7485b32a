//! Strings: where they end, what their escapes mean, and how they are written (RFC 8259 §7).

/// How many bytes from the start of `bytes` stand for themselves: no quotation mark, backslash or control character.
#[inline]
pub(super) fn plain(bytes: &[u8]) -> usize {
    let mut at = 0;
    let mut chunks = bytes.chunks_exact(8);
    for chunk in &mut chunks {
        let mut word = [0; 8];
        word.copy_from_slice(chunk);
        let special = specials(u64::from_le_bytes(word));
        if special != 0 {
            return at + special.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    at + chunks
        .remainder()
        .iter()
        .take_while(|byte| !is_special(**byte))
        .count()
}

fn is_special(byte: u8) -> bool {
    matches!(byte, b'"' | b'\\' | 0..=0x1F)
}

/// Sets the high bit of the first byte that is special, and of none before it; after it, anything may be set.
fn specials(word: u64) -> u64 {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHS: u64 = ONES << 7;
    // A byte below `n` borrows from its high bit when `n` is taken away (Mycroft's test).
    let below = |word: u64, n: u64| word.wrapping_sub(ONES * n) & !word;
    let quotes = below(word ^ (ONES * b'"' as u64), 1);
    let slashes = below(word ^ (ONES * b'\\' as u64), 1);
    (below(word, 0x20) | quotes | slashes) & HIGHS
}

/// How long the escape is that `bytes` begins with, or `None` if it is not one that RFC 8259 has, or half a surrogate
/// pair.
pub(super) fn escape(bytes: &[u8]) -> Option<usize> {
    match bytes.get(1)? {
        b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Some(2),
        b'u' => match unit(bytes)? {
            0xD800..=0xDBFF => {
                let second = unit(bytes.get(6..)?)?;
                (0xDC00..=0xDFFF).contains(&second).then_some(12)
            }
            0xDC00..=0xDFFF => None,
            _ => Some(6),
        },
        _ => None,
    }
}

/// The UTF-16 unit of the `\uXXXX` that `bytes` begins with.
fn unit(bytes: &[u8]) -> Option<u32> {
    let digits = bytes.strip_prefix(b"\\u")?.get(..4)?;
    digits.iter().try_fold(0, |unit, digit| {
        Some(unit << 4 | char::from(*digit).to_digit(16)?)
    })
}

/// What a string with escapes means. Escapes must have been checked by [`escape`].
pub(super) fn unescape(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.find('\\') {
        let (before, tail) = rest.split_at(at);
        text.push_str(before);
        let length = escape(tail.as_bytes()).unwrap_or(1);
        text.push(meaning(tail.as_bytes()));
        rest = tail.get(length..).unwrap_or_default();
    }
    text.push_str(rest);
    text
}

fn meaning(escape: &[u8]) -> char {
    match escape.get(1) {
        Some(b'b') => '\u{8}',
        Some(b'f') => '\u{C}',
        Some(b'n') => '\n',
        Some(b'r') => '\r',
        Some(b't') => '\t',
        Some(b'u') => {
            let first = unit(escape).unwrap_or_default();
            let second = escape.get(6..).and_then(unit).unwrap_or_default();
            let point = match first {
                0xD800..=0xDBFF => {
                    0x10000 + ((first - 0xD800) << 10) + second.saturating_sub(0xDC00)
                }
                _ => first,
            };
            char::from_u32(point).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
        Some(other) => char::from(*other),
        None => char::REPLACEMENT_CHARACTER,
    }
}

/// Writes a string with its quotation marks.
pub(crate) fn write(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    loop {
        let (before, tail) = rest.split_at(plain(rest.as_bytes()));
        out.push_str(before);
        let mut characters = tail.chars();
        match characters.next() {
            None => break,
            Some('"') => out.push_str("\\\""),
            Some('\\') => out.push_str("\\\\"),
            Some('\n') => out.push_str("\\n"),
            Some('\r') => out.push_str("\\r"),
            Some('\t') => out.push_str("\\t"),
            Some(control) => out.push_str(&format!("\\u{:04x}", u32::from(control))),
        }
        rest = characters.as_str();
    }
    out.push('"');
}
