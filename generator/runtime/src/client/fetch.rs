//! [`Fetch`]: the body of an answer as it is, or the rest of one.

use std::{path::Path, time::Duration};

use http::{
    Method, Request,
    header::{AUTHORIZATION, COOKIE, USER_AGENT},
};

use super::{
    Arrived, Backoff, Call, Mode, Options, Shared, compose::compose, exchange::exchange,
    options::Raw, receive::Exchanged, retry::Sent,
};
use crate::{
    error::{ConfigurationError, Error},
    operation::{Input, Operation, Outcome, Route},
    request::Payload,
    save::{Broken, Save, SaveError, Saved, Saving, hash},
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
    /// When the body was first asked for, by [`Clock::elapsed`](super::Clock::elapsed).
    started: Option<Duration>,
}

/// What is known of a request before it is sent.
#[derive(Default)]
pub(crate) struct Ahead {
    /// Whether it may be sent again.
    pub(crate) again: bool,
    /// What tells the body that it asks for from others, where parts of it can be asked for (RFC 9110 §14.2: by GET).
    pub(crate) identity: Option<u64>,
}

impl Fetch<'_> {
    /// What is known before anything is sent; `named` is the caller's name for the body.
    pub(crate) fn ahead(&self, named: Option<&str>) -> Ahead {
        let Some(request) = compose(self.shared, self.input, self.options) else {
            return Ahead::default();
        };
        let repeatable = request.body().is_repeatable();
        let sent = Sent::new(request.method(), request.headers(), repeatable);
        let retry = self.options.retry.as_ref();
        let any = retry.unwrap_or(&self.shared.config.retry).any_method;
        let identity = || match named {
            Some(name) => hash(name),
            None => identity(&request),
        };
        Ahead {
            again: repeatable && (sent.idempotent || any),
            identity: (request.method() == Method::GET).then(identity),
        }
    }

    pub(crate) fn route(&self) -> &'static Route {
        self.input.route()
    }

    /// Sends the operation; what succeeds can be read as a download. `range` is where to begin, and the validator of the
    /// body that is to be gone on with. The limit to the total counts from the first time.
    pub(crate) async fn send(&mut self, range: Option<(u64, String)>) -> Result<Exchanged, Error> {
        let clock = self.shared.clock();
        let clock = clock.map_err(|error| Error::configuration(self.route(), error))?;
        let started = *self.started.get_or_insert_with(|| clock.elapsed());
        let mut options = self.options.clone();
        options.raw = Some(Raw::new(range, started));
        exchange(self.shared, self.input, &options, self.blocks).await
    }

    /// Waits a little, longer each time.
    pub(crate) async fn pause(&self, attempts: u32) -> Result<(), ConfigurationError> {
        let delay = PAUSE.delay(attempts, &*self.shared.config.random);
        self.shared.clock()?.sleep(delay).await;
        Ok(())
    }
}

/// The same for the same URL and headers; credentials change with time.
fn identity(request: &Request<Payload>) -> u64 {
    let told = |name: &&http::HeaderName| ![AUTHORIZATION, COOKIE, USER_AGENT].contains(*name);
    let names: Vec<_> = request.headers().keys().filter(told).collect();
    let values = |name: &http::HeaderName| -> Vec<_> {
        let all = request.headers().get_all(name).iter();
        all.map(|value| value.as_bytes().to_owned()).collect()
    };
    let mut headers: Vec<_> = names
        .into_iter()
        .map(|name| (name.as_str(), values(name)))
        .collect();
    headers.sort();
    hash((request.uri().to_string(), headers))
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
            identity,
        } = save;
        let saving = Saving {
            fetch: Fetch {
                shared: &call.client.shared,
                input: &*call.operation,
                options: call.options(),
                blocks: M::BLOCKS,
                started: None,
            },
            path,
            progress,
            fruitless,
            identity,
        };
        match saving.run().await {
            Ok(saved) => Ok(saved),
            Err(Broken::Call(error)) => Err(SaveError::Call(error.widen())),
            Err(Broken::File(path, error)) => Err(SaveError::File { path, error }),
            Err(Broken::Failure(exchanged)) => Err(SaveError::Call(O::Failure::failure(
                Arrived::new(Ok(*exchanged)),
            ))),
        }
    }
}
