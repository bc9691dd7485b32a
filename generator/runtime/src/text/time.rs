//! The formats of time, read by jiff.

use std::borrow::Cow;

use jiff::{Span, Timestamp, civil, tz::Offset};

use super::{Text, TextFormat, Time};
use crate::error::DecodeError;

/// The format of [`super::UtcTimestamp`].
#[derive(Clone, Copy, Debug)]
pub struct Utc;

/// Cuts a fraction of a second to the nanoseconds that can be held.
fn cut(text: &str) -> Cow<'_, str> {
    let Some((before, after)) = text.split_once(['.', ',']) else {
        return text.into();
    };
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    match (after.get(..9), after.get(digits..)) {
        (Some(kept), Some(zone)) if digits > 9 => format!("{before}.{kept}{zone}").into(),
        _ => text.into(),
    }
}

fn reason(error: jiff::Error) -> String {
    error.to_string()
}

macro_rules! times {
    ($($type:ty: $expected:literal;)*) => {$(
        impl TextFormat for $type {
            type Value = Self;
            const EXPECTED: &'static str = $expected;

            fn parse(text: &str) -> Result<Self, String> {
                cut(text).parse().map_err(reason)
            }

            fn print(value: &Self) -> String {
                value.to_string()
            }
        }

        impl From<$type> for Text<$type> {
            fn from(value: $type) -> Self {
                Self::of(&value)
            }
        }
    )*};
}

times! {
    Timestamp: "a timestamp (RFC 3339)";
    civil::Date: "a date (RFC 3339)";
    Span: "a duration (ISO 8601)";
}

/// A time of day, with or without the offset that RFC 3339 asks of a `full-time`.
impl TextFormat for civil::Time {
    type Value = Self;
    const EXPECTED: &'static str = "a time of day (RFC 3339)";

    fn parse(text: &str) -> Result<Self, String> {
        let (time, offset) = split(text);
        offset.map(numeric).transpose()?;
        cut(time).parse().map_err(reason)
    }

    fn print(value: &Self) -> String {
        value.to_string()
    }
}

impl From<civil::Time> for Time {
    fn from(value: civil::Time) -> Self {
        Self::of(&value)
    }
}

impl Time {
    /// The offset from UTC that the time is told with; `None` if it is told without one.
    ///
    /// # Errors
    /// If the offset is none of RFC 3339.
    pub fn offset(&self) -> Result<Option<Offset>, DecodeError> {
        let offset = split(self.as_str()).1.map(numeric).transpose();
        offset.map_err(|reason| DecodeError::new("an offset (RFC 3339)", reason))
    }
}

/// The time, and the offset with its sign or `Z`.
fn split(text: &str) -> (&str, Option<&str>) {
    match text.find(['Z', 'z', '+', '-']) {
        Some(at) => (text.get(..at).unwrap_or(text), text.get(at..)),
        None => (text, None),
    }
}

/// `time-offset` (RFC 3339 §5.6): `Z`, `+02:00`.
fn numeric(text: &str) -> Result<Offset, String> {
    if let "Z" | "z" = text {
        return Ok(Offset::UTC);
    }
    let seconds = || {
        let (sign, digits) = text.split_at_checked(1)?;
        let (hours, minutes) = digits.split_once(':')?;
        let two = |digits: &str, most: i32| -> Option<i32> {
            let whole = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
            digits.parse().ok().filter(|value| whole && *value <= most)
        };
        let seconds = 3600 * two(hours, 23)? + 60 * two(minutes, 59)?;
        Some(if sign == "-" { -seconds } else { seconds })
    };
    let seconds = seconds().ok_or_else(|| format!("`{text}` is no offset from UTC"))?;
    Offset::from_seconds(seconds).map_err(reason)
}

impl TextFormat for Utc {
    type Value = Timestamp;
    const EXPECTED: &'static str = "a timestamp";

    fn parse(text: &str) -> Result<Timestamp, String> {
        let text = cut(text);
        text.parse().or_else(|zoned| {
            let local: civil::DateTime = text.parse().map_err(|_| reason(zoned))?;
            local
                .to_zoned(jiff::tz::TimeZone::UTC)
                .map(|time| time.timestamp())
                .map_err(reason)
        })
    }

    fn print(value: &Timestamp) -> String {
        value.to_string()
    }
}

impl From<Timestamp> for Text<Utc> {
    fn from(value: Timestamp) -> Self {
        Self::of(&value)
    }
}
