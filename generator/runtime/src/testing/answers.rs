//! [`Answers`]: what a fake server says to an operation.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE};

use super::fake::Fake;
use crate::{
    json,
    model::Slot,
    operation::{Format, Media, Route},
};

/// What the server does with one request.
#[derive(Clone, Debug)]
pub(super) struct Act {
    pub(super) delay: Duration,
    pub(super) kind: Kind,
    /// Whether it is done with all requests from here on.
    pub(super) always: bool,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Answer {
        status: StatusCode,
        headers: HeaderMap,
        body: Bytes,
        /// After how many bytes of the body the connection breaks.
        cut: Option<usize>,
    },
    /// There is no connection.
    Refuse,
    /// The connection breaks before an answer.
    Reset,
    /// Nothing ever comes.
    Silence,
}

/// What a [`Fake`] says to an operation: each method adds one answer, to the next request that has none yet. What is
/// said of an answer (a delay, headers, where it is cut) comes before it.
///
/// A status that HTTP does not have, a header that cannot be sent: each counts as the mistake in the test that it is,
/// and the call is told by an error.
#[derive(Debug)]
pub struct Answers<'f> {
    fake: &'f Fake,
    route: Option<&'static Route>,
    delay: Duration,
    headers: Vec<(String, String)>,
    cut: Option<usize>,
    always: bool,
}

impl<'f> Answers<'f> {
    pub(super) fn new(fake: &'f Fake, route: Option<&'static Route>) -> Self {
        Self {
            fake,
            route,
            delay: Duration::ZERO,
            headers: Vec::new(),
            cut: None,
            always: false,
        }
    }

    /// The next answer comes after `delay`, by the fake's clock; the client's timeouts hold.
    pub fn delay(mut self, delay: Duration) -> Self {
        self.delay = delay;
        self
    }

    /// The next answer has a header.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// The connection breaks after that many bytes of the next answer's body.
    pub fn cut(mut self, after: usize) -> Self {
        self.cut = Some(after);
        self
    }

    /// The next answer is given to all requests from there on.
    pub fn always(mut self) -> Self {
        self.always = true;
        self
    }

    /// A model, in the media type that the document has for the status; JSON if it has none.
    pub fn answer(self, status: u16, model: &dyn Slot) -> Self {
        let media = self.route.and_then(|route| media(route, status));
        let (range, format) = media.map_or(("application/json", Format::Json), |media| {
            (media.range, media.format)
        });
        let body = match format {
            #[cfg(feature = "xml")]
            Format::Xml => crate::xml::to_vec(model, crate::model::Xml::NONE).unwrap_or_default(),
            Format::Text => match model.view() {
                crate::model::Ref::Text(text) | crate::model::Ref::Secret(text) => {
                    text.as_bytes().to_vec()
                }
                _ => json::to_vec(model),
            },
            _ => json::to_vec(model),
        };
        self.body(status, range, body)
    }

    /// A body as it is: an example, a file, anything.
    pub fn body(mut self, status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        self.headers
            .push((CONTENT_TYPE.to_string(), content_type.to_owned()));
        self.push_answer(status, body.into())
    }

    /// A status without a body.
    pub fn status(self, status: u16) -> Self {
        self.push_answer(status, Bytes::new())
    }

    /// There is no connection.
    pub fn refuse(self) -> Self {
        self.push(Kind::Refuse)
    }

    /// The connection breaks before an answer.
    pub fn reset(self) -> Self {
        self.push(Kind::Reset)
    }

    /// Nothing comes, until the client gives up.
    pub fn silence(self) -> Self {
        self.push(Kind::Silence)
    }

    fn push_answer(mut self, status: u16, body: Bytes) -> Self {
        let mut headers = HeaderMap::new();
        for (name, value) in self.headers.drain(..) {
            let pair = (
                HeaderName::try_from(&name).ok(),
                HeaderValue::try_from(&value).ok(),
            );
            let (Some(name), Some(value)) = pair else {
                self.fake
                    .mistake(format!("the header `{name}` cannot be sent"));
                continue;
            };
            headers.append(name, value);
        }
        let Ok(status) = StatusCode::from_u16(status) else {
            self.fake.mistake(format!("{status} is no status"));
            return self;
        };
        let cut = self.cut.take();
        self.push(Kind::Answer {
            status,
            headers,
            body,
            cut,
        })
    }

    fn push(mut self, kind: Kind) -> Self {
        let act = Act {
            delay: std::mem::take(&mut self.delay),
            kind,
            always: std::mem::take(&mut self.always),
        };
        self.fake.push(self.route, act);
        self
    }
}

/// The first media type that the document has for a status.
fn media(route: &'static Route, status: u16) -> Option<&'static Media> {
    let status = StatusCode::from_u16(status).ok()?;
    crate::client::documented_media(route.replies, status)
}
