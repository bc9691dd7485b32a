use super::{Docs, Encoding, Example, Origin, Ty, XmlName};

/// What goes out with a request.
#[derive(Debug, Clone)]
pub struct RequestBody {
    /// Whether it must be given.
    pub required: bool,
    /// Its description.
    pub docs: Docs,
    /// The media types it can have, the preferred one first. Never empty.
    pub media: Vec<Media>,
    /// Where it stands.
    pub origin: Origin,
}

/// One media type of a body and what it carries.
#[derive(Debug, Clone, PartialEq)]
pub struct Media {
    /// As the document has it, without parameters that change nothing: `application/json`, `image/*`.
    pub media_type: String,
    /// Format and content in one.
    pub payload: Payload,
    /// What it looks like.
    pub examples: Vec<Example>,
    /// Where it stands.
    pub origin: Origin,
}

impl Media {
    /// Whether there is XML in it: all of it, or a part.
    pub fn holds_xml(&self) -> bool {
        match &self.payload {
            Payload::Xml { .. } => true,
            Payload::Multipart { parts, .. } => parts.iter().any(|part| {
                let content_type = part.content_type.as_deref().unwrap_or_default();
                content_type.to_ascii_lowercase().contains("xml")
            }),
            _ => false,
        }
    }
}

/// Format and content of a body.
#[derive(Debug, Clone, PartialEq)]
pub enum Payload {
    /// `application/json`, `+json`, and `*/*` that has a schema other than binary.
    Json(Ty),
    /// `application/xml`, `text/xml`, `+xml`.
    Xml {
        /// The root element, where the schema names it.
        root: Option<XmlName>,
        /// The content.
        ty: Ty,
    },
    /// `application/x-www-form-urlencoded`.
    Form {
        /// The content: a struct or a map.
        ty: Ty,
        /// `encoding` by property, only where it differs from `form` exploded.
        parts: Vec<Part>,
    },
    /// `multipart/*`.
    Multipart {
        /// The content: a struct or a map.
        ty: Ty,
        /// `encoding` by property, where there is one.
        parts: Vec<Part>,
    },
    /// `text/*` (other than event streams and CSV and the like, which are bytes to stream) with a string schema.
    Text,
    /// Bytes of any kind.
    Binary,
    /// `text/event-stream`; the type of one event's data.
    Events(Ty),
    /// `application/jsonl`, `application/x-ndjson`, `application/json-seq`; the type of one line.
    JsonLines(Ty),
}

/// How one property of a form or multipart body goes out.
#[derive(Debug, Clone, PartialEq)]
pub struct Part {
    /// The property.
    pub name: String,
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`, `explode`, `allowReserved`.
    pub encoding: Option<Encoding>,
    /// The `headers` of which the document states the value (`const`, an `enum` of one, `default`), as name and value.
    pub headers: Vec<(String, String)>,
}
