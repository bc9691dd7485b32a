//! [`Events`]: a body of the type `text/event-stream`.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use futures_core::Stream;

use super::{
    ItemError, StreamError,
    frames::Frames,
    sse::{Parser, Raw},
};
use crate::{
    download::Download,
    error::DecodeError,
    form, json,
    model::{Holds, Mut, Slot},
};

/// What many servers send as the last event's data, since the standard has no end of its own.
const DONE: &str = "[DONE]";

/// The events of a body (WHATWG HTML §9.2, "Server-sent events"), each given as soon as it is complete.
///
/// The data of an event is read as JSON; where the document says text, it is taken as it is. The data `[DONE]`, where it
/// is no item, ends the stream. A stream that ends is not asked for again: a new call with the header `Last-Event-ID` and
/// [`Events::last_id`] goes on where a server supports that. Silence for longer than the client's idle timeout breaks the
/// stream; [`crate::Options::idle_timeout`] is for servers that send no comments between rare events.
///
/// ```
/// # use runtime::{Events, StreamError, Value};
/// # async fn read(mut events: Events<Value>) -> Result<(), StreamError> {
/// while let Some(event) = events.next().await {
///     let event = event?;
///     println!("{}: {}", event.name, event.data);
/// }
/// # Ok(())
/// # }
/// ```
pub struct Events<T> {
    frames: Frames<Parser>,
    item: PhantomData<fn() -> T>,
}

/// An event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// Its type; `message` where the server names none.
    pub name: String,
    /// The id that the server gave last, with this event or before it; empty if it gave none.
    pub id: String,
    /// Its data.
    pub data: T,
}

impl<T> Event<T> {
    /// An event to send: without a name, which is a `message`, and without an id.
    pub fn new(data: T) -> Self {
        Self {
            name: String::new(),
            id: String::new(),
            data,
        }
    }

    /// With a type.
    #[must_use]
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// With an id.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }
}

impl<T> From<T> for Event<T> {
    fn from(data: T) -> Self {
        Self::new(data)
    }
}

impl<T: Slot> Events<T> {
    pub(crate) fn new(body: Download) -> Self {
        let parser = Parser::new(body.limit());
        Self {
            frames: Frames::new(body, parser),
            item: PhantomData,
        }
    }

    /// The next event; `None` at the end. An event that no empty line ends is none. Nothing is lost if the future is
    /// dropped before it is done.
    ///
    /// # Errors
    /// If an event is not what the document says, or larger than the client's body limit: the stream goes on after it. If
    /// the connection breaks: nothing comes after that.
    pub async fn next(&mut self) -> Option<Result<Event<T>, StreamError>> {
        poll_fn(|cx| poll(&mut self.frames, cx)).await
    }
}

impl<T> Events<T> {
    /// The id that the server gave last, with an event or by itself; empty if it gave none.
    pub fn last_id(&self) -> &str {
        &self.frames.framing.id
    }

    /// How long the server asks to wait before asking again, if it does.
    pub fn retry(&self) -> Option<Duration> {
        self.frames.framing.retry
    }
}

fn poll<T: Slot>(
    frames: &mut Frames<Parser>,
    cx: &mut Context<'_>,
) -> Poll<Option<Result<Event<T>, StreamError>>> {
    let Some(raw) = ready!(frames.poll_next(cx)) else {
        return Poll::Ready(None);
    };
    Poll::Ready(match raw {
        Ok(raw) => {
            let event = read(raw, frames.depth());
            if event.is_none() {
                frames.end();
            }
            event.map(|event| event.map_err(StreamError::from))
        }
        Err(error) => Some(Err(error)),
    })
}

/// Decodes an event; `None` if it is the end.
fn read<T: Slot>(raw: Raw, depth: usize) -> Option<Result<Event<T>, ItemError>> {
    let Raw { name, id, data } = raw;
    let decoded: Result<T, DecodeError> = match T::blank().fill(Holds::Nothing) {
        Mut::String(_) | Mut::Text(_) | Mut::Secret(_) => form::from_text(&data),
        _ if data == DONE => return None,
        // What is no JSON is text.
        Mut::Value(_) => json::from_str_within(&data, depth).or_else(|_| form::from_text(&data)),
        _ => json::from_str_within(&data, depth),
    };
    Some(match decoded {
        Ok(data) => Ok(Event { name, id, data }),
        Err(error) => Err(ItemError {
            error,
            text: data,
            event: name,
        }),
    })
}

impl<T: Slot> Stream for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        poll(&mut self.get_mut().frames, cx)
    }
}

/// For `for` loops over streams of a blocking client; one of an asynchronous client gives an error, as its downloads do.
#[cfg(feature = "blocking")]
impl<T: Slot> Iterator for Events<T> {
    type Item = Result<Event<T>, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.frames.wait(poll)
    }
}

impl<T> fmt::Debug for Events<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Events")
            .field("last_id", &self.last_id())
            .field("retry", &self.retry())
            .finish_non_exhaustive()
    }
}
