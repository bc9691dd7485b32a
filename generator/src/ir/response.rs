use std::borrow::Cow;

use http::StatusCode;

use super::{Docs, Encoding, Media, Origin, Ty};

/// One documented response.
#[derive(Debug, Clone)]
pub struct Response {
    /// The statuses it stands for.
    pub status: Status,
    /// Its description.
    pub docs: Docs,
    /// The headers that it documents, `Content-Type` aside.
    pub headers: Vec<Header>,
    /// The media types its body may have; empty if it has none.
    pub media: Vec<Media>,
    /// Where it stands.
    pub origin: Origin,
}

/// The statuses a response stands for. The order is the order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// `200`.
    Code(u16),
    /// `4XX` is `Range(4)`.
    Range(u8),
    /// Every other status.
    Default,
}

impl Status {
    /// What it means, in words: RFC 9110's reason phrase of a status that has one, the name of a class.
    pub fn phrase(self) -> Cow<'static, str> {
        let reason = |code| StatusCode::from_u16(code).ok()?.canonical_reason();
        match self {
            Self::Code(code) => {
                reason(code).map_or_else(|| format!("status {code}").into(), Cow::from)
            }
            Self::Range(1) => "informational".into(),
            Self::Range(2) => "success".into(),
            Self::Range(3) => "redirection".into(),
            Self::Range(4) => "client error".into(),
            Self::Range(5) => "server error".into(),
            Self::Range(class) => format!("status {class}xx").into(),
            Self::Default => "other".into(),
        }
    }
}

/// A header of a response or a part.
#[derive(Debug, Clone, PartialEq)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Whether it is always there.
    pub required: bool,
    /// Its description.
    pub docs: Docs,
    /// Its type.
    pub ty: Ty,
    /// How its value is text: `simple`, or JSON.
    pub encoding: Encoding,
    /// Where it stands.
    pub origin: Origin,
}
