//! [`Attempt`]: a request with its credentials, sent once, but for a token that is refused and redirects.

use std::pin::pin;

use http::{Request, StatusCode, Uri, header::USER_AGENT};

use super::{
    clock::within,
    exchange::Exchange,
    options::Sending,
    receive::{self, Exchanged, receive},
    redirect::{self, Reach},
    retry::Sent,
    sender::{Head, Sender},
};
use crate::{
    auth::{Context, Credentials, Grants, append_query},
    error::{ConfigurationError, Error, ForeignLink, Secrets},
    operation::Called,
    request::{self, Payload, RequestError},
    server,
    transport::Timeout,
    uri::{self, Unfit},
};

/// One attempt of a call.
pub(super) struct Attempt<'a, 'c> {
    pub(super) exchange: &'a Exchange<'c>,
    /// Counted from 1.
    pub(super) number: u32,
    /// What is known of the request as soon as it is written.
    pub(super) sent: &'a mut Sent,
}

impl Attempt<'_, '_> {
    pub(super) async fn run(&mut self) -> Result<Exchanged, Error> {
        let (head, secrets) = self.send_along().await?;
        let exchange = self.exchange;
        let limit = exchange
            .options
            .body_limit
            .unwrap_or(exchange.shared.config.body_limit);
        let status = head.0.status;
        let download = receive::body(exchange.route, head, limit)
            .blocking(exchange.blocks)
            .nested(exchange.shared.config.depth_limit);
        receive(
            exchange.route,
            status,
            download,
            secrets,
            exchange.clock.now(),
            exchange.options.raw.as_ref(),
        )
        .await
    }

    /// Sends the request, again with a new token if the old one was refused, and along redirects.
    async fn send_along(&mut self) -> Result<(Head, Secrets), Error> {
        let exchange = self.exchange;
        // Boxed: most calls have neither link nor redirect, and should have no room for them.
        let link = exchange.link()?.map(Box::new);
        let home = link.as_deref().unwrap_or(&exchange.server);
        let reach = match exchange.sending() {
            Sending::NothingSecret => Reach::Anywhere,
            Sending::Documented | Sending::Everything => Reach::Origin(home),
        };
        let mut redirected: Option<Box<Uri>> = None;
        let mut redirects = 0;
        let mut refreshed = false;
        loop {
            let to = Target {
                url: redirected.as_deref().or(link.as_deref()),
                redirected: redirected.is_some(),
                away: (redirected.as_deref()).is_some_and(|url| !uri::same_origin(url, home)),
            };
            let (head, grants, secrets) = self.send(to).await?;
            let repeatable = self.sent.repeatable;
            if head.0.status == StatusCode::UNAUTHORIZED && repeatable && !refreshed {
                refreshed = true;
                if grants.revoke().await {
                    continue;
                }
            }
            let asked = || exchange.request(to).map(|it| it.uri().clone()).ok();
            if repeatable
                && redirects < redirect::LIMIT
                && let Some(next) = redirect::target(exchange.route, &head.0, asked, reach)
            {
                redirects += 1;
                redirected = Some(Box::new(next));
            } else {
                return Ok((head, secrets));
            }
        }
    }

    /// Sends one request.
    async fn send(&mut self, to: Target<'_>) -> Result<(Head, Grants, Secrets), Error> {
        let exchange = self.exchange;
        let sender = exchange.sender(self.number);
        let (sent, grants, secrets) = {
            let mut request = exchange.request(to)?;
            let repeatable = request.body().is_repeatable();
            *self.sent = Sent::new(request.method(), request.headers(), repeatable);
            let credentials = exchange.credentials();
            let mut grants = credentials.apply(&mut request, exchange.route)?;
            if credentials.need_tokens() {
                // Boxed, for most calls need none.
                let authorized =
                    exchange.authorize(&mut request, &mut grants, &credentials, sender);
                Box::pin(authorized).await?;
            }
            exchange.add_headers(&mut request, to.away)?;
            sender
                .before(exchange.route, &mut request)
                .map_err(|error| exchange.unfit(error))?;
            *self.sent = Sent::new(request.method(), request.headers(), repeatable);
            let secrets = grants.secrets(&request);
            // The default transport does not ask.
            if exchange.shared.config.transport.is_some() {
                request.extensions_mut().insert(Called(exchange.route));
            }
            let sent = sender.send(exchange.route, request, exchange.timeouts()?);
            (sent, grants, secrets)
        };
        let head = sent
            .await
            .map_err(|error| Error::transport(exchange.route, error))?;
        Ok((head, grants, secrets))
    }
}

/// Where a request goes.
#[derive(Clone, Copy)]
struct Target<'u> {
    /// A link or a redirect; `None` for the operation's own path.
    url: Option<&'u Uri>,
    /// Whether it is a redirect.
    redirected: bool,
    /// Whether that has led to another server.
    away: bool,
}

impl<'c> Exchange<'c> {
    fn sender(&self, attempt: u32) -> Sender<'_> {
        Sender {
            transport: &*self.transport,
            config: &self.shared.config,
            attempt,
        }
    }

    /// What of the client's goes along.
    fn sending(&self) -> Sending {
        if self.route.foreign {
            Sending::NothingSecret
        } else {
            self.options.sending
        }
    }

    fn credentials(&self) -> Credentials<'c> {
        let set = &self.shared.credentials;
        match self.sending() {
            Sending::Documented => Credentials::choose(self.route.security, set),
            Sending::Everything => Credentials::all(set),
            Sending::NothingSecret => Credentials::none(set),
        }
    }

    /// The URL of a followed link; `None` for the operation's own path.
    fn link(&self) -> Result<Option<Uri>, Error> {
        let Some(link) = self.input.link() else {
            return Ok(None);
        };
        let unfit = |problem: String| Error::Request {
            route: self.route,
            error: Box::new(RequestError::Url { problem }),
        };
        if link.is_empty() {
            return Err(unfit("the link is empty".to_owned()));
        }
        let anywhere = self.sending() == Sending::NothingSecret;
        match server::join(&self.server, link) {
            Ok(url) if anywhere || uri::same_origin(&url, &self.server) => Ok(Some(url)),
            Err(problem) if anywhere || problem != Unfit::Scheme => Err(unfit(format!(
                "the link `{}`: {problem}",
                server::shown(link)
            ))),
            Ok(_) | Err(_) => Err(Error::ForeignLink {
                route: self.route,
                link: Box::new(ForeignLink {
                    link: link.to_owned(),
                    origin: uri::origin(&self.server),
                }),
            }),
        }
    }

    /// The request, but for credentials and headers of the client's.
    fn request(&self, to: Target<'_>) -> Result<Request<Payload>, Error> {
        let route = self.route;
        let encoded = match to.url {
            Some(url) => request::encode_at(self.input, url),
            None => request::encode(self.input, &self.server),
        };
        let mut request = encoded.map_err(|error| Error::Request {
            route,
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

    /// Puts tokens into a request, after fetching those that have to be fetched.
    async fn authorize(
        &self,
        request: &mut Request<Payload>,
        grants: &mut Grants,
        credentials: &Credentials<'_>,
        sender: Sender<'_>,
    ) -> Result<(), Error> {
        let timeouts = self.timeouts()?;
        let context = Context {
            sender,
            server: &self.server,
            server_variables: self
                .shared
                .document_server()
                .map_or(&[], |server| server.variables),
            variables: &self.shared.variables,
            clock: self.clock,
            user_agent: self.shared.config.headers.user_agent(),
            timeouts,
            route: self.route,
        };
        // Another call may be fetching the token, with more time than this one has.
        let applied = pin!(credentials.apply_tokens(request, grants, &context));
        match timeouts.total {
            None => applied.await,
            Some(left) => within(self.clock, left, applied)
                .await
                .unwrap_or_else(|| Err(Error::timeout(self.route, Timeout::Total(left)))),
        }
    }

    /// Puts the headers that were set by hand into a request. Where a redirect has led `away`, those of the call were
    /// meant for another server.
    fn add_headers(&self, request: &mut Request<Payload>, away: bool) -> Result<(), Error> {
        let config = &self.shared.config;
        let headers = request.headers_mut();
        if self.sending() == Sending::NothingSecret {
            let agent = config.headers.user_agent().cloned();
            headers.extend(agent.map(|agent| (USER_AGENT, agent)));
        } else {
            config
                .headers
                .apply(headers)
                .map_err(|error| self.unfit(error))?;
        }
        if away {
            return Ok(());
        }
        self.options
            .headers
            .apply(headers)
            .map_err(|error| self.unfit(error))
    }

    fn unfit(&self, error: ConfigurationError) -> Error {
        Error::configuration(self.route, error)
    }
}
