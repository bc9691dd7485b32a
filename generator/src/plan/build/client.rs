//! The client: servers, their variables, credentials.

use std::collections::BTreeSet;

use super::{Planner, enums::string_enum, operations::server};
use crate::{
    ir::{self, OAuthFlow, SchemeKind, ServerVariable},
    plan::{
        Client, CredentialKind, CredentialSetter, ServerChoice, VariableSetter, docs,
        docs::Page,
        names::{Case, Request, Scope, plain, words as spoken},
    },
};

/// The flows whose tokens a client can fetch come first.
const FLOWS: [&str; 4] = [
    "clientCredentials",
    "password",
    "authorizationCode",
    "implicit",
];

/// The types that stand beside the client.
const TYPES: [&str; 3] = ["Server", "Servers", "ServerVariable"];

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
        let all: Vec<&ServerVariable> = all.collect();
        let distinct: Vec<&ServerVariable> = all
            .iter()
            .copied()
            .filter(|variable| seen.insert(&variable.name))
            .collect();
        let mut types = Scope::new(Case::Type, TYPES);
        distinct
            .into_iter()
            .map(|variable| {
                let same = all.iter().filter(|other| other.name == variable.name);
                self.variable(variable, &same.copied().collect::<Vec<_>>(), &mut types)
            })
            .collect()
    }

    /// The setter of a variable that several servers may have: any value that one of them lists.
    fn variable(
        &mut self,
        variable: &ServerVariable,
        everywhere: &[&ServerVariable],
        types: &mut Scope,
    ) -> VariableSetter {
        let defaults = everywhere.iter().map(|one| &one.default);
        let defaults: Vec<String> = distinct(defaults).iter().map(|it| docs::code(it)).collect();
        let by_server = if defaults.len() > 1 {
            ", by the server,"
        } else {
            ""
        };
        let name = docs::code(&variable.name);
        let line = format!(
            "The server variable {name}: {}{by_server} unless set.",
            defaults.join(" or ")
        );
        let values = distinct(everywhere.iter().flat_map(|one| &one.values));
        VariableSetter {
            name: self.setter(&variable.name),
            docs: Page::new()
                .markdown(&variable.description)
                .line(line)
                .finish(),
            wire: variable.name.clone(),
            values: (values.len() > 1).then(|| {
                let bare = plain(Case::Type, &variable.name);
                string_enum(
                    types.one(&[&format!("Server{bare}"), &format!("{bare}Variable")]),
                    Page::new()
                        .line(format!("The values of the server variable {name}."))
                        .finish(),
                    values,
                )
            }),
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

/// Each text once, where it stands first.
fn distinct<'t>(texts: impl Iterator<Item = &'t String>) -> Vec<&'t String> {
    let mut seen = BTreeSet::new();
    texts.filter(|text| seen.insert(*text)).collect()
}

fn choice(servers: &[ir::Server]) -> Vec<ServerChoice> {
    if servers.len() < 2 {
        return Vec::new();
    }
    let hosts: Vec<&str> = servers.iter().map(host).collect();
    let mut own = distinguishing(&hosts);
    if own.iter().collect::<BTreeSet<_>>().len() < own.len() {
        let urls: Vec<&str> = servers.iter().map(|one| one.url.as_str()).collect();
        own = distinguishing(&urls);
    }
    let requests: Vec<Request> = servers
        .iter()
        .zip(own)
        .map(|(server, own)| server_request(server, &own))
        .collect();
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

fn server_request(server: &ir::Server, own: &str) -> Request {
    let host = host(server);
    let description = server.description.trim();
    let short = !description.is_empty() && description.split_whitespace().count() <= 4;
    let variables: Vec<&str> = server.variables.iter().map(|it| it.name.as_str()).collect();
    let first = match (short, variables.as_slice()) {
        (true, _) => description.to_owned(),
        (false, []) => own.to_owned(),
        (false, variables) => variables.join(" "),
    };
    let mut request = Request::named(Case::Type, &first, None);
    request.bids.push(plain(Case::Type, own));
    request.bids.push(plain(Case::Type, host));
    request.bids.push(plain(Case::Type, &server.url));
    request.key = server.url.clone();
    request
}

/// A server's URL without its scheme.
fn host(server: &ir::Server) -> &str {
    let url = server.url.as_str();
    url.split_once("://").map_or(url, |(_, rest)| rest)
}

/// For each URL the words that not all begin or end with: `eu` of `eu.example.com/v1`.
fn distinguishing(urls: &[&str]) -> Vec<String> {
    let words: Vec<Vec<String>> = urls.iter().map(|url| spoken(url)).collect();
    let shortest = words.iter().map(Vec::len).min().unwrap_or_default();
    let Some((first, others)) = words.split_first() else {
        return Vec::new();
    };
    let before = |at: &usize| others.iter().all(|other| other.get(*at) == first.get(*at));
    let start = (0..shortest.saturating_sub(1)).take_while(before).count();
    let from_end = |words: &[String], at: usize| words.iter().rev().nth(at).cloned();
    let after = |at: &usize| {
        let word = from_end(first, *at);
        others.iter().all(|other| from_end(other, *at) == word)
    };
    let end = (0..shortest.saturating_sub(start + 1))
        .take_while(after)
        .count();
    let own = |words: &Vec<String>| {
        let own = words.get(start..words.len().saturating_sub(end));
        own.unwrap_or_default().join(" ")
    };
    words.iter().map(own).collect()
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

#[cfg(test)]
mod tests {
    use super::distinguishing;

    #[test]
    fn servers_are_told_apart_by_what_they_do_not_share() {
        let table: [(&[&str], &[&str]); 4] = [
            (&["eu.api.com/v1", "us.api.com/v1"], &["eu", "us"]),
            (&["api.com/v1", "api.com/beta"], &["v1", "beta"]),
            (&["api.com", "sandbox.api.com"], &["api", "sandbox api"]),
            (&["api.com", "api.com"], &["com", "com"]),
        ];
        for (urls, own) in table {
            assert_eq!(distinguishing(urls), own, "{urls:?}");
        }
    }
}
