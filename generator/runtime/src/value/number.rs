//! [`Number`]: a JSON number that keeps its text.

use std::{
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use crate::error::DecodeError;

/// A number of any size and precision, kept as the text that was sent (RFC 8259 §6).
///
/// Two numbers are equal if they mean the same: `1`, `1.0` and `10e-1` are.
///
/// ```
/// let number: runtime::Number = "12345678901234567890.10".parse()?;
/// assert_eq!(number.as_str(), "12345678901234567890.10");
/// assert_eq!(number.as_i64(), None);
/// # Ok::<(), runtime::DecodeError>(())
/// ```
#[derive(Clone)]
pub struct Number(Digits);

/// How long a text may be to need no memory of its own: doubles and integers of 64 bits are mostly no longer.
const SHORT: usize = 22;

/// The text of a number, which is ASCII.
#[derive(Clone)]
enum Digits {
    Short(u8, [u8; SHORT]),
    Long(Box<str>),
}

impl Digits {
    fn of(text: &str) -> Self {
        let mut digits = [0; SHORT];
        match (digits.get_mut(..text.len()), u8::try_from(text.len())) {
            (Some(place), Ok(length)) => {
                place.copy_from_slice(text.as_bytes());
                Self::Short(length, digits)
            }
            _ => Self::Long(text.into()),
        }
    }

    fn text(&self) -> &str {
        match self {
            Self::Short(length, digits) => {
                let digits = digits.get(..usize::from(*length)).unwrap_or_default();
                std::str::from_utf8(digits).unwrap_or_default()
            }
            Self::Long(text) => text,
        }
    }
}

impl Number {
    /// The number's text.
    pub fn as_str(&self) -> &str {
        self.0.text()
    }

    /// The number, if it is a whole one that fits: `3.0` and `1e3` are whole.
    pub fn as_i64(&self) -> Option<i64> {
        integer(self.as_str())
    }

    /// The number, if it is a whole one that fits.
    pub fn as_u64(&self) -> Option<u64> {
        integer(self.as_str())
    }

    /// The number, if it is a whole one that fits.
    pub fn as_i128(&self) -> Option<i128> {
        integer(self.as_str())
    }

    /// The nearest double; infinite where the number is beyond its range.
    pub fn as_f64(&self) -> f64 {
        self.as_str().parse().unwrap_or(f64::NAN)
    }

    /// The number that a finite double is; infinities and NaN have none.
    pub fn from_f64(value: f64) -> Option<Self> {
        value.is_finite().then(|| Self::shortest(value))
    }

    /// Takes a text that is known to be a JSON number.
    pub(crate) fn trusted(text: &str) -> Self {
        Self(Digits::of(text))
    }

    /// The number that a finite float is.
    pub(super) fn shortest(value: impl zmij::Float) -> Self {
        Self::trusted(shortest(&mut zmij::Buffer::new(), value))
    }
}

/// Writes the shortest text that means the same finite float.
pub(crate) fn push_float(out: &mut String, value: impl zmij::Float) {
    out.push_str(shortest(&mut zmij::Buffer::new(), value));
}

/// The shortest text that means the same finite float; whole numbers have no `.0`.
fn shortest(buffer: &mut zmij::Buffer, value: impl zmij::Float) -> &str {
    let text = buffer.format_finite(value);
    text.strip_suffix(".0").unwrap_or(text)
}

/// Reads a JSON number as an integer, if it is a whole number in range.
pub(crate) fn integer<T: FromStr + TryFrom<i128>>(text: &str) -> Option<T> {
    if let Ok(plain) = text.parse() {
        return Some(plain);
    }
    let parts = Parts::of(text);
    let zeros = usize::try_from(parts.exponent)
        .ok()
        .filter(|zeros| *zeros < 40)?;
    let mut value: i128 = 0;
    for digit in parts.digits().chain(std::iter::repeat_n(b'0', zeros)) {
        value = value
            .checked_mul(10)?
            .checked_add(i128::from(digit - b'0'))?;
    }
    T::try_from(if parts.negative { -value } else { value }).ok()
}

/// A number as sign, digits without zeros at either end, and the power of ten of the last digit.
struct Parts<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: i64,
}

impl<'a> Parts<'a> {
    fn of(text: &'a str) -> Self {
        let (negative, text) = text
            .strip_prefix('-')
            .map_or((false, text), |rest| (true, rest));
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent = exponent.parse().unwrap_or(if exponent.starts_with('-') {
            i64::MIN / 2
        } else {
            i64::MAX / 2
        });
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let fraction = fraction.trim_end_matches('0');
        let mut parts = Self {
            negative,
            whole: whole.trim_start_matches('0'),
            fraction,
            exponent,
        };
        if fraction.is_empty() {
            let cut = parts.whole.trim_end_matches('0');
            parts.exponent = parts
                .exponent
                .saturating_add_unsigned((parts.whole.len() - cut.len()) as u64);
            parts.whole = cut;
        } else {
            parts.exponent = parts
                .exponent
                .saturating_sub_unsigned(fraction.len() as u64);
        }
        if parts.whole.is_empty() {
            parts.fraction = fraction.trim_start_matches('0');
        }
        if parts.whole.is_empty() && parts.fraction.is_empty() {
            parts.negative = false;
            parts.exponent = 0;
        }
        parts
    }

    fn digits(&self) -> impl Iterator<Item = u8> + 'a {
        self.whole.bytes().chain(self.fraction.bytes())
    }
}

impl PartialEq for Number {
    fn eq(&self, other: &Self) -> bool {
        let (one, two) = (self.as_str(), other.as_str());
        if one == two {
            return true;
        }
        let (one, two) = (Parts::of(one), Parts::of(two));
        one.negative == two.negative
            && one.exponent == two.exponent
            && one.digits().eq(two.digits())
    }
}

impl Eq for Number {}

impl Hash for Number {
    fn hash<H: Hasher>(&self, state: &mut H) {
        let parts = Parts::of(self.as_str());
        parts.negative.hash(state);
        parts.exponent.hash(state);
        parts.digits().for_each(|digit| state.write_u8(digit));
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Default for Number {
    fn default() -> Self {
        Self::trusted("0")
    }
}

impl FromStr for Number {
    type Err = DecodeError;

    fn from_str(text: &str) -> Result<Self, DecodeError> {
        if crate::json::is_number(text) {
            Ok(Self::trusted(text))
        } else {
            Err(DecodeError::new("a number", text))
        }
    }
}

macro_rules! from_integers {
    ($($type:ty),*) => {$(
        impl From<$type> for Number {
            fn from(value: $type) -> Self {
                Self::trusted(itoa::Buffer::new().format(value))
            }
        }
    )*};
}

from_integers!(
    i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, u128, usize
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_of_any_length_are_kept() {
        for length in 1..60 {
            let text = "1".repeat(length);
            let number: Number = text.parse().unwrap();
            assert_eq!((number.as_str(), &*number.to_string()), (&*text, &*text));
            assert_eq!(number, Number::trusted(&format!("{text}.0")));
        }
        assert_eq!(Number::from(u128::MAX).as_str(), u128::MAX.to_string());
        assert_eq!(Number::from(i64::MIN).as_str(), i64::MIN.to_string());
    }

    #[test]
    fn short_texts_make_no_value_larger() {
        assert_eq!(size_of::<Number>(), size_of::<String>());
        assert_eq!(size_of::<crate::Value>(), size_of::<String>() + 8);
    }
}
