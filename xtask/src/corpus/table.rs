//! The corpus's table.

use std::fmt::Write;

use super::document::Row;

/// One line a document, the totals last, and then what failed, with the first lines of why.
pub fn print(rows: &[Row], checked: bool) -> String {
    let width = rows
        .iter()
        .map(|row| row.name.len())
        .max()
        .unwrap_or(0)
        .max("document".len());
    let mut out = String::new();
    let mut line = |cells: [&str; 8]| {
        let [
            name,
            operations,
            types,
            diagnostics,
            generated,
            compiles,
            warnings,
            seconds,
        ] = cells;
        let _ = writeln!(
            out,
            "{name:width$} {operations:>10} {types:>7} {diagnostics:>11} {generated:>9} {compiles:>8} {warnings:>8} {seconds:>8}"
        );
    };
    line([
        "document",
        "operations",
        "types",
        "diagnostics",
        "generated",
        "compiles",
        "warnings",
        "seconds",
    ]);
    for row in rows {
        let counts = &row.counts;
        line([
            &row.name,
            &counts.operations.to_string(),
            &counts.models.to_string(),
            &counts.diagnostics.to_string(),
            mark(row.generated),
            if checked { mark(row.compiles) } else { "-" },
            &if checked {
                row.warnings.to_string()
            } else {
                "-".to_owned()
            },
            &format!("{:.1}", row.seconds),
        ]);
    }
    let total = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).sum::<usize>();
    let count = |of: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| of(row)).count().to_string();
    line([
        &format!("{} documents", rows.len()),
        &total(&|row| row.counts.operations).to_string(),
        &total(&|row| row.counts.models).to_string(),
        &total(&|row| row.counts.diagnostics).to_string(),
        &count(&|row| row.generated),
        &if checked {
            count(&|row| row.compiles)
        } else {
            "-".to_owned()
        },
        &if checked {
            total(&|row| row.warnings).to_string()
        } else {
            "-".to_owned()
        },
        &format!("{:.1}", rows.iter().map(|row| row.seconds).sum::<f64>()),
    ]);
    for row in rows {
        for failure in &row.failures {
            let _ = writeln!(out, "\n{}: {failure}", row.name);
        }
    }
    out
}

fn mark(yes: bool) -> &'static str {
    if yes { "yes" } else { "NO" }
}
