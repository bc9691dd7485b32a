//! Credentials: what the security schemes of a document are answered with (OpenAPI 3.0.3 "Security Scheme Object").

mod apply;
mod oauth2;
mod token;

use std::{fmt, sync::Arc};

use self::oauth2::Source;
pub use self::oauth2::{ClientAuthentication, ClientCredentials, OAuth2};
pub(crate) use self::{
    apply::{Credentials, Grants, append_query},
    oauth2::Context,
};
use crate::{operation::Place, secret::Secret};

/// What a security scheme is answered with.
#[derive(Clone)]
pub struct Credential {
    kind: Kind,
}

#[derive(Clone)]
enum Kind {
    Token {
        scheme: String,
        token: Secret,
    },
    Basic {
        user: String,
        password: Secret,
    },
    ApiKey {
        place: Place,
        name: String,
        key: Secret,
    },
    ClientCredentials(Arc<Source>),
}

impl Credential {
    /// A token in the `Authorization` header, after the name of its scheme: `Bearer …`, `OAuth …`. Blanks and line
    /// breaks around the token, which files bring along, are left out.
    pub fn token(scheme: impl Into<String>, token: impl Into<Secret>) -> Self {
        let token = token.into();
        let token = Secret::new(token.expose().trim());
        Self {
            kind: Kind::Token {
                scheme: scheme.into(),
                token,
            },
        }
    }

    /// A user's name and password (RFC 7617).
    pub fn basic(user: impl Into<String>, password: impl Into<Secret>) -> Self {
        Self {
            kind: Kind::Basic {
                user: user.into(),
                password: password.into(),
            },
        }
    }

    /// A key in a header, the query or a cookie. Blanks and line breaks around it are left out.
    pub fn api_key(place: Place, name: impl Into<String>, key: impl Into<Secret>) -> Self {
        let key = key.into();
        let key = Secret::new(key.expose().trim());
        Self {
            kind: Kind::ApiKey {
                place,
                name: name.into(),
                key,
            },
        }
    }

    /// OAuth 2.0: a token that is ready, or client credentials to fetch tokens with from `token_url`, which may be
    /// relative to the server, hold server variables in braces, or be empty if the credentials name another.
    pub fn oauth2(credential: OAuth2, token_url: &str) -> Self {
        match credential {
            OAuth2::Token(token) => Self::token("Bearer", token),
            OAuth2::ClientCredentials(credentials) => {
                let source = Source::new(credentials, token_url);
                Self {
                    kind: Kind::ClientCredentials(Arc::new(source)),
                }
            }
        }
    }
}

/// Shows the kind, never the secret.
impl fmt::Debug for Credential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            Kind::Token { .. } => "Token([secret])",
            Kind::Basic { .. } => "Basic([secret])",
            Kind::ApiKey { .. } => "ApiKey([secret])",
            Kind::ClientCredentials(_) => "ClientCredentials([secret])",
        })
    }
}
