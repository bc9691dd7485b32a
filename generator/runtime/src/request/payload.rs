//! The bytes of a request: none, in memory, or read as they are sent.

use std::{
    collections::VecDeque,
    fmt, io,
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll, ready},
    thread,
};

use bytes::Bytes;
use http_body::{Frame, SizeHint};
use tokio::{
    io::{AsyncRead, ReadBuf},
    sync::mpsc,
};

use crate::upload::{Opened, Upload};

/// How much of a file is held in memory at a time, in bytes.
const CHUNK: usize = 64 * 1024;

/// The body of an encoded request. As an [`http_body::Body`] it can be sent by any transport that speaks `http`.
#[derive(Default)]
pub enum Payload {
    /// No body.
    #[default]
    Empty,
    /// All of it, in memory.
    Bytes(Bytes),
    /// Files that are read as they are sent, with what stands between them.
    Stream(Stream),
}

/// Shows how long the body is, not what is in it.
impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str("Empty"),
            Self::Bytes(bytes) => f.debug_tuple("Bytes").field(&bytes.len()).finish(),
            Self::Stream(stream) => stream.fmt(f),
        }
    }
}

impl Payload {
    /// Whether a second request like this one can be encoded, for a retry: files in memory and on disk can be read
    /// again, readers and streams cannot.
    pub fn is_repeatable(&self) -> bool {
        match self {
            Self::Empty | Self::Bytes(_) => true,
            Self::Stream(stream) => stream.repeatable,
        }
    }

    /// The number of bytes that are left to send, where it is known.
    pub fn length(&self) -> Option<u64> {
        match self {
            Self::Empty => Some(0),
            Self::Bytes(bytes) => Some(bytes.len() as u64),
            Self::Stream(stream) => stream.length,
        }
    }
}

impl http_body::Body for Payload {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        let this = self.get_mut();
        let chunk = match this {
            Self::Empty => None,
            Self::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                *this = Self::Empty;
                (!bytes.is_empty()).then_some(Ok(bytes))
            }
            Self::Stream(stream) => ready!(stream.poll_chunk(cx)),
        };
        Poll::Ready(chunk.map(|chunk| chunk.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.length() == Some(0) && !matches!(self, Self::Stream(_))
    }

    fn size_hint(&self) -> SizeHint {
        self.length()
            .map_or_else(SizeHint::new, SizeHint::with_exact)
    }
}

/// Files that are read as they are sent, with what stands between them.
pub struct Stream {
    pieces: VecDeque<Piece>,
    length: Option<u64>,
    repeatable: bool,
}

enum Piece {
    Bytes(Bytes),
    /// A file that has not been opened, so that encoding a request does no I/O.
    Closed(Upload),
    /// What a thread reads; an empty chunk is the end.
    Thread {
        chunks: mpsc::Receiver<io::Result<Bytes>>,
        left: Option<u64>,
    },
    /// Locked by nothing: the mutex makes the reader `Sync`, which transports ask for.
    Async {
        reader: Mutex<Pin<Box<dyn AsyncRead + Send>>>,
        buffer: Vec<u8>,
        left: Option<u64>,
    },
}

impl Stream {
    /// Nothing yet.
    pub(super) fn new() -> Self {
        Self {
            pieces: VecDeque::new(),
            length: Some(0),
            repeatable: true,
        }
    }

    /// Appends bytes.
    pub(super) fn push_bytes(&mut self, bytes: impl Into<Bytes>) {
        let bytes = bytes.into();
        self.length = self
            .length
            .and_then(|length| length.checked_add(bytes.len() as u64));
        self.pieces.push_back(Piece::Bytes(bytes));
    }

    /// Appends a file.
    pub(super) fn push_upload(&mut self, upload: &Upload) {
        self.length = self
            .length
            .zip(upload.size())
            .and_then(|(length, size)| length.checked_add(size));
        self.repeatable &= upload.is_repeatable();
        self.pieces.push_back(Piece::Closed(upload.clone()));
    }

    /// The payload; bytes at once if all of it is in memory anyway.
    pub(super) fn into_payload(mut self) -> Payload {
        match self.pieces.pop_front() {
            None => Payload::Empty,
            Some(Piece::Bytes(bytes)) if self.pieces.is_empty() => Payload::Bytes(bytes),
            Some(first) => {
                self.pieces.push_front(first);
                Payload::Stream(self)
            }
        }
    }

    fn poll_chunk(&mut self, cx: &mut Context<'_>) -> Poll<Option<io::Result<Bytes>>> {
        loop {
            let Some(piece) = self.pieces.front_mut() else {
                return Poll::Ready(None);
            };
            match ready!(piece.poll(cx)) {
                Ok(Some(chunk)) if chunk.is_empty() => {}
                Ok(Some(chunk)) => {
                    self.length = self
                        .length
                        .map(|length| length.saturating_sub(chunk.len() as u64));
                    return Poll::Ready(Some(Ok(chunk)));
                }
                Ok(None) => {
                    self.pieces.pop_front();
                }
                Err(error) => {
                    self.pieces.clear();
                    return Poll::Ready(Some(Err(error)));
                }
            }
        }
    }
}

impl Piece {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<io::Result<Option<Bytes>>> {
        if let Self::Closed(upload) = self {
            *self = Self::open(upload)?;
        }
        let (chunk, left) = match self {
            Self::Bytes(bytes) => {
                let bytes = std::mem::take(bytes);
                return Poll::Ready(Ok((!bytes.is_empty()).then_some(bytes)));
            }
            Self::Closed(_) => return Poll::Ready(Ok(None)),
            Self::Thread { chunks, left } => match ready!(chunks.poll_recv(cx)) {
                Some(chunk) => (Some(chunk?).filter(|chunk| !chunk.is_empty()), left),
                None => return Poll::Ready(Err(io::Error::other("the upload's reader panicked"))),
            },
            Self::Async {
                reader,
                buffer,
                left,
            } => (ready!(poll_read(reader, buffer, cx))?, left),
        };
        Poll::Ready(count(chunk, left))
    }

    fn open(upload: &Upload) -> io::Result<Self> {
        let left = upload.size();
        Ok(match upload.open()? {
            Opened::Bytes(bytes) => Self::Bytes(bytes),
            Opened::Reader(reader) => Self::Thread {
                chunks: read_on_thread(reader)?,
                left,
            },
            Opened::Stream(reader) => Self::Async {
                reader: Mutex::new(reader),
                buffer: vec![0; CHUNK],
                left,
            },
        })
    }
}

/// Checks what was read against the length that was promised to the server.
fn count(chunk: Option<Bytes>, left: &mut Option<u64>) -> io::Result<Option<Bytes>> {
    let Some(expected) = left else {
        return Ok(chunk);
    };
    match &chunk {
        Some(bytes) => match expected.checked_sub(bytes.len() as u64) {
            Some(rest) => *left = Some(rest),
            None => {
                return Err(io::Error::other(
                    "the upload is longer than its stated length",
                ));
            }
        },
        None if *expected > 0 => {
            return Err(io::Error::new(
                io::ErrorKind::UnexpectedEof,
                format!("the upload ended {expected} bytes before its stated length"),
            ));
        }
        None => {}
    }
    Ok(chunk)
}

fn poll_read(
    reader: &mut Mutex<Pin<Box<dyn AsyncRead + Send>>>,
    buffer: &mut [u8],
    cx: &mut Context<'_>,
) -> Poll<io::Result<Option<Bytes>>> {
    let reader = reader
        .get_mut()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let mut read = ReadBuf::new(buffer);
    ready!(reader.as_mut().poll_read(cx, &mut read))?;
    let filled = read.filled();
    Poll::Ready(Ok(
        (!filled.is_empty()).then(|| Bytes::copy_from_slice(filled))
    ))
}

/// Reads on a thread of its own, two chunks ahead of the network at most, and gives an empty chunk at the end. The
/// thread ends with the reader, or when nobody waits for its chunks.
fn read_on_thread(
    mut reader: Box<dyn io::Read + Send>,
) -> io::Result<mpsc::Receiver<io::Result<Bytes>>> {
    let (sender, chunks) = mpsc::channel(2);
    thread::Builder::new()
        .name("upload".to_owned())
        .spawn(move || {
            let mut buffer = vec![0; CHUNK];
            loop {
                let chunk = match reader.read(&mut buffer) {
                    Ok(read) => Ok(Bytes::copy_from_slice(
                        buffer.get(..read).unwrap_or_default(),
                    )),
                    Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                    Err(error) => Err(error),
                };
                let last = chunk.as_ref().map_or(true, Bytes::is_empty);
                if sender.blocking_send(chunk).is_err() || last {
                    return;
                }
            }
        })?;
    Ok(chunks)
}

impl fmt::Debug for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stream")
            .field("length", &self.length)
            .field("repeatable", &self.repeatable)
            .finish()
    }
}
