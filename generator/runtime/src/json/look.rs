//! What a look at a value says of the branches of a union, before any is tried.

use std::borrow::Cow;

use super::{
    scan::{Container, Scanner},
    stop::Step,
};
use crate::{
    error::Problem,
    model::{Branch, Kinds, UnionTable},
    value::integer,
};

/// A value that is to be one of a union's branches.
pub(super) struct Look<'t> {
    scan: Scanner<'t>,
    kinds: Kinds,
    kind: &'static str,
    /// The members of an object and where their values stand, if anything of them matters.
    members: Members<'t>,
    tag: Option<Tag<'t>>,
}

/// The names of members, and where their values stand.
pub(super) type Members<'t> = Vec<(Cow<'t, str>, usize)>;

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
    /// Looks at the value that comes next, and may pass parts of it. `members` is empty: room for them.
    pub(super) fn at(
        scan: &mut Scanner<'t>,
        table: &'static UnionTable,
        members: Members<'t>,
    ) -> Step<Self> {
        let start = *scan;
        let (kinds, kind) = kinds(scan)?;
        let mut look = Self {
            scan: start,
            kinds,
            kind,
            members,
            tag: None,
        };
        let by_members =
            |branch: &Branch| !branch.required.is_empty() || !branch.constants.is_empty();
        if scan.is(Container::Object)
            && (!table.tag.is_empty() || table.branches.iter().any(by_members))
        {
            look.list(scan)?;
            look.tag = look.tag(table)?;
        }
        Ok(look)
    }

    /// Lists the members of the object that comes next.
    fn list(&mut self, scan: &mut Scanner<'t>) -> Step {
        let mut more = scan.begin(Container::Object)?;
        while more {
            let name = scan.name()?;
            self.members.push((name, scan.at()));
            scan.skip()?;
            more = scan.next(Container::Object)?;
        }
        Ok(())
    }

    /// The room for members, empty again.
    pub(super) fn room(mut self) -> Members<'t> {
        self.members.clear();
        self.members
    }

    fn tag(&self, table: &'static UnionTable) -> Step<Option<Tag<'t>>> {
        let Some(mut value) = self.member(table.tag).filter(|_| !table.tag.is_empty()) else {
            return Ok(None);
        };
        let of = |branch: &Branch, text: &str| branch.tags.contains(&text);
        Ok(value.text()?.map(|text| Tag {
            name: table.tag,
            known: table.branches.iter().any(|branch| of(branch, &text)),
            text,
        }))
    }

    /// The member `name`; the last, if there are several.
    fn member(&self, name: &str) -> Option<Scanner<'t>> {
        let found = self.members.iter().rev().find(|(it, _)| it == name);
        found.map(|(_, at)| self.scan.elsewhere(*at))
    }

    /// Why `branch` does not fit, as far as can be seen.
    pub(super) fn misfit(&self, branch: &'static Branch) -> Option<Misfit<'t>> {
        if !branch.kinds.meets(self.kinds) {
            return Some(Misfit::Kind(self.kind));
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
        if !self.scan.is(Container::Object) {
            return None;
        }
        for (name, values) in branch.constants {
            if let Some(text) = self.member(name).map(scalar)
                && !values.contains(&&*text)
            {
                return Some(Misfit::Constant(name, values, text));
            }
        }
        let missing = branch
            .required
            .iter()
            .find(|name| self.member(name).is_none())?;
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

/// The text of a scalar: of a string what it means, of a number its digits; nothing for a container.
fn scalar(mut scan: Scanner<'_>) -> Cow<'_, str> {
    match scan.text() {
        Ok(Some(text)) => text,
        _ if scan.is(Container::Array) || scan.is(Container::Object) => "".into(),
        _ => scan.skipped().into(),
    }
}

/// The JSON types that the value that comes next is of, and what they are called; null is of none.
fn kinds(scan: &mut Scanner<'_>) -> Step<(Kinds, &'static str)> {
    if let Some(number) = scan.number()? {
        let kinds = if integer::<i128>(number).is_some() {
            Kinds::INTEGER
        } else {
            Kinds(Kinds::NUMBER.0 & !Kinds::INTEGER.0)
        };
        return Ok((kinds, "a number"));
    }
    Ok(match scan.peek() {
        Some(b'"') => (Kinds::STRING, "a string"),
        Some(b'{') => (Kinds::OBJECT, "an object"),
        Some(b'[') => (Kinds::ARRAY, "an array"),
        Some(b't' | b'f') => (Kinds::BOOL, "a boolean"),
        _ => (Kinds(0), "null"),
    })
}
