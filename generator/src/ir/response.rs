use super::{Docs, Media, Origin, Ty};

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
    /// Where it stands.
    pub origin: Origin,
}
