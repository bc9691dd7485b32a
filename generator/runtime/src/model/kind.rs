//! What generated types implement by hand; the macros of this crate derive the rest from it.

use std::mem::discriminant;

use super::slot::Slot;
use crate::value::Value;

/// A model that has a value before anything was read into it; `structs!` makes it a [`Slot`].
pub trait Blank {
    /// Every field blank.
    fn blank() -> Self;
}

/// An open set of strings; `string_enums!` makes it a [`Slot`].
pub trait StringEnum: Sized {
    /// The text on the wire.
    fn as_str(&self) -> &str;

    /// The value that `text` stands for; any text has one.
    fn from_wire(text: &str) -> Self;

    /// Whether the document lists the value.
    fn is_known(&self) -> bool {
        // No document lists a NUL, so its variant is the one for everything unknown.
        discriminant(self) != discriminant(&Self::from_wire("\0"))
    }
}

/// An open set of scalars that are not all strings; `value_enums!` makes it a [`Slot`].
pub trait ValueEnum: Sized {
    /// The value on the wire.
    fn to_value(&self) -> Value;

    /// The variant that `value` stands for; any value has one.
    fn from_value(value: Value) -> Self;

    /// Whether the document lists the value.
    fn is_known(&self) -> bool {
        // Values of an enumeration are scalars, so an array's variant is the one for everything unknown.
        discriminant(self) != discriminant(&Self::from_value(Value::Array(Vec::new())))
    }
}

/// The content of a union's branch; `unions!` makes it a [`Slot`].
pub trait UnionView {
    /// What the branch holds.
    fn content(&self) -> &dyn Slot;
}
