use std::{borrow::Cow, fmt};

use super::Status;

/// One step of what an inline schema stands in: a name of the document, or the part it plays there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// An operation, a component, a property, a parameter, a branch with a name.
    Name(String),
    /// An item of a list.
    Item,
    /// A value of a map.
    Value,
    /// The body of a request.
    Request,
    /// The response that an operation is called for.
    Response,
    /// Any other response.
    Status(Status),
    /// A branch without a name, counted from one.
    Branch(usize),
}

impl Step {
    /// The step in words: `not found`, `variant 2`.
    pub fn words(&self) -> Cow<'_, str> {
        match self {
            Self::Name(name) => name.into(),
            Self::Item => "item".into(),
            Self::Value => "value".into(),
            Self::Request => "request".into(),
            Self::Response => "response".into(),
            Self::Status(Status::Default) => "error".into(),
            Self::Status(status) => status.phrase(),
            Self::Branch(number) => format!("variant {number}").into(),
        }
    }

    /// Whether it is a name of the document.
    pub fn is_name(&self) -> bool {
        matches!(self, Self::Name(name) if !name.is_empty())
    }
}

impl From<&str> for Step {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for Step {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.words())
    }
}
