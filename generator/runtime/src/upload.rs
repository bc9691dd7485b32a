//! [`Upload`]: a file to send.

use bytes::Bytes;

/// A file of a multipart or binary body.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// What the file holds.
    pub bytes: Bytes,
    /// The name to send it under.
    pub file_name: Option<String>,
    /// Its media type.
    pub content_type: Option<String>,
}
