//! `BENCHMARKS.md` and its plots, from the last results.

mod build;
mod compile;
mod generate;
mod run;

use std::{collections::BTreeSet, fmt::Write, fs, io, path::Path};

use super::{
    compare::Case,
    lab::OURS,
    machine::Machine,
    peers::PEERS,
    plot::{Dot, Row},
    results::{Family, Measurement, Results, Taken},
    sample::median,
};

/// Where results and plots are kept, below the workspace.
pub const FOLDER: &str = "tests/benches/results";

/// A plot: the name of its file, and what is in it.
pub struct Plot {
    name: &'static str,
    svg: String,
}

/// A family's part of the page.
pub struct Section {
    text: String,
    plots: Vec<Plot>,
}

/// Writes the page and its plots.
///
/// # Errors
/// If a file cannot be written.
pub fn write(root: &Path, results: &Results) -> io::Result<()> {
    let folder = root.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let mut page = INTRODUCTION.to_owned();
    for family in Family::ALL {
        let Some(taken) = results.of(family) else {
            continue;
        };
        let section = section(family, results, taken);
        page += &section.text;
        for Plot { name, svg } in section.plots {
            fs::write(folder.join(name), svg)?;
            let _ = write!(page, "\n![{name}]({FOLDER}/{name})\n");
        }
        let _ = write!(page, "\n{}\n", self::taken(taken));
    }
    page += &others();
    fs::write(root.join("BENCHMARKS.md"), page)
}

const INTRODUCTION: &str = "\
# Benchmarks

Written by `cargo xtask bench --write`, from the last run of each side with each document; the figures are in
[tests/benches/results](tests/benches/results/results.json).

```text
cargo xtask bench                                  # our side and the floors: generate, compile, build, decode, call
cargo xtask bench generate compile --peers         # beside the other generators that are installed
cargo xtask bench generate --documents FOLDER --only stripe --runs 5
cargo xtask bench compile --peers --resume         # go on with a long run that was stopped
cargo xtask bench --write                          # this page, too
```

CPU is processor time, user and system, of a program and everything it started; memory is the peak of what is resident.
Sides take turns, and a figure is the median of a side's runs; one of more than 20 CPU seconds is not repeated, and those of less
than 50 ms five times as often as others. The *floor* is the least that a step can cost. A side that fails, or needs more time or memory than the limits allow (10 minutes, 9 GB unless said
otherwise), is not compared with; the tables say so. So is one that writes nothing that could be called.
";

fn section(family: Family, results: &Results, taken: &Taken) -> Section {
    let all = &taken.measurements;
    match family {
        Family::Generate => generate::section(all, results.of(Family::Compile)),
        Family::Compile => compile::section(all),
        Family::Build => build::section(all),
        Family::Decode => run::decode(all),
        Family::Call => run::call(all),
    }
}

/// Where a family's figures were taken, in which versions, and what else the machine did.
fn taken(taken: &Taken) -> String {
    let Machine {
        cores,
        processor,
        memory,
        system,
        rustc,
    } = &taken.machine;
    let memory = *memory as f64 / f64::from(1 << 30);
    let all = &taken.measurements;
    let versions: BTreeSet<(&str, &str)> = all
        .iter()
        .filter(|one| !one.version.is_empty())
        .map(|one| (one.side.as_str(), one.version.as_str()))
        .collect();
    let ours = versions.iter().filter(|(side, _)| *side == OURS).count();
    let earlier = if ours > 1 {
        " Ours was measured in several versions: the machine is that of the last run, and the documents that it left out \
         keep the figures of all sides from earlier runs, perhaps on other machines."
    } else {
        ""
    };
    let versions: Vec<String> = versions
        .into_iter()
        .map(|(name, version)| format!("{name} {version}"))
        .collect();
    let mut runs = all.iter().filter(|one| one.is_measured());
    let runs = match runs.clone().map(|one| one.runs).max() {
        Some(most) if most > 1 && runs.all(|one| one.runs == most) => format!("{most} runs each"),
        Some(most) if most > 1 => format!("1 to {most} runs each"),
        _ => "One run each".to_owned(),
    };
    let load = |one: &Measurement| one.load;
    let most = all.iter().map(load).fold(0.0, f64::max);
    let busy = if most > 1.5 * *cores as f64 {
        format!(
            " Other programs shared the cores with these runs: {:.0} wanted one in the median, {most:.0} at most. Times on the \
             clock then say little, and processor time is somewhat higher than on a machine at rest.",
            median(all.iter().map(load).collect())
        )
    } else {
        String::new()
    };
    format!(
        "Taken on {cores} cores ({processor}), {memory:.0} GB of memory, {system}, {rustc}. {runs}. Versions: {}.{earlier}{busy}",
        versions.join(", ")
    )
}

/// The other generators, and how they are run.
fn others() -> String {
    let mut text = "\n## The other generators\n\n| | install | run |\n|---|---|---|\n".to_owned();
    for peer in &PEERS {
        let _ = writeln!(
            text,
            "| {} | `{}` | `{}` |",
            peer.name,
            peer.install,
            peer.usage()
        );
    }
    text
}

/// A table in Markdown.
fn table(head: &[&str], rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut text = format!(
        "\n| {} |\n|{}\n",
        head.join(" | "),
        "---|".repeat(head.len())
    );
    for row in rows {
        let _ = writeln!(text, "| {} |", row.join(" | "));
    }
    text
}

/// A row of a plot: the CPU of every side that came to an end.
fn row<'a>(case: &Case<'a>, name: String) -> Row<'a> {
    let measured = case.sides.iter().filter(|one| one.is_measured());
    let dots = measured.map(|one| Dot {
        side: &one.side,
        value: one.cpu,
    });
    Row {
        name,
        dots: dots.collect(),
    }
}

/// A figure that may be missing.
fn or_dash(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.digits$}"))
}

/// A document without what all of them share.
fn short(document: &str) -> String {
    document.trim_end_matches(".json").to_owned()
}

/// Thousands of bytes, or millions.
fn bytes(bytes: u64) -> String {
    match bytes as f64 {
        small if small < 1e4 => format!("{:.1} kB", small / 1e3),
        middle if middle < 1e6 => format!("{:.0} kB", middle / 1e3),
        large => format!("{:.1} MB", large / 1e6),
    }
}
