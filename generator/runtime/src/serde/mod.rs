//! `serde` for models, by the same tables: they can be stored and logged in any format that describes itself.
//!
//! Reading goes by way of JSON, so all that holds for bodies holds here: unknown members are kept, and errors
//! name the path.

mod deserialize;
mod serialize;

#[doc(hidden)]
pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) use self::deserialize::SERDE_JSON_NUMBER;
pub use self::{deserialize::deserialize, serialize::serialize};
use crate::{
    secret::Secret,
    text::{Text, TextFormat},
    value::{Number, Value},
};

crate::serde_by_slot!(Number, Secret, Value);

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
