use openapiv3::{APIKeyLocation, OAuth2Flows, SecurityScheme};
use serde_json::{Value, json};

use super::Lower;
use super::docs::docs;
use crate::document::Cursor;
use crate::ir::{OAuthFlow, Place, Requirement, Scheme, SchemeKind};

impl<'d> Lower<'d, '_> {
    /// The security schemes.
    pub(super) fn schemes(&mut self) -> Vec<Scheme> {
        let schemes = self.scheme_components();
        let schemes = schemes.into_iter().flat_map(|schemes| schemes.members());
        let mut all = Vec::new();
        for (name, node) in schemes {
            let node = self.document.resolve(&node);
            if let Some(kind) = self.scheme(name, &node) {
                self.schemes.insert(name);
                all.push(Scheme {
                    name: name.to_owned(),
                    kind,
                    docs: docs(&node),
                    origin: node.origin(),
                });
            }
        }
        all
    }

    /// What an operation, or the API, asks for of the schemes there are. `None` where nothing is said.
    pub(super) fn requirements(&mut self, holder: &Cursor<'d>) -> Option<Vec<Requirement>> {
        let list = holder.get("security").filter(Cursor::is_array)?;
        let mut alternatives = Vec::new();
        for alternative in list.items().filter(Cursor::is_object) {
            let mut schemes = Vec::new();
            let mut known = true;
            for (name, scopes) in alternative.members() {
                known &= self.scheme_exists(name, &scopes) && self.schemes.contains(name);
                let scopes = scopes
                    .items()
                    .filter_map(|scope| scope.as_str().map(str::to_owned));
                schemes.push((name.to_owned(), scopes.collect()));
            }
            let requirement = Requirement { schemes };
            if known && !alternatives.contains(&requirement) {
                alternatives.push(requirement);
            }
        }
        Some(alternatives)
    }

    fn scheme_components(&self) -> Option<Cursor<'d>> {
        self.root().get("components")?.get("securitySchemes")
    }

    fn scheme_exists(&mut self, name: &str, at: &Cursor<'d>) -> bool {
        let exists = self.scheme_components().is_some_and(|all| all.has(name));
        if !exists && self.unknown_schemes.insert(name.to_owned()) {
            self.diagnostics
                .warning(
                    "unknown-security-scheme",
                    format!(
                        "no security scheme is called `{name}`; the alternatives that ask for it are left out"
                    ),
                    at,
                )
                .help(format!("define `components.securitySchemes.{name}`"));
        }
        exists
    }

    fn scheme(&mut self, name: &str, node: &Cursor<'d>) -> Option<SchemeKind> {
        if node.text("type") == Some("mutualTLS") {
            return Some(SchemeKind::MutualTls);
        }
        let whole = serde_json::from_value::<SecurityScheme>(node.to_json());
        if let Ok(scheme) = whole {
            return Some(kind(scheme));
        }
        let completed = serde_json::from_value(completed(node.to_json())).ok();
        let instead = match completed {
            Some(_) => format!("what there is of `{name}` is read"),
            None => format!("`{name}` is left out, and so is what asks for it"),
        };
        self.part::<SecurityScheme>(
            "bad-security-scheme",
            "this security scheme",
            node,
            &instead,
        );
        completed.map(kind)
    }
}

/// The scheme with what OpenAPI requires and the document lacks.
fn completed(mut scheme: Value) -> Value {
    if scheme.get("type").and_then(Value::as_str) == Some("basic") {
        // Swagger 2.0's spelling.
        return json!({"type": "http", "scheme": "basic"});
    }
    let Some(flows) = scheme.as_object_mut() else {
        return scheme;
    };
    if flows.get("type").and_then(Value::as_str) == Some("oauth2") {
        flows.entry("flows").or_insert_with(|| json!({}));
    }
    let flows = flows.get_mut("flows").and_then(Value::as_object_mut);
    for flow in flows.into_iter().flat_map(|flows| flows.values_mut()) {
        if let Some(flow) = flow.as_object_mut() {
            for key in ["tokenUrl", "authorizationUrl"] {
                let known = flow.get(key).is_some_and(Value::is_string);
                if !known {
                    flow.insert(key.to_owned(), json!(""));
                }
            }
            let scopes = flow.entry("scopes").or_insert_with(|| json!({}));
            *scopes = scopes_of(scopes.take());
        }
    }
    scheme
}

/// Scopes as a map from name to text, whatever they were.
fn scopes_of(scopes: Value) -> Value {
    match scopes {
        Value::Object(scopes) => scopes
            .into_iter()
            .map(|(name, text)| (name, json!(text.as_str().unwrap_or_default())))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        Value::Array(names) => names
            .iter()
            .filter_map(|name| Some((name.as_str()?.to_owned(), json!(""))))
            .collect::<serde_json::Map<_, _>>()
            .into(),
        _ => json!({}),
    }
}

fn kind(scheme: SecurityScheme) -> SchemeKind {
    match scheme {
        SecurityScheme::APIKey { location, name, .. } => SchemeKind::ApiKey {
            place: match location {
                APIKeyLocation::Query => Place::Query,
                APIKeyLocation::Header => Place::Header,
                APIKeyLocation::Cookie => Place::Cookie,
            },
            name,
        },
        SecurityScheme::HTTP { scheme, .. } => match scheme.to_lowercase().as_str() {
            "basic" => SchemeKind::Basic,
            "bearer" => SchemeKind::HttpToken {
                scheme: "Bearer".to_owned(),
            },
            _ => SchemeKind::HttpToken { scheme },
        },
        SecurityScheme::OAuth2 { flows, .. } => SchemeKind::OAuth2(flows_of(flows)),
        SecurityScheme::OpenIDConnect {
            open_id_connect_url,
            ..
        } => SchemeKind::OpenIdConnect {
            url: open_id_connect_url,
        },
    }
}

fn flows_of(flows: OAuth2Flows) -> Vec<OAuthFlow> {
    let client = flows
        .client_credentials
        .map(|it| ("clientCredentials", it.token_url, it.scopes));
    let password = flows
        .password
        .map(|it| ("password", it.token_url, it.scopes));
    let code = flows
        .authorization_code
        .map(|it| ("authorizationCode", it.token_url, it.scopes));
    let implicit = flows
        .implicit
        .map(|it| ("implicit", String::new(), it.scopes));
    [client, password, code, implicit]
        .into_iter()
        .flatten()
        .map(|(kind, token_url, scopes)| OAuthFlow {
            kind: kind.to_owned(),
            token_url,
            scopes: scopes.into_iter().collect(),
        })
        .collect()
}
