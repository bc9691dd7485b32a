//! One document of the corpus: generate a crate, compile it, run its examples.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::Command,
    time::Instant,
};

use serde_json::{Value, json};

use super::examples;
use crate::{
    documents,
    process::{self, Finished, Limits, Stop},
};

/// What the steps of one document share.
pub struct Work<'a> {
    /// The workspace, whose lock file pins the dependencies of the crates.
    pub root: &'a Path,
    /// Where the crates are written.
    pub out: &'a Path,
    /// The target folder of this worker.
    pub target: PathBuf,
    /// Whether the crates are compiled.
    pub check: bool,
    /// Whether the examples are run.
    pub examples: bool,
    /// What one step may use.
    pub limits: Limits,
}

/// What came of one document.
#[derive(Debug, Default)]
pub struct Row {
    /// The file's name.
    pub name: String,
    /// What the generator said of it.
    pub counts: Counts,
    /// Whether a crate was written.
    pub generated: bool,
    /// Whether it compiles.
    pub compiles: bool,
    /// The compiler's warnings.
    pub warnings: usize,
    /// Whether its examples could be run.
    pub tried: bool,
    /// The examples of the document.
    pub examples: Examples,
    /// Seconds for all steps.
    pub seconds: f64,
    /// Why a step failed, shortened.
    pub failures: Vec<String>,
}

/// What the generator counts.
#[derive(Debug, Default)]
pub struct Counts {
    /// Operations that can be called.
    pub operations: usize,
    /// Types with a name.
    pub models: usize,
    /// Diagnostics of all severities.
    pub diagnostics: usize,
}

/// What came of a document's examples.
#[derive(Debug, Default)]
pub struct Examples {
    /// Decoded and encoded to the same value.
    pub right: usize,
    /// Lost, changed or refused something: place, type, and what.
    pub wrong: Vec<Value>,
    /// Contradict their own schema, and so say nothing about the client: the same, and why.
    pub contradicting: Vec<Value>,
}

impl Examples {
    /// Those that must come back equal.
    pub fn total(&self) -> usize {
        self.right + self.wrong.len()
    }
}

impl Row {
    /// Whether everything asked for succeeded.
    pub fn is_complete(&self, checked: bool, examples: bool) -> bool {
        self.generated
            && (!checked || (self.compiles && self.warnings == 0))
            && (!examples || (self.tried && self.examples.wrong.is_empty()))
    }

    /// The row for machines.
    pub fn to_json(&self) -> Value {
        json!({
            "document": self.name,
            "operations": self.counts.operations,
            "types": self.counts.models,
            "diagnostics": self.counts.diagnostics,
            "generated": self.generated,
            "compiles": self.compiles,
            "warnings": self.warnings,
            "examples": {
                "right": self.examples.right,
                "wrong": self.examples.wrong,
                "contradicting": self.examples.contradicting,
            },
            "seconds": self.seconds,
            "failures": self.failures,
        })
    }

    fn fail(&mut self, step: &str, finished: &Finished, text: &str) {
        let why = match finished.stopped {
            Some(Stop::Time) => "took too long",
            Some(Stop::Memory) => "used too much memory",
            None => "failed",
        };
        let lines: Vec<&str> = text.lines().take(12).collect();
        self.failures
            .push(format!("{step} {why}\n{}", lines.join("\n")));
    }
}

impl Work<'_> {
    /// Does all steps; what goes wrong is in the row.
    pub fn run(&self, document: &Path) -> Row {
        let started = Instant::now();
        let mut row = Row {
            name: documents::name(document),
            ..Row::default()
        };
        if let Err(error) = self.steps(document, &mut row) {
            row.failures.push(error.to_string());
        }
        row.seconds = started.elapsed().as_secs_f64();
        row
    }

    fn steps(&self, document: &Path, row: &mut Row) -> io::Result<()> {
        // `a.json` and `a.yaml` are two documents.
        let folder = self.out.join(row.name.replace('.', "-"));
        self.generate(document, &folder, row)?;
        if row.generated && (self.check || self.examples) {
            fs::copy(self.root.join("Cargo.lock"), folder.join("Cargo.lock"))?;
        }
        if row.generated && self.check {
            self.compile(&folder, row)?;
        }
        row.tried = !folder.join("tests/examples").is_dir();
        if row.generated && self.examples && !row.tried {
            self.try_examples(document, &folder, row)?;
        }
        Ok(())
    }

    fn generate(&self, document: &Path, folder: &Path, row: &mut Row) -> io::Result<()> {
        let mut command = Command::new(std::env::current_exe()?);
        command
            .arg("client")
            .arg(document)
            .arg("--out")
            .arg(folder)
            .args(["--format", "json"]);
        if self.examples {
            command.arg("--examples");
        }
        let finished = process::run(command, self.limits)?;
        let summary: Value = serde_json::from_slice(&finished.stdout).unwrap_or_default();
        let number = |name: &str| summary["summary"][name].as_u64().unwrap_or(0) as usize;
        row.counts = Counts {
            operations: number("operations"),
            models: number("models"),
            diagnostics: summary["diagnostics"].as_array().map_or(0, Vec::len),
        };
        row.generated = finished.success;
        if !row.generated {
            row.fail(
                "generating",
                &finished,
                &String::from_utf8_lossy(&finished.stderr),
            );
        }
        Ok(())
    }

    fn compile(&self, folder: &Path, row: &mut Row) -> io::Result<()> {
        let finished = process::run(
            self.cargo(folder, &["check", "--all-features"]),
            self.limits,
        )?;
        let messages = Messages::read(&finished.stdout);
        row.compiles = finished.success;
        row.warnings = messages.warnings.len();
        if let Some(first) = messages.errors.first().filter(|_| !finished.success) {
            let text = format!("{} errors, the first:\n{first}", messages.errors.len());
            row.fail("compiling", &finished, &text);
        } else if !finished.success {
            row.fail(
                "compiling",
                &finished,
                &String::from_utf8_lossy(&finished.stderr),
            );
        }
        if let Some(first) = messages.warnings.first() {
            let text: Vec<&str> = first.lines().take(8).collect();
            row.failures.push(format!(
                "{} warnings, the first:\n{}",
                messages.warnings.len(),
                text.join("\n")
            ));
        }
        Ok(())
    }

    /// Compiles and runs the test of the document's examples, which prints a line for each.
    fn try_examples(&self, document: &Path, folder: &Path, row: &mut Row) -> io::Result<()> {
        let mut command = self.cargo(folder, &["test", "--test", "examples"]);
        // Nobody looks at these binaries with a debugger.
        command.env("CARGO_PROFILE_DEV_DEBUG", "false");
        let finished = process::run(command, self.limits)?;
        row.examples = examples::count(&finished.stdout, document);
        let examples = &row.examples;
        let none = examples.total() + examples.contradicting.len() == 0;
        row.tried = !none && finished.stopped.is_none();
        if !row.tried {
            let messages = Messages::read(&finished.stdout);
            let stderr = String::from_utf8_lossy(&finished.stderr);
            let text = messages.errors.first().map_or(&*stderr, |first| first);
            row.fail("trying the examples", &finished, text);
        }
        Ok(())
    }

    fn cargo(&self, folder: &Path, arguments: &[&str]) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command
            .args(arguments)
            .args(["--quiet", "--message-format", "json"])
            .env("CARGO_TARGET_DIR", &self.target)
            .current_dir(folder);
        command
    }
}

/// What the compiler said of the generated crate.
#[derive(Default)]
struct Messages {
    errors: Vec<String>,
    warnings: Vec<String>,
}

impl Messages {
    fn read(stdout: &[u8]) -> Self {
        let mut messages = Self::default();
        for line in String::from_utf8_lossy(stdout).lines() {
            let Ok(value) = serde_json::from_str::<Value>(line) else {
                continue;
            };
            if value["reason"] != "compiler-message" {
                continue;
            }
            let message = &value["message"];
            let text = message["rendered"].as_str().unwrap_or_default().to_owned();
            match message["level"].as_str() {
                // The closing "N warnings emitted" has no code of its own.
                Some("warning") if !message["spans"].as_array().is_none_or(Vec::is_empty) => {
                    messages.warnings.push(text);
                }
                Some("error") => messages.errors.push(text),
                _ => {}
            }
        }
        messages
    }
}
