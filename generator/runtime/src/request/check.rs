//! Holding a request to the limits that its document sets, before it is sent.

use std::{collections::HashSet, fmt};

use super::RequestError;
use crate::{
    error::Path,
    json,
    model::{Limit, Ref, each_member, items},
    operation::{Input, Parameter},
    value::Value,
};

/// How many problems are listed.
const MOST: usize = 20;

/// Whether the values of a request keep the limits of the document: ranges, lengths, sizes, and patterns with the feature
/// `patterns`. Nothing is sent.
///
/// # Errors
/// If one does not. The error says which limits, and shows no values.
pub fn check(input: &dyn Input) -> Result<(), RequestError> {
    let mut check = Check::default();
    for (index, Parameter(name, spelling)) in input.route().parameters.iter().enumerate() {
        let path = Path::Member(&Path::Root, name);
        check.value(input.parameter(index).view(), spelling.limits, &path);
    }
    if let Some(value) = input.body().value() {
        let path = Path::Member(&Path::Root, "body");
        check.value(value.view(), &[], &path);
    }
    if check.problems.is_empty() {
        Ok(())
    } else {
        Err(RequestError::Limits {
            problems: check.problems,
        })
    }
}

#[derive(Default)]
struct Check {
    problems: Vec<String>,
}

impl Check {
    fn value(&mut self, view: Ref<'_>, limits: &[Limit], path: &Path<'_>) {
        let mut of_items: &[Limit] = &[];
        for limit in limits {
            if let Limit::Each(limits) = limit {
                of_items = limits;
            } else if !holds(limit, view) && self.problems.len() < MOST {
                self.problems.push(format!("`{path}`: {limit}"));
            }
        }
        match view {
            Ref::Struct(model) => {
                for (index, field) in model.table().fields().iter().enumerate() {
                    let path = Path::Member(path, field.name());
                    self.value(model.field(index), field.rule().limits, &path);
                }
                model.rest().each(&mut |name, view| {
                    self.value(view, &[], &Path::Member(path, name));
                });
            }
            Ref::Map(map) => map.each(&mut |name, view| {
                self.value(view, &[], &Path::Member(path, name));
            }),
            Ref::List(_) | Ref::Value(Value::Array(_)) => each_item(view, |index, item| {
                self.value(item, of_items, &Path::Item(path, index));
            }),
            _ => {}
        }
    }
}

fn each_item<'a>(view: Ref<'a>, mut each: impl FnMut(usize, Ref<'a>)) {
    match view {
        Ref::List(list) => (0..list.len()).for_each(|index| each(index, list.item(index))),
        Ref::Value(Value::Array(items)) => {
            let items = items.iter().enumerate();
            items.for_each(|(index, item)| each(index, Ref::Value(item)));
        }
        _ => {}
    }
}

/// Whether a value keeps a limit; one of another kind always does.
fn holds(limit: &Limit, view: Ref<'_>) -> bool {
    let number = |keeps: &dyn Fn(f64) -> bool| number(view).is_none_or(keeps);
    let length = |keeps: &dyn Fn(u64) -> bool| {
        text(view).is_none_or(|text| keeps(text.chars().count() as u64))
    };
    let items = |keeps: &dyn Fn(u64) -> bool| count_items(view).is_none_or(keeps);
    let members = |keeps: &dyn Fn(u64) -> bool| count_members(view).is_none_or(keeps);
    match *limit {
        Limit::AtLeast(least) => number(&|it| it >= least),
        Limit::MoreThan(least) => number(&|it| it > least),
        Limit::AtMost(most) => number(&|it| it <= most),
        Limit::LessThan(most) => number(&|it| it < most),
        Limit::MultipleOf(step) => number(&|it| is_multiple(it, step)),
        Limit::MinLength(least) => length(&|it| it >= least),
        Limit::MaxLength(most) => length(&|it| it <= most),
        Limit::Pattern(pattern) => text(view).is_none_or(|text| matches(pattern, text)),
        Limit::MinItems(least) => items(&|it| it >= least),
        Limit::MaxItems(most) => items(&|it| it <= most),
        Limit::Unique => is_unique(view),
        Limit::MinMembers(least) => members(&|it| it >= least),
        Limit::MaxMembers(most) => members(&|it| it <= most),
        Limit::Each(_) => true,
    }
}

fn number(view: Ref<'_>) -> Option<f64> {
    match view {
        Ref::Integer(number) => Some(number as f64),
        Ref::Unsigned(number) => Some(number as f64),
        Ref::Float(number) => Some(number.into()),
        Ref::Double(number) => Some(number),
        Ref::Number(text) => text.parse().ok(),
        Ref::Value(Value::Number(number)) => number.as_str().parse().ok(),
        _ => None,
    }
}

fn text(view: Ref<'_>) -> Option<&str> {
    match view {
        Ref::Text(text) | Ref::Secret(text) => Some(text),
        Ref::Value(Value::String(text)) => Some(text),
        _ => None,
    }
}

fn count_items(view: Ref<'_>) -> Option<u64> {
    match view {
        Ref::List(list) => Some(list.len() as u64),
        Ref::Value(Value::Array(items)) => Some(items.len() as u64),
        Ref::Struct(model) if model.table().whole().positional => Some(items(model).len() as u64),
        _ => None,
    }
}

fn count_members(view: Ref<'_>) -> Option<u64> {
    let mut count = 0;
    match view {
        Ref::Map(map) => map.each(&mut |_, _| count += 1),
        Ref::Struct(model) if !model.table().whole().positional => {
            each_member(model, |_, _| count += 1)
        }
        Ref::Value(Value::Object(members)) => return Some(members.len() as u64),
        _ => return None,
    }
    Some(count)
}

/// Whether a number is a multiple, as far as doubles can tell.
fn is_multiple(number: f64, step: f64) -> bool {
    let quotient = number / step;
    let error = (quotient - quotient.round()).abs();
    step == 0.0 || error <= 1e-9 * quotient.abs().max(1.0)
}

fn is_unique(view: Ref<'_>) -> bool {
    let (mut seen, mut unique) = (HashSet::new(), true);
    each_item(view, |_, item| unique &= seen.insert(json::written(&item)));
    unique
}

/// Whether a text matches. A pattern that is none is no reason to send nothing.
#[cfg(feature = "patterns")]
fn matches(pattern: &str, text: &str) -> bool {
    regress::Regex::with_flags(pattern, "u").map_or(true, |pattern| pattern.find(text).is_some())
}

#[cfg(not(feature = "patterns"))]
fn matches(_: &str, _: &str) -> bool {
    true
}

/// The limit in words.
impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AtLeast(least) => write!(f, "at least {least}"),
            Self::MoreThan(least) => write!(f, "more than {least}"),
            Self::AtMost(most) => write!(f, "at most {most}"),
            Self::LessThan(most) => write!(f, "less than {most}"),
            Self::MultipleOf(step) => write!(f, "a multiple of {step}"),
            Self::MinLength(least) => write!(f, "at least {least} characters"),
            Self::MaxLength(most) => write!(f, "at most {most} characters"),
            Self::Pattern(pattern) => write!(f, "matches {pattern}"),
            Self::MinItems(least) => write!(f, "at least {least} items"),
            Self::MaxItems(most) => write!(f, "at most {most} items"),
            Self::Unique => f.write_str("no item twice"),
            Self::MinMembers(least) => write!(f, "at least {least} members"),
            Self::MaxMembers(most) => write!(f, "at most {most} members"),
            Self::Each(_) => f.write_str("the limits of each item"),
        }
    }
}
