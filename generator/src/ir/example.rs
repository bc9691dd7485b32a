use super::Origin;

/// A value that a document shows: what a body or a type looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct Example {
    /// The value. A body that is no JSON is a string.
    pub value: serde_json::Value,
    /// Where it stands.
    pub origin: Origin,
    /// Where the schema stands that it is an example of, if there is one.
    pub schema: Option<Origin>,
}
