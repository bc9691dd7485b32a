use super::{Docs, Origin};

/// Schemes that are needed together. Empty: anonymous access.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Requirement {
    /// Scheme names and the scopes asked of each.
    pub schemes: Vec<(String, Vec<String>)>,
}

/// One security scheme.
#[derive(Debug, Clone)]
pub struct Scheme {
    /// Its name in the document.
    pub name: String,
    /// What it is.
    pub kind: SchemeKind,
    /// Its description.
    pub docs: Docs,
    /// Where it stands.
    pub origin: Origin,
}

/// What a security scheme is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SchemeKind {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where it goes: never the path.
        place: super::Place,
        /// The header's, parameter's or cookie's name.
        name: String,
    },
    /// HTTP Basic (RFC 7617).
    Basic,
    /// `Authorization: <scheme> <token>`: `Bearer` (RFC 6750), `OAuth`, and every other registered scheme.
    HttpToken {
        /// The scheme as it is written on the wire; `bearer` in any case becomes `Bearer`.
        scheme: String,
    },
    /// OAuth 2.0: a bearer token, which some flows let the client fetch.
    OAuth2(Vec<OAuthFlow>),
    /// OpenID Connect: a bearer token.
    OpenIdConnect {
        /// The discovery document.
        url: String,
    },
    /// Mutual TLS: credentials are the transport's.
    MutualTls,
}

/// One OAuth 2.0 flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuthFlow {
    /// `clientCredentials`, `password`, `authorizationCode`, `implicit`.
    pub kind: String,
    /// `tokenUrl`; may be relative to the server and hold server variables in braces.
    pub token_url: String,
    /// `scopes` with their descriptions.
    pub scopes: Vec<(String, String)>,
}
