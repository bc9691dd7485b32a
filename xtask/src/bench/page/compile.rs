//! Code to crates and programs.

use std::fmt::Write;

use super::{Plot, Section, bytes, or_dash, row, short, table};
use crate::bench::{
    compare::{Case, cases, summary},
    compile,
    lab::FLOOR,
    peers::PEERS,
    plot::{self, Row},
    results::{Measurement, Outcome},
};

/// What is measured, and how.
const ABOUT: &str = "
## Compile

The generated crate and a program that calls every operation in it, with every argument; everything that they depend on is
compiled before. The calls are written after reading the generated code, in the same way for every side: for each public
`async` method or function (for ours, each method that gives a `Call`, with all that can be set on it) a function that takes
its arguments and awaits it, one for what the calls are made on, and a `main` that keeps all of these functions in the
program. A side whose calls do not compile is measured without them, which is less than others do: its figure has a \\*, and
ratios are not to it unless they say so. One that leaves operations out has a †; ratios are to it all the same. Incremental compilation is off; the size is that of the stripped program. The *floor* is
our crate without any code, and without calls: its types, and its functions with an empty loop each.
";

pub fn section(all: &[Measurement]) -> Section {
    let mut text = ABOUT.to_owned();
    let own: Vec<&str> = PEERS
        .iter()
        .filter(|peer| peer.holds_tls)
        .map(|peer| peer.name)
        .collect();
    let _ = writeln!(
        text,
        "\nTLS is part of our programs and of those of {}; the others leave it to a library of the system, or have none.",
        own.join(" and ")
    );
    let steps = compile::STEPS.map(|(step, _)| (step, by_size(all, step)));
    text += &ratios(&steps);
    for (step, cases) in &steps {
        text += &figures(step, cases);
    }
    text += &parts(all);
    let plots = steps.iter().zip(["check.svg", "release.svg"]);
    Section {
        text,
        plots: plots
            .map(|((step, cases), name)| picture(name, step, cases))
            .collect(),
    }
}

/// How far each step is from its targets.
fn ratios(steps: &[(&str, Vec<Case<'_>>)]) -> String {
    let mut text = "\n| in parts of the best other's | |\n|---|---|\n".to_owned();
    for (step, cases) in steps {
        let ratios: Vec<f64> = cases.iter().filter_map(time_ratio).collect();
        let _ = writeln!(
            text,
            "| CPU of `cargo {}` | {} |",
            command(step),
            summary(&ratios, 0.25)
        );
    }
    if let Some((step, checks)) = steps.first() {
        let ratios: Vec<f64> = checks
            .iter()
            .filter_map(|case| case.ratio(|one| one.cpu))
            .collect();
        let _ = writeln!(
            text,
            "| CPU of `cargo {}`, sides without calls counted as if they had them | {} |",
            command(step),
            summary(&ratios, 0.25)
        );
    }
    for (step, cases) in steps {
        let floors: Vec<f64> = cases.iter().filter_map(Case::above_floor).collect();
        let _ = writeln!(
            text,
            "| CPU of `cargo {}`, in parts of the floor's | {} |",
            command(step),
            summary(&floors, 2.0)
        );
    }
    if let Some((_, releases)) = steps.last() {
        let sizes: Vec<f64> = releases.iter().filter_map(size_ratio).collect();
        let _ = writeln!(text, "| size of the program | {} |", summary(&sizes, 1.0));
        let ratio = |case| {
            ratio_to(
                case,
                |one| one.output as f64,
                |one| has_calls(one) && holds_tls(one),
            )
        };
        let sizes: Vec<f64> = releases.iter().filter_map(ratio).collect();
        let _ = writeln!(
            text,
            "| size of the program, where TLS is part of it | {} |",
            summary(&sizes, 1.0)
        );
    }
    text
}

/// The documents of a step from small to large, whichever of them ran last.
fn by_size<'a>(all: &'a [Measurement], step: &str) -> Vec<Case<'a>> {
    let mut cases = cases(all, step);
    cases.sort_by_key(|case| case.size);
    cases
}

fn command(step: &str) -> String {
    let step = compile::STEPS.into_iter().find(|(name, _)| *name == step);
    step.map_or_else(String::new, |(_, arguments)| arguments.join(" "))
}

/// Our processor time in parts of the best other's that compiles every call.
fn time_ratio(case: &Case) -> Option<f64> {
    ratio_with_calls(case, |one| one.cpu)
}

/// Our program in parts of the smallest other that holds every call.
fn size_ratio(case: &Case) -> Option<f64> {
    ratio_with_calls(case, |one| one.output as f64)
}

fn ratio_with_calls(case: &Case, cost: impl Fn(&Measurement) -> f64) -> Option<f64> {
    ratio_to(case, cost, has_calls)
}

/// Our cost in parts of the least of those that can be compared with.
fn ratio_to(
    case: &Case,
    cost: impl Fn(&Measurement) -> f64,
    fits: impl Fn(&Measurement) -> bool,
) -> Option<f64> {
    let cost = |one: &Measurement| if fits(one) { cost(one) } else { f64::INFINITY };
    case.ratio(cost).filter(|ratio| *ratio > 0.0)
}

/// Whether TLS is part of the program, as it is of ours.
fn holds_tls(one: &Measurement) -> bool {
    PEERS
        .iter()
        .find(|peer| peer.name == one.side)
        .is_none_or(|peer| peer.holds_tls)
}

fn has_calls(one: &Measurement) -> bool {
    calls(one).is_some()
}

/// How many calls were compiled with it.
fn calls(one: &Measurement) -> Option<usize> {
    one.note.strip_suffix(" calls")?.parse().ok()
}

fn figures(step: &str, cases: &[Case]) -> String {
    let mut sides: Vec<&str> = Vec::new();
    for one in cases.iter().flat_map(|case| &case.sides) {
        if !sides.contains(&one.side.as_str()) {
            sides.push(&one.side);
        }
    }
    let mut head = vec!["document"];
    head.extend(&sides);
    head.push("ratio");
    let rows = cases.iter().map(|case| {
        let mut row = vec![short(case.subject)];
        row.extend(sides.iter().map(|side| {
            let one = case.sides.iter().find(|one| one.side == *side);
            let fewer = one.is_some_and(|one| calls(one) < case.ours().and_then(calls));
            let mark = if fewer { "†" } else { "" };
            one.map_or_else(|| "–".to_owned(), |one| figure(one, step, mark))
        }));
        row.push(or_dash(time_ratio(case), 2));
        row
    });
    let sized = if step == "release" {
        ", and the size of the program"
    } else {
        ""
    };
    format!(
        "\n`cargo {}`: CPU seconds{sized}.\n{}",
        command(step),
        table(&head, rows)
    )
}

fn figure(one: &Measurement, step: &str, mark: &str) -> String {
    match one.outcome {
        Outcome::Measured if one.side == FLOOR => format!("{:.1}", one.cpu),
        Outcome::Measured if !has_calls(one) => format!("{:.1}\\*", one.cpu),
        Outcome::Measured if step == "release" => {
            format!("{:.1}{mark}, {}", one.cpu, bytes(one.output))
        }
        Outcome::Measured => format!("{:.1}{mark}", one.cpu),
        Outcome::Failed => "fails".to_owned(),
        Outcome::OutOfTime => "over time".to_owned(),
        Outcome::OutOfMemory => "over memory".to_owned(),
    }
}

/// Each part of a big API, in parts of the whole.
fn parts(all: &[Measurement]) -> String {
    let cases = cases(all, compile::parts::STEP);
    let mut parts: Vec<(&str, &str, f64)> = cases
        .iter()
        .filter_map(|case| {
            let (document, part) = case.subject.rsplit_once(": ")?;
            Some((document, part, case.ours()?.cpu))
        })
        .collect();
    parts.sort_by(|a, b| b.2.total_cmp(&a.2));
    let whole = parts
        .iter()
        .find(|(_, part, _)| *part == compile::parts::WHOLE);
    let Some((document, _, whole)) = whole.copied() else {
        return String::new();
    };
    parts.retain(|(of, part, _)| *of == document && *part != compile::parts::WHOLE);
    let ratios: Vec<f64> = parts.iter().map(|(_, _, cpu)| cpu / whole).collect();
    let rows = parts.iter().zip(&ratios).map(|((_, part, cpu), ratio)| {
        vec![
            (*part).to_owned(),
            format!("{cpu:.2}"),
            format!("{ratio:.2}"),
        ]
    });
    format!(
        "\nA part of a big API is the feature of one tag, without the others: CPU of `cargo check` of the library of {}, whose whole \
         takes {whole:.1} s. In parts of that: {}.\n{}",
        short(document),
        summary(&ratios, 0.1),
        table(&["part", "CPU s", "of the whole"], rows)
    )
}

fn picture(name: &'static str, step: &str, cases: &[Case]) -> Plot {
    let rows: Vec<Row> = cases
        .iter()
        .map(|case| row(case, short(case.subject)))
        .collect();
    let title = format!("CPU of cargo {}, by document", command(step));
    Plot {
        name,
        svg: plot::dots(&title, "s", &rows),
    }
}
