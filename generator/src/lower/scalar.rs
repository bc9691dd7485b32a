use super::conjunction::Conjunction;
use super::media_type;
use crate::ir::{Integer, Number, StringFormat, Ty};

/// `type: integer` with its format. Bounds that a narrower type could not hold widen it.
pub(super) fn integer(schema: &Conjunction<'_>) -> Ty {
    let bound = |keyword| schema.get(keyword).and_then(|bound| bound.as_f64());
    let most = bound("maximum").unwrap_or(0.0);
    let least = bound("minimum").unwrap_or(0.0);
    let narrow = most <= f64::from(i32::MAX) && least >= f64::from(i32::MIN);
    Ty::Integer(match format(schema) {
        _ if most > I64_END => Integer::U64,
        "int32" | "int16" | "int8" | "uint16" | "uint8" if narrow => Integer::I32,
        "uint64" => Integer::U64,
        _ => Integer::I64,
    })
}

/// `type: number` with its format. `float` is read as a double too: what servers send under that name has more digits
/// than an `f32` holds, and none may be lost. An integer format beside `number` does not make it an integer.
pub(super) fn number(schema: &Conjunction<'_>) -> Ty {
    Ty::Number(match format(schema) {
        "decimal" | "bignum" | "bigdecimal" => Number::Decimal,
        _ => Number::F64,
    })
}

/// `type: string` with its format.
pub(super) fn string(schema: &Conjunction<'_>) -> StringFormat {
    if let Some(link) = link(schema) {
        return link;
    }
    if schema.all("type").any(|it| it.as_str() == Some("file")) {
        return StringFormat::Binary;
    }
    match format(schema) {
        "date-time" if utc(schema) => StringFormat::DateTimeUtc,
        "date-time" => StringFormat::DateTime,
        "date" => StringFormat::Date,
        "time" => StringFormat::Time,
        "duration" => StringFormat::Duration,
        "uuid" | "guid" => StringFormat::Uuid,
        "uri" | "url" => StringFormat::Url,
        "byte" | "base64" => StringFormat::Base64,
        "binary" | "file" => StringFormat::Binary,
        "password" => StringFormat::Secret,
        "" => encoded(schema),
        _ => StringFormat::Plain,
    }
}

/// Whether the format says that a value is bytes.
pub(super) fn is_binary(schema: &Conjunction<'_>) -> bool {
    matches!(format(schema), "binary" | "file")
}

/// 3.1 says with `contentEncoding` and `contentMediaType` what 3.0 says with `format`.
fn encoded(schema: &Conjunction<'_>) -> StringFormat {
    let keyword = |keyword| schema.get(keyword).and_then(|it| it.as_str());
    match (keyword("contentEncoding"), keyword("contentMediaType")) {
        (Some("base64"), _) => StringFormat::Base64,
        (None, Some(media_type)) if media_type::is_binary(media_type) => StringFormat::Binary,
        _ => StringFormat::Plain,
    }
}

fn format<'d>(schema: &Conjunction<'d>) -> &'d str {
    let format = schema.get("format").and_then(|format| format.as_str());
    format.unwrap_or_default()
}

/// `x-link: {operationId: …}` or `x-link: {presigned: true}`.
fn link(schema: &Conjunction<'_>) -> Option<StringFormat> {
    let link = schema.get("x-link")?;
    if link.flag("presigned") {
        return Some(StringFormat::Presigned);
    }
    Some(StringFormat::Link(link.text("operationId")?.to_owned()))
}

/// `x-timezone: UTC`: a time without a zone is UTC.
fn utc(schema: &Conjunction<'_>) -> bool {
    let zone = schema.get("x-timezone").and_then(|zone| zone.as_str());
    zone.is_some_and(|zone| zone.eq_ignore_ascii_case("utc"))
}

/// 2⁶³: whole numbers beyond it need a `u64`.
const I64_END: f64 = 9_223_372_036_854_775_808.0;
