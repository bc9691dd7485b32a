//! The body of a request and its media type.

use super::{Payload, RequestError, Stream, form, multipart};
use crate::{body::Body, json, model::Ref, operation::Input, upload::Upload};

/// A media type for bytes of which nothing is known (RFC 2046 §4.5.1).
pub(super) const OCTET_STREAM: &str = "application/octet-stream";

/// The media type of JSON (RFC 8259 §11).
pub(super) const JSON: &str = "application/json";

/// The media type and the bytes of the input's body.
pub(super) fn encode(input: &dyn Input) -> Result<(String, Payload), RequestError> {
    let (media_type, bytes) = match input.body() {
        Body::None => return Ok((String::new(), Payload::Empty)),
        Body::Json { media_type, value } => {
            let media_type = if media_type.contains('*') {
                JSON
            } else {
                media_type
            };
            (media_type, json::to_vec(value))
        }
        #[cfg(feature = "xml")]
        Body::Xml {
            media_type,
            root,
            value,
        } => (media_type, crate::xml::to_vec(value, root)?),
        Body::Form {
            media_type,
            value,
            parts,
        } => (media_type, form::encode(value.view(), parts)?.into()),
        Body::Multipart {
            media_type,
            value,
            parts,
        } => {
            return multipart::encode(media_type, value.view(), parts, input);
        }
        Body::Text { media_type, text } => {
            let media_type = if media_type.contains('*') {
                "text/plain"
            } else {
                media_type
            };
            (media_type, text.into())
        }
        Body::Bytes { media_type, bytes } => {
            return Ok((
                concrete(media_type).to_owned(),
                Payload::Bytes(bytes.clone()),
            ));
        }
        Body::Items { media_type, source } => {
            let mut stream = Stream::new();
            stream.push_upload(&source.upload(media_type));
            return Ok((media_type.to_owned(), stream.into_payload()));
        }
        Body::Upload { media_type, upload } => {
            let mut stream = Stream::new();
            stream.push_upload(upload);
            return Ok((
                upload_type(media_type, upload).to_owned(),
                stream.into_payload(),
            ));
        }
    };
    Ok((media_type.to_owned(), Payload::Bytes(bytes.into())))
}

/// A value as XML under an element of that name.
#[cfg(feature = "xml")]
pub(super) fn xml(view: Ref<'_>, name: &str) -> Result<Vec<u8>, RequestError> {
    crate::xml::write(view, crate::model::Xml::NONE, name)
}

/// Nothing: XML is not part of the program.
#[cfg(not(feature = "xml"))]
pub(super) fn xml(_: Ref<'_>, name: &str) -> Result<Vec<u8>, RequestError> {
    Err(RequestError::Body {
        problem: format!("`{name}` is XML, which needs the feature `xml`"),
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

/// Whether a media type is JSON: `application/json` or with the suffix `+json` (RFC 6839 §3.1).
pub(super) fn is_json(media_type: &str) -> bool {
    is_kind(media_type, "json")
}

/// Whether a media type is XML: `application/xml`, `text/xml` or with the suffix `+xml` (RFC 7303).
pub(super) fn is_xml(media_type: &str) -> bool {
    is_kind(media_type, "xml")
}

fn is_kind(media_type: &str, kind: &str) -> bool {
    let essence = media_type.split(';').next().unwrap_or_default().trim();
    essence
        .rsplit(['/', '+'])
        .next()
        .is_some_and(|suffix| suffix.eq_ignore_ascii_case(kind))
}
