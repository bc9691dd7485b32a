//! [`Cache`]: one token for many calls, and one fetch however many wait for it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use jiff::Timestamp;
use tokio::sync::Mutex;

use crate::{error::AuthenticationError, secret::Secret};

/// How long before its end a token is no longer used, at most: requests take time, and clocks differ.
const MARGIN: Duration = Duration::from_secs(60);

/// Which fetch a token came from.
type Generation = u64;

/// A token that is in use, and where it came from.
pub(super) struct Granted {
    pub(super) secret: Secret,
    cache: Arc<Cache>,
    generation: Generation,
}

impl Granted {
    /// Forgets the token, which the server refused; a newer one stays.
    pub(super) async fn revoke(&self) {
        self.cache.revoke(self.generation).await;
    }
}

/// A token that a server granted.
#[derive(Clone)]
pub(super) struct Token {
    pub(super) secret: Secret,
    /// From when on it is no longer used; `None` if the server did not say how long it lasts.
    pub(super) stale: Option<Timestamp>,
}

impl Token {
    /// A token granted at `now` that lasts for `lifetime`.
    pub(super) fn new(secret: Secret, now: Timestamp, lifetime: Option<Duration>) -> Self {
        // Short-lived tokens are used for nine tenths of their time.
        let use_for = |lifetime: Duration| lifetime - MARGIN.min(lifetime / 10);
        let stale = lifetime.and_then(|lifetime| now.checked_add(use_for(lifetime)).ok());
        Self { secret, stale }
    }
}

/// The token that one set of credentials has from one URL.
#[derive(Default)]
pub(super) struct Cache {
    state: Mutex<State>,
    /// How many fetches have ended, readable without waiting for the one that is under way.
    ended: AtomicU64,
}

#[derive(Default)]
struct State {
    token: Option<(Token, Generation)>,
    /// The latest fetch, if it failed.
    failure: Option<Arc<AuthenticationError>>,
}

impl Cache {
    /// The token, fetched with `fetch` if there is none that can be used at `now`.
    ///
    /// The calls that wait for a fetch share its outcome, an error too. If the call that fetches is dropped, the next
    /// one that waits takes over.
    pub(super) async fn get(
        self: Arc<Self>,
        now: Timestamp,
        fetch: impl Future<Output = Result<Token, AuthenticationError>>,
    ) -> Result<Granted, Arc<AuthenticationError>> {
        let (secret, generation) = self.token(now, fetch).await?;
        Ok(Granted {
            secret,
            cache: self,
            generation,
        })
    }

    async fn token(
        &self,
        now: Timestamp,
        fetch: impl Future<Output = Result<Token, AuthenticationError>>,
    ) -> Result<(Secret, Generation), Arc<AuthenticationError>> {
        let before = self.ended.load(Ordering::Acquire);
        let mut state = self.state.lock().await;
        if let Some((token, generation)) = &state.token
            && token.stale.is_none_or(|stale| now < stale)
        {
            return Ok((token.secret.clone(), *generation));
        }
        if let Some(failure) = &state.failure
            && self.ended.load(Ordering::Acquire) != before
        {
            return Err(Arc::clone(failure));
        }
        let fetched = fetch.await;
        let generation = self.ended.fetch_add(1, Ordering::AcqRel) + 1;
        match fetched {
            Ok(token) => {
                let secret = token.secret.clone();
                state.token = Some((token, generation));
                state.failure = None;
                Ok((secret, generation))
            }
            Err(error) => {
                let error = Arc::new(error);
                state.failure = Some(Arc::clone(&error));
                Err(error)
            }
        }
    }

    async fn revoke(&self, generation: Generation) {
        let mut state = self.state.lock().await;
        if state
            .token
            .as_ref()
            .is_some_and(|(_, current)| *current == generation)
        {
            state.token = None;
        }
    }
}
