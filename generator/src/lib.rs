//! Turns API documents into typed Rust clients.
//!
//! ```no_run
//! let output = generator::Generator::new().name("jobs").document("specs/jobs.yaml").generate();
//! for report in &output.reports {
//!     eprintln!("{report}");
//! }
//! for file in &output.files {
//!     println!("{}", file.path.display());
//! }
//! ```
//!
//! The stages, each a module: `source` (bytes to text) → `document` (text to one normalised tree) → `lower` (tree to
//! what the API means, [`ir`]) → `plan` (what Rust will say) → `emit` (files).

pub mod build;
pub mod diagnostic;
pub mod document;
pub mod emit;
mod hash;
mod input;
pub mod ir;
pub mod lower;
mod output;
pub mod plan;
mod project;
mod report;
mod select;
pub mod source;
mod stamp;

use std::path::PathBuf;
use std::time::Instant;

pub use output::{File, Layout, Output, Summary};
pub use project::Project;
pub use report::{RelatedReport, Report, ReportPlace};
pub use stamp::Unchanged;

use self::diagnostic::Diagnostics;
use self::input::Entry;
use self::source::Sources;
use self::stamp::Seen;

/// Generates one client: says what it is made of, and makes it.
#[derive(Debug, Clone, Default, Hash)]
pub struct Generator {
    folder: Option<PathBuf>,
    entries: Vec<Entry>,
    overlays: Vec<Entry>,
    root: Option<PathBuf>,
    name: Option<String>,
    maker: Option<String>,
    layout: Layout,
    only: Vec<String>,
    types_only: bool,
    examples: bool,
}

impl Generator {
    /// A generator without documents.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds what a folder's `api.toml` lists; the folder's name becomes the client's.
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        if let Some(name) = folder.file_name() {
            self.name = Some(name.to_string_lossy().into_owned());
        }
        self.folder = Some(folder);
        self
    }

    /// Adds a file: YAML, JSON, or a page (Markdown, MDX, HTML) that holds a document.
    pub fn document(mut self, path: impl Into<PathBuf>) -> Self {
        self.entries.push(Entry::Path(path.into()));
        self
    }

    /// Adds a text as if it stood in a file of that name.
    pub fn document_text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.entries.push(Entry::Text(name.into(), text.into()));
        self
    }

    /// Adds an overlay (OpenAPI Overlay 1.0). Overlays apply in the order in which they are added.
    pub fn overlay(mut self, path: impl Into<PathBuf>) -> Self {
        self.overlays.push(Entry::Path(path.into()));
        self
    }

    /// Adds an overlay as if it stood in a file of that name.
    pub fn overlay_text(mut self, name: impl Into<String>, text: impl Into<String>) -> Self {
        self.overlays.push(Entry::Text(name.into(), text.into()));
        self
    }

    /// The folder that `$ref`s to files stay under. Unless set, the folders of the documents.
    pub fn root(mut self, folder: impl Into<PathBuf>) -> Self {
        self.root = Some(folder.into());
        self
    }

    /// What the client is called: the module's name, and the prefix of its type.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// How the code is cut into files.
    pub fn layout(mut self, layout: Layout) -> Self {
        self.layout = layout;
        self
    }

    /// Generates only these operations, and the types that they lead to: all of a tag (`jobs`), of a path (`/jobs/{id}`) or
    /// of everything below it (`/jobs/*`), or one operation (`getJob`, `GET /jobs/{id}`). Each further call adds to them.
    pub fn only(mut self, selector: impl Into<String>) -> Self {
        self.only.push(selector.into());
        self
    }

    /// Generates only models: neither operations nor a client.
    pub fn types_only(mut self) -> Self {
        self.types_only = true;
        self
    }

    /// Whether a crate of its own ([`Layout::Crate`]) gets a test that reads every example of the document and writes it
    /// back. It prints a JSON object a line for each, and fails unless all come back equal.
    pub fn examples(mut self, examples: bool) -> Self {
        self.examples = examples;
        self
    }

    /// What makes the files, for their first lines: `` `cargo xtask codegen` from specs/jobs ``.
    pub fn maker(mut self, maker: impl Into<String>) -> Self {
        self.maker = Some(maker.into());
        self
    }

    /// What the client is called, if that has been said.
    pub fn client_name(&self) -> Option<&str> {
        self.name.as_deref()
    }

    /// Generates the client. Whatever is wrong is in the reports; there are files unless there is no document at all, or
    /// one of the selectors of [`Generator::only`] matches nothing.
    pub fn generate(&self) -> Output {
        let start = Instant::now();
        let sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let mut summary = Summary::default();
        let read = input::read(self, &sources, &mut diagnostics);
        let document = document::build(&sources, &read.input, &mut diagnostics);
        summary.documents = read.input.pages.len();
        let module = document.as_ref().and_then(|document| {
            let mut api = lower::lower(document, &mut diagnostics);
            read.amend(&mut api);
            let api = select::select(api, &self.only, &mut diagnostics)?;
            Some(plan::plan(&api, &self.options(), &mut diagnostics))
        });
        let reports = report::reports(diagnostics, &sources, document.as_ref());
        summary.count(&reports);
        // The document is done with: the memory is better used for what is written.
        drop(document);
        let seen = Seen::new(&sources, &read.folders);
        let inputs = read.watched(&sources);
        drop(sources);
        let mut needs = Vec::new();
        let files = module.map(|module| {
            summary.count_items(&module);
            needs.extend(module.needs.iter().map(ToString::to_string));
            emit::emit(&module, &self.layout)
        });
        summary.elapsed = start.elapsed();
        Output {
            files: files.unwrap_or_default(),
            reports,
            summary,
            needs,
            inputs,
            seen,
        }
    }

    /// The one document that everything given comes to, into which the places of examples point: pages merged,
    /// overlays applied, every `$ref` local. `None` if there is no document at all.
    pub fn normalised(&self) -> Option<serde_json::Value> {
        let sources = Sources::new();
        let mut diagnostics = Diagnostics::new();
        let read = input::read(self, &sources, &mut diagnostics);
        let document = document::build(&sources, &read.input, &mut diagnostics)?;
        Some(document.root().to_json())
    }

    fn options(&self) -> plan::Options {
        plan::Options {
            provenance: self
                .maker
                .clone()
                .unwrap_or_else(|| "the generator".to_owned()),
            types_only: self.types_only,
            features: matches!(self.layout, Layout::Crate { .. }),
            examples: self.examples,
        }
    }
}
