//! [`Blocking`]: calls that block the thread until they are done.
//!
//! The clients are the asynchronous ones. What they need of a runtime (sockets, timers, tasks of connections) is done
//! by one worker thread, which all blocking clients of a process share; the calling thread drives its own call.

use std::{
    fmt::Debug,
    future::IntoFuture,
    io,
    pin::pin,
    sync::{Arc, OnceLock},
    task::{Context, Poll, Wake, Waker},
    thread::{self, Thread},
};

use tokio::runtime::{Builder, Runtime};

use crate::{
    client::{Mode, sealed::Sealed},
    error::{ConfigurationError, Error},
    operation::Route,
    transport::BoxFuture,
};

/// Calls block the thread until they are done.
///
/// They may be made from any number of threads. Within an asynchronous task they work too, but hold up the thread that
/// the task runs on; [`crate::Async`] is for there.
#[derive(Clone, Copy, Debug)]
pub struct Blocking;

impl Sealed for Blocking {}

impl Mode for Blocking {
    type Sent<'c, T: Send + 'static, F: Debug + Send + Sync + 'static> = Result<T, Error<F>>;

    fn run<'c, T: Send + 'static, F: Debug + Send + Sync + 'static>(
        call: BoxFuture<'c, Result<T, Error<F>>>,
        route: &'static Route,
    ) -> Self::Sent<'c, T, F> {
        wait(call).unwrap_or_else(|error| Err(Error::configuration(route, error)))
    }

    type Given<'c, T: Send + 'c> = T;

    fn give<'c, T: Send + 'c>(
        future: BoxFuture<'c, T>,
        failed: impl FnOnce(ConfigurationError) -> T,
    ) -> T {
        wait(future).unwrap_or_else(failed)
    }

    const BLOCKS: bool = true;
}

/// Drives a future on this thread.
pub(crate) fn wait<F: Future>(future: F) -> Result<F::Output, ConfigurationError> {
    let what = "the blocking client's runtime";
    block_on(future).map_err(|error| ConfigurationError::new(what, error.to_string()))
}

/// Drives a future on this thread, with the worker's sockets and timers.
///
/// This is not tokio's own `block_on`, which panics within an asynchronous task.
pub(crate) fn block_on<F: IntoFuture>(future: F) -> io::Result<F::Output> {
    let _entered = runtime()?.enter();
    let mut future = pin!(future.into_future());
    let waker = Waker::from(Arc::new(Unpark(thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(output) = future.as_mut().poll(&mut context) {
            return Ok(output);
        }
        thread::park();
    }
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.0.unpark();
    }
}

fn runtime() -> io::Result<&'static Runtime> {
    static RUNTIME: OnceLock<Result<Runtime, io::ErrorKind>> = OnceLock::new();
    let build = || {
        Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
    };
    RUNTIME
        .get_or_init(|| build().map_err(|error| error.kind()))
        .as_ref()
        .map_err(|kind| io::Error::from(*kind))
}
