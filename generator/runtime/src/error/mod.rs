//! What can go wrong.

mod decode;
mod path;

pub use self::decode::{DecodeError, Location, Problem};
pub(crate) use self::path::Path;
