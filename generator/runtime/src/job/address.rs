//! [`Address`]: the values that an operation is called with; [`Linked`]: an operation that is called with them.

use std::{fmt, marker::PhantomData};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

use super::Target;
use crate::{
    expression::Seen,
    model::Slot,
    operation::{Operation, Place, Route},
};

/// What separates values must not stand in one; what commonly stands in identifiers stays readable.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'$');

/// The values that an operation is called with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Address {
    Link(String),
    Arguments(Vec<(usize, String)>),
}

impl Address {
    /// The address by what an exchange saw; `None` if the link or a value for the path is missing.
    pub(super) fn find(target: &Target, route: &Route, seen: &Seen<'_>) -> Option<Self> {
        match target {
            Target::Link(source) => source.text(seen).map(|link| Self::Link(link.trim().into())),
            Target::Arguments(arguments) => {
                let mut values = Vec::new();
                for (index, source) in *arguments {
                    match source.text(seen) {
                        Some(value) => values.push((*index, value)),
                        None if in_path(route, *index) => return None,
                        None => {}
                    }
                }
                (!values.is_empty()).then_some(Self::Arguments(values))
            }
        }
    }

    /// The address of a stored identifier.
    pub(super) fn parse(target: &Target, id: &str) -> Self {
        match target {
            Target::Link(_) => Self::Link(id.trim().to_owned()),
            Target::Arguments([(index, _)]) => Self::Arguments(vec![(*index, id.to_owned())]),
            Target::Arguments(arguments) => {
                let decode = |text| percent_decode_str(text).decode_utf8_lossy().into_owned();
                let values = arguments.iter().zip(id.split('/'));
                let values = values.filter(|(_, value)| !value.is_empty());
                Self::Arguments(
                    values
                        .map(|((index, _), it)| (*index, decode(it)))
                        .collect(),
                )
            }
        }
    }

    /// The identifier to store: the link; the value, where there is one; the values with `/` between them, each
    /// percent-encoded.
    pub(super) fn id(&self, target: &Target) -> String {
        match (self, target) {
            (Self::Link(link), _) => link.clone(),
            (Self::Arguments(values), Target::Arguments(arguments)) if arguments.len() > 1 => {
                let value = |(index, _): &(usize, _)| {
                    let value = values.iter().find(|(other, _)| other == index);
                    let text = value.map_or("", |(_, text)| text.as_str());
                    utf8_percent_encode(text, VALUE).to_string()
                };
                let id: Vec<String> = arguments.iter().map(value).collect();
                id.join("/").trim_end_matches('/').to_owned()
            }
            (Self::Arguments(values), _) => {
                let first = values.first();
                first.map(|(_, value)| value.clone()).unwrap_or_default()
            }
        }
    }
}

fn in_path(route: &Route, index: usize) -> bool {
    let parameter = route.parameters.get(index);
    parameter.is_some_and(|parameter| parameter.1.place == Place::Path)
}

/// The operation `O`, called with values that an earlier answer gave.
pub struct Linked<O> {
    address: Address,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> Linked<O> {
    pub(super) fn new(address: Address) -> Self {
        Self {
            address,
            operation: PhantomData,
        }
    }

    /// The operation by what an exchange saw. What is missing is told when it is called.
    pub(super) fn find(target: &Target, seen: &Seen<'_>) -> Self {
        let nothing = match target {
            Target::Link(_) => Address::Link(String::new()),
            Target::Arguments(_) => Address::Arguments(Vec::new()),
        };
        Self::new(Address::find(target, O::ROUTE, seen).unwrap_or(nothing))
    }
}

impl<O> Clone for Linked<O> {
    fn clone(&self) -> Self {
        Self {
            address: self.address.clone(),
            operation: PhantomData,
        }
    }
}

impl<O: Operation> fmt::Debug for Linked<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Linked")
            .field("operation", &O::ROUTE.id)
            .field("address", &self.address)
            .finish()
    }
}

impl<O: Operation> Operation for Linked<O> {
    type Output = O::Output;
    type Failure = O::Failure;

    const ROUTE: &'static Route = O::ROUTE;

    fn parameter(&self, index: usize) -> &dyn Slot {
        let Address::Arguments(values) = &self.address else {
            return &();
        };
        match values.iter().find(|(other, _)| *other == index) {
            Some((_, value)) => value,
            None => &(),
        }
    }

    fn link(&self) -> Option<&str> {
        match &self.address {
            Address::Link(link) => Some(link),
            Address::Arguments(_) => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::expression::Source;

    const ONE: Target = Target::Arguments(&[(1, Source::Status)]);
    const TWO: Target = Target::Arguments(&[(1, Source::Status), (0, Source::Status)]);
    const LINK: Target = Target::Link(Source::Status);

    #[test]
    fn identifiers_can_be_stored() {
        let arguments = |values: &[(usize, &str)]| {
            let own = |(index, value): &(usize, &str)| (*index, (*value).to_owned());
            Address::Arguments(values.iter().map(own).collect())
        };
        for (target, address, id) in [
            (ONE, arguments(&[(1, "a/b c")]), "a/b c"),
            (TWO, arguments(&[(1, "a/b"), (0, "c d")]), "a%2Fb/c%20d"),
            (TWO, arguments(&[(1, "a")]), "a"),
            (TWO, arguments(&[(0, "a$b")]), "/a$b"),
            (LINK, Address::Link("/jobs/1?a=b".to_owned()), "/jobs/1?a=b"),
        ] {
            assert_eq!(address.id(&target), id);
            assert_eq!(Address::parse(&target, id), address);
        }
    }
}
