//! [`RequestError`]: why a request cannot be written.

use std::fmt;

/// A request that cannot be written; nothing was sent.
///
/// Values are not shown: a parameter may be a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum RequestError {
    /// A path parameter is absent or empty, so that the path would name another resource.
    EmptyPathParameter {
        /// The parameter's name on the wire.
        name: String,
    },
    /// A path segment would be `.` or `..`, which every URL parser takes for "here" and "up", encoded or not.
    DotSegment {
        /// The path template.
        path: &'static str,
    },
    /// A value does not fit its parameter's style: an object where text is needed, items within items.
    Shape {
        /// The parameter's or member's name on the wire.
        name: String,
        /// What does not fit.
        problem: &'static str,
    },
    /// A header's name or value holds a character that headers cannot carry (RFC 9110 §5.5), a line break for one.
    Header {
        /// The header's name.
        name: String,
    },
    /// The method is no token (RFC 9110 §9.1).
    Method {
        /// The method.
        method: &'static str,
    },
    /// The server's URL, or a link, cannot be requested.
    Url {
        /// Why not.
        problem: String,
    },
    /// Values do not keep the limits of the document, to which the request was to be held.
    Limits {
        /// Where, and which limit: `` `body.name`: at most 50 characters ``.
        problems: Vec<String>,
    },
    /// The body cannot be written in its media type.
    Body {
        /// Where and why not.
        problem: String,
    },
}

impl RequestError {
    pub(crate) fn body(problem: impl Into<String>) -> Self {
        Self::Body {
            problem: problem.into(),
        }
    }
}

impl fmt::Display for RequestError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyPathParameter { name } => write!(f, "the path parameter `{name}` is empty"),
            Self::DotSegment { path } => {
                write!(f, "a segment of the path `{path}` would be `.` or `..`")
            }
            Self::Shape { name, problem } => write!(f, "`{name}`: {problem}"),
            Self::Header { name } => write!(
                f,
                "the header `{name}` holds a character that headers cannot carry"
            ),
            Self::Method { method } => write!(f, "`{method}` is no method"),
            Self::Url { problem } => write!(f, "the URL cannot be requested: {problem}"),
            Self::Limits { problems } => f.write_str(&problems.join("; ")),
            Self::Body { problem } => write!(f, "the body cannot be written: {problem}"),
        }
    }
}

impl std::error::Error for RequestError {}
