//! What an operation sends: a media type and a borrowed value, before anything is encoded.

use bytes::Bytes;

#[cfg(feature = "xml")]
use crate::model::table::Xml;
use crate::{
    model::Slot,
    operation::Style,
    stream::{ItemSource, Items},
    upload::Upload,
};

/// The body of a request, borrowed from the operation's input; [`crate::request::encode`] turns it into bytes.
///
/// The media type goes out as given, parameters included.
#[derive(Clone, Copy, Debug, Default)]
pub enum Body<'a> {
    /// No body, and no `Content-Type`.
    #[default]
    None,
    /// A value as JSON (RFC 8259).
    Json {
        /// `application/json` or any type of its kind.
        media_type: &'a str,
        /// The value.
        value: &'a dyn Slot,
    },
    /// A value as XML 1.0 in UTF-8; with the feature `xml`.
    #[cfg(feature = "xml")]
    Xml {
        /// `application/xml` or any type of its kind.
        media_type: &'a str,
        /// The name and namespace of the root element; [`Xml::NONE`] for the model's own.
        root: Xml,
        /// The value.
        value: &'a dyn Slot,
    },
    /// An object's members as `name=value` pairs (`application/x-www-form-urlencoded`).
    Form {
        /// The media type.
        media_type: &'a str,
        /// A model, a map, or an object.
        value: &'a dyn Slot,
        /// The members that are not written in the default way.
        parts: &'static [PartEncoding],
    },
    /// An object's members as parts (RFC 2046 §5.1, RFC 7578 for `multipart/form-data`).
    Multipart {
        /// `multipart/form-data`, `multipart/related` or another; a boundary is added unless it has one.
        media_type: &'a str,
        /// A model, a map, or an object.
        value: &'a dyn Slot,
        /// The members that are not written in the default way.
        parts: &'static [PartEncoding],
    },
    /// Text as it is, in UTF-8.
    Text {
        /// The media type.
        media_type: &'a str,
        /// The text.
        text: &'a str,
    },
    /// Bytes as they are.
    Bytes {
        /// The media type.
        media_type: &'a str,
        /// The bytes.
        bytes: &'a Bytes,
    },
    /// Items one after the other, sent as they come.
    Items {
        /// The media type, which says what stands around items.
        media_type: &'a str,
        /// Where they come from.
        source: &'a ItemSource,
    },
    /// A file, streamed. A media type of the upload's own goes before the document's.
    Upload {
        /// The media type the document states; a range such as `image/*` stands for unknown bytes.
        media_type: &'a str,
        /// The file.
        upload: &'a Upload,
    },
}

impl<'a> Body<'a> {
    /// A value as JSON.
    #[inline]
    pub fn json(media_type: &'a str, value: &'a impl Slot) -> Self {
        let value = value.erased();
        Self::Json { media_type, value }
    }

    /// A value as XML under the given root element; with the feature `xml`.
    #[cfg(feature = "xml")]
    #[inline]
    pub fn xml(media_type: &'a str, root: Xml, value: &'a impl Slot) -> Self {
        Self::Xml {
            media_type,
            root,
            value: value.erased(),
        }
    }

    /// An object's members as `name=value` pairs.
    #[inline]
    pub fn form(media_type: &'a str, value: &'a impl Slot, parts: &'static [PartEncoding]) -> Self {
        Self::Form {
            media_type,
            value: value.erased(),
            parts,
        }
    }

    /// An object's members as parts.
    #[inline]
    pub fn multipart(
        media_type: &'a str,
        value: &'a impl Slot,
        parts: &'static [PartEncoding],
    ) -> Self {
        Self::Multipart {
            media_type,
            value: value.erased(),
            parts,
        }
    }

    /// The model, where there is one.
    pub(crate) fn value(&self) -> Option<&'a dyn Slot> {
        match self {
            #[cfg(feature = "xml")]
            Self::Xml { value, .. } => Some(*value),
            Self::Json { value, .. } | Self::Form { value, .. } | Self::Multipart { value, .. } => {
                Some(*value)
            }
            _ => None,
        }
    }

    /// Text as it is.
    pub fn text(media_type: &'a str, text: &'a str) -> Self {
        Self::Text { media_type, text }
    }

    /// Bytes as they are.
    pub fn bytes(media_type: &'a str, bytes: &'a Bytes) -> Self {
        Self::Bytes { media_type, bytes }
    }

    /// Items one after the other.
    pub fn items<T>(media_type: &'a str, items: &'a Items<T>) -> Self {
        Self::Items {
            media_type,
            source: items.source(),
        }
    }

    /// A file, streamed.
    pub fn upload(media_type: &'a str, upload: &'a Upload) -> Self {
        Self::Upload { media_type, upload }
    }
}

/// How one member of a form or multipart body is written (OpenAPI 3.0.3 "Encoding Object").
///
/// Members without one are written in the default way. In a form: scalars as text, lists as repeated pairs, objects as
/// JSON text. In a multipart body: scalars as text, objects as `application/json`, files and bytes as
/// `application/octet-stream`, lists as repeated parts.
#[derive(Clone, Copy, Debug)]
pub struct PartEncoding {
    /// The member's name.
    pub name: &'static str,
    /// The part's media type, or empty for the default. A range or a list of several leaves the choice to the upload.
    pub content_type: &'static str,
    /// How arrays and objects are written in a form; `None` for the default.
    pub style: Option<Style>,
    /// Whether each item or property is written by itself.
    pub explode: bool,
    /// Whether RFC 3986's reserved characters go out unencoded.
    pub allow_reserved: bool,
    /// Headers of the part, as name and value.
    pub headers: &'static [(&'static str, &'static str)],
}

impl PartEncoding {
    /// The member of that name, written in the default way until something is changed.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            content_type: "",
            style: None,
            explode: true,
            allow_reserved: false,
            headers: &[],
        }
    }

    /// With a media type of its own.
    pub const fn content_type(mut self, content_type: &'static str) -> Self {
        self.content_type = content_type;
        self
    }

    /// With a style, for forms.
    pub const fn style(mut self, style: Style, explode: bool) -> Self {
        self.style = Some(style);
        self.explode = explode;
        self
    }

    /// With reserved characters unencoded, for forms.
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// With headers, for multipart bodies.
    pub const fn headers(mut self, headers: &'static [(&'static str, &'static str)]) -> Self {
        self.headers = headers;
        self
    }
}
