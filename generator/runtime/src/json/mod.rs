//! JSON (RFC 8259): a text is read once, from left to right, and models are filled from it by their tables.

mod any;
mod escape;
mod how;
mod look;
mod problems;
mod read;
mod repeated;
mod scan;
mod stop;
mod tag;
mod union;
mod write;

#[cfg(feature = "serde")]
pub(crate) use self::escape::write as write_text;
pub(crate) use self::{how::How, scan::is_number};
use crate::{
    error::{DecodeError, Location, Problem},
    model::{Ref, Slot},
};

/// How deep arrays and objects may be nested, unless a client is set to another depth.
pub const MAX_DEPTH: usize = 128;

/// The greatest depth that a client can be set to ([`crate::Config::depth_limit`]). Values are read, shown, compared and
/// dropped level by level: this many fit on the stack of a thread (2 MiB), however the code is compiled.
pub const LARGEST_DEPTH: usize = 512;

/// Reads a body as a model.
///
/// # Errors
/// If the body is not JSON, or not what the model's document says.
pub fn from_slice<T: Slot>(body: &[u8]) -> Result<T, DecodeError> {
    from_str(utf8(body)?)
}

/// Reads a text as a model.
///
/// # Errors
/// If the text is not JSON, or not what the model's document says.
pub fn from_str<T: Slot>(text: &str) -> Result<T, DecodeError> {
    let mut model = T::blank();
    read_into(&mut model, text, How::LENIENT)?;
    Ok(model)
}

/// Reads a text as a model, in which arrays and objects are nested `depth` levels deep at most, and no deeper than
/// [`LARGEST_DEPTH`].
///
/// # Errors
/// As [`from_str`].
pub fn from_str_within<T: Slot>(text: &str, depth: usize) -> Result<T, DecodeError> {
    let mut model = T::blank();
    read_into(&mut model, text, How::within(depth))?;
    Ok(model)
}

/// Reads a text as a model, and holds it to be an error if no branch of a union fits: the error says for each branch
/// why not. Elsewhere, a union keeps such a value, and nothing is said.
///
/// # Errors
/// If the text is not JSON, or not what the model's document says.
pub fn check<T: Slot>(text: &str) -> Result<T, DecodeError> {
    let mut model = T::blank();
    read_into(&mut model, text, How::STRICT)?;
    Ok(model)
}

/// Writes a model as compact JSON.
pub fn to_string(slot: &dyn Slot) -> String {
    written(&slot.view())
}

/// Writes the view of a value as compact JSON.
pub(crate) fn written(view: &Ref<'_>) -> String {
    // Few bodies are shorter; so most are spared the first steps of growing.
    let mut out = String::with_capacity(128);
    write::write(&mut out, view);
    out
}

/// Reads one model as another: what a response gave as what a request takes.
///
/// ```
/// # use runtime::{Value, json};
/// # use std::collections::BTreeMap;
/// let counts = BTreeMap::from([("a".to_owned(), 1_i32)]);
/// let value: Value = json::convert(&counts)?;
/// assert_eq!(value.to_string(), r#"{"a":1}"#);
/// # Ok::<(), runtime::DecodeError>(())
/// ```
///
/// # Errors
/// If the other requires what this one does not have.
pub fn convert<T: Slot>(from: &dyn Slot) -> Result<T, DecodeError> {
    from_str_within(&to_string(from), LARGEST_DEPTH)
}

/// Writes a model as compact JSON.
pub fn to_vec(slot: &dyn Slot) -> Vec<u8> {
    to_string(slot).into_bytes()
}

/// Reads a value as a model; problems have a path, but no place in a text.
pub(crate) fn from_value<T: Slot>(value: &crate::value::Value) -> Result<T, DecodeError> {
    let mut model = T::blank();
    read_into(&mut model, &to_string(value), How::UNPLACED)?;
    Ok(model)
}

/// Fills a model, which is blank, from a text.
pub(crate) fn read_into(slot: &mut dyn Slot, text: &str, how: How) -> Result<(), DecodeError> {
    read::read(text, slot, how)
}

/// A body as text.
pub(crate) fn utf8(body: &[u8]) -> Result<&str, DecodeError> {
    std::str::from_utf8(body).map_err(|error| {
        let at = error.valid_up_to();
        let found = body.get(at).map_or_else(
            || "the end of the text".to_owned(),
            |byte| format!("byte 0x{byte:02X}"),
        );
        Problem::new("text in UTF-8", found)
            .location(Location::of(body, at))
            .into()
    })
}
