//! [`Attempt`]: a request with its credentials, sent once, but for a token that is refused and redirects.

use std::pin::pin;

use http::{Request, StatusCode, Uri};

use super::{
    clock::within,
    compose::{Composer, Target},
    exchange::Exchange,
    options::Sending,
    receive::{self, Exchanged, receive},
    redirect::{self, Reach},
    retry::Sent,
    sender::{Head, Sender},
};
use crate::{
    auth::{Context, Credentials, Grants},
    error::{ConfigurationError, Error, Secrets},
    operation::Called,
    request::Payload,
    transport::Timeout,
    uri,
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
        let composer = exchange.composer();
        // Boxed: most calls have neither link nor redirect, and should have no room for them.
        let link = composer.link()?.map(Box::new);
        let home = link.as_deref().unwrap_or(&exchange.server);
        let reach = match composer.sending() {
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
            let asked = || composer.request(to).map(|it| it.uri().clone()).ok();
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
        let composer = exchange.composer();
        let sender = exchange.sender(self.number);
        let (sent, grants, secrets) = {
            let mut request = composer.request(to)?;
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
            composer.add_headers(&mut request, to.away)?;
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

impl<'c> Exchange<'c> {
    fn sender(&self, attempt: u32) -> Sender<'_> {
        Sender {
            transport: &*self.transport,
            config: &self.shared.config,
            attempt,
        }
    }

    fn composer(&self) -> Composer<'_> {
        Composer {
            shared: self.shared,
            input: self.input,
            options: self.options,
            server: &self.server,
        }
    }

    fn credentials(&self) -> Credentials<'c> {
        let set = &self.shared.credentials;
        match self.composer().sending() {
            Sending::Documented => Credentials::choose(self.route.security, set),
            Sending::Everything => Credentials::all(set),
            Sending::NothingSecret => Credentials::none(set),
        }
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

    fn unfit(&self, error: ConfigurationError) -> Error {
        Error::configuration(self.route, error)
    }
}
