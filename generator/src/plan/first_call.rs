//! The call that the documentation of a crate shows.

use super::{CredentialKind, Name};

/// A call that needs nothing but texts, numbers and the like.
#[derive(Debug, Clone)]
pub struct FirstCall {
    /// Whether the client has to be told a server.
    pub needs_server: bool,
    /// The setters of the credentials that it needs.
    pub credentials: Vec<(Name, CredentialKind)>,
    /// The client's method.
    pub method: Name,
    /// Its arguments.
    pub arguments: Vec<Sample>,
    /// The setter of something optional.
    pub option: Option<(Name, Sample)>,
    /// Whether it gives a value.
    pub gives: bool,
}

/// A value that stands for any other of its type.
#[derive(Debug, Clone)]
pub enum Sample {
    /// A text: the name of what it is for.
    Text(String),
    /// An integer.
    Integer,
    /// A number.
    Number,
    /// A boolean.
    Bool,
}
