//! [`Call`]: an operation on its way.

use std::{fmt, future::IntoFuture};

use super::{
    Client, Options,
    exchange::exchange,
    mode::{Async, Mode},
    receive::Exchanged,
};
use crate::{
    error::{Answer, DecodeError, Error},
    operation::{Operation, ReplyKind},
    response::Response,
    transport::BoxFuture,
};

/// An operation that is ready to be sent.
///
/// Dropping its future at any point ends the exchange.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'c, O: Operation, M: Mode = Async> {
    client: &'c Client<M>,
    operation: O,
    options: Options,
}

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
        M::run(
            Box::pin(async move { self.run().await.map(Response::into_value) }),
            O::ROUTE,
        )
    }

    /// Sends the request and gives the decoded success with status, headers and raw body.
    pub fn response(self) -> M::Sent<'c, Response<O::Output>, O::Failure> {
        M::run(Box::pin(self.run()), O::ROUTE)
    }

    async fn run(self) -> Result<Response<O::Output>, Error<O::Failure>> {
        let Self {
            client,
            operation,
            options,
        } = self;
        match exchange(&client.shared, &operation, &options, M::BLOCKS).await {
            Ok(exchanged) => read::<O>(exchanged),
            Err(error) => Err(error.widen()),
        }
    }
}

/// Decodes what was matched. All that is generic about a call is here, so that many operations stay cheap to compile.
fn read<O: Operation>(exchanged: Exchanged) -> Result<Response<O::Output>, Error<O::Failure>> {
    let Exchanged {
        kind,
        case,
        received,
        answer,
    } = exchanged;
    match kind {
        ReplyKind::Output => match O::output(case, received) {
            Ok(value) => {
                let answer = *answer;
                Ok(Response::new(value, answer))
            }
            Err(error) => Err(undecodable(error, answer)),
        },
        ReplyKind::Failure => match O::failure(case, received) {
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
