//! What was said about the input, for people and machines.

use std::{
    io::{self, IsTerminal},
    time::Duration,
};

use clap::ValueEnum;
use generator::{Report, Summary};
use serde_json::{Value, json};

/// How results are printed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Reports with their source lines on standard error, a line of numbers on standard output.
    #[default]
    Text,
    /// One JSON object a line on standard output.
    Json,
}

/// What keeps a client from being written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Deny {
    /// Errors.
    Errors,
    /// Errors and warnings.
    Warnings,
}

/// Whether what has reports of these numbers is denied.
pub fn is_denied(summary: &Summary, deny: Option<Deny>) -> bool {
    match deny {
        None => false,
        Some(Deny::Errors) => summary.errors > 0,
        Some(Deny::Warnings) => summary.errors + summary.warnings > 0,
    }
}

/// Prints reports for people: in colour on a terminal.
pub fn print(reports: &[Report]) {
    let colour = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none();
    for report in reports {
        if colour {
            eprintln!("{}", report.in_colour());
        } else {
            eprintln!("{report}");
        }
    }
}

/// The numbers of a client in one line.
pub fn line(name: &str, summary: &Summary, outcome: &str) -> String {
    let counts = [
        (summary.documents, "document"),
        (summary.operations, "operation"),
        (summary.models, "model"),
        (summary.errors, "error"),
        (summary.warnings, "warning"),
        (summary.notes, "note"),
    ];
    let counts = counts.map(|(count, what)| match count {
        1 => format!("1 {what}"),
        _ => format!("{count} {what}s"),
    });
    let (counts, elapsed) = (counts.join(", "), milliseconds(summary.elapsed));
    format!("{name:<16} {counts}, {elapsed} ms: {outcome}")
}

/// A client's numbers and reports for machines.
pub fn json(name: &str, summary: &Summary, reports: &[Report]) -> Value {
    json!({
        "name": name,
        "summary": {
            "documents": summary.documents,
            "operations": summary.operations,
            "models": summary.models,
            "errors": summary.errors,
            "warnings": summary.warnings,
            "notes": summary.notes,
            "milliseconds": milliseconds(summary.elapsed) as u64,
        },
        "diagnostics": reports,
    })
}

fn milliseconds(elapsed: Duration) -> u128 {
    elapsed.as_millis()
}
