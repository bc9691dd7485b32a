//! [`TextFormat`]: what a kind of text means, and the formats that have a type in another crate.

use base64::{
    Engine,
    alphabet::{Alphabet, STANDARD, URL_SAFE},
    engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
};

use http::Uri;

use super::Text;
use crate::uri;

/// How a text is read and written.
pub trait TextFormat: 'static {
    /// What a text means.
    type Value;

    /// The format's name with its article, for messages.
    const EXPECTED: &'static str;

    /// Reads a text.
    ///
    /// # Errors
    /// Why the text is not of the format.
    fn parse(text: &str) -> Result<Self::Value, String>;

    /// Writes a value in the format's usual form.
    fn print(value: &Self::Value) -> String;
}

impl TextFormat for uuid::Uuid {
    type Value = Self;
    const EXPECTED: &'static str = "a UUID";

    fn parse(text: &str) -> Result<Self, String> {
        text.parse().map_err(|error: uuid::Error| error.to_string())
    }

    fn print(value: &Self) -> String {
        value.to_string()
    }
}

impl From<uuid::Uuid> for Text<uuid::Uuid> {
    fn from(value: uuid::Uuid) -> Self {
        Self::of(&value)
    }
}

/// The URL as a client asks it: user and fragment are in the text alone.
impl TextFormat for Uri {
    type Value = Self;
    const EXPECTED: &'static str = "an absolute URL";

    fn parse(text: &str) -> Result<Self, String> {
        uri::absolute(text).map_err(|unfit| unfit.to_string())
    }

    fn print(value: &Self) -> String {
        value.to_string()
    }
}

impl From<Uri> for Text<Uri> {
    fn from(value: Uri) -> Self {
        Self::of(&value)
    }
}

/// The format of [`super::Base64`]. The alphabet for URLs (RFC 4648 §5) is read too, padding may be missing, and line
/// breaks (RFC 2045) are passed over.
#[derive(Clone, Copy, Debug)]
pub struct Encoded;

const fn engine(alphabet: &Alphabet) -> GeneralPurpose {
    let config = GeneralPurposeConfig::new();
    GeneralPurpose::new(
        alphabet,
        config.with_decode_padding_mode(DecodePaddingMode::Indifferent),
    )
}

const BASE64: GeneralPurpose = engine(&STANDARD);
const BASE64_URL: GeneralPurpose = engine(&URL_SAFE);

/// Bytes as base64 text.
pub(crate) fn encode(bytes: &[u8]) -> String {
    BASE64.encode(bytes)
}

/// The bytes of a base64 text.
pub(crate) fn decode(text: &str) -> Result<Vec<u8>, String> {
    let compact: String;
    let text = if text.bytes().any(|byte| byte.is_ascii_whitespace()) {
        compact = text.split_ascii_whitespace().collect();
        &compact
    } else {
        text
    };
    let engine = if text.contains(['-', '_']) {
        BASE64_URL
    } else {
        BASE64
    };
    engine.decode(text).map_err(|error| error.to_string())
}

impl TextFormat for Encoded {
    type Value = Vec<u8>;
    const EXPECTED: &'static str = "base64";

    fn parse(text: &str) -> Result<Vec<u8>, String> {
        decode(text)
    }

    fn print(value: &Vec<u8>) -> String {
        encode(value)
    }
}

impl From<Vec<u8>> for Text<Encoded> {
    fn from(value: Vec<u8>) -> Self {
        Self::encode(value)
    }
}

impl From<&[u8]> for Text<Encoded> {
    fn from(value: &[u8]) -> Self {
        Self::encode(value)
    }
}
