//! [`Client`]: sends operations to a server and reads what comes back.

mod arrived;
mod attempt;
mod backoff;
mod budget;
mod call;
mod clock;
mod compose;
mod config;
mod exchange;
mod fetch;
mod headers;
mod hook;
mod mode;
mod options;
mod random;
mod raw;
mod receive;
mod redirect;
pub(crate) mod reply;
mod retry;
mod sender;
mod shared;
mod tasks;
mod trace;

use std::{fmt, marker::PhantomData};

use http::Uri;

#[cfg(feature = "hyper")]
pub use self::clock::SystemClock;
#[cfg(feature = "hyper")]
pub(crate) use self::config::{CONNECT, HEADERS};
#[cfg(feature = "blocking")]
pub(crate) use self::mode::sealed;
#[cfg(feature = "testing")]
pub(crate) use self::reply::documented_media;
pub use self::{
    arrived::Arrived,
    backoff::Backoff,
    call::{Call, CallFuture},
    clock::Clock,
    config::Config,
    hook::Hook,
    mode::{Async, Mode},
    options::Options,
    random::{Random, SystemRandom},
    raw::RawCall,
    retry::Retry,
};
pub(crate) use self::{
    clock::within,
    fetch::{Ahead, Fetch},
    receive::Exchanged,
    retry::may_pass,
    sender::Sender,
};
use self::{compose::compose, shared::Shared};
pub use crate::auth::{ClientAuthentication, ClientCredentials, Credential, OAuth2};
use crate::{
    error::ConfigurationError,
    link::{Follow, Link},
    operation::{Input, Operation},
    server::{self, Server},
};

/// What a generated client stands on: servers, credentials, settings, connections.
///
/// Cheap to clone: clones share connections and tokens. What is set on one afterwards holds for that one alone. Values
/// that cannot be used are told by the first call.
pub struct Client<M: Mode = Async> {
    shared: Shared,
    mode: PhantomData<fn() -> M>,
}

impl<M: Mode> Client<M> {
    /// A client of the first of `servers`, without credentials.
    pub fn new(servers: &'static [Server]) -> Self {
        Self {
            shared: Shared::new(servers),
            mode: PhantomData,
        }
    }

    /// Sets a variable of the servers' URLs.
    pub fn set_variable(&mut self, name: &'static str, value: String) {
        self.shared.set_variable(name, value);
    }

    /// Chooses another of the document's servers by its index.
    pub fn set_server(&mut self, index: usize) {
        self.shared.set_server(index);
    }

    /// Sets a URL in place of the document's servers, those of single operations included.
    pub fn set_base_url(&mut self, url: String) {
        self.shared.set_base_url(url);
    }

    /// Sets what the security scheme of that name is answered with.
    pub fn set_credential(&mut self, scheme: &'static str, credential: Credential) {
        self.shared.set_credential(scheme, credential);
    }

    /// Timeouts and the like. Connections are made anew.
    pub fn config_mut(&mut self) -> &mut Config {
        self.shared.config_mut()
    }

    /// A call of an operation.
    pub fn call<O: Operation>(&self, operation: O) -> Call<'_, O, M> {
        Call::new(self, operation)
    }

    /// A call of the operation that answers a link.
    pub fn follow<O: Operation>(&self, link: &Link<O>) -> Call<'_, Follow<O>, M> {
        self.call(Follow::new(link.clone()))
    }

    /// What spreads waiting times.
    pub(crate) fn random(&self) -> &dyn Random {
        &*self.shared.config.random
    }

    /// The URL that a call is sent to; `None` where something is wrong with it, which is told when it is sent.
    pub(crate) fn url(&self, input: &dyn Input, options: &Options) -> Option<Uri> {
        Some(compose(&self.shared, input, options)?.uri().clone())
    }

    /// The clock that waiting goes by.
    pub(crate) fn clock(&self) -> Result<&dyn Clock, ConfigurationError> {
        self.shared.clock()
    }
}

impl<M: Mode> Clone for Client<M> {
    fn clone(&self) -> Self {
        Self {
            shared: self.shared.clone(),
            mode: PhantomData,
        }
    }
}

impl<M: Mode> fmt::Debug for Client<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let shared = &*self.shared;
        let base_url = shared.base_url.as_deref().map(server::shown);
        f.debug_struct("Client")
            .field("server", &shared.document_server().map(|server| server.url))
            .field("variables", &shared.variables)
            .field("base_url", &base_url)
            .field(
                "credentials",
                &shared.credentials.keys().collect::<Vec<_>>(),
            )
            .field("config", &shared.config)
            .finish_non_exhaustive()
    }
}
