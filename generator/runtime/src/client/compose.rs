//! [`Composer`]: a request as its call describes it, but for credentials.

use http::{HeaderName, Request, Uri, header::USER_AGENT};

use super::{
    Shared,
    options::{Options, Sending},
};
use crate::{
    auth::append_query,
    error::{ConfigurationError, Error, ForeignLink},
    operation::{Input, Parameter, Place, Route},
    request::{self, Payload, RequestError},
    server,
    uri::{self, Unfit},
};

/// The request of a call to its own path or link, but for credentials. `None` where something is wrong with it, which is
/// told when it is sent.
pub(super) fn compose(
    shared: &Shared,
    input: &dyn Input,
    options: &Options,
) -> Option<Request<Payload>> {
    let server = shared.server(input.route()).ok()?;
    let composer = Composer {
        shared,
        input,
        options,
        server: &server,
    };
    let link = composer.link().ok()?;
    let to = Target {
        url: link.as_ref(),
        ..Target::default()
    };
    let mut request = composer.request(to).ok()?;
    composer.add_headers(&mut request, to.away).ok()?;
    Some(request)
}

/// Composes the requests of one call.
#[derive(Clone, Copy)]
pub(super) struct Composer<'c> {
    pub(super) shared: &'c Shared,
    pub(super) input: &'c dyn Input,
    pub(super) options: &'c Options,
    pub(super) server: &'c Uri,
}

/// Where a request goes.
#[derive(Clone, Copy, Default)]
pub(super) struct Target<'u> {
    /// A link or a redirect; `None` for the operation's own path.
    pub(super) url: Option<&'u Uri>,
    /// Whether it is a redirect.
    pub(super) redirected: bool,
    /// Whether that has led to another server.
    pub(super) away: bool,
}

impl Composer<'_> {
    fn route(&self) -> &'static Route {
        self.input.route()
    }

    /// What of the client's goes along.
    pub(super) fn sending(&self) -> Sending {
        if self.route().foreign {
            Sending::NothingSecret
        } else {
            self.options.sending
        }
    }

    /// The URL of a followed link; `None` for the operation's own path.
    pub(super) fn link(&self) -> Result<Option<Uri>, Error> {
        let Some(link) = self.input.link() else {
            return Ok(None);
        };
        let unfit = |problem: String| Error::Request {
            route: self.route(),
            error: Box::new(RequestError::Url { problem }),
        };
        if link.is_empty() {
            return Err(unfit("the link is empty".to_owned()));
        }
        let anywhere = self.sending() == Sending::NothingSecret;
        match server::join(self.server, link) {
            Ok(url) if anywhere || uri::same_origin(&url, self.server) => Ok(Some(url)),
            Err(problem) if anywhere || problem != Unfit::Scheme => Err(unfit(format!(
                "the link `{}`: {problem}",
                server::shown(link)
            ))),
            Ok(_) | Err(_) => Err(Error::ForeignLink {
                route: self.route(),
                link: Box::new(ForeignLink {
                    link: link.to_owned(),
                    origin: uri::origin(self.server),
                }),
            }),
        }
    }

    /// The request, but for headers that were set by hand.
    pub(super) fn request(&self, to: Target<'_>) -> Result<Request<Payload>, Error> {
        let encoded = match to.url {
            Some(url) => request::encode_at(self.input, url),
            None => request::encode(self.input, self.server),
        };
        let mut request = encoded.map_err(|error| Error::Request {
            route: self.route(),
            error: Box::new(error),
        })?;
        if let Some(raw) = &self.options.raw {
            raw.apply(request.headers_mut());
        }
        // Whether a redirect keeps the query is the server's to say.
        if !to.redirected {
            for (name, value) in &self.options.query.0 {
                append_query(&mut request, name, value).map_err(|error| self.unfit(error))?;
            }
        }
        Ok(request)
    }

    /// Puts the headers that were set by hand into a request. Where a redirect has led `away`, those of the call were
    /// meant for another server.
    pub(super) fn add_headers(
        &self,
        request: &mut Request<Payload>,
        away: bool,
    ) -> Result<(), Error> {
        let config = &self.shared.config;
        let headers = request.headers_mut();
        if self.sending() == Sending::NothingSecret {
            let agent = config.headers.user_agent().cloned();
            headers.extend(agent.map(|agent| (USER_AGENT, agent)));
        } else {
            // What a call has as a parameter is nearer than what is set for all of them.
            let parameters = self.route().parameters.iter();
            let is_own = |name: &HeaderName| {
                parameters.clone().any(|Parameter(own, how)| {
                    how.place == Place::Header && own.eq_ignore_ascii_case(name.as_str())
                })
            };
            config
                .headers
                .apply(headers, is_own)
                .map_err(|error| self.unfit(error))?;
        }
        if away {
            return Ok(());
        }
        self.options
            .headers
            .apply(headers, |_| false)
            .map_err(|error| self.unfit(error))
    }

    fn unfit(&self, error: ConfigurationError) -> Error {
        Error::configuration(self.route(), error)
    }
}
