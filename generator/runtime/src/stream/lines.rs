//! [`Lines`]: a body of JSON texts one after the other.

use std::{
    fmt,
    future::poll_fn,
    marker::PhantomData,
    pin::Pin,
    task::{Context, Poll},
};

use futures_core::Stream;

use super::{
    ItemError, StreamError,
    frames::Frames,
    record::{Record, Splitter},
};
use crate::{
    download::Download,
    error::DecodeError,
    form, json,
    model::{Holds, Mut, Slot},
};

/// The items of a body of JSON texts, each given as soon as it is complete: JSON Lines and NDJSON, an item a line, empty
/// lines apart; and JSON text sequences (RFC 7464), which are told by their first byte.
///
/// Where the document says text, a line that is no JSON string is taken as it is.
///
/// ```
/// # use runtime::{Lines, StreamError, Value};
/// # async fn read(mut lines: Lines<Value>) -> Result<(), StreamError> {
/// while let Some(item) = lines.next().await {
///     match item {
///         Ok(item) => println!("{item}"),
///         Err(StreamError::Item(item)) => println!("passed over: {}", item.text),
///         Err(error) => return Err(error),
///     }
/// }
/// # Ok(())
/// # }
/// ```
pub struct Lines<T> {
    frames: Frames<Splitter>,
    item: PhantomData<fn() -> T>,
}

impl<T: Slot> Lines<T> {
    pub(crate) fn new(body: Download) -> Self {
        let splitter = Splitter::new(body.limit());
        Self {
            frames: Frames::new(body, splitter),
            item: PhantomData,
        }
    }

    /// The next item; `None` at the end. Nothing is lost if the future is dropped before it is done.
    ///
    /// # Errors
    /// If an item is not what the document says, or larger than the client's body limit: the stream goes on after it. If
    /// the connection breaks: nothing comes after that.
    pub async fn next(&mut self) -> Option<Result<T, StreamError>> {
        poll_fn(|cx| poll(&mut self.frames, cx)).await
    }
}

fn poll<T: Slot>(
    frames: &mut Frames<Splitter>,
    cx: &mut Context<'_>,
) -> Poll<Option<Result<T, StreamError>>> {
    let depth = frames.depth();
    frames
        .poll_next(cx)
        .map(|record| record.map(|record| read(&record?, depth).map_err(StreamError::from)))
}

fn read<T: Slot>(record: &Record, depth: usize) -> Result<T, ItemError> {
    let decoded = match T::blank().fill(Holds::Nothing) {
        _ if record.cut => Err(DecodeError::new("a line feed", "the end of the record")),
        Mut::String(_) | Mut::Text(_) | Mut::Secret(_) => json::utf8(&record.text)
            .and_then(|text| json::from_str_within(text, depth))
            .or_else(|error| match std::str::from_utf8(&record.text) {
                Ok(text) => form::from_text(text.trim_end_matches('\r')),
                Err(_) => Err(error),
            }),
        _ => json::utf8(&record.text).and_then(|text| json::from_str_within(text, depth)),
    };
    decoded.map_err(|error| ItemError {
        error,
        text: String::from_utf8_lossy(&record.text).into_owned(),
        event: String::new(),
    })
}

impl<T: Slot> Stream for Lines<T> {
    type Item = Result<T, StreamError>;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        poll(&mut self.get_mut().frames, cx)
    }
}

/// For `for` loops over streams of a blocking client; one of an asynchronous client gives an error, as its downloads do.
#[cfg(feature = "blocking")]
impl<T: Slot> Iterator for Lines<T> {
    type Item = Result<T, StreamError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.frames.wait(poll)
    }
}

impl<T> fmt::Debug for Lines<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lines").finish_non_exhaustive()
    }
}
