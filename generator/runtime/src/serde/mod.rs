//! `serde` for models, by the same tables: they can be stored and logged in any format that describes itself.
//!
//! With the feature `serde`; without it, a client has none of this to compile. Reading goes by way of JSON, so all that holds for bodies holds here: unknown members are kept, and errors
//! name the path.

mod deserialize;
mod serialize;
mod value;

use std::fmt::Display;

#[doc(hidden)]
pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use self::deserialize::SERDE_JSON_NUMBER;
pub use self::{deserialize::deserialize, serialize::serialize};
use crate::{
    error::DecodeError,
    secret::Secret,
    text::{Text, TextFormat},
    value::{Extra, Number, Value},
};

crate::serde_by_slot!(Extra, Number, Secret, Value);

impl<F: TextFormat> Serialize for Text<F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        serialize(self, to)
    }
}

impl<'de, F: TextFormat> Deserialize<'de> for Text<F> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        deserialize(from)
    }
}

impl Value {
    /// The value that a type of any other crate serialises to: `serde_json::json!({…})`, say.
    ///
    /// # Errors
    /// If the type cannot be told in JSON: a map whose keys are no text, an error of its own.
    pub fn from_serialize(value: &(impl Serialize + ?Sized)) -> Result<Self, DecodeError> {
        value.serialize(value::ToValue)
    }
}

impl ::serde::de::Error for DecodeError {
    fn custom<T: Display>(message: T) -> Self {
        Self::new("a value of the model", message.to_string())
    }
}

impl ::serde::ser::Error for DecodeError {
    fn custom<T: Display>(message: T) -> Self {
        Self::new("a value that JSON can hold", message.to_string())
    }
}
