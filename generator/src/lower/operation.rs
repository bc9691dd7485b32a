use super::docs::docs;
use super::place::Place;
use super::{Lower, path};
use crate::document::Cursor;
use crate::ir::{Docs, Method, Operation, Place as In};

/// The keywords of a path item that are operations.
pub(super) const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

impl<'d> Lower<'d, '_> {
    /// All operations, sorted by path and method so that the order of pages does not matter.
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let paths = self.root().get("paths");
        let mut paths: Vec<(&'d str, Cursor<'d>)> = paths
            .into_iter()
            .flat_map(|paths| paths.members())
            .filter(|(path, _)| !path.starts_with("x-"))
            .collect();
        paths.sort_by_key(|(path, _)| *path);
        let mut operations = Vec::new();
        for (path, item) in paths {
            let item = self.document.resolve(&item);
            self.check_methods(&item);
            for (keyword, method) in METHODS {
                if let Some(operation) = item.get(keyword).filter(Cursor::is_object) {
                    operations.push(self.operation(path, &item, method, &operation));
                }
            }
        }
        operations
    }

    /// Says which operations of a path are left out: those of methods that only OpenAPI 3.2 has.
    fn check_methods(&mut self, item: &Cursor<'d>) {
        let others = item.get("additionalOperations");
        let others = others.into_iter().flat_map(|others| others.members());
        let query = item.get("query").map(|query| ("query", query));
        for (method, operation) in query.into_iter().chain(others) {
            self.diagnostics
                .warning(
                    "other-method",
                    format!(
                        "the method `{}` has no call; the operation is left out",
                        method.to_uppercase()
                    ),
                    &operation,
                )
                .help("offer it as POST too, or send the request with another client");
        }
    }

    fn operation(
        &mut self,
        template: &'d str,
        item: &Cursor<'d>,
        method: Method,
        node: &Cursor<'d>,
    ) -> Operation {
        let id = node
            .text("operationId")
            .map(str::trim)
            .filter(|id| !id.is_empty());
        let keyword = node.key().unwrap_or_default();
        let place = Place::root(match id {
            Some(id) => id.to_owned(),
            None => format!("{keyword} {template}"),
        });
        let nodes = self.parameter_nodes(item, node);
        let in_query = |name: &str| nodes.keys().any(|key| *key == (In::Query, name));
        let path = path::parse(template, in_query);
        let root = self.root();
        let security = self.requirements(node).or_else(|| self.requirements(&root));
        let security = security.unwrap_or_default();
        let parameters = self.parameters(nodes, node, &path, security.is_empty(), &place);
        let body = self.request_body(node, &place);
        let responses = self.responses(node, method, &place);
        let servers = match self.servers(node) {
            own if own.is_empty() => self.servers(item),
            own => own,
        };
        Operation {
            id: id.map(str::to_owned),
            rust_name: node.text("x-rust-name").map(str::to_owned),
            method,
            path,
            docs: operation_docs(item, node),
            tags: tags(node),
            parameters,
            body,
            responses,
            security,
            servers,
            job: None,
            pagination: None,
            origin: node.origin(),
        }
    }
}

/// The operation's own words, else those of the path.
fn operation_docs(item: &Cursor<'_>, node: &Cursor<'_>) -> Docs {
    let own = docs(node);
    let path = docs(item);
    let or = |own: String, path: String| if own.is_empty() { path } else { own };
    Docs {
        summary: or(own.summary, path.summary),
        description: or(own.description, path.description),
        deprecated: own.deprecated,
    }
}

fn tags(node: &Cursor<'_>) -> Vec<String> {
    let tags = node.get("tags");
    let tags = tags.into_iter().flat_map(|tags| tags.items());
    tags.filter_map(|tag| tag.as_str().map(str::to_owned))
        .collect()
}
