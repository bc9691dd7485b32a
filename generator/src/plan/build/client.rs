//! The client: servers, their variables, credentials.

use std::collections::BTreeSet;

use super::{Planner, operations::server};
use crate::{
    ir::{self, OAuthFlow, SchemeKind, ServerVariable},
    plan::{
        Client, CredentialKind, CredentialSetter, ServerChoice, VariableSetter, docs,
        docs::Page,
        names::{Case, Request, Scope, plain},
    },
};

/// The flows whose tokens a client can fetch come first.
const FLOWS: [&str; 4] = [
    "clientCredentials",
    "password",
    "authorizationCode",
    "implicit",
];

impl Planner<'_> {
    pub fn client(&mut self) -> Client {
        let api = self.api;
        let title = format!(
            "A client of {}, version {}.",
            docs::text(&api.title),
            docs::text(&api.version)
        );
        let cheap = "Cheap to clone: clones share connections and tokens.";
        Client {
            docs: Page::new().line(title).line(cheap).finish(),
            servers: api.servers.iter().map(server).collect(),
            choice: choice(&api.servers),
            variables: self.variables(),
            credentials: api
                .schemes
                .iter()
                .filter_map(|scheme| self.credential(scheme))
                .collect(),
            jobs: false,
            pages: false,
        }
    }

    fn variables(&mut self) -> Vec<VariableSetter> {
        let api = self.api;
        let own = api
            .operations
            .iter()
            .flat_map(|operation| &operation.servers);
        let mut seen = BTreeSet::new();
        let all = api
            .servers
            .iter()
            .chain(own)
            .flat_map(|server| &server.variables);
        let distinct: Vec<&ServerVariable> =
            all.filter(|variable| seen.insert(&variable.name)).collect();
        distinct
            .into_iter()
            .map(|variable| self.variable(variable))
            .collect()
    }

    fn variable(&mut self, variable: &ServerVariable) -> VariableSetter {
        let mut line = format!(
            "The server variable {}: {} unless set.",
            docs::code(&variable.name),
            docs::code(&variable.default)
        );
        if !variable.values.is_empty() {
            let values: Vec<String> = variable
                .values
                .iter()
                .map(|value| docs::code(value))
                .collect();
            line.push_str(&format!(" One of {}.", values.join(", ")));
        }
        VariableSetter {
            name: self.setter(&variable.name),
            docs: Page::new()
                .markdown(&variable.description)
                .line(line)
                .finish(),
            wire: variable.name.clone(),
        }
    }

    fn credential(&mut self, scheme: &ir::Scheme) -> Option<CredentialSetter> {
        let kind = match &scheme.kind {
            SchemeKind::ApiKey { place, name } => CredentialKind::ApiKey(*place, name.clone()),
            SchemeKind::Basic => CredentialKind::Basic,
            SchemeKind::HttpToken { scheme } => CredentialKind::Token(scheme.clone()),
            SchemeKind::OAuth2(flows) => CredentialKind::OAuth2(token_url(flows)),
            SchemeKind::OpenIdConnect { .. } => CredentialKind::Token("Bearer".to_owned()),
            SchemeKind::MutualTls => return None,
        };
        let line = format!(
            "Credentials for the security scheme {}.",
            docs::code(&scheme.name)
        );
        Some(CredentialSetter {
            name: self.setter(&scheme.name),
            docs: Page::of(&scheme.docs).line(line).finish(),
            scheme: scheme.name.clone(),
            kind,
        })
    }

    fn setter(&mut self, text: &str) -> crate::plan::Name {
        let name = plain(Case::Value, text);
        self.operations.setter(&[&name, &format!("with_{name}")])
    }
}

fn choice(servers: &[ir::Server]) -> Vec<ServerChoice> {
    if servers.len() < 2 {
        return Vec::new();
    }
    let requests: Vec<Request> = servers.iter().map(server_request).collect();
    let names = Scope::new(Case::Type, []).settle(&requests);
    let choice = names
        .into_iter()
        .zip(servers)
        .map(|(settled, server)| ServerChoice {
            name: settled.name,
            docs: Page::new()
                .markdown(&server.description)
                .line(docs::code(&server.url))
                .finish(),
        });
    choice.collect()
}

fn server_request(server: &ir::Server) -> Request {
    let host = server
        .url
        .split_once("://")
        .map_or(server.url.as_str(), |(_, rest)| rest);
    let description = server.description.trim();
    let short = !description.is_empty() && description.split_whitespace().count() <= 4;
    let mut request = Request::named(Case::Type, if short { description } else { host }, None);
    request.bids.push(plain(Case::Type, host));
    request.bids.push(plain(Case::Type, &server.url));
    request.key = server.url.clone();
    request
}

fn token_url(flows: &[OAuthFlow]) -> String {
    let rank = |flow: &&OAuthFlow| {
        FLOWS
            .iter()
            .position(|kind| *kind == flow.kind)
            .unwrap_or(FLOWS.len())
    };
    let usable = flows.iter().filter(|flow| !flow.token_url.is_empty());
    usable
        .min_by_key(rank)
        .map(|flow| flow.token_url.clone())
        .unwrap_or_default()
}
