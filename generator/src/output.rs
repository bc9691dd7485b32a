use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::diagnostic::Severity;
use crate::plan::Module;
use crate::report::Report;
use crate::stamp::Seen;

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Where it belongs, relative to the output folder. Never absolute, never with `..`.
    pub path: PathBuf,
    /// What it says; ends with a newline.
    pub text: String,
}

/// How the generated code is cut into files.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub enum Layout {
    /// A module folder: `mod.rs` and the modules below it.
    #[default]
    Module,
    /// One file that holds everything, for `include!` from `OUT_DIR`.
    SingleFile,
    /// A crate of its own: `Cargo.toml` and `src/lib.rs` with the modules below it.
    Crate {
        /// The package's name; one that Cargo would not take is changed a little.
        name: String,
        /// The dependency on the support crate, as it stands after `runtime =` in `Cargo.toml`:
        /// `{ path = "../runtime", default-features = false }`. The crate has the features `hyper` (on unless
        /// turned off) and `blocking`, and hands them on.
        runtime: String,
        /// Whether it is the root of a workspace of its own: cargo wants that of a crate that lies in the folder of a
        /// workspace without belonging to it. Without it the crate can be a member of one.
        root: bool,
    },
}

/// What came of generating a client.
#[derive(Debug, Clone, Default)]
pub struct Output {
    /// The files, sorted by path. Complete even where reports are errors; empty only if there is no document at all, or a
    /// selector that matches nothing.
    pub files: Vec<File>,
    /// What was said about the input, sorted by place.
    pub reports: Vec<Report>,
    /// The numbers.
    pub summary: Summary,
    /// The features that the support crate must have for the code, beside those of the client's choosing: `xml`, where
    /// some body is XML. The crates that are written ([`Layout::Crate`]) ask for them themselves.
    pub needs: Vec<String>,
    /// Every file that was read, and every folder that was listed: what to watch for changes.
    pub inputs: Vec<PathBuf>,
    /// The same with their contents, for the stamp.
    pub(crate) seen: Seen,
}

impl Output {
    /// Whether any report is an error.
    pub fn has_errors(&self) -> bool {
        self.summary.errors > 0
    }
}

/// The numbers of one generated client.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// The texts that hold documents.
    pub documents: usize,
    /// The operations that can be called.
    pub operations: usize,
    /// The types that have a definition.
    pub models: usize,
    /// The reports that are errors.
    pub errors: usize,
    /// The reports that are warnings.
    pub warnings: usize,
    /// The reports that are notes.
    pub notes: usize,
    /// How long it took.
    pub elapsed: Duration,
}

impl Summary {
    pub(crate) fn count_items(&mut self, module: &Module) {
        let Module {
            operations, models, ..
        } = module;
        self.operations = operations.iter().map(|section| section.items.len()).sum();
        self.models = models.iter().map(|section| section.items.len()).sum();
    }

    pub(crate) fn count(&mut self, reports: &[Report]) {
        let of = |severity| {
            reports
                .iter()
                .filter(|report| report.severity == severity)
                .count()
        };
        self.errors = of(Severity::Error);
        self.warnings = of(Severity::Warning);
        self.notes = of(Severity::Note);
    }
}
