//! [`Text`]: text of a documented format, kept as it was sent and read when asked.
//!
//! A client must not fail on a timestamp that nobody looks at, and must send back what it was sent. So a format is a
//! view of a text rather than a value of its own.

mod format;
pub(crate) mod scalar;
mod time;

use std::{
    cmp::Ordering,
    fmt,
    hash::{Hash, Hasher},
    marker::PhantomData,
    str::FromStr,
};

pub(crate) use self::format::{decode, encode};
pub use self::{
    format::{Encoded, TextFormat},
    time::Utc,
};
use crate::{
    error::DecodeError,
    model::{self, Holds, Mut, Ref, Slot},
};

/// A point in time: RFC 3339 with a zone.
pub type Timestamp = Text<jiff::Timestamp>;
/// A point in time of an API that leaves out the zone and means UTC; a zone that is there is heeded.
pub type UtcTimestamp = Text<Utc>;
/// A calendar date: RFC 3339 `full-date`.
pub type Date = Text<jiff::civil::Date>;
/// A time of day: RFC 3339 `full-time`, whose offset is [`Time::offset`], or a time without one.
pub type Time = Text<jiff::civil::Time>;
/// A length of time: ISO 8601, as `P1DT12H`.
pub type Duration = Text<jiff::Span>;
/// A UUID: RFC 9562.
pub type Uuid = Text<uuid::Uuid>;
/// An absolute URL of `http` or `https`: RFC 9110 §4.2.
pub type Url = Text<http::Uri>;
/// Bytes as base64: RFC 4648 §4.
pub type Base64 = Text<Encoded>;

/// Text of the format `F`, as it was sent.
///
/// Compares, orders and hashes by its text.
///
/// ```
/// use runtime::Timestamp;
///
/// let created = Timestamp::from("2024-05-01T12:00:00.250Z");
/// assert_eq!(created.as_str(), "2024-05-01T12:00:00.250Z");
/// assert_eq!(created.parse()?.as_millisecond(), 1_714_564_800_250);
/// # Ok::<(), runtime::DecodeError>(())
/// ```
pub struct Text<F> {
    text: String,
    format: PhantomData<fn() -> F>,
}

impl<F> Text<F> {
    /// The text as it was sent.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text as it was sent.
    pub fn into_string(self) -> String {
        self.text
    }
}

impl<F: TextFormat> Text<F> {
    /// What the text means.
    ///
    /// # Errors
    /// If the text is not of the format.
    pub fn parse(&self) -> Result<F::Value, DecodeError> {
        F::parse(&self.text)
            .map_err(|reason| DecodeError::new(F::EXPECTED, format!("{:?} ({reason})", self.text)))
    }

    /// The text of `value`.
    pub fn of(value: &F::Value) -> Self {
        Self::from(F::print(value))
    }
}

impl Base64 {
    /// The text of `bytes`.
    pub fn encode(bytes: impl AsRef<[u8]>) -> Self {
        Self::from(encode(bytes.as_ref()))
    }

    /// The bytes.
    ///
    /// # Errors
    /// If the text is not base64.
    pub fn decode(&self) -> Result<Vec<u8>, DecodeError> {
        self.parse()
    }
}

impl<F> From<String> for Text<F> {
    fn from(text: String) -> Self {
        Self {
            text,
            format: PhantomData,
        }
    }
}

impl<F> From<&str> for Text<F> {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl<F> FromStr for Text<F> {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(text.into())
    }
}

impl<F> Clone for Text<F> {
    fn clone(&self) -> Self {
        Self::from(self.text.clone())
    }
}

impl<F> Default for Text<F> {
    fn default() -> Self {
        Self::from(String::new())
    }
}

impl<F> PartialEq for Text<F> {
    fn eq(&self, other: &Self) -> bool {
        self.text == other.text
    }
}

impl<F> PartialEq<str> for Text<F> {
    fn eq(&self, other: &str) -> bool {
        self.text == other
    }
}

impl<F> PartialEq<&str> for Text<F> {
    fn eq(&self, other: &&str) -> bool {
        self.text == *other
    }
}

impl<F> Eq for Text<F> {}

impl<F> PartialOrd for Text<F> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<F> Ord for Text<F> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.text.cmp(&other.text)
    }
}

impl<F> Hash for Text<F> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.text.hash(state);
    }
}

impl<F> AsRef<str> for Text<F> {
    fn as_ref(&self) -> &str {
        &self.text
    }
}

impl<F> fmt::Display for Text<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl<F> fmt::Debug for Text<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.text, f)
    }
}

impl<F: TextFormat> model::Text for Text<F> {
    fn set(&mut self, text: &str) {
        // Blank as a rule: a new text is quicker made than the old one grown.
        self.text = text.to_owned();
    }

    fn is_known(&self) -> bool {
        F::parse(&self.text).is_ok()
    }
}

impl<F: TextFormat> Slot for Text<F> {
    fn blank() -> Self {
        Self::default()
    }

    fn view(&self) -> Ref<'_> {
        Ref::Text(&self.text)
    }

    fn fill(&mut self, _: Holds) -> Mut<'_> {
        Mut::Text(self)
    }
}
