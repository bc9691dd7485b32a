//! Clean builds, package by package.

use super::{Section, table};
use crate::bench::{build, results::Measurement};

/// How many packages a table names: the dearest.
const SHOWN: usize = 30;

pub fn section(all: &[Measurement]) -> Section {
    let mut text = "
## Build

`cargo build` with nothing compiled before: CPU of the compiler and the linker by package, its build script included. The rest
is what build scripts do when they run (the C code of `ring`, for one) and cargo itself. The program with one API depends on a
generated client with `hyper`, and on `tokio`.
"
    .to_owned();
    for step in build::STEPS {
        let of_step: Vec<&Measurement> = all.iter().filter(|one| one.step == step).collect();
        let Some((whole, packages)) = of_step.split_first() else {
            continue;
        };
        text += &listing(whole, packages);
    }
    Section {
        text,
        plots: Vec::new(),
    }
}

/// The packages of a build, the dearest first; `whole` is all of it.
fn listing(whole: &Measurement, packages: &[&Measurement]) -> String {
    let row = |name: String, cpu: f64, by: String| {
        let part = cpu / whole.cpu * 100.0;
        vec![name, format!("{cpu:.1}"), format!("{part:.1}"), by]
    };
    let (shown, others) = packages.split_at(packages.len().min(SHOWN));
    let sum = |of: &[&Measurement]| of.iter().map(|one| one.cpu).sum::<f64>();
    let mut rows: Vec<Vec<String>> = shown
        .iter()
        .map(|one| row(format!("`{}`", one.subject), one.cpu, one.note.clone()))
        .collect();
    if !others.is_empty() {
        let name = format!("{} others", others.len());
        rows.push(row(name, sum(others), String::new()));
    }
    let rest = whole.cpu - sum(packages);
    rows.push(row("build scripts, cargo".to_owned(), rest, String::new()));
    rows.push(row(
        format!("**{} packages**", packages.len()),
        whole.cpu,
        String::new(),
    ));
    let what = whole.step.trim_start_matches("build: ");
    table(&[what, "CPU s", "%", "needed by"], rows)
}
