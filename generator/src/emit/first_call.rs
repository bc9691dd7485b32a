//! A call, for the documentation of a crate: what its user types first.

use crate::{
    ir::Method,
    plan::{
        Client, CredentialKind, CredentialSetter, Doc, Module, Operation, Outcome, Parameter,
        Reading, Type,
    },
};

/// How wide a line of code may be.
const WIDTH: usize = 100;

/// What the example shows.
const SUMMARY: &str = "[`Client`] has a method for each operation: what it requires are arguments, what is optional is set by name.";

/// The lines of an example, below a blank one. None where each operation requires more than texts, numbers and the like.
pub fn lines(module: &Module, library: &str) -> Doc {
    let Some(client) = &module.client else {
        return Doc::new();
    };
    let operations = module.operations.iter().flat_map(|it| &it.items);
    let calls = operations.filter_map(|it| Some((it, arguments(it)?)));
    let Some((operation, arguments)) = calls.min_by_key(|(it, arguments)| ranked(it, arguments))
    else {
        return Doc::new();
    };
    // Without all of its features, the crate may not have the operation.
    let test = if module.features.is_empty() {
        "no_run"
    } else {
        "ignore"
    };
    let mut lines = vec![
        String::new(),
        SUMMARY.to_owned(),
        String::new(),
        format!("```{test}"),
        "# async fn run() -> Result<(), Box<dyn std::error::Error>> {".to_owned(),
    ];
    lines.extend(made(client, operation, library));
    let (method, arguments) = (&operation.method_name, arguments.join(", "));
    let call = format!("client.{method}({arguments})");
    let set = set(operation).unwrap_or_default();
    lines.push(if gives_nothing(operation) {
        format!("{call}{set}.await?;")
    } else {
        format!("let answer = {call}{set}.await?;")
    });
    lines.extend(["# Ok(()) }".to_owned(), "```".to_owned()]);
    lines
}

/// What says most goes first: a reading call that gives something, with few arguments.
fn ranked(operation: &Operation, arguments: &[String]) -> (bool, bool, usize) {
    (
        gives_nothing(operation),
        operation.method != Method::GET,
        arguments.len(),
    )
}

fn gives_nothing(operation: &Operation) -> bool {
    matches!(
        operation.output,
        Outcome::Never | Outcome::One(_, Reading::Nothing) | Outcome::One(Type::Plain("()"), _)
    )
}

/// The arguments of a call, if all of them are plain.
fn arguments(operation: &Operation) -> Option<Vec<String>> {
    if operation.deprecated
        || operation.group.is_some()
        || operation.body.as_ref().is_some_and(|body| body.required)
    {
        return None;
    }
    let required = operation.parameters.iter().filter(|it| it.required);
    required.map(value).collect()
}

/// What a parameter may be given, if that is plain.
fn value(parameter: &Parameter) -> Option<String> {
    Some(match parameter.ty {
        Type::Plain("String") => format!("{:?}", parameter.name.bare()),
        Type::Plain("i32" | "i64" | "u64") => "1".to_owned(),
        Type::Plain("f32" | "f64") => "1.0".to_owned(),
        Type::Plain("bool") => "true".to_owned(),
        _ => return None,
    })
}

/// How the first parameter that need not be given is, if it is plain.
fn set(operation: &Operation) -> Option<String> {
    let mut optional = operation.parameters.iter().filter(|it| !it.required);
    let first = optional.find(|it| !it.deprecated)?;
    Some(format!(".{}({})", first.setter, value(first)?))
}

/// The client, with what the operation needs of a server and of credentials.
fn made(client: &Client, operation: &Operation, library: &str) -> Vec<String> {
    let server = operation.servers.first().or(client.servers.first());
    let is_somewhere = server.is_some_and(|it| it.url.contains("://"));
    let mut setters = Vec::new();
    if !is_somewhere {
        setters.push(".base_url(\"https://example.com\")".to_owned());
    }
    let schemes = operation.security.first().into_iter().flatten();
    let credentials = schemes.filter_map(|scheme| {
        let mut all = client.credentials.iter();
        all.find(|it| it.scheme == *scheme)
    });
    setters.extend(credentials.map(credential));
    let new = format!("let client = {library}::Client::new()");
    let line = format!("{new}{};", setters.concat());
    if line.len() <= WIDTH {
        return vec![line];
    }
    let mut lines = vec![new];
    lines.extend(setters.iter().map(|setter| format!("    {setter}")));
    if let Some(last) = lines.last_mut() {
        last.push(';');
    }
    lines
}

fn credential(it: &CredentialSetter) -> String {
    let arguments = match it.kind {
        CredentialKind::Token(_) | CredentialKind::OAuth2(_) => "\"a token\"",
        CredentialKind::ApiKey(..) => "\"a key\"",
        CredentialKind::Basic => "\"user\", \"password\"",
    };
    format!(".{}({arguments})", it.name)
}
