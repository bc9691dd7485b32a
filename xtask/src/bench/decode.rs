//! Bodies to models and back: what the micro-benchmarks of `tests/benches` say.

use std::io;

use serde_json::Value;

use super::{lab::Lab, micro, record::Record};

/// The steps, as the micro-benchmarks call their groups.
pub const STEPS: [&str; 4] = ["read JSON", "write JSON", "read XML", "write XML"];

/// Measures reading and writing. A measurement's processor time is that of one body, its output the number of
/// allocations.
///
/// # Errors
/// If the benchmarks cannot be run.
pub fn measure(lab: &Lab, record: &mut Record<'_>) -> io::Result<()> {
    let mut measured = micro::rounds(lab, "decode", &STEPS)?;
    let printed = micro::bench(lab, "allocations")?;
    for line in String::from_utf8_lossy(&printed).lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        let same = measured.iter_mut().find(|one| {
            line["step"] == *one.step
                && line["subject"] == *one.subject
                && line["side"] == *one.side
        });
        if let (Some(same), Some(allocations)) = (same, line["allocations"].as_u64()) {
            same.output = allocations;
        }
    }
    measured.into_iter().try_for_each(|one| record.put(one))
}
