//! `application/x-www-form-urlencoded` bodies (WHATWG URL §5, OpenAPI 3.0.3 "Support for x-www-form-urlencoded").

use super::{
    RequestError, percent, query,
    shape::{self, Shape},
    style::{self, Encoder},
};
use crate::{body::PartEncoding, json, model::Ref, operation::Style};

/// The members of `view` as pairs.
///
/// A member with a style is written as a query parameter of that style. Without one, scalars are text, lists are repeated
/// pairs, and objects are JSON text, as OpenAPI 3.0.4 and 3.1.1 have it.
pub(super) fn encode(view: Ref<'_>, parts: &[PartEncoding]) -> Result<String, RequestError> {
    let members = match Shape::of(view) {
        Shape::Members(members) => members,
        Shape::Absent => Vec::new(),
        _ => return Err(RequestError::body("a form is made of an object's members")),
    };
    let mut text = String::new();
    for (name, value) in members {
        let part = parts.iter().find(|part| part.name == name);
        query::append(&mut text, "&", pairs(name, value, part)?);
    }
    Ok(text)
}

fn pairs(
    name: &str,
    view: Ref<'_>,
    part: Option<&PartEncoding>,
) -> Result<Vec<(String, String)>, RequestError> {
    let encoded = || percent::form(name);
    if let Some(part) = part {
        if let Some(style) = part.style {
            let encoder = if part.allow_reserved {
                &Encoder::RESERVED
            } else {
                &Encoder::FORM
            };
            return style::pairs(name, view, (style, part.explode), encoder);
        }
        if super::content::is_json(part.content_type) {
            return style::pairs(name, view, (Style::Json, false), &Encoder::FORM);
        }
    }
    Ok(match Shape::of(view) {
        Shape::Absent => Vec::new(),
        Shape::Text(text) => vec![(encoded(), percent::form(&text))],
        Shape::Bytes(bytes) => vec![(encoded(), percent::form_bytes(bytes))],
        Shape::Members(_) => vec![(encoded(), percent::form(&json::written(&view)))],
        Shape::Items(items) => {
            let texts = items.into_iter().filter_map(shape::text);
            texts
                .map(|text| (encoded(), percent::form(&text)))
                .collect()
        }
        Shape::Upload(_) => {
            let problem = "a file cannot stand in a form; it needs a multipart body";
            return Err(RequestError::Shape {
                name: name.to_owned(),
                problem,
            });
        }
    })
}
