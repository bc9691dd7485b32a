//! The path: a template with its parameters filled in (OpenAPI 3.0.3 "Path Templating").

use super::{RequestError, percent, style::Parts};
use crate::{
    json,
    model::{Ref, Slot},
    operation::{Input, Parameter, Place, Style},
};

/// The path and the query that the template itself has; the query is empty for most.
pub(super) struct Path {
    /// The path, with a leading `/` if the template has one.
    pub(super) path: String,
    /// What stands behind a `?` in the template.
    pub(super) query: String,
}

/// Fills in the template of the input's route.
///
/// A segment that a parameter turns into `.` or `..` is an error: encoding does not help, because URL parsers (WHATWG URL
/// §4.4) take `%2E%2E` for `..` too, and the request would go to another resource.
pub(super) fn encode(input: &dyn Input) -> Result<Path, RequestError> {
    let route = input.route();
    // Documents write fragments to tell operations of one path apart; no server gets to see them.
    let template = route.path.split('#').next().unwrap_or_default();
    let (template, query) = template.split_once('?').unwrap_or((template, ""));
    let mut path = String::new();
    for (index, segment) in template.split('/').enumerate() {
        if index > 0 {
            path.push('/');
        }
        let text = fill(input, segment)?;
        if text != segment && matches!(text.as_str(), "." | "..") {
            return Err(RequestError::DotSegment { path: route.path });
        }
        path.push_str(&text);
    }
    Ok(Path {
        path,
        query: percent::template(query),
    })
}

/// One segment of the template.
fn fill(input: &dyn Input, segment: &str) -> Result<String, RequestError> {
    let mut text = String::new();
    let mut rest = segment;
    while let Some((before, name, after)) = placeholder(rest) {
        text.push_str(&percent::template(before));
        let parameters = input.route().parameters.iter().enumerate();
        let mut named = parameters.filter(|(_, Parameter(wire, spelling))| {
            spelling.place == Place::Path && *wire == name
        });
        match named.next() {
            Some((index, parameter)) => text.push_str(&expand(parameter, input.parameter(index))?),
            None => text.push_str(&percent::template(&format!("{{{name}}}"))),
        }
        rest = after;
    }
    text.push_str(&percent::template(rest));
    Ok(text)
}

/// Splits at the first `{name}`.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once('{')?;
    let (name, after) = rest.split_once('}')?;
    Some((before, name, after))
}

/// The value of one parameter, as its style writes it.
fn expand(Parameter(name, spelling): &Parameter, slot: &dyn Slot) -> Result<String, RequestError> {
    let empty = || RequestError::EmptyPathParameter {
        name: (*name).to_owned(),
    };
    let explode = spelling.explode;
    let name = percent::part(name);
    Ok(match spelling.style {
        Style::Label => {
            let separator = if explode { "." } else { "," };
            let text = Parts::of(slot, percent::part).join(explode, separator);
            format!(".{}", text.ok_or_else(empty)?)
        }
        Style::Matrix => match Parts::of(slot, percent::part) {
            Parts::Items(items) if explode => {
                items.iter().map(|item| matrix(&name, item)).collect()
            }
            Parts::Members(members) if explode => members
                .iter()
                .map(|(name, value)| matrix(name, value))
                .collect(),
            parts => matrix(&name, &parts.join(explode, ",").ok_or_else(empty)?),
        },
        Style::Json if matches!(slot.view(), Ref::Absent) => return Err(empty()),
        Style::Json => percent::segment(&json::to_string(slot)),
        _ => {
            let text = match Parts::of(slot, percent::part) {
                // A scalar has no parts to tell apart, so it keeps its commas.
                Parts::Text(_) => Parts::of(slot, percent::segment).join(explode, ","),
                parts => parts.join(explode, ","),
            };
            text.filter(|text| !text.is_empty()).ok_or_else(empty)?
        }
    })
}

/// `;name=value`, or `;name` if the value is empty.
fn matrix(name: &str, value: &str) -> String {
    let between = if value.is_empty() { "" } else { "=" };
    format!(";{name}{between}{value}")
}
