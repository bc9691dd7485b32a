//! Two sides that do the same, measured by criterion one after the other.

use std::time::Duration;

use criterion::{BenchmarkId, Criterion, Throughput};

use crate::clock;

/// What both sides do, and with what body.
#[derive(Debug, Clone, Copy)]
pub struct Subject<'a> {
    /// What is done, which is the name of criterion's group.
    pub step: &'a str,
    /// The body's name.
    pub name: &'a str,
    /// The body's size in bytes.
    pub size: usize,
}

/// Measures the processor time of our side and of the other one, which has a name.
pub fn compare<Ours, Theirs>(
    criterion: &mut Criterion,
    subject: Subject<'_>,
    ours: impl FnMut() -> Ours,
    (name, theirs): (&str, impl FnMut() -> Theirs),
) {
    measure(criterion, subject, "ours", ours);
    measure(criterion, subject, name, theirs);
}

/// Measures the processor time of one side.
pub fn measure<T>(
    criterion: &mut Criterion,
    subject: Subject<'_>,
    side: &str,
    mut work: impl FnMut() -> T,
) {
    let mut group = criterion.benchmark_group(subject.step);
    group.throughput(Throughput::Bytes(subject.size as u64));
    group.bench_function(BenchmarkId::new(side, subject.name), |bencher| {
        bencher.iter_custom(|times| clock::time(times, &mut work));
    });
    group.finish();
}

/// Short, so that both sides of a pair see the same machine: `cargo xtask bench` runs a benchmark several times.
pub fn config() -> Criterion {
    Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(100))
        .measurement_time(Duration::from_millis(500))
}
