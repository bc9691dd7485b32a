//! Bytes of a file to text: UTF-8 (RFC 3629), or UTF-16 by its byte order mark (RFC 2781 §3.2), as shells of Windows
//! write what they redirect.

/// What a file says.
#[derive(Debug)]
pub(super) struct Decoded {
    /// The text, with U+FFFD for what is none in its encoding.
    pub text: String,
    /// What was read, where that is not the text.
    pub bytes: Option<Vec<u8>>,
    /// The byte of `text` where the first U+FFFD was put.
    pub replaced: Option<usize>,
}

pub(super) fn decode(bytes: Vec<u8>) -> Decoded {
    let (text, replaced) = match bytes.as_slice() {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        _ => return utf8(bytes),
    };
    Decoded {
        text,
        bytes: Some(bytes),
        replaced,
    }
}

fn utf8(bytes: Vec<u8>) -> Decoded {
    match String::from_utf8(bytes) {
        Ok(text) => Decoded {
            text,
            bytes: None,
            replaced: None,
        },
        Err(error) => Decoded {
            text: String::from_utf8_lossy(error.as_bytes()).into_owned(),
            replaced: Some(error.utf8_error().valid_up_to()),
            bytes: Some(error.into_bytes()),
        },
    }
}

/// The text of UTF-16, and where the first U+FFFD was put.
fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> (String, Option<usize>) {
    let (units, rest) = bytes.as_chunks();
    let mut text = String::with_capacity(bytes.len());
    let mut replaced = None;
    for character in char::decode_utf16(units.iter().copied().map(unit)) {
        if character.is_err() {
            replaced.get_or_insert(text.len());
        }
        text.push(character.unwrap_or(char::REPLACEMENT_CHARACTER));
    }
    if !rest.is_empty() {
        replaced.get_or_insert(text.len());
        text.push(char::REPLACEMENT_CHARACTER);
    }
    (text, replaced)
}
