//! What generated clients stand on.

pub mod error;
pub mod json;
mod macros;
pub mod model;
mod nullable;
mod secret;
pub mod serde;
mod text;
mod upload;
mod value;

pub use self::{
    error::{DecodeError, Location, Problem},
    nullable::Nullable,
    secret::Secret,
    text::{
        Base64, Date, Duration, Encoded, Format, Text, Time, Timestamp, Url, Utc, UtcTimestamp,
        Uuid,
    },
    upload::Upload,
    value::{Extra, Number, Value},
};
/// A decimal number, kept as the text that was sent.
pub type Decimal = Number;
