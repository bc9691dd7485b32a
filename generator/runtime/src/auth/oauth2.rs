//! OAuth 2.0: tokens that are ready, and tokens fetched with client credentials (RFC 6749 §4.4).

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use base64::{Engine, prelude::BASE64_STANDARD};
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Method, Request, Uri,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT},
};

use super::token::{Cache, Granted, Token};
use crate::{
    client::{Clock, Sender},
    download::Download,
    error::{AuthenticationError, AuthenticationProblem, ConfigurationError, DecodeError},
    operation::Route,
    request::Payload,
    secret::Secret,
    server::{self, ServerVariable, Variables},
    transport::Timeouts,
    uri,
    value::Value,
};

/// How much of a token server's answer is read, in bytes.
const ANSWER_LIMIT: u64 = 1 << 20;

/// What hooks are told of requests for tokens.
static ROUTE: Route = Route {
    id: "token",
    path: "(token)",
    ..Route::POST
};

/// What OAuth 2.0 is answered with: a token that is ready, or credentials to fetch tokens with.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum OAuth2 {
    /// A token from elsewhere. It is not refreshed.
    Token(Secret),
    /// Credentials of the client itself.
    ClientCredentials(ClientCredentials),
}

impl From<&str> for OAuth2 {
    fn from(token: &str) -> Self {
        Self::Token(token.into())
    }
}

impl From<String> for OAuth2 {
    fn from(token: String) -> Self {
        Self::Token(token.into())
    }
}

impl From<Secret> for OAuth2 {
    fn from(token: Secret) -> Self {
        Self::Token(token)
    }
}

impl From<ClientCredentials> for OAuth2 {
    fn from(credentials: ClientCredentials) -> Self {
        Self::ClientCredentials(credentials)
    }
}

/// Credentials of the client itself, to fetch tokens with.
///
/// A token is fetched by the first call that needs one, kept for all calls of a client and its clones, and replaced
/// before it expires, or when the server refuses it.
#[derive(Clone, Debug)]
pub struct ClientCredentials {
    id: String,
    secret: Secret,
    scopes: Vec<String>,
    token_url: Option<String>,
    authentication: ClientAuthentication,
}

/// How client credentials are sent to the token server (RFC 6749 §2.3.1).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ClientAuthentication {
    /// As `client_id` and `client_secret` in the form. What most vendors document, and the default.
    #[default]
    Body,
    /// As name and password in the `Authorization` header, which the RFC asks every server to understand.
    Basic,
}

impl ClientCredentials {
    /// Credentials without a scope, for the document's token URL.
    pub fn new(id: impl Into<String>, secret: impl Into<Secret>) -> Self {
        Self {
            id: id.into(),
            secret: secret.into(),
            scopes: Vec::new(),
            token_url: None,
            authentication: ClientAuthentication::default(),
        }
    }

    /// With a scope to ask for, beside those asked for already.
    #[must_use]
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// With another token URL than the document's. It may be relative to the server and hold server variables.
    #[must_use]
    pub fn token_url(mut self, url: impl Into<String>) -> Self {
        self.token_url = Some(url.into());
        self
    }

    /// With another way to send the credentials.
    #[must_use]
    pub fn authentication(mut self, authentication: ClientAuthentication) -> Self {
        self.authentication = authentication;
        self
    }
}

/// What fetching a token needs of the call that needs the token.
pub(crate) struct Context<'c> {
    pub(crate) sender: Sender<'c>,
    pub(crate) server: &'c Uri,
    pub(crate) server_variables: &'static [ServerVariable],
    pub(crate) variables: &'c Variables,
    pub(crate) clock: &'c dyn Clock,
    pub(crate) user_agent: Option<&'c HeaderValue>,
    pub(crate) timeouts: Timeouts,
    pub(crate) route: &'static Route,
}

/// Where the tokens of one set of credentials come from.
pub(super) struct Source {
    credentials: ClientCredentials,
    url: String,
    /// By the token URL: clients that share the credentials may have other values for its variables, other tenants say.
    caches: Mutex<BTreeMap<String, Arc<Cache>>>,
}

impl Source {
    pub(super) fn new(credentials: ClientCredentials, token_url: &str) -> Self {
        let url = credentials
            .token_url
            .clone()
            .unwrap_or_else(|| token_url.to_owned());
        Self {
            credentials,
            url,
            caches: Mutex::default(),
        }
    }

    /// A token for the call, fetched if need be.
    pub(super) async fn token(
        &self,
        scheme: &'static str,
        context: &Context<'_>,
    ) -> Result<Granted, Arc<AuthenticationError>> {
        let url = self.token_url(context).map_err(|error| {
            let problem = AuthenticationProblem::Configuration(error);
            Arc::new(AuthenticationError {
                scheme,
                url: String::new(),
                problem,
            })
        })?;
        let fetch = async {
            let fetched = self.fetch(&url, context).await;
            fetched.map_err(|problem| AuthenticationError {
                scheme,
                url: shown(&url),
                problem,
            })
        };
        let cache = {
            let mut caches = self.caches.lock().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(caches.entry(url.to_string()).or_default())
        };
        cache.get(context.clock.now(), fetch).await
    }

    pub(super) fn secret(&self) -> &Secret {
        &self.credentials.secret
    }

    fn token_url(&self, context: &Context<'_>) -> Result<Uri, ConfigurationError> {
        let what = || format!("the token URL `{}`", server::shown(&self.url));
        if self.url.is_empty() {
            let problem = "the document has none; set one on the client credentials";
            return Err(ConfigurationError::new("the token URL", problem));
        }
        let filled = server::fill(&self.url, context.server_variables, context.variables)?;
        server::join(context.server, &filled)
            .map_err(|unfit| ConfigurationError::new(what(), unfit.to_string()))
    }

    async fn fetch(
        &self,
        url: &Uri,
        context: &Context<'_>,
    ) -> Result<Token, AuthenticationProblem> {
        let asked_at = context.clock.now();
        let mut request = self
            .request(url)
            .map_err(AuthenticationProblem::Configuration)?;
        if let Some(agent) = context.user_agent {
            request.headers_mut().insert(USER_AGENT, agent.clone());
        }
        context
            .sender
            .before(&ROUTE, &mut request)
            .map_err(AuthenticationProblem::Configuration)?;
        let sent = context.sender.send(&ROUTE, request, context.timeouts);
        let (parts, body) = sent.await.map_err(AuthenticationProblem::Transport)?;
        let status = parts.status;
        let body = Download::new(parts.headers, body, ANSWER_LIMIT).bytes();
        let body = body.await.map_err(AuthenticationProblem::Transport)?;
        if !status.is_success() {
            let body = self.redact(&String::from_utf8_lossy(&body));
            return Err(AuthenticationProblem::Refused { status, body });
        }
        let (secret, lifetime) =
            read(&body).map_err(|error| AuthenticationProblem::Unreadable { status, error })?;
        Ok(Token::new(secret, asked_at, lifetime))
    }

    fn request(&self, url: &Uri) -> Result<Request<Payload>, ConfigurationError> {
        let ClientCredentials {
            id,
            secret,
            scopes,
            authentication,
            ..
        } = &self.credentials;
        let error = |problem: String| ConfigurationError::new("the token request", problem);
        let mut form = form_urlencoded::Serializer::new(String::new());
        form.append_pair("grant_type", "client_credentials");
        if !scopes.is_empty() {
            form.append_pair("scope", &scopes.join(" "));
        }
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(
            CONTENT_TYPE,
            HeaderValue::from_static("application/x-www-form-urlencoded"),
        );
        match authentication {
            ClientAuthentication::Body => {
                form.append_pair("client_id", id)
                    .append_pair("client_secret", secret.expose());
            }
            ClientAuthentication::Basic => {
                // Both are form-encoded first, so that a colon in the name is no separator.
                let encode = |text: &str| -> String {
                    form_urlencoded::byte_serialize(text.as_bytes()).collect()
                };
                let pair = format!("{}:{}", encode(id), encode(secret.expose()));
                let value = format!("Basic {}", BASE64_STANDARD.encode(pair));
                let mut value =
                    HeaderValue::from_str(&value).map_err(|problem| error(problem.to_string()))?;
                value.set_sensitive(true);
                headers.insert(AUTHORIZATION, value);
            }
        }
        let mut request = Request::new(Payload::Bytes(Bytes::from(form.finish())));
        *request.method_mut() = Method::POST;
        *request.headers_mut() = headers;
        *request.uri_mut() = url.clone();
        Ok(request)
    }

    /// Some servers repeat what they were sent.
    fn redact(&self, text: &str) -> String {
        let secret = self.credentials.secret.expose();
        let encoded: String = form_urlencoded::byte_serialize(secret.as_bytes()).collect();
        if secret.is_empty() {
            return text.to_owned();
        }
        text.replace(secret, "[secret]")
            .replace(&encoded, "[secret]")
    }
}

/// The URL without what may be a secret.
fn shown(url: &Uri) -> String {
    uri::origin(url) + url.path()
}

/// Reads a successful answer (RFC 6749 §5.1). Problems name members, never values.
fn read(body: &[u8]) -> Result<(Secret, Option<Duration>), DecodeError> {
    let unreadable = |_| DecodeError::new("a token as JSON", "something else");
    let answer: Value = crate::json::from_slice(body).map_err(unreadable)?;
    let token = answer
        .get("access_token")
        .and_then(Value::as_str)
        .map(str::trim)
        .filter(|token| !token.is_empty())
        .ok_or_else(|| DecodeError::new("the member `access_token`", "none"))?;
    // RFC 6749 says a number, and several servers send it as text.
    let lifetime = answer
        .get("expires_in")
        .and_then(|lifetime| match lifetime {
            Value::String(text) => text.trim().parse().ok(),
            other => other.as_f64(),
        });
    let lifetime = lifetime.and_then(|seconds: f64| Duration::try_from_secs_f64(seconds).ok());
    Ok((Secret::new(token), lifetime))
}
