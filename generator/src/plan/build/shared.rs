//! Operations whose bodies have the same forms, that succeed alike or fail alike, share one type.

use std::collections::BTreeMap;

use crate::plan::{BodyContent, Name, Operation, Outcome, Section, Type};

/// Makes what operations of a file define alike one type, that of the first operation which has it; the others' names
/// stand for it. Many operations of an API succeed alike and most fail alike, and each type more is work for the compiler.
pub fn share(sections: &mut [Section<Operation>]) {
    for section in sections {
        share_bodies(&mut section.items);
        share_outcomes(&mut section.items, |it| &mut it.failure);
        for (index, first) in share_outcomes(&mut section.items, |it| &mut it.output) {
            // What is looked into is the type, whichever operation it is called after.
            let looked_into = section.items.get(index).is_some_and(|it| it.looked_into);
            if let Some(first) = section.items.get_mut(first) {
                first.looked_into |= looked_into;
            }
        }
    }
}

/// Shares the forms of bodies.
fn share_bodies(operations: &mut [Operation]) {
    let mut first: BTreeMap<Vec<(Name, Type, String, bool)>, Name> = BTreeMap::new();
    let bodies = operations.iter_mut().filter_map(|it| it.body.as_mut());
    for body in bodies {
        let BodyContent::Choice { name, same, forms } = &mut body.content else {
            continue;
        };
        let variants = forms.iter().map(|it| {
            let media = it.form.media_type().to_owned();
            (it.name.clone(), it.ty.clone(), media, it.from)
        });
        let variants = variants.collect();
        *same = first.get(&variants).cloned();
        if same.is_none() {
            first.insert(variants, name.clone());
        }
    }
}

/// Shares one of the outcomes, and gives which operations have taken which one's.
fn share_outcomes(
    operations: &mut [Operation],
    outcome: fn(&mut Operation) -> &mut Outcome,
) -> Vec<(usize, usize)> {
    let mut first = BTreeMap::new();
    let mut shared = Vec::new();
    for (index, operation) in operations.iter_mut().enumerate() {
        let outcome = outcome(operation);
        let Outcome::Choice(name, cases) = outcome else {
            continue;
        };
        if let Some((earlier, same)) = first.get(cases) {
            shared.push((index, *earlier));
            *outcome = Outcome::Same(name.clone(), Name::clone(same));
        } else {
            first.insert(cases.clone(), (index, name.clone()));
        }
    }
    shared
}
