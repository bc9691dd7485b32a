//! [`Call`]: an operation on its way.

use std::{
    fmt,
    future::IntoFuture,
    pin::Pin,
    task::{Context, Poll},
};

use super::{
    Client, Options, Shared,
    exchange::exchange,
    mode::{Async, Mode},
    receive::Exchanged,
};
use crate::{
    error::{Answer, DecodeError, Error},
    operation::{Input, Operation, Outcome, ReplyKind},
    response::Response,
    transport::BoxFuture,
};

/// An operation that is ready to be sent.
///
/// Dropping its future at any point ends the exchange.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'c, O: Operation, M: Mode = Async> {
    pub(super) client: &'c Client<M>,
    pub(super) operation: O,
    pub(super) options: Options,
}

/// What a call found: the decoded success and the response it was read from.
pub(super) type Found<O> =
    Result<(<O as Operation>::Output, Box<Answer>), Error<<O as Operation>::Failure>>;

impl<'c, O: Operation, M: Mode> Call<'c, O, M> {
    pub(super) fn new(client: &'c Client<M>, operation: O) -> Self {
        Self {
            client,
            operation,
            options: Options::default(),
        }
    }

    /// The operation, to set what is optional.
    pub fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    /// Timeout, headers and the like for this call.
    pub fn options_mut(&mut self) -> &mut Options {
        &mut self.options
    }

    /// Sends the request and gives the decoded success.
    pub fn send(self) -> M::Sent<'c, O::Output, O::Failure> {
        self.run(|exchanged| read::<O>(exchanged).map(|(value, _)| value))
    }

    /// Sends the request and gives the decoded success with status, headers and raw body.
    pub fn response(self) -> M::Sent<'c, Response<O::Output>, O::Failure> {
        self.run(|exchanged| {
            let (value, answer) = read::<O>(exchanged)?;
            Ok(Response::new(value, *answer))
        })
    }

    fn run<T: Send + 'static>(
        self,
        read: fn(Exchanged) -> Result<T, Error<O::Failure>>,
    ) -> M::Sent<'c, T, O::Failure> {
        let exchanged = exchanged(
            &self.client.shared,
            Box::new(self.operation),
            self.options,
            M::BLOCKS,
        );
        M::run(Box::pin(Sent { exchanged, read }), O::ROUTE)
    }
}

/// The exchange of a call. It knows nothing of the operation's types, so it is compiled once, in this crate.
fn exchanged<'c>(
    shared: &'c Shared,
    input: Box<dyn Input>,
    options: Options,
    blocks: bool,
) -> BoxFuture<'c, Result<Exchanged, Error>> {
    Box::pin(async move { exchange(shared, &*input, &options, blocks).await })
}

/// A call that was sent: an exchange, and how its response is read. All that is generic about a call is in `read`, which
/// is no `async` code, so that many operations stay cheap to compile.
struct Sent<'c, T, F> {
    exchanged: BoxFuture<'c, Result<Exchanged, Error>>,
    read: fn(Exchanged) -> Result<T, Error<F>>,
}

impl<T, F> Future for Sent<'_, T, F> {
    type Output = Result<T, Error<F>>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match self.exchanged.as_mut().poll(cx) {
            Poll::Pending => Poll::Pending,
            Poll::Ready(Ok(exchanged)) => Poll::Ready((self.read)(exchanged)),
            Poll::Ready(Err(error)) => Poll::Ready(Err(error.widen())),
        }
    }
}

/// Decodes what was matched.
pub(super) fn read<O: Operation>(exchanged: Exchanged) -> Found<O> {
    let Exchanged {
        kind,
        case,
        received,
        answer,
    } = exchanged;
    match kind {
        ReplyKind::Output => match O::Output::read(case, received) {
            Ok(value) => Ok((value, answer)),
            Err(error) => Err(undecodable(error, answer)),
        },
        ReplyKind::Failure => match O::Failure::read(case, received) {
            Ok(failure) => Err(Error::Failure {
                failure: Box::new(failure),
                answer,
            }),
            Err(error) => Err(undecodable(error, answer)),
        },
    }
}

fn undecodable<F>(error: DecodeError, answer: Box<Answer>) -> Error<F> {
    let error = answer.hide(error);
    Error::Decode { error, answer }
}

impl<'c, O: Operation> IntoFuture for Call<'c, O, Async> {
    type Output = Result<O::Output, Error<O::Failure>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

/// Shows the route and the options, not the values.
impl<O: Operation, M: Mode> fmt::Debug for Call<'_, O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::ROUTE.id)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
