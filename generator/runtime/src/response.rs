//! [`Received`]: a response before it is decoded, and [`Response`]: one after.

use std::{fmt, mem::take};

use bytes::Bytes;
use http::{HeaderMap, HeaderName, StatusCode};

use crate::{
    download::Download,
    error::{Answer, DecodeError, request_id},
    form,
    header::Header,
    held::Held,
    json,
    model::{Holds, Mut, Slot},
    operation::{Format, Media, Outcome},
    stream::{Events, Lines},
};

/// A response before it is decoded, matched to the reply that the document describes. What reads the body takes it, and leaves
/// an empty one.
pub struct Received {
    /// The status.
    pub status: StatusCode,
    /// The documented media type that the body has; `None` for a reply without one.
    pub media: Option<&'static Media>,
    body: Content,
    depth: usize,
}

enum Content {
    /// What is in memory, and nobody asks for its headers.
    Bytes(Bytes),
    /// What may be read as a download.
    Download(Held<Download>),
}

impl Received {
    /// A response whose body is in memory; its headers are for [`Received::download`].
    pub fn new(
        status: StatusCode,
        headers: HeaderMap,
        media: Option<&'static Media>,
        body: impl Into<Bytes>,
    ) -> Self {
        let body = body.into();
        Self {
            status,
            media,
            body: if headers.is_empty() {
                Content::Bytes(body)
            } else {
                Content::Download(Held::new(Download::held(headers, body)))
            },
            depth: json::MAX_DEPTH,
        }
    }

    /// A response whose body is still arriving.
    pub(crate) fn arriving(
        status: StatusCode,
        media: Option<&'static Media>,
        body: Download,
    ) -> Self {
        Self {
            status,
            media,
            depth: body.depth(),
            body: Content::Download(Held::new(body)),
        }
    }

    /// How deep JSON and XML may be nested.
    pub(crate) fn depth(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Reads the body in the format of its media type, JSON unless it has one; `()` is what any body, or none, says.
    ///
    /// # Errors
    /// If the body is not what the document says.
    #[inline]
    pub fn read<T: Slot>(&mut self) -> Result<T, DecodeError> {
        T::read(0, self)
    }

    /// The same for a type that is not known here, so that it is compiled once.
    pub(crate) fn read_into(&mut self, value: &mut dyn Slot) -> Result<(), DecodeError> {
        if let Mut::Unit = value.fill(Holds::Nothing) {
            return Ok(());
        }
        let format = self.media.map_or(Format::Json, |media| media.format);
        let depth = self.depth;
        let body = self.held()?;
        match format {
            Format::Json => json::read_into(value, json::utf8(&body)?, json::How::within(depth)),
            #[cfg(feature = "xml")]
            Format::Xml => crate::xml::read(&body, value, depth),
            Format::Text => {
                form::fill(&mut value.fill(Holds::Value), &text(&body)?).map_err(DecodeError::from)
            }
            Format::Form => form::read(value, &body).map_err(DecodeError::from),
            Format::Stream | Format::Events | Format::JsonLines => {
                Err(DecodeError::new("a body that holds one model", "a stream"))
            }
        }
    }

    /// The body as text.
    ///
    /// # Errors
    /// If it is not UTF-8.
    pub fn text(&mut self) -> Result<String, DecodeError> {
        text(&self.held()?)
    }

    /// The body's bytes.
    ///
    /// # Errors
    /// If the body is one that is still arriving, a success that is streamed ([`Format::Stream`] and the like).
    pub fn bytes(&mut self) -> Result<Bytes, DecodeError> {
        self.held()
    }

    /// The body as it arrives.
    ///
    /// # Errors
    /// None; the signature is that of its siblings.
    pub fn download(&mut self) -> Result<Download, DecodeError> {
        let download = match self.take() {
            Content::Bytes(bytes) => Download::held(HeaderMap::new(), bytes),
            Content::Download(download) => download.into_inner(),
        };
        Ok(download.nested(self.depth))
    }

    /// The events of the body as they arrive.
    ///
    /// # Errors
    /// None; what is wrong with an event is told when it comes.
    pub fn events<T: Slot>(&mut self) -> Result<Events<T>, DecodeError> {
        self.download().map(Events::new)
    }

    /// The items of a body of JSON texts as they arrive.
    ///
    /// # Errors
    /// None; what is wrong with an item is told when it comes.
    pub fn lines<T: Slot>(&mut self) -> Result<Lines<T>, DecodeError> {
        self.download().map(Lines::new)
    }

    fn take(&mut self) -> Content {
        std::mem::replace(&mut self.body, Content::Bytes(Bytes::new()))
    }

    fn held(&mut self) -> Result<Bytes, DecodeError> {
        let held = match self.take() {
            Content::Bytes(bytes) => Some(bytes),
            Content::Download(mut download) => download.take_held(),
        };
        held.ok_or_else(|| DecodeError::new("a body in memory", "one that is still arriving"))
    }
}

/// Shows no header values: cookies are among them.
impl fmt::Debug for Received {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Received");
        shown
            .field("status", &self.status)
            .field("media", &self.media);
        match &self.body {
            Content::Bytes(bytes) => shown.field("body", &format_args!("{} bytes", bytes.len())),
            Content::Download(download) => shown.field("body", download),
        };
        shown.finish()
    }
}

fn names(headers: &HeaderMap) -> Vec<&str> {
    headers.keys().map(HeaderName::as_str).collect()
}

fn text(body: &[u8]) -> Result<String, DecodeError> {
    match std::str::from_utf8(body) {
        Ok(text) => Ok(text.to_owned()),
        Err(error) => Err(DecodeError::new("text in UTF-8", error.to_string())),
    }
}

/// A decoded success with the response it was read from.
#[derive(Clone)]
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
    /// How many attempts it took, the first included.
    pub attempts: u32,
}

impl<T> Response<T> {
    pub(crate) fn new(value: T, mut answer: Held<Answer>) -> Self {
        let answer = &mut *answer;
        Self {
            value,
            status: answer.status,
            headers: take(&mut answer.headers),
            body: take(&mut answer.body),
            attempts: answer.attempts,
        }
    }

    /// What the server calls the request, for its people to find it by (`X-Request-Id` and the like).
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// A documented header; `None` where the response does not have it.
    ///
    /// # Errors
    /// If its value is not what the document says.
    pub fn header<H: Slot>(&self, header: Header<H>) -> Result<Option<H>, DecodeError> {
        header.read(&self.headers)
    }

    /// What was decoded, alone.
    pub fn into_value(self) -> T {
        self.value
    }
}

/// Shows no header values: cookies are among them.
impl<T: fmt::Debug> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Response")
            .field("value", &self.value)
            .field("status", &self.status)
            .field("headers", &names(&self.headers))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .field("attempts", &self.attempts)
            .finish()
    }
}
