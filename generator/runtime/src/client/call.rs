//! [`Call`]: an operation on its way.
//!
//! What is generic here is `#[inline]`, so that a client's crate compiles it where it is called, and in no unit of its own.

use std::{
    fmt,
    future::IntoFuture,
    pin::Pin,
    sync::{Arc, LazyLock, Mutex, PoisonError},
    task::{Context, Poll},
};

use super::{
    Arrived, Client, Options, Shared,
    exchange::exchange,
    mode::{Async, Mode},
};
use crate::{
    error::{Answer, Error},
    held::Held,
    operation::{Input, Operation, Outcome},
    response::Response,
    transport::BoxFuture,
};

/// An operation that is ready to be sent.
///
/// Dropping its future at any point ends the exchange.
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'c, O: Operation, M: Mode = Async> {
    pub(super) client: &'c Client<M>,
    /// In a box from the start: a call is moved with every option that is set on it.
    pub(super) operation: Box<O>,
    options: Option<Held<Options>>,
}

/// What a call found: the decoded success and the response it was read from.
pub(super) type Found<T, F> = Result<(T, Held<Answer>), Error<F>>;

impl<'c, O: Operation, M: Mode> Call<'c, O, M> {
    #[inline]
    pub(super) fn new(client: &'c Client<M>, operation: O) -> Self {
        Self {
            client,
            operation: Box::new(operation),
            options: None,
        }
    }

    /// The operation, to set what is optional.
    #[inline]
    pub fn operation_mut(&mut self) -> &mut O {
        &mut self.operation
    }

    /// Timeout, headers and the like for this call.
    #[inline]
    pub fn options_mut(&mut self) -> &mut Options {
        self.options
            .get_or_insert_with(|| Held::new(Options::default()))
    }

    #[inline]
    pub(super) fn options(&self) -> &Options {
        options(self.options.as_deref())
    }

    /// Sends the request and gives the decoded success.
    #[inline]
    pub fn send(self) -> M::Sent<'c, O::Output, O::Failure> {
        M::run(Box::pin(self.future(value)), O::ROUTE)
    }

    /// Sends the request and gives the decoded success with status, headers and raw body.
    #[inline]
    pub fn response(self) -> M::Sent<'c, Response<O::Output>, O::Failure> {
        M::run(Box::pin(self.future(response)), O::ROUTE)
    }

    #[inline]
    fn future<T>(self, read: Read<T, O::Failure>) -> CallFuture<'c, T, O::Failure> {
        let Self {
            client,
            operation,
            options,
        } = self;
        CallFuture {
            sent: sent(&client.shared, operation, options, M::BLOCKS),
            read,
        }
    }
}

/// The options, or those of a call that has none.
fn options(set: Option<&Options>) -> &Options {
    static NONE: LazyLock<Options> = LazyLock::new(Options::default);
    set.unwrap_or_else(|| &NONE)
}

/// The exchange of a call. It knows nothing of the operation's types, so it is compiled once, in this crate.
fn sent(
    shared: &Shared,
    input: Box<dyn Input>,
    set: Option<Held<Options>>,
    blocks: bool,
) -> Sent<'_> {
    Sent(Arc::new(Mutex::new(Box::pin(async move {
        let outcome = exchange(shared, &*input, options(set.as_deref()), blocks).await;
        Arrived::new(outcome)
    }))))
}

/// An exchange on its way. It is an `Arc`, though nobody shares it, for that is dropped by one call; with a `Box<dyn Future>`,
/// each function that awaits a call would have the code that drops one, and what remains to be done if that panics.
struct Sent<'c>(Arc<Mutex<BoxFuture<'c, Arrived>>>);

impl Sent<'_> {
    #[inline(never)]
    fn poll(&self, cx: &mut Context<'_>) -> Poll<Arrived> {
        let mut exchange = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        exchange.as_mut().poll(cx)
    }
}

/// How a response is read.
type Read<T, F> = fn(Arrived) -> Result<T, Error<F>>;

/// A call that was sent: an exchange, and how its response is read. All that is generic about a call is in the latter, which
/// is no `async` code, so that many operations stay cheap to compile.
#[must_use = "a call does nothing until it is awaited"]
pub struct CallFuture<'c, T, F> {
    sent: Sent<'c>,
    read: Read<T, F>,
}

impl<T, F> Future for CallFuture<'_, T, F> {
    type Output = Result<T, Error<F>>;

    #[inline]
    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        self.sent.poll(cx).map(self.read)
    }
}

impl<T, F> fmt::Debug for CallFuture<'_, T, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallFuture").finish_non_exhaustive()
    }
}

#[inline]
fn value<T: Outcome, F: Outcome>(mut arrived: Arrived) -> Result<T, Error<F>> {
    match T::success(&mut arrived) {
        Some(value) => {
            arrived.end();
            Ok(value)
        }
        None => Err(F::failure(arrived)),
    }
}

#[inline]
pub(super) fn found<T: Outcome, F: Outcome>(mut arrived: Arrived) -> Found<T, F> {
    match T::success(&mut arrived) {
        Some(value) => match arrived.answer() {
            Ok(answer) => Ok((value, answer)),
            Err(error) => Err(error.widen()),
        },
        None => Err(F::failure(arrived)),
    }
}

#[inline]
fn response<T: Outcome, F: Outcome>(arrived: Arrived) -> Result<Response<T>, Error<F>> {
    found(arrived).map(|(value, answer)| Response::new(value, answer))
}

impl<'c, O: Operation> IntoFuture for Call<'c, O, Async> {
    type Output = Result<O::Output, Error<O::Failure>>;
    type IntoFuture = CallFuture<'c, O::Output, O::Failure>;

    #[inline]
    fn into_future(self) -> Self::IntoFuture {
        self.future(value)
    }
}

/// Shows the route and the options, not the values.
impl<O: Operation, M: Mode> fmt::Debug for Call<'_, O, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &O::ROUTE.id)
            .field("options", self.options())
            .finish_non_exhaustive()
    }
}
