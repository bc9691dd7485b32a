//! Runtime expressions (OpenAPI 3.0.3 "Runtime Expressions"), held against the exchange they are about.

use super::Reader;
use super::answer::{Step, answers, is_scalar, step};
use crate::document::{Cursor, pointer};
use crate::ir::{Expression, Operation, Place, Source, Ty};

/// How expressions are written, for help texts.
const FORMS: &str = "write `$response.body#/path/to/member`, `$response.header.Name`, `$request.path.name`, \
    `$request.query.name`, `$request.header.name` or `$statusCode`";

impl Reader<'_> {
    /// An expression for a scalar in an exchange of `about`.
    pub(super) fn scalar(&mut self, about: &Operation, node: &Cursor<'_>) -> Option<Expression> {
        let (expression, types) = self.expression(about, node)?;
        if !types.iter().all(|ty| is_scalar(self.types, ty)) {
            let help = "name a member that is text, a number or a boolean";
            self.wrong("this is a list or an object", node, help);
            return None;
        }
        Some(expression)
    }

    /// An expression, and the types of its value where it stands in the answer's body: one for each of the answers that
    /// have it.
    pub(super) fn expression(
        &mut self,
        about: &Operation,
        node: &Cursor<'_>,
    ) -> Option<(Expression, Vec<Ty>)> {
        let Some(source) = node.as_str().and_then(|text| parse(text.trim())) else {
            self.wrong("this is no runtime expression", node, FORMS);
            return None;
        };
        let types = match &source {
            Source::Body(tokens) => self.body(about, tokens, node)?,
            Source::Parameter(place, name) => {
                let mut all = about.parameters.iter();
                if !all.any(|one| (one.place, &one.name) == (*place, name)) {
                    let message = format!("{} has no such parameter", name_of(about));
                    self.wrong(message, node, parameters(about));
                    return None;
                }
                Vec::new()
            }
            Source::Header(_) | Source::Status => Vec::new(),
        };
        let origin = node.origin();
        Some((Expression { source, origin }, types))
    }

    /// The types of what a pointer leads to, in those answers of `about` that have it.
    fn body(&mut self, about: &Operation, tokens: &[String], node: &Cursor<'_>) -> Option<Vec<Ty>> {
        let answers = answers(about).types;
        let found = answers.iter().map(|ty| self.walk(ty, tokens));
        let (there, missing): (Vec<_>, Vec<_>) = found.partition(Result::is_ok);
        if !there.is_empty() {
            return Some(there.into_iter().flatten().collect());
        }
        let Some(Err((token, members))) = missing.into_iter().next() else {
            let message = format!(
                "the document gives {} no answer with a body",
                name_of(about)
            );
            self.wrong(message, node, "describe the body, or name a header");
            return None;
        };
        let message = format!("the answer of {} has no `{token}` there", name_of(about));
        let help = match members.as_slice() {
            [] => "what is there has no members".to_owned(),
            members => {
                let members: Vec<&str> = members.iter().map(String::as_str).collect();
                format!("there are {}", super::list(&members))
            }
        };
        self.wrong(message, node, help);
        None
    }

    /// The type of what a pointer leads to, or the token that leads nowhere and the members that there are.
    fn walk<'t>(&self, ty: &Ty, tokens: &'t [String]) -> Result<Ty, (&'t str, Vec<String>)> {
        tokens
            .iter()
            .try_fold(ty.clone(), |ty, token| match step(self.types, &ty, token) {
                Step::To(ty) => Ok(ty),
                Step::Nowhere(members) => Err((token.as_str(), members)),
            })
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
