//! [`Source`]: where in an exchange a value stands.
//!
//! These are the runtime expressions of OpenAPI's links (OpenAPI 3.0.3 "Runtime Expressions"), read once by the generator.

use std::fmt::Debug;

use http::{HeaderMap, StatusCode};

use crate::{
    download::Download,
    model::{Ref, Slot},
    operation::Input,
    stream::{Events, Lines},
};

/// Where in an exchange a value stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// In the decoded answer (`$response.body#/job/id`), by the tokens of its JSON pointer. Models are walked by the names
    /// that members have on the wire.
    Body(&'static [&'static str]),
    /// In a header of the answer (`$response.header.Location`).
    Header(&'static str),
    /// In the request: the parameter of this index (`$request.path.id`).
    Parameter(usize),
    /// The answer's status (`$statusCode`).
    Status,
}

/// What an operation gives, as expressions look into it: a value, or an enum of what its successes give by status and media
/// type.
pub trait Look: Debug {
    /// The value; `()` where there is none, or one that only its reader sees.
    fn look(&self) -> &dyn Slot;
}

impl<T: Slot + Debug> Look for T {
    fn look(&self) -> &dyn Slot {
        self
    }
}

impl Look for Download {
    fn look(&self) -> &dyn Slot {
        &()
    }
}

impl<T> Look for Events<T> {
    fn look(&self) -> &dyn Slot {
        &()
    }
}

impl<T> Look for Lines<T> {
    fn look(&self) -> &dyn Slot {
        &()
    }
}

/// An exchange that has ended, as expressions see it.
#[derive(Clone, Copy)]
pub(crate) struct Seen<'a> {
    pub(crate) input: &'a dyn Input,
    pub(crate) status: StatusCode,
    pub(crate) headers: &'a HeaderMap,
    pub(crate) body: &'a dyn Slot,
}

impl Source {
    /// The value as text; `None` if it is missing, null, empty, or no scalar.
    pub(crate) fn text(&self, seen: &Seen<'_>) -> Option<String> {
        let text = match self {
            Self::Body(tokens) => scalar(walk(seen.body.view(), tokens)),
            Self::Header(name) => seen.headers.get(*name)?.to_str().ok().map(str::to_owned),
            Self::Parameter(index) => scalar(seen.input.parameter(*index).view()),
            Self::Status => Some(seen.status.as_str().to_owned()),
        };
        text.filter(|text| !text.is_empty())
    }

    /// The value as a number.
    pub(crate) fn number(&self, seen: &Seen<'_>) -> Option<f64> {
        let number: f64 = self.text(seen)?.trim().parse().ok()?;
        number.is_finite().then_some(number)
    }

    /// How many items the list has; `None` if it is none.
    pub(crate) fn count(&self, seen: &Seen<'_>) -> Option<usize> {
        let Self::Body(tokens) = self else {
            return None;
        };
        match settled(walk(seen.body.view(), tokens)) {
            Ref::List(list) => Some(list.len()),
            _ => None,
        }
    }
}

/// What the tokens of a pointer lead to.
fn walk<'a>(from: Ref<'a>, tokens: &[&str]) -> Ref<'a> {
    tokens.iter().fold(from, |at, token| child(at, token))
}

fn child<'a>(at: Ref<'a>, token: &str) -> Ref<'a> {
    match settled(at) {
        Ref::Struct(model) => {
            let fields = model.table().fields();
            match fields.iter().position(|field| field.name() == token) {
                Some(index) => model.field(index),
                None => entry(model.rest(), token),
            }
        }
        Ref::Map(map) => entry(map, token),
        Ref::List(list) => match token.parse() {
            Ok(index) if index < list.len() => list.item(index),
            _ => Ref::Absent,
        },
        _ => Ref::Absent,
    }
}

fn entry<'a>(map: &'a dyn crate::model::Map, token: &str) -> Ref<'a> {
    let mut found = Ref::Absent;
    map.each(&mut |name, value| {
        if name == token {
            found = value;
        }
    });
    found
}

/// A value of any shape by its shape.
fn settled(at: Ref<'_>) -> Ref<'_> {
    match at {
        Ref::Value(value) => value.shape(),
        other => other,
    }
}

/// A scalar as it goes into a URL.
fn scalar(at: Ref<'_>) -> Option<String> {
    Some(match settled(at) {
        Ref::Text(text) | Ref::Secret(text) | Ref::Number(text) => text.to_owned(),
        Ref::Bool(value) => value.to_string(),
        Ref::Integer(value) => value.to_string(),
        Ref::Unsigned(value) => value.to_string(),
        Ref::Float(value) => value.to_string(),
        Ref::Double(value) => value.to_string(),
        Ref::Literal(literal) => return scalar_of(&literal.get()),
        Ref::Absent
        | Ref::Null
        | Ref::Value(_)
        | Ref::Struct(_)
        | Ref::List(_)
        | Ref::Map(_)
        | Ref::Bytes(_)
        | Ref::Upload(_) => return None,
    })
}

fn scalar_of(value: &crate::value::Value) -> Option<String> {
    match value.shape() {
        Ref::Value(_) | Ref::Literal(_) => None,
        shape => scalar(shape),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        operation::{NoFailure, Operation, Route},
        value::Value,
    };

    #[derive(Debug)]
    struct Asked;

    impl Operation for Asked {
        type Output = ();
        type Failure = NoFailure;
        const ROUTE: &'static Route = crate::link::Presigned::ROUTE;

        fn parameter(&self, index: usize) -> &dyn Slot {
            if index == 0 { &true } else { &() }
        }
    }

    fn text(source: Source, body: &str) -> Option<String> {
        let body = Value::parse(body).unwrap();
        let mut headers = HeaderMap::new();
        headers.insert("location", "/jobs/1".parse().unwrap());
        source.text(&Seen {
            input: &Asked,
            status: StatusCode::ACCEPTED,
            headers: &headers,
            body: &body,
        })
    }

    #[test]
    fn values_are_found_in_every_part_of_an_exchange() {
        let found = |source, body| text(source, body);
        let body = r#"{"job":{"id":7,"a/b":"x"},"items":["p",{"q":true}],"none":null,"empty":""}"#;
        assert_eq!(found(Source::Body(&["job", "id"]), body).unwrap(), "7");
        assert_eq!(found(Source::Body(&["job", "a/b"]), body).unwrap(), "x");
        assert_eq!(found(Source::Body(&["items", "0"]), body).unwrap(), "p");
        assert_eq!(
            found(Source::Body(&["items", "1", "q"]), body).unwrap(),
            "true"
        );
        assert_eq!(found(Source::Header("Location"), body).unwrap(), "/jobs/1");
        assert_eq!(found(Source::Parameter(0), body).unwrap(), "true");
        assert_eq!(found(Source::Status, body).unwrap(), "202");
    }

    #[test]
    fn what_is_missing_null_empty_or_no_scalar_is_nothing() {
        let body = r#"{"job":{},"items":[1],"none":null,"empty":""}"#;
        for source in [
            Source::Body(&["job"]),
            Source::Body(&["items"]),
            Source::Body(&["items", "1"]),
            Source::Body(&["none"]),
            Source::Body(&["empty"]),
            Source::Body(&["none", "x"]),
            Source::Header("Retry-After"),
            Source::Parameter(1),
        ] {
            assert_eq!(text(source, body), None, "{source:?}");
        }
    }
}
