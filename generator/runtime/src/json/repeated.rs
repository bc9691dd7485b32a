//! Which members of objects are there for a second time.

use std::{borrow::Cow, collections::HashSet};

use super::{
    scan::{Container, Scanner},
    stop::Step,
};

/// Where the values stand that do not count, because a member of the same name comes after them.
///
/// Objects are read once from left to right, into models that would keep a trace of what was there first. No serious
/// server sends such objects; so they are looked for only when one was met, or when a branch of a union does not fit.
#[derive(Debug, Default)]
pub(super) struct Outdone(HashSet<usize>);

impl Outdone {
    /// Looks through the value that comes next, and passes it.
    pub(super) fn of<'t>(scan: &mut Scanner<'t>) -> Step<Self> {
        let mut outdone = Self::default();
        outdone.value(scan, &mut Vec::new())?;
        Ok(outdone)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether the value at this place does not count.
    #[inline]
    pub(super) fn contains(&self, at: usize) -> bool {
        !self.0.is_empty() && self.0.contains(&at)
    }

    /// Passes a value. `members` holds those of the objects around: their names, and where their values stand.
    fn value<'t>(
        &mut self,
        scan: &mut Scanner<'t>,
        members: &mut Vec<(Cow<'t, str>, usize)>,
    ) -> Step {
        if scan.is(Container::Array) {
            let mut more = scan.begin(Container::Array)?;
            while more {
                self.value(scan, members)?;
                more = scan.next(Container::Array)?;
            }
            return Ok(());
        }
        if !scan.is(Container::Object) {
            return scan.skip();
        }
        let around = members.len();
        let mut more = scan.begin(Container::Object)?;
        while more {
            let name = scan.name()?;
            members.push((name, scan.at()));
            self.value(scan, members)?;
            more = scan.next(Container::Object)?;
        }
        let own = members.get_mut(around..).unwrap_or_default();
        own.sort_unstable();
        for pair in own.windows(2) {
            if let [(name, at), (next, _)] = pair
                && name == next
            {
                self.0.insert(*at);
            }
        }
        members.truncate(around);
        Ok(())
    }
}
