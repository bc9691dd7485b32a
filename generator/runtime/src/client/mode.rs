//! [`Mode`]: whether calls are awaited or block.

use std::fmt::Debug;

use crate::{error::Error, transport::BoxFuture};

/// Whether a client's calls are awaited ([`Async`]) or block (`Blocking`).
pub trait Mode: Clone + Debug + Send + Sync + sealed::Sealed + 'static {
    /// What sending a call gives.
    type Sent<'c, T: Send + 'static, F: Debug + Send + Sync + 'static>;

    /// Turns the future of a call into what the mode's callers get.
    #[doc(hidden)]
    fn run<'c, T: Send + 'static, F: Debug + Send + Sync + 'static>(
        call: BoxFuture<'c, Result<T, Error<F>>>,
        route: &'static crate::operation::Route,
    ) -> Self::Sent<'c, T, F>;

    /// Whether downloads may be read by blocking.
    #[doc(hidden)]
    const BLOCKS: bool;
}

/// Calls give futures, to be awaited within a tokio runtime.
#[derive(Clone, Copy, Debug)]
pub struct Async;

impl Mode for Async {
    type Sent<'c, T: Send + 'static, F: Debug + Send + Sync + 'static> =
        BoxFuture<'c, Result<T, Error<F>>>;

    fn run<'c, T: Send + 'static, F: Debug + Send + Sync + 'static>(
        call: BoxFuture<'c, Result<T, Error<F>>>,
        _: &'static crate::operation::Route,
    ) -> Self::Sent<'c, T, F> {
        call
    }

    const BLOCKS: bool = false;
}

pub(crate) mod sealed {
    /// Modes are closed: the client knows them all.
    pub trait Sealed {}

    impl Sealed for super::Async {}
}
