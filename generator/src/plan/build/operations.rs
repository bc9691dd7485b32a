//! Operations.

use super::{MOST_ARGUMENTS, Planner};
use crate::{
    ir::{self, Requirement},
    plan::{Body, Name, Operation, Parameter, Server, docs, docs::Page},
};

impl<'a> Planner<'a> {
    pub fn all_operations(&mut self) -> Vec<Operation> {
        let api = self.api;
        api.operations
            .iter()
            .enumerate()
            .map(|(index, operation)| self.operation(index, operation))
            .collect()
    }

    fn operation(&mut self, index: usize, operation: &'a ir::Operation) -> Operation {
        let name = self.operations.of(index).clone();
        let path = operation.template();
        let wire = format!("{} {path}", operation.method.as_str());
        let names = self.input_names(operation);
        let parameters: Vec<Parameter> = operation
            .parameters
            .iter()
            .zip(names.parameters)
            .map(|(parameter, names)| self.parameter(parameter, names))
            .collect();
        let body = operation
            .body
            .as_ref()
            .map(|body| self.body(&name, body, names.body));
        let results = self.results(&name, &operation.responses);
        Operation {
            method_name: self.operations.method(index).clone(),
            docs: Page::of(&operation.docs).line(docs::code(&wire)).finish(),
            id: operation.id.clone().unwrap_or(wire),
            method: operation.method.clone(),
            path,
            security: security(&operation.security),
            servers: operation.servers.iter().map(server).collect(),
            replies: results.replies,
            output: results.output,
            failure: results.failure,
            group: self.group(&name, &parameters, body.as_ref()),
            constants: self.operation_constants(operation, &parameters),
            deprecated: operation.docs.deprecated,
            name,
            parameters,
            body,
            job: None,
            looked_into: false,
            pages: None,
        }
    }

    /// One argument fewer than a function may have: the client's method has `self` as well.
    fn group(
        &mut self,
        name: &Name,
        parameters: &[Parameter],
        body: Option<&Body>,
    ) -> Option<Name> {
        let parameters = parameters.iter().filter(|parameter| parameter.required);
        let required = parameters.count() + usize::from(body.is_some_and(|body| body.required));
        if required < MOST_ARGUMENTS {
            return None;
        }
        let bare = name.bare();
        let bids = [format!("{bare}Required"), format!("{bare}RequiredInputs")];
        Some(self.operations.beside(&[&bids[0], &bids[1]]))
    }
}

/// A server with its variables.
pub fn server(server: &ir::Server) -> Server {
    let variables = server
        .variables
        .iter()
        .map(|variable| (variable.name.clone(), variable.default.clone()));
    Server {
        url: server.url.clone(),
        variables: variables.collect(),
    }
}

fn security(alternatives: &[Requirement]) -> Vec<Vec<String>> {
    let names = |one: &Requirement| one.schemes.iter().map(|(name, _)| name.clone()).collect();
    alternatives.iter().map(names).collect()
}
