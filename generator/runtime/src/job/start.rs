//! [`Start`]: a call that starts a job, on its way.

use std::future::IntoFuture;

use super::{Job, Starts};
use crate::{
    client::{Async, Call, Mode},
    error::Error,
    transport::BoxFuture,
};

/// A call that starts a job, to be awaited, or sent on a blocking client.
#[derive(Debug)]
#[must_use = "nothing is started until this is awaited or sent"]
pub struct Start<'c, O: Starts, M: Mode = Async>(pub(crate) Call<'c, O, M>);

impl<'c, O: Starts, M: Mode> Start<'c, O, M> {
    /// Sends the call.
    pub fn send(self) -> M::Sent<'c, Job<O, M>, O::Failure> {
        M::run(Box::pin(self.0.started()), O::ROUTE)
    }
}

impl<'c, O: Starts> IntoFuture for Start<'c, O, Async> {
    type Output = Result<Job<O, Async>, Error<O::Failure>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}
