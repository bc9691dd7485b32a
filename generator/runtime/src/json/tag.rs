//! The branch of a union that its tag alone tells: mostly it stands at the beginning, and then nothing is read twice.

use super::{
    read::find,
    scan::{Container, Scanner},
    stop::Step,
};
use crate::model::{Branch, Mut, Presence, UnionTable};

/// The branch that the object that comes next has the tag of, which is looked for up to where it stands. `None` where more
/// must be looked at: where no tag is there that `counts`, by its place, or where it means no branch, or several.
pub(super) fn told(
    mut scan: Scanner<'_>,
    table: &'static UnionTable,
    counts: impl Fn(usize) -> bool,
) -> Step<Option<(usize, &'static Branch)>> {
    if table.tag.is_empty() || !scan.is(Container::Object) {
        return Ok(None);
    }
    let mut more = scan.begin(Container::Object)?;
    while more {
        if scan.name()? != table.tag || !counts(scan.at()) {
            scan.skip()?;
            more = scan.next(Container::Object)?;
            continue;
        }
        let Some(text) = scan.text()? else { break };
        let branches = table.branches.iter().enumerate();
        let mut meant = branches.filter(|(_, branch)| branch.tags.contains(&&*text));
        let (Some((index, branch)), None) = (meant.next(), meant.next()) else {
            break;
        };
        let mut constants = branch.constants.iter();
        let fits = constants.all(|(name, values)| *name == table.tag && values.contains(&&*text));
        return Ok(fits.then_some((index, branch)));
    }
    Ok(None)
}

/// Whether an object with the branch's tag is of the branch just if its content can be filled with it. And a tag that stands
/// there twice must be noticed then: it must be a field.
pub(super) fn suffices(content: &Mut<'_>, branch: &Branch, tag: &str) -> bool {
    let Mut::Struct(model) = content else {
        return false;
    };
    let table = model.table();
    let mut guess = 0;
    let mut is_required = |name: &&str| {
        find(table.fields(), guess, name).is_some_and(|(index, field)| {
            guess = index + 1;
            field.rule().presence == Presence::Required
        })
    };
    !table.whole().positional
        && branch.required.iter().all(&mut is_required)
        && find(table.fields(), 0, tag).is_some()
}
