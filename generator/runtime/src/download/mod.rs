//! [`Download`]: a body that is read as it arrives.

use std::{
    fmt,
    future::poll_fn,
    io,
    sync::{Mutex, PoisonError},
    task::{Context, Poll, ready},
};

use bytes::{Bytes, BytesMut};
use http::{
    HeaderMap,
    header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE},
};
use tokio::io::{AsyncWrite, AsyncWriteExt};

use crate::{
    json,
    transport::{Incoming, TransportError, TransportErrorKind},
};

mod name;

/// [`Download::file_name`] by an answer's headers.
pub(crate) fn file_name(headers: &HeaderMap) -> Option<String> {
    let disposition = headers.get(CONTENT_DISPOSITION)?;
    name::file_name(&String::from_utf8_lossy(disposition.as_bytes()))
}

fn announced(headers: &HeaderMap) -> Option<u64> {
    let length = headers.get(CONTENT_LENGTH)?.to_str().ok()?;
    length.trim_ascii().parse().ok()
}

/// A body that is read as it arrives and never held in memory as a whole unless asked for.
///
/// A body that ends before its `Content-Length` is an error, not a short file.
pub struct Download {
    headers: HeaderMap,
    /// In a lock that is never taken, so that references to a download may be sent to threads.
    body: Option<Mutex<Incoming>>,
    /// What was read and not yet taken.
    rest: Bytes,
    received: u64,
    /// How many bytes the server announced.
    announced: Option<u64>,
    limit: u64,
    /// Whether [`io::Read`] may wait for it.
    blocking: bool,
    /// How deep items of a stream may be nested.
    depth: usize,
}

impl Download {
    /// A body of which nothing was read. `limit` is for [`Download::bytes`].
    pub(crate) fn new(headers: HeaderMap, body: Incoming, limit: u64) -> Self {
        Self {
            announced: announced(&headers),
            headers,
            body: Some(Mutex::new(body)),
            rest: Bytes::new(),
            received: 0,
            limit,
            blocking: false,
            depth: json::MAX_DEPTH,
        }
    }

    /// A body that is in memory already.
    pub(crate) fn held(headers: HeaderMap, bytes: Bytes) -> Self {
        Self {
            announced: announced(&headers),
            headers,
            body: None,
            rest: bytes,
            received: 0,
            limit: u64::MAX,
            blocking: true,
            depth: json::MAX_DEPTH,
        }
    }

    /// The media type as the server states it: `text/csv; charset=utf-8`.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(CONTENT_TYPE)?.to_str().ok()
    }

    /// How many bytes the server announced.
    pub fn content_length(&self) -> Option<u64> {
        self.announced
    }

    /// The file's name as the server states it (`Content-Disposition`, RFC 6266), without any folders: what stands
    /// before the last `/` or `\` is left out, and so are names that mean a folder (`..`).
    pub fn file_name(&self) -> Option<String> {
        file_name(&self.headers)
    }

    /// The next bytes, in pieces as they arrive; `None` at the end.
    ///
    /// # Errors
    /// If the connection breaks, falls silent for too long, or the body ends before its announced length.
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, TransportError> {
        poll_fn(|cx| self.poll_chunk(cx)).await
    }

    pub(crate) fn poll_chunk(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Result<Option<Bytes>, TransportError>> {
        if !self.rest.is_empty() {
            return Poll::Ready(Ok(Some(std::mem::take(&mut self.rest))));
        }
        while let Some(body) = &mut self.body {
            let body = body.get_mut().unwrap_or_else(PoisonError::into_inner);
            match ready!(body.as_mut().poll_frame(cx)) {
                Some(Ok(frame)) => match frame.into_data() {
                    Ok(data) if !data.is_empty() => {
                        self.received += data.len() as u64;
                        return Poll::Ready(Ok(Some(data)));
                    }
                    // Trailers, or nothing.
                    _ => {}
                },
                Some(Err(error)) => {
                    self.body = None;
                    return Poll::Ready(Err(error));
                }
                None => {
                    self.body = None;
                    return Poll::Ready(self.check_length().map(|()| None));
                }
            }
        }
        Poll::Ready(Ok(None))
    }

    /// How many bytes are read into memory at most.
    pub(crate) fn limit(&self) -> u64 {
        self.limit
    }

    fn check_length(&self) -> Result<(), TransportError> {
        let received = self.received;
        match self.announced {
            Some(expected) if received < expected => {
                Err(TransportError::new(TransportErrorKind::Truncated {
                    expected,
                    received,
                }))
            }
            _ => Ok(()),
        }
    }

    /// The whole body, in memory.
    ///
    /// # Errors
    /// As [`Download::chunk`], and if it is larger than the client's body limit.
    pub async fn bytes(mut self) -> Result<Bytes, TransportError> {
        self.read().await
    }

    /// What is left of the body, as [`Download::bytes`].
    pub(crate) async fn read(&mut self) -> Result<Bytes, TransportError> {
        let limit = self.limit;
        let too_large = || TransportError::new(TransportErrorKind::TooLarge { limit });
        if self.body.is_some() && self.announced.is_some_and(|length| length > limit) {
            return Err(too_large());
        }
        let Some(first) = self.chunk().await? else {
            return Ok(Bytes::new());
        };
        let Some(second) = self.chunk().await? else {
            return if first.len() as u64 > limit {
                Err(too_large())
            } else {
                Ok(first)
            };
        };
        let mut all = BytesMut::from(first);
        let mut next = Some(second);
        while let Some(chunk) = next {
            if (all.len() + chunk.len()) as u64 > limit {
                return Err(too_large());
            }
            all.extend_from_slice(&chunk);
            next = self.chunk().await?;
        }
        Ok(all.freeze())
    }

    /// Writes the body to `writer` as it arrives, flushes it, and gives the number of bytes.
    ///
    /// # Errors
    /// As [`Download::chunk`] (the cause is a [`TransportError`]), and if the writer fails.
    pub async fn copy_to<W: AsyncWrite + Unpin + ?Sized>(
        mut self,
        writer: &mut W,
    ) -> io::Result<u64> {
        let mut written = 0;
        while let Some(chunk) = self.chunk().await? {
            writer.write_all(&chunk).await?;
            written += chunk.len() as u64;
        }
        writer.flush().await?;
        Ok(written)
    }

    /// The bytes of a body that is in memory.
    pub(crate) fn take_held(&mut self) -> Option<Bytes> {
        match self.body {
            None => Some(std::mem::take(&mut self.rest)),
            Some(_) => None,
        }
    }

    /// The headers of the answer.
    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The headers, when nothing more is to be read.
    pub(crate) fn into_headers(self) -> HeaderMap {
        self.headers
    }

    /// Whether it may be waited for on this thread.
    #[cfg(feature = "blocking")]
    pub(crate) fn may_block(&self) -> io::Result<()> {
        if self.blocking {
            return Ok(());
        }
        let problem = "a body of an asynchronous client cannot be read by blocking";
        Err(io::Error::new(io::ErrorKind::Unsupported, problem))
    }

    /// How deep items of a stream may be nested.
    pub(crate) fn depth(&self) -> usize {
        self.depth
    }

    /// Says how deep they may be.
    pub(crate) fn nested(mut self, depth: usize) -> Self {
        self.depth = depth;
        self
    }

    /// Says whether it is of a blocking client.
    pub(crate) fn blocking(mut self, blocking: bool) -> Self {
        self.blocking = blocking;
        self
    }
}

/// For downloads of a blocking client; one of an asynchronous client gives an error of the kind
/// [`io::ErrorKind::Unsupported`], because the thread that would wait may be the one that has to work.
#[cfg(feature = "blocking")]
impl io::Read for Download {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.rest.is_empty() {
            self.may_block()?;
            self.rest = crate::blocking::block_on(self.chunk())??.unwrap_or_default();
        }
        let length = buffer.len().min(self.rest.len());
        let taken = self.rest.split_to(length);
        buffer
            .iter_mut()
            .zip(&taken)
            .for_each(|(to, from)| *to = *from);
        Ok(length)
    }
}

impl fmt::Debug for Download {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Download")
            .field("content_type", &self.content_type())
            .field("content_length", &self.content_length())
            .field("received", &self.received)
            .finish()
    }
}
