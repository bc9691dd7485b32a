//! Scalars as text, by the lexical forms of XML Schema (part 2, "Datatypes").

use crate::{
    error::Problem,
    model::{Literal, Mut},
    secret::Secret,
    value::{Number, Value},
};

/// How much of a text is shown in a problem, in characters.
const EXCERPT: usize = 60;

/// Fills a scalar from text. `None` if it is not a scalar; else whether the document knows the value. Whether a text is of
/// its format is looked at only to `weigh` the branches of unions.
pub(crate) fn fill(target: &mut Mut<'_>, text: &str, weigh: bool) -> Option<Result<bool, Problem>> {
    let bare = text.trim();
    let problem = |expected| Problem::new(expected, excerpt(text));
    let done = match target {
        Mut::Bool(it) => set(*it, boolean(bare)).ok_or_else(|| problem("a boolean")),
        Mut::I32(it) => {
            let value = number(bare).and_then(|number| number.as_i64()?.try_into().ok());
            set(*it, value).ok_or_else(|| problem("an integer of 32 bits"))
        }
        Mut::I64(it) => {
            let value = number(bare).and_then(|number| number.as_i64());
            set(*it, value).ok_or_else(|| problem("an integer of 64 bits"))
        }
        Mut::U64(it) => {
            let value = number(bare).and_then(|number| number.as_u64());
            set(*it, value).ok_or_else(|| problem("an unsigned integer of 64 bits"))
        }
        Mut::F32(it) => {
            let value = special(bare).map(|value| value as f32);
            let value = value.or_else(|| number(bare)?.as_str().parse().ok());
            set(*it, value).ok_or_else(|| problem("a number"))
        }
        Mut::F64(it) => {
            let value = special(bare).or_else(|| Some(number(bare)?.as_f64()));
            set(*it, value).ok_or_else(|| problem("a number"))
        }
        Mut::Number(it) => set(*it, number(bare)).ok_or_else(|| problem("a number")),
        Mut::String(it) => {
            **it = text.to_owned();
            Ok(())
        }
        Mut::Secret(it) => {
            **it = Secret::new(bare);
            Ok(())
        }
        Mut::Text(it) => {
            it.set(bare);
            return Some(Ok(!weigh || it.is_known()));
        }
        Mut::Literal(it) => return Some(Ok(literal(*it, bare))),
        Mut::Bytes(it) => {
            let value = super::decode(bare).ok();
            set(*it, value.map(Into::into)).ok_or_else(|| problem("base64"))
        }
        Mut::Upload => Err(problem("a file, which no response holds")),
        Mut::Unit => Ok(()),
        _ => return None,
    };
    Some(done.map(|()| true))
}

fn set<T>(target: &mut T, value: Option<T>) -> Option<()> {
    *target = value?;
    Some(())
}

/// XML does not say which type a text is of, so the type is the one of a value that the document lists.
fn literal(target: &mut dyn Literal, text: &str) -> bool {
    let readings = [
        Some(Value::from(text)),
        number(text).map(Value::Number),
        boolean(text).map(Value::Bool),
    ];
    for reading in readings.into_iter().flatten() {
        target.set(reading);
        if target.is_known() {
            return true;
        }
    }
    target.set(Value::from(text));
    false
}

/// `xs:boolean`
fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "1" => Some(true),
        "false" | "0" => Some(false),
        _ => None,
    }
}

/// `xs:decimal`, or a finite `xs:double`: JSON's number, but with a sign, zeros before and an empty side of the point.
fn number(text: &str) -> Option<Number> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.strip_prefix('+').unwrap_or(text)),
    };
    let (mantissa, exponent) = digits.split_at(digits.find(['e', 'E']).unwrap_or(digits.len()));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    if whole.is_empty() && fraction.is_empty() || !whole.bytes().all(|it| it.is_ascii_digit()) {
        return None;
    }
    let whole = match whole.trim_start_matches('0') {
        "" => "0",
        digits => digits,
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{fraction}{exponent}")
        .parse()
        .ok()
}

/// The values of `xs:double` that are not numbers of JSON.
fn special(text: &str) -> Option<f64> {
    match text {
        "INF" | "+INF" => Some(f64::INFINITY),
        "-INF" => Some(f64::NEG_INFINITY),
        "NaN" => Some(f64::NAN),
        _ => None,
    }
}

/// The beginning of a text, quoted.
pub(crate) fn excerpt(text: &str) -> String {
    let shown: String = text.trim().chars().take(EXCERPT).collect();
    let more = if shown.len() < text.trim().len() {
        "…"
    } else {
        ""
    };
    format!("{shown:?}{more}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<String> {
        number(text).map(|number| number.to_string())
    }

    #[test]
    fn numbers_have_the_forms_of_xml_schema() {
        for (text, number) in [
            ("5", "5"),
            ("+5", "5"),
            ("-007.50", "-7.50"),
            (".5", "0.5"),
            ("5.", "5"),
            ("00", "0"),
            ("1E3", "1E3"),
        ] {
            assert_eq!(read(text).as_deref(), Some(number), "{text}");
        }
        for text in [
            "", ".", "+", "--5", "+-5", "1_000", "0x10", "1e", "5 6", "inf", "nan",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
