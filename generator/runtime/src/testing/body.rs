//! Bodies within the process.

use std::{
    collections::VecDeque,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::{Bytes, BytesMut};
use http_body::{Body, Frame};

use crate::{
    request::Payload,
    transport::{Incoming, TransportError},
};

/// A body in pieces, and whether it breaks after them.
#[derive(Clone, Debug, Default)]
pub(super) struct Pieces {
    pieces: VecDeque<Bytes>,
    breaks: bool,
}

impl Pieces {
    /// All of `bytes`, or the first `cut` of them and then a broken connection.
    pub(super) fn new(mut bytes: Bytes, cut: Option<usize>) -> Self {
        if let Some(cut) = cut {
            bytes.truncate(cut);
        }
        Self {
            pieces: VecDeque::from([bytes]),
            breaks: cut.is_some(),
        }
    }

    pub(super) fn incoming(self) -> Incoming {
        Box::pin(self)
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = TransportError;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, TransportError>>> {
        let this = self.get_mut();
        if let Some(piece) = this.pieces.pop_front() {
            return Poll::Ready(Some(Ok(Frame::data(piece))));
        }
        let breaks = std::mem::take(&mut this.breaks);
        Poll::Ready(breaks.then(|| Err(TransportError::io("the test cuts the body here"))))
    }
}

/// All that a request's body sends.
pub(super) async fn read(mut payload: Payload) -> Result<Bytes, TransportError> {
    let mut all = BytesMut::new();
    while let Some(frame) = poll_fn(|cx| Pin::new(&mut payload).poll_frame(cx)).await {
        if let Ok(data) = frame.map_err(TransportError::io)?.into_data() {
            all.extend_from_slice(&data);
        }
    }
    Ok(all.freeze())
}
