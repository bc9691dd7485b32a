//! Documents to code.

use std::fmt::Write;

use super::{Plot, Section, bytes, or_dash, row, short, table};
use crate::bench::{
    compare::{self, Case, cases, summary},
    compile, generate, growth,
    lab::{FLOOR, OURS},
    plot::{self, Line, Row},
    regenerate,
    results::{Measurement, Outcome, Taken},
};

/// How many documents the table and the plot show: the largest.
const SHOWN: usize = 16;

pub fn section(all: &[Measurement], compiled: Option<&Taken>) -> Section {
    let mut cases = cases(all, generate::STEP);
    let checks = compiled.map_or_else(Vec::new, |taken| {
        compare::cases(&taken.measurements, compile::CHECK)
    });
    let compiling = compiling(&cases, &checks);
    let mut text = "
## Generate

One run of each program for each document, into an empty folder: from the document to the files of a crate. The floor
reads the document as a JSON tree and writes as many bytes in as many files as our side does.
"
    .to_owned();
    targets(&cases, &compiling, &mut text);
    sides(&cases, &checks, &mut text);
    cases.sort_by_key(|case| std::cmp::Reverse(case.size));
    cases.truncate(SHOWN);
    text += &largest(&cases, &compiling);
    grow(all, &mut text);
    again(all, &mut text);
    Section {
        text,
        plots: vec![documents_plot(&cases), growth_plot(all)],
    }
}

/// The cases with those sides only whose code is known to compile; none of a document that no other side's code was compiled
/// for.
fn compiling<'a>(cases: &[Case<'a>], checks: &[Case]) -> Vec<Case<'a>> {
    let known = cases.iter().filter_map(|case| {
        let check = checks.iter().find(|check| check.subject == case.subject)?;
        let mut sides = case.sides.clone();
        sides.retain(|one| one.side == FLOOR || check.side(&one.side).is_some());
        let case = Case { sides, ..*case };
        case.best(|one| one.cpu).is_some().then_some(case)
    });
    known.collect()
}

fn targets(cases: &[Case], compiling: &[Case], text: &mut String) {
    let ratios = |cases: &[Case], cost: fn(&Measurement) -> f64| -> Vec<f64> {
        cases.iter().filter_map(|case| case.ratio(cost)).collect()
    };
    let floors: Vec<f64> = cases.iter().filter_map(Case::above_floor).collect();
    let memory: Vec<f64> = cases
        .iter()
        .filter_map(|case| Some(case.ours()?.memory as f64 / (15 * case.size + 30_000_000) as f64))
        .collect();
    let _ = write!(
        text,
        "
| {} documents | |
|---|---|
| CPU, in parts of the fastest other's that writes something to call | {} |
| time on the clock, likewise | {} |
| CPU, in parts of the fastest other's whose code compiles, where that was tried | {} |
| time on the clock, likewise | {} |
| peak memory, in parts of 15 times the document and 30 MB | {} |
| CPU, in parts of the floor's | {} |
",
        cases.len(),
        summary(&ratios(cases, |one| one.cpu), 1.0),
        summary(&ratios(cases, |one| one.wall), 1.0),
        summary(&ratios(compiling, |one| one.cpu), 1.0),
        summary(&ratios(compiling, |one| one.wall), 1.0),
        summary(&memory, 1.0),
        summary(&floors, 2.0),
    );
}

/// How many documents each side takes, and how much of its code compiles.
fn sides(cases: &[Case], checks: &[Case], text: &mut String) {
    let mut sides: Vec<&str> = Vec::new();
    for one in cases.iter().flat_map(|case| &case.sides) {
        if !sides.contains(&one.side.as_str()) && one.side != FLOOR {
            sides.push(&one.side);
        }
    }
    let head = [
        "side",
        "documents generated",
        "fails",
        "stopped at a limit",
        "compiles",
        "does not compile",
    ];
    let rows = sides.into_iter().map(|side| {
        let generated: Vec<&str> = cases
            .iter()
            .filter(|case| case.side(side).is_some())
            .map(|case| case.subject)
            .collect();
        let checked = || {
            let checks = checks.iter();
            checks.filter(|check| generated.contains(&check.subject))
        };
        let limits = [Outcome::OutOfTime, Outcome::OutOfMemory];
        vec![
            side.to_owned(),
            generated.len().to_string(),
            count(cases, side, &[Outcome::Failed]),
            count(cases, side, &limits),
            count(checked(), side, &[Outcome::Measured]),
            count(checked(), side, &[Outcome::Failed]),
        ]
    });
    *text += &table(&head, rows);
}

/// How often a side's runs ended like that.
fn count<'a>(
    cases: impl IntoIterator<Item = &'a Case<'a>>,
    side: &str,
    outcomes: &[Outcome],
) -> String {
    let all = cases.into_iter().flat_map(|case| &case.sides);
    let of_side = all.filter(|one| one.side == side && outcomes.contains(&one.outcome));
    of_side.count().to_string()
}

fn largest(cases: &[Case], compiling: &[Case]) -> String {
    let head = [
        "the largest",
        "size",
        "CPU s",
        "fastest other",
        "its CPU s",
        "ratio",
        "fastest that compiles",
        "its CPU s",
        "ratio",
        "floor s",
        "MB",
    ];
    table(
        &head,
        cases.iter().map(|case| {
            let (ours, best) = (case.ours(), case.best(|one| one.cpu));
            let mut compiling = compiling.iter();
            let compiling = compiling.find(|one| one.subject == case.subject);
            let best_compiling = compiling.and_then(|case| case.best(|one| one.cpu));
            let side = |one: Option<&Measurement>| one.map_or("–", |one| &one.side).to_owned();
            vec![
                short(case.subject),
                bytes(case.size),
                or_dash(ours.map(|one| one.cpu), 2),
                side(best),
                or_dash(best.map(|one| one.cpu), 2),
                or_dash(case.ratio(|one| one.cpu), 2),
                side(best_compiling),
                or_dash(best_compiling.map(|one| one.cpu), 2),
                or_dash(compiling.and_then(|case| case.ratio(|one| one.cpu)), 2),
                or_dash(case.floor().map(|one| one.cpu), 2),
                or_dash(ours.map(|one| one.memory as f64 / 1e6), 0),
            ]
        }),
    )
}

fn grow(all: &[Measurement], text: &mut String) {
    let cases = cases(all, growth::STEP);
    if cases.is_empty() {
        return;
    }
    *text += "\nReal documents, joined to larger ones: components, paths, operations and tags get a prefix for the document \
              that they come from.\n";
    *text += &table(
        &["size", "CPU s", "CPU s a MB", "floor s", "MB"],
        cases.iter().map(|case| {
            let ours = case.ours();
            let megabytes = case.size as f64 / 1e6;
            vec![
                bytes(case.size),
                or_dash(ours.map(|one| one.cpu), 3),
                or_dash(ours.map(|one| one.cpu / megabytes), 2),
                or_dash(case.floor().map(|one| one.cpu), 3),
                or_dash(ours.map(|one| one.memory as f64 / 1e6), 0),
            ]
        }),
    );
}

fn again(all: &[Measurement], text: &mut String) {
    let [full, same, changed] = regenerate::STEPS.map(|step| cases(all, step));
    if full.is_empty() {
        return;
    }
    *text += "\nGenerating again into the same folder, in parts of a full run's CPU, and how many files were written.\n";
    let rows = full
        .iter()
        .zip(&same)
        .zip(&changed)
        .map(|((full, same), changed)| {
            let part = |case: &Case| Some(case.ours()?.cpu / full.ours()?.cpu);
            let files = |case: &Case| {
                case.ours()
                    .map_or_else(|| "–".to_owned(), |one| one.output.to_string())
            };
            vec![
                short(full.subject),
                or_dash(full.ours().map(|one| one.cpu), 2),
                files(full),
                or_dash(part(same), 2),
                files(same),
                or_dash(part(changed), 2),
                files(changed),
            ]
        });
    *text += &table(
        &[
            "document",
            "full: CPU s",
            "files",
            "nothing changed",
            "files",
            "one schema changed",
            "files",
        ],
        rows,
    );
}

fn documents_plot(cases: &[Case]) -> Plot {
    let rows: Vec<Row> = cases
        .iter()
        .map(|case| row(case, short(case.subject)))
        .collect();
    Plot {
        name: "generate.svg",
        svg: plot::dots("CPU to generate a client, by document", "s", &rows),
    }
}

fn growth_plot(all: &[Measurement]) -> Plot {
    let cases = cases(all, growth::STEP);
    let line = |name: &'static str| Line {
        name,
        points: cases
            .iter()
            .filter_map(|case| Some((case.size as f64, case.side(name)?.cpu)))
            .collect(),
    };
    let lines = [line(OURS), line(FLOOR)];
    Plot {
        name: "growth.svg",
        svg: plot::lines(
            "CPU to generate a client, by the size of the document",
            ("B", "s"),
            &lines,
        ),
    }
}
