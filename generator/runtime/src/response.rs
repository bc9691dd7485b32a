//! [`Received`]: a response before it is decoded, and [`Response`]: one after.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::{
    download::Download,
    error::DecodeError,
    form, json,
    model::Slot,
    operation::{Format, Media},
    stream::{Events, Lines},
    xml,
};

/// A response before it is decoded, matched to the reply that the document describes.
#[derive(Debug)]
pub struct Received {
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The documented media type that the body has; `None` for a reply without one.
    pub media: Option<&'static Media>,
    body: Content,
}

#[derive(Debug)]
enum Content {
    Held(Bytes),
    Arriving(Download),
}

impl Received {
    /// A response whose body is in memory.
    pub fn new(
        status: StatusCode,
        headers: HeaderMap,
        media: Option<&'static Media>,
        body: impl Into<Bytes>,
    ) -> Self {
        Self {
            status,
            headers,
            media,
            body: Content::Held(body.into()),
        }
    }

    /// A response whose body is still arriving.
    pub(crate) fn arriving(
        status: StatusCode,
        headers: HeaderMap,
        media: Option<&'static Media>,
        body: Download,
    ) -> Self {
        Self {
            status,
            headers,
            media,
            body: Content::Arriving(body),
        }
    }

    /// Reads the body in the format of its media type, JSON unless it has one.
    ///
    /// # Errors
    /// If the body is not what the document says.
    pub fn read<T: Slot>(self) -> Result<T, DecodeError> {
        let format = self.media.map_or(Format::Json, |media| media.format);
        let body = self.held()?;
        match format {
            Format::Json => json::from_slice(&body),
            Format::Xml => xml::from_slice(&body),
            Format::Text => form::from_text(&text(&body)?),
            Format::Form => form::from_slice(&body),
            Format::Stream | Format::Events | Format::JsonLines => {
                Err(DecodeError::new("a body that holds one model", "a stream"))
            }
        }
    }

    /// The body as text.
    ///
    /// # Errors
    /// If it is not UTF-8.
    pub fn text(self) -> Result<String, DecodeError> {
        text(&self.held()?)
    }

    /// The body's bytes.
    ///
    /// # Errors
    /// If the body is one that is still arriving, a success that is streamed ([`Format::Stream`] and the like).
    pub fn bytes(self) -> Result<Bytes, DecodeError> {
        self.held()
    }

    /// The body as it arrives.
    ///
    /// # Errors
    /// None; the signature is that of its siblings.
    pub fn download(self) -> Result<Download, DecodeError> {
        Ok(match self.body {
            Content::Held(bytes) => Download::held(self.headers, bytes),
            Content::Arriving(download) => download,
        })
    }

    /// The events of the body as they arrive.
    ///
    /// # Errors
    /// None; what is wrong with an event is told when it comes.
    pub fn events<T: Slot>(self) -> Result<Events<T>, DecodeError> {
        self.download().map(Events::new)
    }

    /// The items of a body of JSON texts as they arrive.
    ///
    /// # Errors
    /// None; what is wrong with an item is told when it comes.
    pub fn lines<T: Slot>(self) -> Result<Lines<T>, DecodeError> {
        self.download().map(Lines::new)
    }

    fn held(self) -> Result<Bytes, DecodeError> {
        match self.body {
            Content::Held(bytes) => Ok(bytes),
            Content::Arriving(_) => Err(DecodeError::new(
                "a body in memory",
                "one that is still arriving",
            )),
        }
    }
}

fn text(body: &[u8]) -> Result<String, DecodeError> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(DecodeError::new("text in UTF-8", error.to_string())),
    }
}

/// A decoded success with the response it was read from.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// What was decoded.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it was received; empty where the value reads it: a [`Download`], [`Events`], [`Lines`].
    pub body: Bytes,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, status: StatusCode, headers: HeaderMap, body: Bytes) -> Self {
        Self {
            value,
            status,
            headers,
            body,
        }
    }

    /// What was decoded, alone.
    pub fn into_value(self) -> T {
        self.value
    }
}
