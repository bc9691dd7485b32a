//! What a look at a value says of the branches of a union, before any is tried.

use std::borrow::Cow;

use super::{
    read::string,
    tree::{Cursor, Kind},
};
use crate::{
    error::Problem,
    model::{Branch, Kinds, UnionTable},
    value::integer,
};

/// A value that is to be one of a union's branches.
pub(super) struct Look<'t> {
    node: Cursor<'t>,
    kinds: Kinds,
    tag: Option<Tag<'t>>,
}

/// The member that names the branch.
struct Tag<'t> {
    name: &'static str,
    text: Cow<'t, str>,
    /// Whether it is the tag of any branch; one that is not leaves the branches without tags.
    known: bool,
}

/// Why a branch need not be tried.
pub(super) enum Misfit<'t> {
    Kind(&'static str),
    Tag(&'static str, Cow<'t, str>),
    Constant(&'static str, &'static [&'static str], Cow<'t, str>),
    Missing(&'static str),
}

impl<'t> Look<'t> {
    pub(super) fn at(node: Cursor<'t>, table: &'static UnionTable) -> Self {
        let text = if table.tag.is_empty() {
            None
        } else {
            node.member(table.tag).and_then(string)
        };
        let tag = text.map(|text| Tag {
            name: table.tag,
            known: table
                .branches
                .iter()
                .any(|branch| branch.tags.contains(&&*text)),
            text,
        });
        Self {
            node,
            kinds: kinds(node),
            tag,
        }
    }

    /// Why `branch` does not fit, as far as can be seen.
    pub(super) fn misfit(&self, branch: &'static Branch) -> Option<Misfit<'t>> {
        if !branch.kinds.meets(self.kinds) {
            return Some(Misfit::Kind(kind_name(self.node.kind())));
        }
        if let Some(tag) = &self.tag {
            let meant = if tag.known {
                branch.tags.contains(&&*tag.text)
            } else {
                branch.tags.is_empty()
            };
            if !meant {
                return Some(Misfit::Tag(tag.name, tag.text.clone()));
            }
        }
        if self.node.kind() != Kind::Object {
            return None;
        }
        for (name, values) in branch.constants {
            if let Some(text) = self.node.member(name).map(Cursor::text)
                && !values.contains(&&*text)
            {
                return Some(Misfit::Constant(name, values, text));
            }
        }
        let missing = branch
            .required
            .iter()
            .find(|name| self.node.member(name).is_none())?;
        Some(Misfit::Missing(missing))
    }
}

impl From<Misfit<'_>> for Problem {
    fn from(misfit: Misfit<'_>) -> Self {
        match misfit {
            Misfit::Kind(found) => Self::new("another JSON type", found),
            Misfit::Tag(name, found) => {
                Self::new(format!("another `{name}`"), format!("{found:?}"))
            }
            Misfit::Constant(name, values, found) => {
                Self::new(format!("one of {values:?}"), format!("{found:?}")).path(name)
            }
            Misfit::Missing(name) => Self::new("a value", "nothing").path(name),
        }
    }
}

/// The JSON types that a value is of; null is of none.
fn kinds(node: Cursor<'_>) -> Kinds {
    match node.kind() {
        Kind::Null => Kinds(0),
        Kind::True | Kind::False => Kinds::BOOL,
        Kind::Number if integer::<i128>(node.raw()).is_some() => Kinds::INTEGER,
        Kind::Number => Kinds(Kinds::NUMBER.0 & !Kinds::INTEGER.0),
        Kind::String | Kind::Escaped => Kinds::STRING,
        Kind::Array => Kinds::ARRAY,
        Kind::Object => Kinds::OBJECT,
    }
}

fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Null => "null",
        Kind::True | Kind::False => "a boolean",
        Kind::Number => "a number",
        Kind::String | Kind::Escaped => "a string",
        Kind::Array => "an array",
        Kind::Object => "an object",
    }
}
