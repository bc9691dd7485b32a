use super::Lower;
use super::api::plain;
use super::docs::trimmed;
use crate::document::Cursor;
use crate::ir::{Server, ServerVariable};

impl<'d> Lower<'d, '_> {
    /// The servers of the API; `/` where the document names none (OpenAPI 3.1, 4.8.1).
    pub(super) fn api_servers(&mut self) -> Vec<Server> {
        let root = self.root();
        let servers = self.servers(&root);
        if !servers.is_empty() {
            return servers;
        }
        vec![Server {
            url: "/".to_owned(),
            description: String::new(),
            variables: Vec::new(),
        }]
    }

    /// The servers that stand beside paths, in a path, in an operation.
    pub(super) fn servers(&mut self, holder: &Cursor<'d>) -> Vec<Server> {
        let list = holder.get("servers");
        let list = list.into_iter().flat_map(|list| list.items());
        list.filter_map(|server| self.server(&server)).collect()
    }

    fn server(&mut self, server: &Cursor<'d>) -> Option<Server> {
        let Some(url) = server.text("url") else {
            self.diagnostics
                .warning(
                    "server-without-url",
                    "this server has no URL; it is left out",
                    server,
                )
                .help("add a `url`");
            return None;
        };
        let variables = names(url).map(|name| self.variable(server, name)).collect();
        Some(Server {
            url: url.trim().to_owned(),
            description: trimmed(server.text("description")),
            variables,
        })
    }

    fn variable(&mut self, server: &Cursor<'d>, name: &str) -> ServerVariable {
        let variable = server.get("variables").and_then(|all| all.get(name));
        let default = variable
            .as_ref()
            .and_then(|it| it.get("default"))
            .and_then(plain);
        if default.is_none() {
            self.diagnostics
                .warning(
                    "server-variable",
                    format!(
                        "the server's variable `{name}` has no default; it is empty unless set"
                    ),
                    server,
                )
                .help(format!(
                    "define `variables: {{{name}: {{default: …}}}}` beside the URL"
                ));
        }
        let values = variable.as_ref().and_then(|it| it.get("enum"));
        let values = values.into_iter().flat_map(|list| list.items());
        ServerVariable {
            name: name.to_owned(),
            default: default.unwrap_or_default(),
            values: values.filter_map(plain).collect(),
            description: trimmed(variable.as_ref().and_then(|it| it.text("description"))),
        }
    }
}

/// The names in braces, each once.
fn names(url: &str) -> impl Iterator<Item = &str> {
    let mut seen = Vec::new();
    url.split('{').skip(1).filter_map(move |after| {
        let (name, _) = after.split_once('}')?;
        let new = !name.is_empty() && !seen.contains(&name);
        seen.push(name);
        new.then_some(name)
    })
}
