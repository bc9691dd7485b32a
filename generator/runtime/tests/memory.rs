//! What is dropped gives all of its memory back.

use std::{alloc::System, collections::BTreeMap};

use runtime::{Extra, Value};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static COUNTING: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often something is done; what is lost each time is more than this many bytes in the end.
const ROUNDS: usize = 1000;

fn filled() -> Extra {
    Extra::from([
        ("a".to_owned(), Value::from("text")),
        ("b".to_owned(), 1.into()),
    ])
}

/// That of what `work` asks for nothing is lost. The test's own threads may ask for a little meanwhile.
fn loses_nothing(what: &str, work: impl Fn()) {
    let region = Region::new(COUNTING);
    (0..ROUNDS).for_each(|_| work());
    let change = region.change();
    let lost = change
        .bytes_allocated
        .saturating_sub(change.bytes_deallocated);
    assert!(lost < ROUNDS, "{what}: {lost} bytes are lost");
}

#[test]
fn members_that_a_document_does_not_name_are_dropped_with_their_model() {
    loses_nothing("empty", || drop(Extra::new()));
    loses_nothing("filled", || drop(filled()));
    loses_nothing("emptied", || {
        let mut extra = filled();
        extra.remove("a");
        extra.remove("b");
    });
    loses_nothing("taken", || drop(BTreeMap::from(filled())));
    loses_nothing("walked", || assert_eq!(filled().into_iter().count(), 2));
}
