//! The body of a request and its media type.

use super::{Payload, RequestError, Stream};
use crate::{body::Body, json, upload::Upload};

/// A media type for bytes of which nothing is known (RFC 2046 §4.5.1).
pub(super) const OCTET_STREAM: &str = "application/octet-stream";

/// The media type and the bytes of `body`.
pub(super) fn encode(body: Body<'_>) -> Result<(String, Payload), RequestError> {
    Ok(match body {
        Body::None => (String::new(), Payload::Empty),
        Body::Json { media_type, value } => (
            media_type.to_owned(),
            Payload::Bytes(json::to_vec(value).into()),
        ),
        Body::Text { media_type, text } => (
            media_type.to_owned(),
            Payload::Bytes(text.to_owned().into()),
        ),
        Body::Bytes { media_type, bytes } => (
            concrete(media_type).to_owned(),
            Payload::Bytes(bytes.clone()),
        ),
        Body::Upload { media_type, upload } => {
            let mut stream = Stream::new();
            stream.push_upload(upload);
            (
                upload_type(media_type, upload).to_owned(),
                stream.into_payload(),
            )
        }
        Body::Xml { .. } | Body::Form { .. } | Body::Multipart { .. } => {
            return Err(RequestError::body("not of a kind that can be written"));
        }
    })
}

/// The media type of a file: its own, else what the document states.
pub(super) fn upload_type<'a>(stated: &'a str, upload: &'a Upload) -> &'a str {
    upload.media_type().unwrap_or_else(|| concrete(stated))
}

/// A media type that can stand in `Content-Type`: a range or a list of several says nothing about the bytes.
pub(super) fn concrete(media_type: &str) -> &str {
    if media_type.is_empty() || media_type.contains(['*', ',']) {
        OCTET_STREAM
    } else {
        media_type
    }
}
