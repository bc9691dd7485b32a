//! Operations that fail alike share one type.

use std::collections::BTreeMap;

use crate::plan::{Case, Name, Operation, Outcome, Section};

/// Makes the failures of each file that say the same one type, that of the first operation which has it; the others'
/// names stand for it. Most operations of an API fail alike, and each type more is work for the compiler.
pub fn share(sections: &mut [Section<Operation>]) {
    for section in sections {
        let mut first: BTreeMap<Vec<Case>, Name> = BTreeMap::new();
        for operation in &mut section.items {
            let Outcome::Choice(name, cases) = &operation.failure else {
                continue;
            };
            if let Some(shared) = first.get(cases) {
                operation.failure = Outcome::Same(name.clone(), shared.clone());
            } else {
                first.insert(cases.clone(), name.clone());
            }
        }
    }
}
