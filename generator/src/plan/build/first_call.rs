//! Which call the documentation of a crate shows.

use crate::{
    ir::Method,
    plan::{
        Client, FirstCall, Name, Operation, Outcome, Parameter, Reading, Sample, Section, Type,
    },
};

/// The call that says most: one that reads something, with few arguments. None where all of them require more than samples.
pub fn first_call(client: &Client, operations: &[Section<Operation>]) -> Option<FirstCall> {
    let operations = operations.iter().flat_map(|section| &section.items);
    let calls = operations.filter_map(|it| Some((it, arguments(it)?)));
    let (operation, arguments) = calls.min_by_key(|(it, arguments)| {
        let reads = it.method == Method::GET;
        (!gives(it), !reads, arguments.len())
    })?;
    let server = operation.servers.first().or(client.servers.first());
    let schemes = operation.security.first().into_iter().flatten();
    let credentials = schemes.filter_map(|scheme| {
        let mut all = client.credentials.iter();
        let setter = all.find(|it| it.scheme == *scheme)?;
        Some((setter.name.clone(), setter.kind.clone()))
    });
    Some(FirstCall {
        needs_server: !server.is_some_and(|it| it.url.contains("://")),
        credentials: credentials.collect(),
        method: operation.method_name.clone(),
        arguments,
        option: option(operation),
        gives: gives(operation),
    })
}

fn gives(operation: &Operation) -> bool {
    !matches!(
        operation.output,
        Outcome::Never | Outcome::One(_, Reading::Nothing) | Outcome::One(Type::Plain("()"), _)
    )
}

/// The arguments of a call, if there are samples of all of them.
fn arguments(operation: &Operation) -> Option<Vec<Sample>> {
    let body = operation.body.as_ref();
    if operation.deprecated || operation.group.is_some() || body.is_some_and(|it| it.required) {
        return None;
    }
    let required = operation.parameters.iter().filter(|it| it.required);
    required.map(sample).collect()
}

/// The first parameter that need not be given.
fn option(operation: &Operation) -> Option<(Name, Sample)> {
    let mut optional = operation.parameters.iter().filter(|it| !it.required);
    let first = optional.find(|it| !it.deprecated)?;
    Some((first.setter.clone(), sample(first)?))
}

fn sample(parameter: &Parameter) -> Option<Sample> {
    Some(match parameter.ty {
        Type::Plain("String") => Sample::Text(parameter.name.bare().to_owned()),
        Type::Plain("i32" | "i64" | "u64") => Sample::Integer,
        Type::Plain("f32" | "f64") => Sample::Number,
        Type::Plain("bool") => Sample::Bool,
        _ => return None,
    })
}
