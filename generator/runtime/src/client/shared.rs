//! [`Shared`]: what clones of a client share.

use std::{
    borrow::Cow,
    collections::BTreeMap,
    ops::Deref,
    sync::{Arc, OnceLock},
};

use http::Uri;
use tokio::sync::OnceCell;

use super::{Clock, Config, Credential};
use crate::{
    error::ConfigurationError,
    held::Held,
    operation::Route,
    server::{self, Server, Variables},
    transport::Transport,
};

/// What clones of a client share, until something is set on one.
#[derive(Clone)]
pub(super) struct Shared(Held<Arc<Common>>);

/// What can be set on a client, and what is made of it.
#[derive(Clone)]
pub(super) struct Common {
    servers: &'static [Server],
    server: usize,
    pub(super) variables: Variables,
    pub(super) base_url: Option<String>,
    /// The URL that follows from the above, for operations without servers of their own; read when it is first needed.
    home: OnceLock<Result<Uri, ConfigurationError>>,
    pub(super) credentials: BTreeMap<&'static str, Credential>,
    pub(super) config: Config,
    /// The default transport, made when it is first needed.
    transport: Arc<OnceCell<Arc<dyn Transport>>>,
}

impl Shared {
    /// What a client of the first of `servers` has.
    pub(super) fn new(servers: &'static [Server]) -> Self {
        Self(Held::new(Arc::new(Common {
            servers,
            server: 0,
            variables: Variables::new(),
            base_url: None,
            home: OnceLock::new(),
            credentials: BTreeMap::new(),
            config: Config::default(),
            transport: Arc::default(),
        })))
    }

    pub(super) fn set_variable(&mut self, name: &'static str, value: String) {
        self.moved().variables.insert(name, value);
    }

    pub(super) fn set_server(&mut self, index: usize) {
        self.moved().server = index;
    }

    pub(super) fn set_base_url(&mut self, url: String) {
        self.moved().base_url = Some(url);
    }

    pub(super) fn set_credential(&mut self, scheme: &'static str, credential: Credential) {
        self.changed().credentials.insert(scheme, credential);
    }

    pub(super) fn config_mut(&mut self) -> &mut Config {
        let common = self.changed();
        common.transport = Arc::default();
        &mut common.config
    }

    /// For a change of where the server is.
    fn moved(&mut self) -> &mut Common {
        let common = self.changed();
        common.home = OnceLock::new();
        common
    }

    /// For a change, which is that of one client alone.
    fn changed(&mut self) -> &mut Common {
        Arc::make_mut(&mut self.0)
    }
}

impl Deref for Shared {
    type Target = Common;

    fn deref(&self) -> &Common {
        &self.0
    }
}

impl Common {
    /// The server that an operation is sent to.
    pub(super) fn server(&self, route: &Route) -> Result<Cow<'_, Uri>, ConfigurationError> {
        if let (Some(own), None) = (route.servers.first(), &self.base_url) {
            return own.resolve(&self.variables).map(Cow::Owned);
        }
        let home = self.home.get_or_init(|| self.find_home()).as_ref();
        home.map(Cow::Borrowed).map_err(Clone::clone)
    }

    fn find_home(&self) -> Result<Uri, ConfigurationError> {
        if let Some(url) = &self.base_url {
            return server::base(url);
        }
        let server = self.document_server().ok_or_else(|| {
            ConfigurationError::new("the server", "the document has none; set a base URL")
        })?;
        server.resolve(&self.variables)
    }

    /// The chosen one of the document's servers.
    pub(super) fn document_server(&self) -> Option<&'static Server> {
        self.servers.get(self.server)
    }

    /// The clock that waiting goes by.
    pub(super) fn clock(&self) -> Result<&dyn Clock, ConfigurationError> {
        self.config.clock.as_deref().ok_or_else(|| {
            let problem = "none is set, and the feature `hyper` is off";
            ConfigurationError::new("the clock", problem)
        })
    }

    pub(super) async fn transport(&self) -> Result<Arc<dyn Transport>, ConfigurationError> {
        if let Some(transport) = &self.config.transport {
            return Ok(Arc::clone(transport));
        }
        let made = || default_transport(&self.config);
        self.transport.get_or_try_init(made).await.cloned()
    }
}

/// Reading the system's certificates takes as long as its disk: that is for a thread that may wait.
#[cfg(feature = "hyper")]
async fn default_transport(config: &Config) -> Result<Arc<dyn Transport>, ConfigurationError> {
    let error = |problem: String| ConfigurationError::new("the HTTP client", problem);
    let builder = crate::transport::Hyper::builder()
        .connect_timeout(config.connect_timeout)
        .header_limit(config.header_limit);
    let runtime =
        tokio::runtime::Handle::try_current().map_err(|problem| error(problem.to_string()))?;
    match runtime.spawn_blocking(|| builder.build()).await {
        Ok(transport) => Ok(Arc::new(transport?)),
        Err(problem) => Err(error(problem.to_string())),
    }
}

#[cfg(not(feature = "hyper"))]
async fn default_transport(config: &Config) -> Result<Arc<dyn Transport>, ConfigurationError> {
    let _ = (config.connect_timeout, config.header_limit);
    let problem = "none is set, and the feature `hyper` is off";
    Err(ConfigurationError::new("the transport", problem))
}
