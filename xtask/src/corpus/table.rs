//! The corpus's table.

use std::fmt::Write;

use super::document::Row;

/// The columns after the document's name, with their widths.
const COLUMNS: [(&str, usize); 9] = [
    ("operations", 10),
    ("types", 7),
    ("diagnostics", 11),
    ("generated", 9),
    ("compiles", 8),
    ("warnings", 8),
    ("examples", 13),
    ("contradicting", 13),
    ("seconds", 8),
];

/// One line a document, the totals last, and then what failed, with the first lines of why.
pub fn print(rows: &[Row], checked: bool, examples: bool) -> String {
    let names = rows.iter().map(|row| row.name.len());
    let width = names.max().unwrap_or(0).max("document".len());
    let mut out = String::new();
    let mut line = |name: &str, cells: [String; 9]| {
        let _ = write!(out, "{name:width$}");
        for (cell, (_, width)) in cells.iter().zip(COLUMNS) {
            let _ = write!(out, " {cell:>width$}");
        }
        out.push('\n');
    };
    line("document", COLUMNS.map(|(name, _)| name.to_owned()));
    for row in rows {
        line(&row.name, asked(cells(row), checked, examples));
    }
    let name = format!("{} documents", rows.len());
    line(&name, asked(totals(rows), checked, examples));
    for row in rows {
        details(row, &mut out);
    }
    out
}

fn cells(row: &Row) -> [String; 9] {
    let mark = |yes: bool| if yes { "yes" } else { "NO" }.to_owned();
    [
        row.counts.operations.to_string(),
        row.counts.models.to_string(),
        row.counts.diagnostics.to_string(),
        mark(row.generated),
        mark(row.compiles),
        row.warnings.to_string(),
        format!("{}/{}", row.examples.right, row.examples.total()),
        row.examples.contradicting.len().to_string(),
        format!("{:.1}", row.seconds),
    ]
}

fn totals(rows: &[Row]) -> [String; 9] {
    let total = |of: &dyn Fn(&Row) -> usize| rows.iter().map(of).sum::<usize>().to_string();
    let count = |of: &dyn Fn(&Row) -> bool| rows.iter().filter(|row| of(row)).count().to_string();
    let seconds: f64 = rows.iter().map(|row| row.seconds).sum();
    [
        total(&|row| row.counts.operations),
        total(&|row| row.counts.models),
        total(&|row| row.counts.diagnostics),
        count(&|row| row.generated),
        count(&|row| row.compiles),
        total(&|row| row.warnings),
        format!(
            "{}/{}",
            total(&|row| row.examples.right),
            total(&|row| row.examples.total())
        ),
        total(&|row| row.examples.contradicting.len()),
        format!("{seconds:.1}"),
    ]
}

/// The cells without those that nobody asked for.
fn asked(mut cells: [String; 9], checked: bool, examples: bool) -> [String; 9] {
    let [_, _, _, _, compiles, warnings, right, contradicting, _] = &mut cells;
    for (cell, asked) in [
        (compiles, checked),
        (warnings, checked),
        (right, examples),
        (contradicting, examples),
    ] {
        if !asked {
            *cell = "-".to_owned();
        }
    }
    cells
}

/// What failed, and the examples that did not come back.
fn details(row: &Row, out: &mut String) {
    for failure in &row.failures {
        let _ = writeln!(out, "\n{}: {failure}", row.name);
    }
    for one in &row.examples.wrong {
        let _ = writeln!(out, "\n{}: wrong example: {one}", row.name);
    }
    for one in &row.examples.contradicting {
        let _ = writeln!(out, "\n{}: contradicts its schema: {one}", row.name);
    }
}
