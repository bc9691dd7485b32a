//! What `serde` sees of models: the same tables, told to any format.

#[doc(hidden)]
pub use ::serde::{Deserialize, Deserializer, Serialize, Serializer};
