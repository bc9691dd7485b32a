//! Runtime expressions (OpenAPI 3.0.3 "Runtime Expressions"), held against the exchange they are about.

use super::Reader;
use super::answer::{Answer, Step, answer, is_scalar, step};
use crate::document::{Cursor, pointer};
use crate::ir::{Expression, Operation, Place, Source, Ty};

/// How expressions are written, for help texts.
const FORMS: &str = "write `$response.body#/path/to/member`, `$response.header.Name`, `$request.path.name`, \
    `$request.query.name`, `$request.header.name` or `$statusCode`";

impl Reader<'_> {
    /// An expression for a scalar in an exchange of `about`.
    pub(super) fn scalar(&mut self, about: &Operation, node: &Cursor<'_>) -> Option<Expression> {
        let (expression, ty) = self.expression(about, node)?;
        if ty.is_some_and(|ty| !is_scalar(self.types, &ty)) {
            let help = "name a member that is text, a number or a boolean";
            self.wrong("this is a list or an object", node, help);
            return None;
        }
        Some(expression)
    }

    /// An expression, and the type of its value where it stands in the answer's body.
    pub(super) fn expression(
        &mut self,
        about: &Operation,
        node: &Cursor<'_>,
    ) -> Option<(Expression, Option<Ty>)> {
        let Some(source) = node.as_str().and_then(|text| parse(text.trim())) else {
            self.wrong("this is no runtime expression", node, FORMS);
            return None;
        };
        let ty = match &source {
            Source::Body(tokens) => Some(self.body(about, tokens, node)?),
            Source::Parameter(place, name) => {
                let mut all = about.parameters.iter();
                if !all.any(|one| (one.place, &one.name) == (*place, name)) {
                    let message = format!("{} has no such parameter", name_of(about));
                    self.wrong(message, node, parameters(about));
                    return None;
                }
                None
            }
            Source::Header(_) | Source::Status => None,
        };
        let origin = node.origin();
        Some((Expression { source, origin }, ty))
    }

    /// The type of what a pointer leads to in the answers of `about`.
    fn body(&mut self, about: &Operation, tokens: &[String], node: &Cursor<'_>) -> Option<Ty> {
        let mut ty = match answer(about) {
            Answer::Value(ty) => ty.clone(),
            Answer::Empty => {
                let message = format!(
                    "the document gives {} no answer with a body",
                    name_of(about)
                );
                self.wrong(message, node, "describe the body, or name a header");
                return None;
            }
            Answer::Other => {
                let message = format!("the answers of {} are not of one type", name_of(about));
                self.wrong(message, node, "give its successes one schema");
                return None;
            }
        };
        for token in tokens {
            ty = match step(self.types, &ty, token) {
                Step::To(ty) => ty,
                Step::Nowhere(members) => {
                    let message =
                        format!("the answer of {} has no `{token}` there", name_of(about));
                    let help = match members.as_slice() {
                        [] => "what is there has no members".to_owned(),
                        members => {
                            let members: Vec<&str> = members.iter().map(String::as_str).collect();
                            format!("there are {}", super::list(&members))
                        }
                    };
                    self.wrong(message, node, help);
                    return None;
                }
            };
        }
        Some(ty)
    }
}

fn parse(text: &str) -> Option<Source> {
    if text == "$statusCode" {
        return Some(Source::Status);
    }
    if let Some(rest) = text.strip_prefix("$response.body") {
        let pointer = match rest {
            "" => "",
            rest => rest.strip_prefix('#')?,
        };
        let whole = pointer.is_empty() || pointer.starts_with('/');
        let tokens = pointer::tokens(pointer).map(|token| token.into_owned());
        return whole.then(|| Source::Body(tokens.collect()));
    }
    let named = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    if let Some(name) = text.strip_prefix("$response.header.") {
        return named(name).map(Source::Header);
    }
    let (place, name) = text.strip_prefix("$request.")?.split_once('.')?;
    Some(Source::Parameter(place_of(place)?, named(name)?))
}

/// `path` and the like.
pub(super) fn place_of(text: &str) -> Option<Place> {
    Some(match text {
        "path" => Place::Path,
        "query" => Place::Query,
        "header" => Place::Header,
        "cookie" => Place::Cookie,
        _ => return None,
    })
}

/// `` `getJob` ``
pub(super) fn name_of(operation: &Operation) -> String {
    match &operation.id {
        Some(id) => format!("`{id}`"),
        None => format!("`{} {}`", operation.method.as_str(), operation.template()),
    }
}

/// What parameters there are.
pub(super) fn parameters(operation: &Operation) -> String {
    let names: Vec<&str> = operation
        .parameters
        .iter()
        .map(|one| one.name.as_str())
        .collect();
    match names.as_slice() {
        [] => "it has no parameters".to_owned(),
        names => format!("there are {}", super::list(names)),
    }
}
