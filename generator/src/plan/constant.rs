//! Constants that go with a type: what a server takes for what is not given, and the headers of its responses.

use super::{Doc, Name, Type};

/// One constant.
#[derive(Debug, Clone)]
pub struct Constant {
    /// Its name.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// What it is.
    pub value: ConstantValue,
}

/// What a constant is.
#[derive(Debug, Clone)]
pub enum ConstantValue {
    /// A value of the document.
    Literal(Literal),
    /// A header of a response.
    Header(Header),
}

/// A header of a response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Header {
    /// Its name on the wire.
    pub wire: String,
    /// The type of its value.
    pub ty: Type,
    /// Whether the members of an object are `name=value` pairs.
    pub explode: bool,
    /// Whether it is JSON text.
    pub json: bool,
}

/// A value that can be a constant.
#[derive(Debug, Clone, PartialEq)]
pub enum Literal {
    /// A boolean.
    Bool(bool),
    /// An integer of a type.
    Integer(&'static str, serde_json::Number),
    /// A number of a type.
    Number(&'static str, f64),
    /// Text, also where the type has a format.
    Text(String),
    /// A value of an enum: type and variant.
    Variant(Name, Name),
    /// Several of one type. Never empty.
    List(Vec<Literal>),
}
