//! The call that the documentation of a crate shows.

use crate::plan::{CredentialKind, Doc, FirstCall, Module, Sample};

/// How wide a line of code may be.
const WIDTH: usize = 100;

/// What the example shows.
const SUMMARY: &str = "[`Client`] has a method for each operation: what it requires are arguments, what is optional is set by name.";

/// Its lines, below a blank one; none where there is no such call.
pub fn lines(module: &Module, library: &str) -> Doc {
    let Some(it) = &module.first_call else {
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
    lines.extend(client(it, library));
    lines.push(call(it));
    lines.extend(["# Ok(()) }".to_owned(), "```".to_owned()]);
    lines
}

/// The client, with what the call needs of a server and of credentials.
fn client(it: &FirstCall, library: &str) -> Vec<String> {
    let server = it
        .needs_server
        .then_some(".base_url(\"https://example.com\")");
    let mut setters: Vec<String> = server.into_iter().map(str::to_owned).collect();
    setters.extend(it.credentials.iter().map(|(setter, kind)| {
        let arguments = match kind {
            CredentialKind::Token(_) | CredentialKind::OAuth2(_) => "\"a token\"",
            CredentialKind::ApiKey(..) => "\"a key\"",
            CredentialKind::Basic => "\"user\", \"password\"",
        };
        format!(".{setter}({arguments})")
    }));
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

fn call(it: &FirstCall) -> String {
    let value = if it.gives { "let answer = " } else { "" };
    let arguments: Vec<String> = it.arguments.iter().map(sample).collect();
    let option = it.option.as_ref();
    let option = option.map(|(setter, value)| format!(".{setter}({})", sample(value)));
    format!(
        "{value}client.{}({}){}.await?;",
        it.method,
        arguments.join(", "),
        option.unwrap_or_default()
    )
}

fn sample(it: &Sample) -> String {
    match it {
        Sample::Text(text) => format!("{text:?}"),
        Sample::Integer => "1".to_owned(),
        Sample::Number => "1.0".to_owned(),
        Sample::Bool => "true".to_owned(),
    }
}
