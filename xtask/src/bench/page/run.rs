//! What clients need when they run.

use std::fmt::Write;

use super::{Plot, Section, bytes, or_dash, row, table};
use crate::bench::{
    call,
    compare::{Case, cases},
    decode,
    lab::OURS,
    plot::{self, Row},
    results::Measurement,
};

pub fn decode(all: &[Measurement]) -> Section {
    let mut text = "
## Decode

Bodies to models and back, beside serde's derives on the same structs: `serde_json`, and `quick-xml` for XML. The derives
drop what their structs do not name, ours keep it; the derives take times and ids as plain strings, as ours do until they
are asked. CPU of one thread by criterion, its median in the fastest round of each side: what else the machine does makes a round
slower, never faster. The target is a ratio of at most 1, and no more allocations.
"
    .to_owned();
    let mut rows = Vec::new();
    let mut lines = Vec::new();
    for step in decode::STEPS {
        for case in cases(all, step) {
            let (ours, serde) = (case.ours(), case.side("serde"));
            let speed = |one: &Measurement| one.size as f64 / one.cpu / 1e6;
            let allocations = |one: Option<&Measurement>| {
                one.map_or_else(|| "–".to_owned(), |one| one.output.to_string())
            };
            lines.push(vec![
                step.to_owned(),
                case.subject.to_owned(),
                bytes(case.size),
                or_dash(ours.map(speed), 0),
                or_dash(serde.map(speed), 0),
                or_dash(case.ratio(|one| one.cpu), 2),
                allocations(ours),
                allocations(serde),
            ]);
            rows.push(row(&case, format!("{step}, {}", case.subject)));
        }
    }
    text += &table(
        &[
            "",
            "body",
            "size",
            "ours MB/s",
            "serde MB/s",
            "time, ours/serde",
            "allocations",
            "serde's",
        ],
        lines,
    );
    Section {
        text,
        plots: vec![Plot {
            name: "decode.svg",
            svg: plot::dots("CPU to read and write a body", "s", &rows),
        }],
    }
}

pub fn call(all: &[Measurement]) -> Section {
    let mut text = "
## Call

A generated call beside bare reqwest with serde_json, the same request over connections to 127.0.0.1 that stay open: CPU
of the client's thread from the arguments to the decoded model, by criterion, on one core with the server, in the fastest round
of each side. The target is a ratio of at most 1.05. A generated client gives up on a server that falls silent for a minute; the last two columns are of a reqwest
that was told to do the same, for a timer is part of what a call costs.
"
    .to_owned();
    let calls = cases(all, call::CALL);
    let microseconds = |one: Option<&Measurement>| or_dash(one.map(|one| one.cpu * 1e6), 1);
    let ratio = |case: &Case<'_>, side| Some(case.ours()?.cpu / case.side(side)?.cpu);
    text += &table(
        &[
            "body",
            "size",
            "ours µs",
            "reqwest µs",
            "ours/reqwest",
            "reqwest with the limit µs",
            "ours/reqwest with the limit",
        ],
        calls.iter().map(|case| {
            vec![
                case.subject.to_owned(),
                bytes(case.size),
                microseconds(case.ours()),
                microseconds(case.side("reqwest")),
                or_dash(ratio(case, "reqwest"), 2),
                microseconds(case.side("reqwest, limited")),
                or_dash(ratio(case, "reqwest, limited"), 2),
            ]
        }),
    );
    text += &downloads(all);
    let _ = writeln!(text);
    let rows: Vec<Row> = calls
        .iter()
        .map(|case| row(case, case.subject.to_owned()))
        .collect();
    Section {
        text,
        plots: vec![Plot {
            name: "call.svg",
            svg: plot::dots("CPU of a call", "s", &rows),
        }],
    }
}

fn downloads(all: &[Measurement]) -> String {
    let downloads = cases(all, call::DOWNLOAD);
    let table = table(
        &["download", "MB of memory", "CPU s"],
        downloads.iter().filter_map(|case| {
            let ours = case.side(OURS)?;
            let memory = ours.memory as f64 / 1e6;
            Some(vec![
                case.subject.to_owned(),
                format!("{memory:.1}"),
                format!("{:.2}", ours.cpu),
            ])
        }),
    );
    format!(
        "\nA download, streamed from a server in the same process to nowhere: the peak memory of both.\n{table}"
    )
}
