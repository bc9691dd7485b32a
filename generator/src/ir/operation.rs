use http::Method;

use super::{Docs, Job, Origin, Pagination, Parameter, RequestBody, Requirement, Response, Server};

/// One operation: a method on a path.
#[derive(Debug, Clone)]
pub struct Operation {
    /// `operationId`, where there is one.
    pub id: Option<String>,
    /// The name it has in Rust (`x-rust-name`), where an overlay pins it.
    pub rust_name: Option<String>,
    /// The request's method.
    pub method: Method,
    /// The path template, parsed.
    pub path: Vec<PathPiece>,
    /// Summary and description.
    pub docs: Docs,
    /// The tags, the first of which decides the module.
    pub tags: Vec<String>,
    /// The parameters, path-level and operation-level merged, in document order, path parameters in path order first.
    pub parameters: Vec<Parameter>,
    /// The request's body.
    pub body: Option<RequestBody>,
    /// The responses: exact statuses ascending, then ranges, then the default.
    pub responses: Vec<Response>,
    /// Any one of these alternatives will do; empty: no credentials. An alternative without schemes: none needed.
    pub security: Vec<Requirement>,
    /// Servers of its own, in place of the API's.
    pub servers: Vec<Server>,
    /// What it starts.
    pub job: Option<Job>,
    /// How it gives a list page by page.
    pub pagination: Option<Pagination>,
    /// Where it stands.
    pub origin: Origin,
}

impl Operation {
    /// The path template: `/jobs/{id}`.
    pub fn template(&self) -> String {
        let pieces = self.path.iter().map(|piece| match piece {
            PathPiece::Literal(literal) => literal.clone(),
            PathPiece::Parameter(name) => format!("{{{name}}}"),
        });
        pieces.collect()
    }
}

/// A piece of a path template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PathPiece {
    /// Text that goes out as it is.
    Literal(String),
    /// The name of a path parameter.
    Parameter(String),
}
