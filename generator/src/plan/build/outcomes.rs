//! Operations that succeed alike, or fail alike, share one type.

use std::collections::BTreeMap;

use crate::plan::{Case, Name, Operation, Outcome, Section};

/// Makes the outcomes of each file that say the same one type, that of the first operation which has it; the others'
/// names stand for it. Many operations of an API succeed alike and most fail alike, and each type more is work for the
/// compiler.
pub fn share(sections: &mut [Section<Operation>]) {
    for section in sections {
        share_each(&mut section.items, |it| &mut it.failure);
        for (index, first) in share_each(&mut section.items, |it| &mut it.output) {
            // What is looked into is the type, whichever operation it is called after.
            let looked_into = section.items.get(index).is_some_and(|it| it.looked_into);
            if let Some(first) = section.items.get_mut(first) {
                first.looked_into |= looked_into;
            }
        }
    }
}

/// Shares one of the outcomes, and gives which operations have taken which one's.
fn share_each(
    operations: &mut [Operation],
    outcome: fn(&mut Operation) -> &mut Outcome,
) -> Vec<(usize, usize)> {
    let mut first: BTreeMap<Vec<Case>, (usize, Name)> = BTreeMap::new();
    let mut shared = Vec::new();
    for (index, operation) in operations.iter_mut().enumerate() {
        let outcome = outcome(operation);
        let Outcome::Choice(name, cases) = outcome else {
            continue;
        };
        if let Some((earlier, same)) = first.get(cases) {
            shared.push((index, *earlier));
            *outcome = Outcome::Same(name.clone(), same.clone());
        } else {
            first.insert(cases.clone(), (index, name.clone()));
        }
    }
    shared
}
