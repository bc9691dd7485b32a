//! Gathers and settles the names of operations: the struct of each and the client's method.

use std::collections::BTreeMap;

use super::{Case, Name, PRELUDE, Request, Scope, plain, scope::report};
use crate::{
    diagnostic::Diagnostics,
    ir::{Api, Operation, PathPiece},
};

/// Methods that every client has, and methods of traits that a method of that name would hide.
const CLIENT: [&str; 13] = [
    "new",
    "default",
    "configure",
    "base_url",
    "follow",
    "request",
    "server",
    "clone",
    "clone_from",
    "fmt",
    "into",
    "try_into",
    "type_id",
];

/// The names of operations, by their place in the API.
#[derive(Debug)]
pub struct OperationNames {
    types: Vec<Name>,
    methods: Vec<Name>,
    by_id: BTreeMap<String, Name>,
    scope: Scope,
    client: Scope,
}

impl OperationNames {
    /// Settles the names of the operations of `api`.
    pub fn settle(api: &Api, diagnostics: &mut Diagnostics) -> Self {
        let texts: Vec<String> = api.operations.iter().map(text).collect();
        let requests = |case| -> Vec<Request> {
            let named = |(operation, text): (&Operation, &String)| {
                let mut request = Request::plain(case, text, operation.rust_name.as_deref());
                let apart = plain(case, &format!("{text} {}", from_path(operation)));
                request.bids.push(apart);
                request.others = None;
                request.key = format!("{text}\u{1}{}", from_path(operation));
                request
            };
            api.operations.iter().zip(&texts).map(named).collect()
        };
        let jobs = api.operations.iter().any(|one| one.job.is_some());
        let jobs = jobs.then_some("resume");
        let (mut scope, mut client) = (
            Scope::new(Case::Type, PRELUDE),
            Scope::new(Case::Value, CLIENT.into_iter().chain(jobs)),
        );
        let wanted = requests(Case::Type);
        let types = scope.settle(&wanted);
        for ((request, settled), operation) in wanted.iter().zip(&types).zip(&api.operations) {
            report(
                request,
                settled,
                "operation",
                &operation.origin,
                diagnostics,
            );
        }
        let types: Vec<Name> = types.into_iter().map(|settled| settled.name).collect();
        let methods = client
            .settle(&requests(Case::Value))
            .into_iter()
            .map(|settled| settled.name)
            .collect();
        let ids = api.operations.iter().zip(&types);
        let by_id = ids
            .filter_map(|(operation, name)| Some((operation.id.clone()?, name.clone())))
            .collect();
        Self {
            types,
            methods,
            by_id,
            scope,
            client,
        }
    }

    /// The struct of the operation at `index`.
    pub fn of(&self, index: usize) -> &Name {
        &self.types[index]
    }

    /// The client's method for the operation at `index`.
    pub fn method(&self, index: usize) -> &Name {
        &self.methods[index]
    }

    /// The struct of the operation with an `operationId`.
    pub fn by_id(&self, id: &str) -> Option<&Name> {
        self.by_id.get(id)
    }

    /// A name for a type that goes with an operation.
    pub fn beside(&mut self, bids: &[&str]) -> Name {
        self.scope.one(bids)
    }

    /// A name for another method of the client.
    pub fn setter(&mut self, bids: &[&str]) -> Name {
        self.client.one(bids)
    }
}

/// What an operation is called in the document, or its method and path.
fn text(operation: &Operation) -> String {
    match operation.id.as_deref().map(str::trim) {
        Some(id) if !id.is_empty() => id.to_owned(),
        _ => from_path(operation),
    }
}

/// `GET /extract/evidence/{id}` → `get extract evidence by id`.
fn from_path(operation: &Operation) -> String {
    let mut text = operation.method.as_str().to_lowercase();
    for piece in &operation.path {
        match piece {
            PathPiece::Literal(literal) => text.push_str(&format!(" {literal}")),
            PathPiece::Parameter(name) => text.push_str(&format!(" by {name}")),
        }
    }
    text
}
