//! `cargo xtask corpus`: a folder of documents, each generated, compiled and tried, and a table of what came of it.
//!
//! Every document runs in processes of its own, so that one that fails, panics or hangs costs a line of the table and
//! never the run.

mod document;
mod examples;
mod table;

use std::{
    fs, io,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};

use self::document::{Row, Work};
use crate::{documents, process::Limits};

/// Arguments of `cargo xtask corpus`.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    /// The folder of documents (JSON, YAML, Markdown, MDX, HTML).
    folder: PathBuf,
    /// Compile each crate with `cargo check --all-features` and count its warnings.
    #[arg(long)]
    check: bool,
    /// Compile and run a test of every example in each document.
    #[arg(long)]
    examples: bool,
    /// Write the rows as JSON.
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Only documents whose file name contains this text; may be repeated.
    #[arg(long, value_name = "TEXT")]
    only: Vec<String>,
    /// Only the documents whose file names this file lists, one a line; `#` starts a comment.
    #[arg(long, value_name = "FILE")]
    slice: Option<PathBuf>,
    /// Where the crates are written [default: target/corpus].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// How many documents are worked on at a time [default: the number of cores].
    #[arg(long)]
    jobs: Option<NonZeroUsize>,
    /// How many seconds one step of one document may take.
    #[arg(long, default_value_t = 300)]
    limit: u64,
}

/// Runs the corpus; fails if a document did not do all that was asked of it.
///
/// # Errors
/// If the folder cannot be read or the results cannot be written.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let mut documents = documents::of(&arguments.folder, &arguments.only)?;
    if let Some(file) = &arguments.slice {
        documents = documents::listed(documents, file)?;
    }
    let root = crate::workspace_root();
    let out = arguments
        .out
        .clone()
        .unwrap_or_else(|| root.join("target/corpus"));
    fs::create_dir_all(&out)?;
    let out = out.canonicalize()?;

    let rows = rows(arguments, &documents, &root, &out);
    print!(
        "{}",
        table::print(&rows, arguments.check, arguments.examples)
    );
    if let Some(file) = &arguments.json {
        let text =
            serde_json::to_string_pretty(&rows.iter().map(Row::to_json).collect::<Vec<_>>())?;
        fs::write(file, text + "\n")?;
    }
    let complete = rows
        .iter()
        .all(|row| row.is_complete(arguments.check, arguments.examples));
    Ok(if complete {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// A row for each document, by as many workers as are asked for.
fn rows(arguments: &Arguments, documents: &[PathBuf], root: &Path, out: &Path) -> Vec<Row> {
    let jobs = arguments
        .jobs
        .map_or_else(cores, NonZeroUsize::get)
        .min(documents.len().max(1));
    let bar = progress(documents.len());
    let next = AtomicUsize::new(0);
    let rows: Mutex<Vec<Option<Row>>> = Mutex::new(documents.iter().map(|_| None).collect());
    thread::scope(|scope| {
        for worker in 0..jobs {
            let work = Work {
                root,
                out,
                // A target folder for each worker: cargo locks it while it builds.
                target: out.join(format!("target-{worker}")),
                check: arguments.check,
                examples: arguments.examples,
                limits: Limits {
                    time: Duration::from_secs(arguments.limit),
                    memory: None,
                },
            };
            let (bar, next, rows) = (&bar, &next, &rows);
            scope.spawn(move || {
                loop {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    let Some(document) = documents.get(index) else {
                        break;
                    };
                    bar.set_message(documents::name(document));
                    let row = work.run(document);
                    if let Ok(mut rows) = rows.lock() {
                        rows[index] = Some(row);
                    }
                    bar.inc(1);
                }
            });
        }
    });
    bar.finish_and_clear();
    let rows = rows.into_inner().unwrap_or_default();
    rows.into_iter().flatten().collect()
}

fn cores() -> usize {
    thread::available_parallelism().map_or(1, NonZeroUsize::get)
}

fn progress(documents: usize) -> ProgressBar {
    let bar = ProgressBar::new(documents as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {elapsed} {wide_msg}") {
        bar.set_style(style);
    }
    bar
}
