//! The formats of time, read by jiff.

use std::borrow::Cow;

use jiff::{Span, Timestamp, civil};

use super::{Text, TextFormat};

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
    civil::Time: "a time of day without a zone";
    Span: "a duration (ISO 8601)";
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
