//! [`Frames`]: the pieces that a body is made of, cut as it arrives.

use std::task::{Context, Poll, ready};

use bytes::Bytes;

use super::StreamError;
use crate::download::Download;

/// How a body is cut into pieces. Nothing here does I/O: it is fed what arrived, cut anywhere.
pub(super) trait Framing {
    /// What a piece is.
    type Piece;

    /// Takes from `input` up to the end of the next piece, or all of it.
    fn next(&mut self, input: &mut Bytes) -> Option<Result<Self::Piece, TooLarge>>;

    /// The last piece, when the body has ended.
    fn finish(&mut self) -> Option<Result<Self::Piece, TooLarge>>;
}

/// A piece that has more bytes than it may have.
pub(super) struct TooLarge;

/// A body and how it is cut.
#[derive(Debug)]
pub(super) struct Frames<F> {
    body: Download,
    pub(super) framing: F,
    /// What has arrived and was not yet cut.
    input: Bytes,
    ended: bool,
}

impl<F: Framing> Frames<F> {
    pub(super) fn new(body: Download, framing: F) -> Self {
        Self {
            body,
            framing,
            input: Bytes::new(),
            ended: false,
        }
    }

    /// How deep pieces may be nested.
    pub(super) fn depth(&self) -> usize {
        self.body.depth()
    }

    pub(super) fn poll_next(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<F::Piece, StreamError>>> {
        let limit = self.body.limit();
        let piece = |piece: Result<F::Piece, TooLarge>| {
            piece.map_err(|TooLarge| StreamError::TooLarge { limit })
        };
        while !self.ended {
            if let Some(next) = self.framing.next(&mut self.input) {
                return Poll::Ready(Some(piece(next)));
            }
            match ready!(self.body.poll_chunk(cx)) {
                Ok(Some(chunk)) => self.input = chunk,
                Ok(None) => {
                    self.end();
                    return Poll::Ready(self.framing.finish().map(piece));
                }
                Err(error) => {
                    self.end();
                    return Poll::Ready(Some(Err(StreamError::Transport(error))));
                }
            }
        }
        Poll::Ready(None)
    }

    /// Gives nothing from now on.
    pub(super) fn end(&mut self) {
        self.ended = true;
        self.input = Bytes::new();
    }

    /// The next piece, waiting for it on this thread.
    #[cfg(feature = "blocking")]
    pub(super) fn wait<T>(
        &mut self,
        mut poll: impl FnMut(&mut Self, &mut Context<'_>) -> Poll<Option<Result<T, StreamError>>>,
    ) -> Option<Result<T, StreamError>> {
        if self.ended {
            return None;
        }
        let next = match self.body.may_block() {
            Ok(()) => crate::blocking::block_on(std::future::poll_fn(|cx| poll(self, cx))),
            Err(error) => Err(error),
        };
        next.unwrap_or_else(|error| {
            self.end();
            Some(Err(StreamError::Transport(crate::TransportError::io(
                error,
            ))))
        })
    }
}
