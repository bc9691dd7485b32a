//! [`Items`]: a body of items one after the other, sent as they come.

use std::{
    fmt, io,
    io::Read,
    marker::PhantomData,
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::Buf;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::Event;
use crate::{
    json,
    model::{Ref, Slot},
    upload::Upload,
};

/// The items of a request's body: a line each (JSON Lines, NDJSON), a record each (RFC 7464), or the data of an event each
/// (`text/event-stream`), by the body's media type.
///
/// ```
/// # use runtime::Items;
/// let held: Items<i64> = vec![1, 2, 3].into();
/// let endless: Items<i64> = Items::given(1..);
/// ```
///
/// Items in memory can be sent any number of times. An iterator or a stream can be sent once; clones share it, and a
/// request with one is never repeated. Where the document says text, the data of an event is the text as it is; everything
/// else is JSON. Names and ids that [`Event`]s have go out in event streams alone.
pub struct Items<T> {
    source: Source,
    item: PhantomData<fn(T)>,
}

/// Where items come from, whatever their type.
#[derive(Clone)]
pub struct Source(Kind);

#[derive(Clone)]
enum Kind {
    Held(Arc<[Text]>),
    Iterator(Once<Box<dyn Iterator<Item = Text> + Send>>),
    Stream(Once<Pin<Box<dyn Stream<Item = Text> + Send>>>),
}

/// What the first who asks is given.
type Once<S> = Arc<Mutex<Option<S>>>;

/// An item as it is written.
struct Text {
    json: Vec<u8>,
    /// The text that it is, if it is no more than that.
    plain: Option<String>,
    name: String,
    id: String,
}

/// What stands around items.
#[derive(Clone, Copy)]
enum Framing {
    Lines,
    Records,
    Events,
}

impl<T: Slot + 'static> Items<T> {
    /// Items, or [`Event`]s with them, that are held in memory.
    pub fn held<I: Into<Event<T>>>(items: impl IntoIterator<Item = I>) -> Self {
        Self::new(Kind::Held(items.into_iter().map(text::<T, I>).collect()))
    }

    /// What an iterator gives. It is asked on a thread of its own, each item as the one before it has gone out.
    pub fn given<I: Into<Event<T>> + 'static>(
        items: impl IntoIterator<Item = I, IntoIter: Send + 'static>,
    ) -> Self {
        let items: Box<dyn Iterator<Item = Text> + Send> =
            Box::new(items.into_iter().map(text::<T, I>));
        Self::new(Kind::Iterator(Arc::new(Mutex::new(Some(items)))))
    }

    /// What an asynchronous stream gives.
    pub fn stream<I: Into<Event<T>> + 'static>(
        items: impl Stream<Item = I> + Send + 'static,
    ) -> Self {
        let items: Pin<Box<dyn Stream<Item = Text> + Send>> = Box::pin(Texts {
            items: Box::pin(items),
            text: text::<T, I>,
        });
        Self::new(Kind::Stream(Arc::new(Mutex::new(Some(items)))))
    }

    fn new(kind: Kind) -> Self {
        Self {
            source: Source(kind),
            item: PhantomData,
        }
    }
}

impl<T> Items<T> {
    /// Where they come from.
    pub fn source(&self) -> &Source {
        &self.source
    }
}

impl Source {
    /// The bytes of the items, framed as a media type has it.
    pub(crate) fn upload(&self, media_type: &str) -> Upload {
        let framing = Framing::of(media_type);
        match &self.0 {
            Kind::Held(items) => {
                let mut bytes = Vec::new();
                items
                    .iter()
                    .for_each(|item| framing.write(item, &mut bytes));
                Upload::bytes(bytes)
            }
            Kind::Iterator(items) => Upload::reader(Framed::new(items.clone(), framing)),
            Kind::Stream(items) => Upload::stream(Framed::new(items.clone(), framing)),
        }
    }
}

impl Framing {
    fn of(media_type: &str) -> Self {
        let essence = media_type.split(';').next().unwrap_or_default().trim();
        match essence.to_ascii_lowercase().as_str() {
            "text/event-stream" => Self::Events,
            "application/json-seq" => Self::Records,
            _ => Self::Lines,
        }
    }

    fn write(self, item: &Text, to: &mut Vec<u8>) {
        match self {
            Self::Lines => to.extend_from_slice(&item.json),
            Self::Records => {
                to.push(0x1E);
                to.extend_from_slice(&item.json);
            }
            Self::Events => {
                field("event", &item.name, to);
                field("id", &item.id, to);
                let json = String::from_utf8_lossy(&item.json);
                let data = item.plain.as_deref().unwrap_or(&json);
                let data = data.replace("\r\n", "\n").replace('\r', "\n");
                for line in data.split('\n') {
                    to.extend_from_slice(format!("data: {line}\n").as_bytes());
                }
            }
        }
        to.push(b'\n');
    }
}

/// A field of an event, unless it is empty. A line has no place for line ends, nor an id for NUL.
fn field(name: &str, value: &str, to: &mut Vec<u8>) {
    if !value.is_empty() {
        let value = value.replace(['\r', '\n', '\0'], " ");
        to.extend_from_slice(format!("{name}: {value}\n").as_bytes());
    }
}

fn text<T: Slot, I: Into<Event<T>>>(item: I) -> Text {
    let Event { name, id, data } = item.into();
    Text {
        json: json::to_vec(&data),
        plain: match data.view() {
            Ref::Text(text) | Ref::Secret(text) => Some(text.to_owned()),
            _ => None,
        },
        name,
        id,
    }
}

/// A stream of items as they are written.
struct Texts<S, I> {
    items: Pin<Box<S>>,
    text: fn(I) -> Text,
}

impl<I, S: Stream<Item = I>> Stream for Texts<S, I> {
    type Item = Text;

    fn poll_next(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Text>> {
        let this = self.get_mut();
        let item = ready!(this.items.as_mut().poll_next(cx));
        Poll::Ready(item.map(this.text))
    }
}

/// Items as bytes. They are asked for when the first byte is.
struct Framed<S> {
    shared: Once<S>,
    items: Option<S>,
    framing: Framing,
    /// The rest of the item that is being read.
    rest: io::Cursor<Vec<u8>>,
}

impl<S> Framed<S> {
    fn new(shared: Once<S>, framing: Framing) -> Self {
        Self {
            shared,
            items: None,
            framing,
            rest: io::Cursor::default(),
        }
    }

    fn items(&mut self) -> io::Result<&mut S> {
        if self.items.is_none() {
            let mut shared = self.shared.lock().unwrap_or_else(PoisonError::into_inner);
            self.items = shared.take();
        }
        let sent = || io::Error::other("the items have been sent already");
        self.items.as_mut().ok_or_else(sent)
    }

    fn begin(&mut self, item: &Text) {
        let mut bytes = std::mem::take(&mut self.rest).into_inner();
        bytes.clear();
        self.framing.write(item, &mut bytes);
        self.rest = io::Cursor::new(bytes);
    }
}

impl<S: Iterator<Item = Text>> Read for Framed<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if !self.rest.has_remaining() {
            match self.items()?.next() {
                Some(item) => self.begin(&item),
                None => return Ok(0),
            }
        }
        self.rest.read(buffer)
    }
}

impl<S: Stream<Item = Text> + Unpin> AsyncRead for Framed<S> {
    fn poll_read(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if !this.rest.has_remaining() {
            match ready!(Pin::new(this.items()?).poll_next(cx)) {
                Some(item) => this.begin(&item),
                None => return Poll::Ready(Ok(())),
            }
        }
        let length = this.rest.remaining().min(buffer.remaining());
        buffer.put_slice(&this.rest.chunk()[..length]);
        this.rest.advance(length);
        Poll::Ready(Ok(()))
    }
}

impl<T: Slot + 'static> From<Vec<T>> for Items<T> {
    fn from(items: Vec<T>) -> Self {
        Self::held(items)
    }
}

impl<T> Clone for Items<T> {
    fn clone(&self) -> Self {
        Self {
            source: self.source.clone(),
            item: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    /// Shows none of the items.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.source.fmt(f)
    }
}

impl fmt::Debug for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let held = match &self.0 {
            Kind::Held(items) => Some(items.len()),
            Kind::Iterator(_) | Kind::Stream(_) => None,
        };
        f.debug_struct("Items").field("held", &held).finish()
    }
}
