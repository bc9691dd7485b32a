//! What can go wrong.

mod decode;

pub use self::decode::{DecodeError, Location, Problem};
