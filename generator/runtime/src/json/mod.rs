//! JSON (RFC 8259).

use crate::{error::DecodeError, model::Slot};

/// How deep arrays and objects may be nested.
pub const MAX_DEPTH: usize = 128;

/// Reads a body as a model.
///
/// # Errors
/// If the body is not JSON, or not what the model's document says.
pub fn from_slice<T: Slot>(body: &[u8]) -> Result<T, DecodeError> {
    let text =
        std::str::from_utf8(body).map_err(|error| DecodeError::new("UTF-8", error.to_string()))?;
    from_str(text)
}

/// Reads a text as a model.
///
/// # Errors
/// If the text is not JSON, or not what the model's document says.
pub fn from_str<T: Slot>(text: &str) -> Result<T, DecodeError> {
    let _ = T::blank();
    Err(DecodeError::new("JSON", text))
}

/// Writes a model as compact JSON.
pub fn to_string(slot: &dyn Slot) -> String {
    format!("{:?}", slot.view())
}

/// Writes a model as compact JSON.
pub fn to_vec(slot: &dyn Slot) -> Vec<u8> {
    to_string(slot).into_bytes()
}

/// Whether `text` is a JSON number.
pub(crate) fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}
