//! What a document shows, to be held against the types that it gave.

use super::Type;
use crate::ir;

/// A value that the document shows, and the type that must take it and give it back.
#[derive(Debug, Clone)]
pub struct Example {
    /// The type.
    pub ty: Type,
    /// How the value is written.
    pub notation: Notation,
    /// Which way it travels; `None` for a type that goes both ways, or none.
    pub direction: Option<Direction>,
    /// The value; a string that holds the text where the notation is not JSON.
    pub value: serde_json::Value,
    /// Where it stands.
    pub origin: ir::Origin,
    /// Where its schema stands.
    pub schema: Option<ir::Origin>,
}

/// How an example is written.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Notation {
    /// As JSON.
    Json,
    /// As XML under a root element.
    Xml(ir::XmlName),
}

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
}
