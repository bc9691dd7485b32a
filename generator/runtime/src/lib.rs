//! What generated clients stand on.

pub mod body;
pub mod error;
pub mod json;
mod macros;
pub mod model;
mod nullable;
pub mod operation;
pub mod request;
mod response;
mod secret;
pub mod serde;
mod server;
mod text;
mod upload;
mod value;
pub mod xml;

pub use self::{
    body::{Body, PartEncoding},
    error::{DecodeError, Location, Problem},
    nullable::Nullable,
    operation::{
        Format, Input, Media, Operation, Parameter, Place, Reply, ReplyKind, Route, Status, Style,
    },
    request::{Payload, RequestError},
    response::Received,
    secret::Secret,
    server::{Server, ServerVariable},
    text::{
        Base64, Date, Duration, Encoded, Text, TextFormat, Time, Timestamp, Url, Utc, UtcTimestamp,
        Uuid,
    },
    upload::Upload,
    value::{Extra, Number, Value},
};
/// A decimal number, kept as the text that was sent.
pub type Decimal = Number;
