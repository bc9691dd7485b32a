//! [`ConfigurationError`]: what was set on a client and cannot be used.

use std::fmt;

/// Something that was set on a client, or stands in the document, and cannot be used; nothing was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigurationError {
    what: String,
    problem: String,
}

impl ConfigurationError {
    /// An error of the thing named `what`. Neither text may hold a secret.
    pub fn new(what: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            problem: problem.into(),
        }
    }
}

impl fmt::Display for ConfigurationError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.what, self.problem)
    }
}

impl std::error::Error for ConfigurationError {}
