//! [`TransportError`]: why there is no response, or not all of it.

use std::{error::Error, fmt, io, time::Duration};

use crate::held::Held;

/// Why there is no response, or not all of it.
pub struct TransportError {
    inner: Held<Inner>,
}

struct Inner {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

/// What went wrong on the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// There was no connection, so nothing was sent.
    Connect,
    /// The connection broke.
    Io,
    /// The body ended before its `Content-Length`.
    Truncated {
        /// How many bytes were announced.
        expected: u64,
        /// How many came.
        received: u64,
    },
    /// The head of the answer is not HTTP, or larger than the client takes.
    Head,
    /// The body is larger than the client reads into memory.
    TooLarge {
        /// The limit, in bytes.
        limit: u64,
    },
    /// It took too long.
    Timeout(Timeout),
}

/// What took too long, and how long was waited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Timeout {
    /// To connect.
    Connect(Duration),
    /// From one byte to the next.
    Idle(Duration),
    /// The call as a whole.
    Total(Duration),
}

/// Whether one of an error's causes is such an error.
#[cfg(feature = "hyper")]
pub(super) fn caused_by<E: Error + 'static>(error: &dyn Error, is: impl Fn(&E) -> bool) -> bool {
    let mut cause = error.source();
    while let Some(error) = cause {
        if error.downcast_ref().is_some_and(&is) {
            return true;
        }
        cause = error.source();
    }
    false
}

impl TransportError {
    /// An error of a kind, without a cause.
    pub fn new(kind: TransportErrorKind) -> Self {
        Self {
            inner: Held::new(Inner { kind, source: None }),
        }
    }

    /// There was no connection.
    pub fn connect(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Connect).source(source)
    }

    /// The connection broke.
    pub fn io(source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::new(TransportErrorKind::Io).source(source)
    }

    /// It took too long.
    pub fn timeout(timeout: Timeout) -> Self {
        Self::new(TransportErrorKind::Timeout(timeout))
    }

    /// With a cause.
    #[must_use]
    pub fn source(mut self, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        self.inner.source = Some(source.into());
        self
    }

    /// What went wrong.
    pub fn kind(&self) -> TransportErrorKind {
        self.inner.kind
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.inner.kind {
            TransportErrorKind::Connect => f.write_str("no connection")?,
            TransportErrorKind::Io => f.write_str("the connection broke")?,
            TransportErrorKind::Truncated { expected, received } => {
                write!(f, "the body ended after {received} of {expected} bytes")?;
            }
            TransportErrorKind::Head => {
                f.write_str("the head of the answer cannot be read")?;
            }
            TransportErrorKind::TooLarge { limit } => {
                write!(f, "the body is larger than {limit} bytes")?;
            }
            TransportErrorKind::Timeout(timeout) => timeout.fmt(f)?,
        }
        // The causes are what a reader needs, and most programs print an error without its sources.
        let mut source = Error::source(self);
        while let Some(error) = source {
            write!(f, ": {error}")?;
            source = error.source();
        }
        Ok(())
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connect(limit) => write!(f, "no connection within {limit:?}"),
            Self::Idle(limit) => write!(f, "no byte for {limit:?}"),
            Self::Total(limit) => write!(f, "not done within {limit:?}"),
        }
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.inner.kind)
            .field("source", &self.inner.source)
            .finish()
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.inner.source.as_deref().map(|source| source as _)
    }
}

impl From<TransportError> for io::Error {
    fn from(error: TransportError) -> Self {
        let kind = match error.kind() {
            TransportErrorKind::Connect => io::ErrorKind::NotConnected,
            TransportErrorKind::Truncated { .. } => io::ErrorKind::UnexpectedEof,
            TransportErrorKind::Timeout(_) => io::ErrorKind::TimedOut,
            TransportErrorKind::Head
            | TransportErrorKind::TooLarge { .. }
            | TransportErrorKind::Io => io::ErrorKind::Other,
        };
        Self::new(kind, error)
    }
}
