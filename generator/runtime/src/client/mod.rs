//! [`Client`]: sends operations to a server and reads what comes back.

mod attempt;
mod backoff;
mod budget;
mod call;
mod clock;
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
mod tasks;
mod trace;

use std::{
    borrow::Cow,
    collections::BTreeMap,
    fmt,
    marker::PhantomData,
    sync::{Arc, OnceLock},
};

use tokio::sync::OnceCell;
use url::Url;

#[cfg(feature = "reqwest")]
pub use self::clock::SystemClock;
#[cfg(feature = "reqwest")]
pub(crate) use self::config::HEADERS;
#[cfg(feature = "blocking")]
pub(crate) use self::mode::sealed;
#[cfg(feature = "testing")]
pub(crate) use self::reply::documented_media;
pub use self::{
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
pub use crate::auth::{ClientAuthentication, ClientCredentials, Credential, OAuth2};
use crate::{
    error::ConfigurationError,
    link::{Follow, Link},
    operation::{Operation, Route},
    server::{self, Server, Variables},
    transport::Transport,
};

/// What a generated client stands on: servers, credentials, settings, connections.
///
/// Cheap to clone: clones share connections and tokens. What is set on one afterwards holds for that one alone. Values
/// that cannot be used are told by the first call.
pub struct Client<M: Mode = Async> {
    shared: Arc<Shared>,
    mode: PhantomData<fn() -> M>,
}

#[derive(Clone)]
struct Shared {
    servers: &'static [Server],
    server: usize,
    variables: Variables,
    base_url: Option<String>,
    /// The URL that follows from the above, for operations without servers of their own; read when it is first needed.
    home: OnceLock<Result<Url, ConfigurationError>>,
    credentials: BTreeMap<&'static str, Credential>,
    config: Config,
    /// The default transport, made when it is first needed.
    transport: Arc<OnceCell<Arc<dyn Transport>>>,
}

impl<M: Mode> Client<M> {
    /// A client of the first of `servers`, without credentials.
    pub fn new(servers: &'static [Server]) -> Self {
        Self {
            shared: Arc::new(Shared {
                servers,
                server: 0,
                variables: Variables::new(),
                base_url: None,
                home: OnceLock::new(),
                credentials: BTreeMap::new(),
                config: Config::default(),
                transport: Arc::default(),
            }),
            mode: PhantomData,
        }
    }

    fn shared_mut(&mut self) -> &mut Shared {
        Arc::make_mut(&mut self.shared)
    }

    /// For changes of where the server is.
    fn moved_mut(&mut self) -> &mut Shared {
        let shared = self.shared_mut();
        shared.home = OnceLock::new();
        shared
    }

    /// Sets a variable of the servers' URLs.
    pub fn set_variable(&mut self, name: &'static str, value: String) {
        self.moved_mut().variables.insert(name, value);
    }

    /// Chooses another of the document's servers by its index.
    pub fn set_server(&mut self, index: usize) {
        self.moved_mut().server = index;
    }

    /// Sets a URL in place of the document's servers, those of single operations included.
    pub fn set_base_url(&mut self, url: String) {
        self.moved_mut().base_url = Some(url);
    }

    /// Sets what the security scheme of that name is answered with.
    pub fn set_credential(&mut self, scheme: &'static str, credential: Credential) {
        self.shared_mut().credentials.insert(scheme, credential);
    }

    /// Timeouts and the like. Connections are made anew.
    pub fn config_mut(&mut self) -> &mut Config {
        let shared = self.shared_mut();
        shared.transport = Arc::default();
        &mut shared.config
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

    /// The clock that waiting goes by.
    pub(crate) fn clock(&self) -> Result<&dyn Clock, ConfigurationError> {
        self.shared.clock()
    }
}

impl Shared {
    /// The server that an operation is sent to.
    fn server(&self, route: &Route) -> Result<Cow<'_, Url>, ConfigurationError> {
        if let (Some(own), None) = (route.servers.first(), &self.base_url) {
            return own.resolve(&self.variables).map(Cow::Owned);
        }
        let home = self.home.get_or_init(|| self.find_home()).as_ref();
        home.map(Cow::Borrowed).map_err(Clone::clone)
    }

    fn find_home(&self) -> Result<Url, ConfigurationError> {
        if let Some(url) = &self.base_url {
            return server::base(url);
        }
        let server = self.document_server().ok_or_else(|| {
            ConfigurationError::new("the server", "the document has none; set a base URL")
        })?;
        server.resolve(&self.variables)
    }

    /// The chosen one of the document's servers.
    fn document_server(&self) -> Option<&'static Server> {
        self.servers.get(self.server)
    }

    /// The clock that waiting goes by.
    fn clock(&self) -> Result<&dyn Clock, ConfigurationError> {
        self.config.clock.as_deref().ok_or_else(|| {
            let problem = "none is set, and the feature `reqwest` is off";
            ConfigurationError::new("the clock", problem)
        })
    }

    async fn transport(&self) -> Result<Arc<dyn Transport>, ConfigurationError> {
        if let Some(transport) = &self.config.transport {
            return Ok(Arc::clone(transport));
        }
        let made = || default_transport(&self.config);
        self.transport.get_or_try_init(made).await.cloned()
    }
}

/// Reading the system's certificates takes as long as its disk: that is for a thread that may wait.
#[cfg(feature = "reqwest")]
async fn default_transport(config: &Config) -> Result<Arc<dyn Transport>, ConfigurationError> {
    let error = |problem: String| ConfigurationError::new("the HTTP client", problem);
    let (timeout, headers) = (config.connect_timeout, config.header_limit);
    let runtime =
        tokio::runtime::Handle::try_current().map_err(|problem| error(problem.to_string()))?;
    let made = runtime.spawn_blocking(move || crate::transport::Reqwest::new(timeout, headers));
    match made.await {
        Ok(transport) => Ok(Arc::new(transport?)),
        Err(problem) => Err(error(problem.to_string())),
    }
}

#[cfg(not(feature = "reqwest"))]
async fn default_transport(config: &Config) -> Result<Arc<dyn Transport>, ConfigurationError> {
    let _ = (config.connect_timeout, config.header_limit);
    let problem = "none is set, and the feature `reqwest` is off";
    Err(ConfigurationError::new("the transport", problem))
}

impl<M: Mode> Clone for Client<M> {
    fn clone(&self) -> Self {
        Self {
            shared: Arc::clone(&self.shared),
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
