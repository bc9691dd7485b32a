//! Strings: where they end, what their escapes mean, and how they are written (RFC 8259 §7).

use crate::run::{below, is, run, turned};

/// How many bytes from the start of `bytes` stand for themselves: no quotation mark, backslash or control character.
#[inline(always)]
pub(super) fn plain(bytes: &[u8]) -> usize {
    run(bytes, |word| {
        // With one bit turned, the quotation mark comes right after the control characters.
        below(turned(word, b'"' ^ b' '), b' ' + 1) | is(word, b'\\')
    })
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
    loop {
        let (before, tail) = rest.split_at(plain(rest.as_bytes()));
        text.push_str(before);
        if tail.is_empty() {
            return text;
        }
        let length = escape(tail.as_bytes()).unwrap_or(1);
        text.push(meaning(tail.as_bytes()));
        rest = tail.get(length..).unwrap_or_default();
    }
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
    content(out, text);
    out.push('"');
}

/// Writes what stands between the quotation marks of a string.
#[inline]
pub(super) fn content(out: &mut String, text: &str) {
    let (before, tail) = text.split_at(plain(text.as_bytes()));
    out.push_str(before);
    if !tail.is_empty() {
        escaped(out, tail);
    }
}

/// Writes what begins with a character that is escaped.
#[inline(never)]
fn escaped(out: &mut String, text: &str) {
    let mut characters = text.chars();
    while let Some(special) = characters.next() {
        match special {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            control => out.push_str(&format!("\\u{:04x}", u32::from(control))),
        }
        let rest = characters.as_str();
        let (before, tail) = rest.split_at(plain(rest.as_bytes()));
        out.push_str(before);
        characters = tail.chars();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_that_is_escaped_is_found() {
        for byte in 0..=u8::MAX {
            let special = matches!(byte, b'"' | b'\\' | 0..=0x1F);
            for length in [1, 5, 8, 21] {
                let mut bytes = vec![b'a'; length];
                bytes[length / 2] = byte;
                let expected = if special { length / 2 } else { length };
                assert_eq!(plain(&bytes), expected, "{byte} in {length}");
            }
        }
    }
}
