//! [`Way`]: the same test with a client whose calls are awaited and with one whose calls block.

use std::{fmt::Debug, future::Future};

use runtime::{Async, Blocking, Error, Mode};

/// How what a client gives is had.
#[allow(async_fn_in_trait, reason = "tests need no bounds")]
pub trait Way: Mode {
    /// What a call came to.
    async fn sent<T, F>(sent: Self::Sent<'_, T, F>) -> Result<T, Error<F>>
    where
        T: Send + 'static,
        F: Debug + Send + Sync + 'static;

    /// What anything else came to.
    fn given<'c, T: Send + 'c>(given: Self::Given<'c, T>) -> impl Future<Output = T>;
}

impl Way for Async {
    async fn sent<T, F>(sent: Self::Sent<'_, T, F>) -> Result<T, Error<F>>
    where
        T: Send + 'static,
        F: Debug + Send + Sync + 'static,
    {
        sent.await
    }

    async fn given<'c, T: Send + 'c>(given: Self::Given<'c, T>) -> T {
        given.await
    }
}

impl Way for Blocking {
    async fn sent<T, F>(sent: Self::Sent<'_, T, F>) -> Result<T, Error<F>>
    where
        T: Send + 'static,
        F: Debug + Send + Sync + 'static,
    {
        sent
    }

    async fn given<'c, T: Send + 'c>(given: Self::Given<'c, T>) -> T {
        given
    }
}
