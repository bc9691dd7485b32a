//! Choosing credentials for an operation and putting them into its request.

use std::collections::BTreeMap;

use base64::{Engine, prelude::BASE64_STANDARD};
use http::{
    HeaderName, HeaderValue, Request, Uri,
    header::{
        ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, COOKIE, PROXY_AUTHORIZATION,
        USER_AGENT,
    },
};
use percent_encoding::{AsciiSet, utf8_percent_encode};

use super::{Credential, Kind, oauth2::Context, token::Granted};
use crate::{
    error::{ConfigurationError, Error, Secrets},
    operation::{Place, Route},
    request::{Payload, percent_encoded},
    secret::Secret,
};

/// The credentials that an operation is sent with.
pub(crate) struct Credentials<'c> {
    set: &'c BTreeMap<&'static str, Credential>,
    /// The schemes that are asked for; `None` for all that are set.
    schemes: Option<&'static [&'static str]>,
}

impl<'c> Credentials<'c> {
    /// Chooses the first alternative of which all schemes have credentials; failing that, the first of which some have,
    /// since a scheme may be answered elsewhere (a client certificate, a proxy). An alternative without schemes is
    /// what remains when nothing is set: the request then goes out without credentials, and the server decides.
    pub(crate) fn choose(
        alternatives: &'static [&'static [&'static str]],
        set: &'c BTreeMap<&'static str, Credential>,
    ) -> Self {
        let is_set = |scheme: &&str| set.contains_key(scheme);
        let all = |schemes: &&&[&str]| !schemes.is_empty() && schemes.iter().all(is_set);
        let some = |schemes: &&&[&str]| schemes.iter().any(is_set);
        let mut alternatives = alternatives.iter();
        let chosen = alternatives.clone().find(all);
        let chosen = chosen.or_else(|| alternatives.find(some));
        Self {
            set,
            schemes: Some(chosen.copied().unwrap_or_default()),
        }
    }

    /// All of them, for requests of which no document says what they need.
    pub(crate) fn all(set: &'c BTreeMap<&'static str, Credential>) -> Self {
        Self { set, schemes: None }
    }

    /// None, for requests to whoever it may be.
    pub(crate) fn none(set: &'c BTreeMap<&'static str, Credential>) -> Self {
        let schemes = Some(&[][..]);
        Self { set, schemes }
    }

    /// Puts those into a request that are at hand, which all are but those that stand for tokens.
    pub(crate) fn apply(
        &self,
        request: &mut Request<Payload>,
        route: &'static Route,
    ) -> Result<Grants, Error> {
        let mut grants = Grants::default();
        for (scheme, kind) in self.chosen() {
            grants.note(kind);
            let put = match kind {
                Kind::Token { scheme, token } => {
                    let value = [scheme, " ", token.expose()].concat();
                    put_header(request, AUTHORIZATION, value)
                }
                // The first colon ends the name (RFC 7617 §2).
                Kind::Basic { user, .. } if user.contains(':') => Err("its user name has a colon"),
                Kind::Basic { user, password } => {
                    put_header(request, AUTHORIZATION, basic(user, password))
                }
                Kind::ApiKey { place, name, key } => put_key(request, *place, name, key),
                Kind::ClientCredentials(_) => Ok(()),
            };
            put.map_err(|problem| unfit(route, scheme, problem))?;
        }
        Ok(grants)
    }

    /// Whether some stand for tokens.
    pub(crate) fn need_tokens(&self) -> bool {
        self.chosen()
            .any(|(_, kind)| matches!(kind, Kind::ClientCredentials(_)))
    }

    /// Puts tokens into a request, fetched if need be.
    pub(crate) async fn apply_tokens(
        &self,
        request: &mut Request<Payload>,
        grants: &mut Grants,
        context: &Context<'_>,
    ) -> Result<(), Error> {
        for (scheme, kind) in self.chosen() {
            let Kind::ClientCredentials(source) = kind else {
                continue;
            };
            let token = source.token(scheme, context).await;
            let granted = token.map_err(|error| Error::Authentication {
                route: context.route,
                error,
                attempts: 1,
            })?;
            let value = ["Bearer ", granted.secret.expose()].concat();
            put_header(request, AUTHORIZATION, value)
                .map_err(|problem| unfit(context.route, scheme, problem))?;
            grants.secrets.push(granted.secret.clone());
            grants.granted.push(granted);
        }
        Ok(())
    }

    /// Those that are asked for, of which all or some are set.
    fn chosen(&self) -> impl Iterator<Item = (&'static str, &'c Kind)> {
        let set = self.set;
        let asked = self.schemes.unwrap_or_default().iter();
        let asked = asked.filter_map(|scheme| set.get_key_value(scheme));
        let all = set.iter().filter(|_| self.schemes.is_none());
        asked
            .chain(all)
            .map(|(scheme, credential)| (*scheme, &credential.kind))
    }
}

fn unfit(route: &'static Route, scheme: &str, problem: &'static str) -> Error {
    let what = format!("the credential of the security scheme `{scheme}`");
    Error::configuration(route, ConfigurationError::new(what, problem))
}

/// What the names of headers have in common that hold credentials, beside the standard ones.
const SECRET: [&str; 7] = [
    "access-key",
    "api-key",
    "apikey",
    "password",
    "secret",
    "token",
    "x-auth",
];

/// Whether a header holds credentials. That of most is known without a look at its name.
fn is_secret(name: &HeaderName) -> bool {
    let plain = [ACCEPT, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT];
    let standard = [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION];
    !plain.contains(name)
        && (standard.contains(name) || SECRET.iter().any(|part| name.as_str().contains(part)))
}

/// What a request was authorised with: fetched tokens, and all that is secret of it.
#[derive(Default)]
pub(crate) struct Grants {
    granted: Vec<Granted>,
    secrets: Vec<Secret>,
}

impl Grants {
    fn note(&mut self, kind: &Kind) {
        self.secrets.push(match kind {
            Kind::Token { token, .. } => token.clone(),
            Kind::Basic { password, .. } => password.clone(),
            Kind::ApiKey { key, .. } => key.clone(),
            Kind::ClientCredentials(source) => source.secret().clone(),
        });
    }

    /// What messages about the answer to `request` must not repeat, headers that were set by hand included.
    pub(crate) fn secrets(&mut self, request: &Request<Payload>) -> Secrets {
        let headers = request.headers().iter();
        let secret = headers.filter(|(name, _)| is_secret(name));
        Secrets::new(
            std::mem::take(&mut self.secrets),
            secret.map(|(_, value)| value.clone()).collect(),
        )
    }

    /// Tells that the server refused the tokens; `false` if there were none.
    pub(crate) async fn revoke(&self) -> bool {
        for granted in &self.granted {
            granted.revoke().await;
        }
        !self.granted.is_empty()
    }
}

/// `Basic dXNlcjpwYXNz`
pub(super) fn basic(user: &str, password: &Secret) -> String {
    format!(
        "Basic {}",
        BASE64_STANDARD.encode(format!("{user}:{}", password.expose()))
    )
}

const UNFIT: &str = "it holds a character that headers cannot carry";

fn put_header(
    request: &mut Request<Payload>,
    name: HeaderName,
    value: String,
) -> Result<(), &'static str> {
    let mut value = HeaderValue::try_from(value).map_err(|_| UNFIT)?;
    value.set_sensitive(true);
    request.headers_mut().insert(name, value);
    Ok(())
}

fn put_key(
    request: &mut Request<Payload>,
    place: Place,
    name: &str,
    key: &Secret,
) -> Result<(), &'static str> {
    match place {
        Place::Query => append_query(request, name, key.expose())
            .map_err(|_| "it does not fit into the request's URL"),
        Place::Cookie => {
            let pair = format!("{name}={}", utf8_percent_encode(key.expose(), COOKIE_VALUE));
            let cookies = match request.headers().get(COOKIE).map(HeaderValue::to_str) {
                Some(Ok(others)) => format!("{others}; {pair}"),
                _ => pair,
            };
            put_header(request, COOKIE, cookies)
        }
        // Keys in a path are parameters.
        Place::Header | Place::Path | Place::Part(_) => {
            let name = HeaderName::try_from(name).map_err(|_| "its name is no header's name")?;
            put_header(request, name, key.expose().to_owned())
        }
    }
}

/// What a cookie's value cannot hold (RFC 6265 §4.1.1), and the `%` that encodes it.
const COOKIE_VALUE: &AsciiSet = &percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b',')
    .add(b';')
    .add(b'\\')
    .add(b'%');

/// Appends a parameter to the query of a request.
pub(crate) fn append_query(
    request: &mut Request<Payload>,
    name: &str,
    value: &str,
) -> Result<(), ConfigurationError> {
    let uri = request.uri();
    let separator = match uri.query() {
        None => "?",
        Some("") => "",
        Some(_) => "&",
    };
    let (name, value) = (percent_encoded(name), percent_encoded(value));
    let appended = format!("{uri}{separator}{name}={value}");
    *request.uri_mut() = Uri::try_from(appended).map_err(|error| {
        ConfigurationError::new(format!("the query parameter `{name}`"), error.to_string())
    })?;
    Ok(())
}
