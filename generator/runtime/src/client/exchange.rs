//! One call from its input to the reply that matches: everything about it that is the same for all operations.

use std::{sync::Arc, time::Instant};

use http::{Request, Response, StatusCode, response::Parts};
use url::Url;

use super::{
    Shared,
    clock::within,
    config::Options,
    receive::{self, Exchanged, receive},
    redirect,
};
use crate::{
    auth::{Context, Credentials, Grants, append_query},
    error::{ConfigurationError, Error, ForeignLink, Secrets},
    operation::{Input, Route},
    request::{self, Payload, RequestError},
    server,
    transport::{Incoming, Timeout, Timeouts, Transport},
};

/// What one call needs at every step.
struct Exchange<'c> {
    shared: &'c Shared,
    input: &'c dyn Input,
    options: &'c Options,
    route: &'static Route,
    server: Url,
    transport: Arc<dyn Transport>,
    started: Instant,
}

/// The head of a response, and its body as it arrives.
type Head = (Parts, Incoming);

/// Sends an operation and matches the response to its documented reply. `blocks` says whether a download may be read by
/// blocking.
pub(super) async fn exchange(
    shared: &Shared,
    input: &dyn Input,
    options: &Options,
    blocks: bool,
) -> Result<Exchanged, Error> {
    let route = input.route();
    let configuration = |error| Error::configuration(route, error);
    let exchange = Exchange {
        shared,
        input,
        options,
        route,
        server: shared.server(route).map_err(configuration)?,
        transport: shared.transport().await.map_err(configuration)?,
        started: Instant::now(),
    };
    exchange
        .run(blocks)
        .await
        .map_err(|error| exchange.whole(error))
}

impl Exchange<'_> {
    async fn run(&self, blocks: bool) -> Result<Exchanged, Error> {
        let ((parts, body), secrets) = self.send_along().await?;
        let limit = self
            .options
            .body_limit
            .unwrap_or(self.shared.config.body_limit);
        let download = receive::body(self.route, &parts, body, limit).blocking(blocks);
        receive(self.route, parts, download, secrets).await
    }

    /// Sends the request, again with a new token if the old one was refused, and along redirects within the origin.
    async fn send_along(&self) -> Result<(Head, Secrets), Error> {
        let credentials = Credentials::choose(self.route.security, &self.shared.credentials);
        let mut target = self.link()?;
        let mut redirects = 0;
        let mut refreshed = false;
        loop {
            let mut request = self.request(target.as_ref(), redirects > 0)?;
            let repeatable = request.body().is_repeatable();
            let asked = request.uri().to_string();
            let mut grants = self.authorize(&mut request, &credentials).await?;
            let secrets = grants.secrets(&request);
            let (parts, body) = self.send(request).await?;
            if parts.status == StatusCode::UNAUTHORIZED && repeatable && !refreshed {
                refreshed = true;
                if grants.revoke().await {
                    continue;
                }
            }
            match redirect::target(self.route, &parts, &asked, &self.server) {
                Some(next) if repeatable && redirects < redirect::LIMIT => {
                    redirects += 1;
                    target = Some(next);
                }
                _ => return Ok(((parts, body), secrets)),
            }
        }
    }

    /// The URL of a followed link; `None` for the operation's own path.
    fn link(&self) -> Result<Option<Url>, Error> {
        let Some(link) = self.input.link() else {
            return Ok(None);
        };
        let mut url = server::join(&self.server, link).map_err(|problem| {
            let error = RequestError::Url {
                problem: format!("the link `{link}`: {problem}"),
            };
            Error::Request {
                route: self.route,
                error: Box::new(error),
            }
        })?;
        if url.origin() != self.server.origin() {
            let origin = self.server.origin().ascii_serialization();
            let link = Box::new(ForeignLink {
                link: link.to_owned(),
                origin,
            });
            return Err(Error::ForeignLink {
                route: self.route,
                link,
            });
        }
        // A user in a link would take the place of the client's credentials. A URL with a host takes these.
        let _ = (url.set_username(""), url.set_password(None));
        Ok(Some(url))
    }

    /// The request, but for credentials and headers of the client's.
    fn request(&self, target: Option<&Url>, redirected: bool) -> Result<Request<Payload>, Error> {
        let route = self.route;
        let encoded = match target {
            Some(url) => request::encode_at(self.input, url),
            None => request::encode(self.input, &self.server),
        };
        let mut request = encoded.map_err(|error| Error::Request {
            route,
            error: Box::new(error),
        })?;
        // Whether a redirect keeps the query is the server's to say.
        if !redirected {
            for (name, value) in &self.options.query.0 {
                append_query(&mut request, name, value).map_err(|error| self.unfit(error))?;
            }
        }
        Ok(request)
    }

    /// Puts credentials into a request, then the headers that were set by hand.
    async fn authorize(
        &self,
        request: &mut Request<Payload>,
        credentials: &Credentials<'_>,
    ) -> Result<Grants, Error> {
        let config = &self.shared.config;
        let timeouts = self.timeouts()?;
        let context = Context {
            transport: &*self.transport,
            server: &self.server,
            server_variables: self
                .shared
                .document_server()
                .map_or(&[], |server| server.variables),
            variables: &self.shared.variables,
            clock: &*config.clock,
            user_agent: config.headers.user_agent(),
            timeouts,
            route: self.route,
        };
        // Another call may be fetching the token, with more time than this one has.
        let applied = credentials.apply(request, &context);
        let grants = match timeouts.total {
            None => applied.await?,
            Some(left) => within(&*config.clock, left, applied)
                .await
                .unwrap_or_else(|| {
                    Err(Error::Timeout {
                        route: self.route,
                        timeout: Timeout::Total(left),
                    })
                })?,
        };
        for headers in [&config.headers, &self.options.headers] {
            headers
                .apply(request.headers_mut())
                .map_err(|error| self.unfit(error))?;
        }
        Ok(grants)
    }

    async fn send(&self, request: Request<Payload>) -> Result<Head, Error> {
        let response = self.transport.send(request, self.timeouts()?).await;
        response
            .map(Response::into_parts)
            .map_err(|error| Error::transport(self.route, error))
    }

    /// The total counts from the start of the call, however many requests it takes.
    fn timeouts(&self) -> Result<Timeouts, Error> {
        let mut timeouts = self.options.timeouts(self.shared.config.timeouts);
        if let Some(total) = timeouts.total {
            let left = total.saturating_sub(self.started.elapsed());
            if left.is_zero() {
                return Err(Error::Timeout {
                    route: self.route,
                    timeout: Timeout::Total(total),
                });
            }
            timeouts.total = Some(left);
        }
        Ok(timeouts)
    }

    /// Names the total that was set in place of what was left of it.
    fn whole(&self, error: Error) -> Error {
        match (
            error,
            self.options.timeouts(self.shared.config.timeouts).total,
        ) {
            (
                Error::Timeout {
                    route,
                    timeout: Timeout::Total(_),
                },
                Some(total),
            ) => Error::Timeout {
                route,
                timeout: Timeout::Total(total),
            },
            (error, _) => error,
        }
    }

    fn unfit(&self, error: ConfigurationError) -> Error {
        Error::configuration(self.route, error)
    }
}
