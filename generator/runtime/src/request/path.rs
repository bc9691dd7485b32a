//! The path: a template with its parameters filled in (OpenAPI 3.0.3 "Path Templating").

use super::{RequestError, percent, shape::Shape, style::Parts};
use crate::{
    json,
    model::Ref,
    operation::{Input, Parameter, Place, Style},
};

/// Appends the filled-in template of the input's route to a URL, and gives the query that the template itself has, which
/// is empty for most.
///
/// A segment that a parameter turns into `.` or `..` is an error: encoding does not help, because URL parsers (WHATWG URL
/// §4.4) take `%2E%2E` for `..` too, and the request would go to another resource.
pub(super) fn encode(input: &dyn Input, url: &mut String) -> Result<String, RequestError> {
    let route = input.route();
    // Documents write fragments to tell operations of one path apart; no server gets to see them.
    let template = route.path.split('#').next().unwrap_or_default();
    let (template, query) = template.split_once('?').unwrap_or((template, ""));
    if !template.starts_with('/') {
        url.push('/');
    }
    let start = url.len();
    fill(input, template, url)?;
    // No value brings a `/` along, so that segments stand side by side.
    let segments = url.get(start..).unwrap_or_default().split('/');
    let dots = |(text, segment)| text != segment && matches!(text, "." | "..");
    if url.contains("/.") && segments.zip(template.split('/')).any(dots) {
        return Err(RequestError::DotSegment { path: route.path });
    }
    let mut own = String::new();
    percent::push_template(&mut own, query);
    Ok(own)
}

/// Appends the template.
fn fill(input: &dyn Input, template: &str, url: &mut String) -> Result<(), RequestError> {
    let mut rest = template;
    while let Some((before, name, after)) = placeholder(rest) {
        percent::push_template(url, before);
        let parameters = input.route().parameters.iter().enumerate();
        let mut named = parameters.filter(|(_, Parameter(wire, spelling))| {
            spelling.place == Place::Path && *wire == name
        });
        match named.next() {
            Some((index, parameter)) => {
                url.push_str(&expand(parameter, input.parameter(index).view())?)
            }
            None => percent::push_template(url, &format!("{{{name}}}")),
        }
        rest = after;
    }
    percent::push_template(url, rest);
    Ok(())
}

/// Splits at the first `{name}`, which is within one segment.
fn placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let mut from = 0;
    loop {
        let start = from + text.get(from..)?.find('{')?;
        let length = text.get(start..)?.find(['}', '/'])?;
        let end = start + length;
        if text.get(end..)?.starts_with('}') {
            return Some((
                text.get(..start)?,
                text.get(start + 1..end)?,
                text.get(end + 1..)?,
            ));
        }
        from = end;
    }
}

/// The value of one parameter, as its style writes it.
fn expand(Parameter(name, spelling): &Parameter, view: Ref<'_>) -> Result<String, RequestError> {
    let empty = || RequestError::EmptyPathParameter {
        name: (*name).to_owned(),
    };
    let explode = spelling.explode;
    Ok(match spelling.style {
        Style::Label => {
            let separator = if explode { "." } else { "," };
            let text = Parts::of(view, percent::part).join(explode, separator);
            format!(".{}", text.ok_or_else(empty)?)
        }
        Style::Matrix => {
            let name = percent::part(name);
            match Parts::of(view, percent::part) {
                Parts::Items(items) if explode => {
                    items.iter().map(|item| matrix(&name, item)).collect()
                }
                Parts::Members(members) if explode => members
                    .iter()
                    .map(|(name, value)| matrix(name, value))
                    .collect(),
                parts => matrix(&name, &parts.join(explode, ",").ok_or_else(empty)?),
            }
        }
        Style::Json if matches!(view, Ref::Absent) => return Err(empty()),
        Style::Json => percent::segment(&json::written(&view)),
        _ => {
            let text = match Shape::of(view) {
                Shape::Items(_) | Shape::Members(_) => {
                    Parts::of(view, percent::part).join(explode, ",")
                }
                // A scalar has no parts to tell apart, so it keeps its commas.
                Shape::Text(text) => Some(percent::segment(&text)),
                _ => Parts::of(view, percent::segment).join(explode, ","),
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
