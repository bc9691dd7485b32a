//! [`Mode`]: whether calls are awaited or block.

use std::fmt::Debug;

use crate::{
    error::{ConfigurationError, Error},
    transport::BoxFuture,
};

/// Whether a client's calls are awaited ([`Async`]) or block (`Blocking`).
pub trait Mode: Clone + Debug + Send + Sync + sealed::Sealed + 'static {
    /// What sending a call gives.
    type Sent<'c, T: Send + 'static, F: Debug + Send + Sync + 'static>;

    /// What anything else that takes its time gives.
    type Given<'c, T: Send + 'c>;

    /// Turns the future of a call into what the mode's callers get.
    #[doc(hidden)]
    fn run<'c, T: Send + 'static, F: Debug + Send + Sync + 'static>(
        call: BoxFuture<'c, Result<T, Error<F>>>,
        route: &'static crate::operation::Route,
    ) -> Self::Sent<'c, T, F>;

    /// Turns any other future into what the mode's callers get; `failed` says what it gives where nothing can be waited
    /// for.
    #[doc(hidden)]
    fn give<'c, T: Send + 'c>(
        future: BoxFuture<'c, T>,
        failed: impl FnOnce(ConfigurationError) -> T,
    ) -> Self::Given<'c, T>;

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

    type Given<'c, T: Send + 'c> = BoxFuture<'c, T>;

    fn give<'c, T: Send + 'c>(
        future: BoxFuture<'c, T>,
        _: impl FnOnce(ConfigurationError) -> T,
    ) -> Self::Given<'c, T> {
        future
    }

    const BLOCKS: bool = false;
}

pub(crate) mod sealed {
    /// Modes are closed: the client knows them all.
    pub trait Sealed {}

    impl Sealed for super::Async {}
}
