//! XML 1.0 with namespaces, read into models and written from them by their tables.
//!
//! What is read is matched by local name; a namespace that is missing or wrong is passed over where nothing else has the
//! name, and the right one is written. What the document does not name is kept as a [`Value`](crate::Value): an element
//! of text alone is a string; any other is an object with `@name` for attributes, `$text` for text, its children by name,
//! and a list for those that repeat. Names of another namespace than their parent's are `{uri}name`. An element with
//! `xsi:nil="true"` is null, or an object of its attributes if it has others. Attributes of an element whose field has place for its text alone are kept under the
//! element's name: `{"@kind": "k"}`, and for a list item by item, `[null, {"@kind": "k"}]`. Maps of one type have no place
//! for such attributes; they are the one thing that is not kept.

mod escape;
mod field;
mod markup;
mod named;
mod notes;
mod parse;
mod place;
mod problems;
mod read;
mod taken;
mod tree;
mod union;
mod value;
mod write;

use self::read::Reader;
pub(crate) use self::write::write;
use crate::{
    error::DecodeError,
    model::{Slot, Xml},
    request::RequestError,
};

/// How deep elements may be nested, unless a client is set to another depth.
pub const MAX_DEPTH: usize = crate::json::MAX_DEPTH;

/// The greatest depth that a client can be set to, for the same reason as [`crate::json::LARGEST_DEPTH`]; the levels of XML
/// take more of a stack.
pub const LARGEST_DEPTH: usize = 160;

/// The namespace of `nil`.
const XSI: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// The namespace of the prefix `xml`, which needs no declaration.
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// Reads a body as a model.
///
/// Entities other than the five predefined ones are an error, whether or not a document type declares them.
///
/// # Errors
/// If the body is not well-formed XML in UTF-8, or not what the model's document says.
pub fn from_slice<T: Slot>(body: &[u8]) -> Result<T, DecodeError> {
    from_slice_within(body, MAX_DEPTH)
}

/// Reads a text as a model.
///
/// # Errors
/// As [`from_slice`].
pub fn from_str<T: Slot>(text: &str) -> Result<T, DecodeError> {
    let mut model = T::blank();
    read_text(text, &mut model, MAX_DEPTH)?;
    Ok(model)
}

/// Reads a body as a model, in which elements are nested `depth` levels deep at most, and no deeper than
/// [`LARGEST_DEPTH`].
///
/// # Errors
/// As [`from_slice`].
pub fn from_slice_within<T: Slot>(body: &[u8], depth: usize) -> Result<T, DecodeError> {
    let mut model = T::blank();
    read(body, &mut model, depth)?;
    Ok(model)
}

/// Fills a model from a body that is nested no deeper than `depth`.
pub(crate) fn read(body: &[u8], slot: &mut dyn Slot, depth: usize) -> Result<(), DecodeError> {
    let text = std::str::from_utf8(body)
        .map_err(|error| DecodeError::new("XML in UTF-8", error.to_string()))?;
    read_text(text, slot, depth)
}

/// The same from a text.
fn read_text(text: &str, slot: &mut dyn Slot, depth: usize) -> Result<(), DecodeError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let tree = parse::parse(text, depth.min(LARGEST_DEPTH))?;
    let Some(root) = tree.root() else {
        return Ok(());
    };
    let mut reader = Reader::new(text, tree.count);
    reader.root(slot, root).map_err(DecodeError::from)
}

/// Writes a model as an XML document under the given root element; [`Xml::NONE`] stands for the model's own.
///
/// # Errors
/// If a name or a text holds what XML cannot carry, or the model is nested deeper than [`LARGEST_DEPTH`].
pub fn to_vec(slot: &dyn Slot, root: Xml) -> Result<Vec<u8>, RequestError> {
    write(slot.view(), root, "")
}
