use super::docs::docs;
use super::place::Place;
use super::{Lower, path};
use crate::document::Cursor;
use crate::ir::{Docs, Method, Operation, Place as In};

/// The keywords of a path item that are operations.
const METHODS: [(&str, Method); 9] = [
    ("get", Method::GET),
    ("put", Method::PUT),
    ("post", Method::POST),
    ("delete", Method::DELETE),
    ("options", Method::OPTIONS),
    ("head", Method::HEAD),
    ("patch", Method::PATCH),
    ("trace", Method::TRACE),
    ("query", Method::QUERY),
];

/// The operations of a path item: those of its keywords, then those that `additionalOperations` has by the method's
/// name (OpenAPI 3.2 "Path Item Object").
pub(super) fn operations_of<'d>(item: &Cursor<'d>) -> Vec<(Method, Cursor<'d>)> {
    let known = METHODS
        .into_iter()
        .filter_map(|(keyword, method)| Some((method, item.get(keyword)?)));
    let others = item.get("additionalOperations");
    let others = others.into_iter().flat_map(|others| others.members());
    let others = others.filter_map(|(name, node)| Some((method(name)?, node)));
    let mut all: Vec<(Method, Cursor<'d>)> = known.filter(|(_, node)| node.is_object()).collect();
    for (method, node) in others.filter(|(_, node)| node.is_object()) {
        if !all.iter().any(|(known, _)| *known == method) {
            all.push((method, node));
        }
    }
    all
}

/// The method of a name, which is a token (RFC 9110, 9.1).
fn method(name: &str) -> Option<Method> {
    Method::from_bytes(name.as_bytes()).ok()
}

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
            for (method, operation) in operations_of(&item) {
                operations.push(self.operation(path, &item, method, &operation));
            }
        }
        operations
    }

    /// Says which of the additional operations of a path are left out.
    fn check_methods(&mut self, item: &Cursor<'d>) {
        let others = item.get("additionalOperations");
        for (name, operation) in others.into_iter().flat_map(|others| others.members()) {
            let told = match method(name) {
                None => self.diagnostics.warning(
                    "no-method",
                    format!("`{name}` is no method of HTTP; the operation is left out"),
                    &operation,
                ),
                Some(method) if item.get(&method.as_str().to_lowercase()).is_some() => {
                    self.diagnostics.warning(
                        "duplicate-operation",
                        format!("the path has an operation of its own for `{name}`; this one is left out"),
                        &operation,
                    )
                }
                Some(_) => continue,
            };
            told.help(
                "`additionalOperations` holds operations by the name of their method: `COPY`",
            );
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
        let place = Place::root(match id {
            Some(id) => id.to_owned(),
            None => format!("{} {template}", method.as_str().to_lowercase()),
        });
        let nodes = self.parameter_nodes(item, node);
        let in_query = |name: &str| nodes.keys().any(|key| *key == (In::Query, name));
        let path = path::parse(template, in_query);
        let root = self.root();
        let security = self.requirements(node).or_else(|| self.requirements(&root));
        let security = security.unwrap_or_default();
        let mut parameters = self.parameters(nodes, node, &path, security.is_empty(), &place);
        let body = self.request_body(node, &place);
        parameters.extend(self.part_parameters(node, &place));
        let responses = self.responses(node, &method, &place);
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
