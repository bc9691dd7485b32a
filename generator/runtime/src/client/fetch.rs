//! [`Fetch`]: the body of an answer as it is, or the rest of one.

use std::{path::Path, time::Duration};

use super::{
    Backoff, Call, Mode, Options, Shared, call::read, exchange::exchange, options::Raw,
    receive::Exchanged,
};
use crate::{
    error::{ConfigurationError, Error},
    operation::{Input, Operation, Route},
    save::{Broken, Save, SaveError, Saved, Saving},
};

/// How long to wait before the rest of a body is asked for.
const PAUSE: Backoff = Backoff {
    first: Duration::from_millis(500),
    cap: Duration::from_secs(10),
};

/// Asks for the body of an operation's answer as it is.
pub(crate) struct Fetch<'c> {
    shared: &'c Shared,
    input: &'c dyn Input,
    options: &'c Options,
    blocks: bool,
}

impl Fetch<'_> {
    pub(crate) fn route(&self) -> &'static Route {
        self.input.route()
    }

    /// Sends the operation; what succeeds can be read as a download. `range` is where to begin, and the validator of the
    /// body that is to be gone on with.
    pub(crate) async fn send(&self, range: Option<(u64, String)>) -> Result<Exchanged, Error> {
        let mut options = self.options.clone();
        options.raw = Some(Raw::new(range));
        exchange(self.shared, self.input, &options, self.blocks).await
    }

    /// Waits a little, longer each time.
    pub(crate) async fn pause(&self, attempts: u32) -> Result<(), ConfigurationError> {
        let delay = PAUSE.delay(attempts, &*self.shared.config.random);
        self.shared.clock()?.sleep(delay).await;
        Ok(())
    }
}

impl<'c, O: Operation, M: Mode> Call<'c, O, M> {
    /// The answer's body into a file, or, where `path` is a folder, into a file of the name that the server states.
    pub fn save(self, path: impl AsRef<Path>) -> Save<'c, O, M> {
        Save::new(self, path.as_ref())
    }

    pub(crate) async fn save_to(save: Save<'c, O, M>) -> Result<Saved, SaveError<O::Failure>> {
        let Save {
            call,
            path,
            progress,
            fruitless,
        } = save;
        let saving = Saving {
            fetch: Fetch {
                shared: &call.client.shared,
                input: &call.operation,
                options: &call.options,
                blocks: M::BLOCKS,
            },
            path,
            progress,
            fruitless,
        };
        match saving.run().await {
            Ok(saved) => Ok(saved),
            Err(Broken::Call(error)) => Err(SaveError::Call(error.widen())),
            Err(Broken::File(path, error)) => Err(SaveError::File { path, error }),
            Err(Broken::Failure(exchanged)) => Err(SaveError::Call(match read::<O>(*exchanged) {
                Err(error) => error,
                Ok((_, answer)) => Error::Status(answer),
            })),
        }
    }
}
