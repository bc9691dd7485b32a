//! `cargo xtask client`: a crate from documents.

use std::{
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Args;
use generator::{Generator, Layout, Output};

use crate::{
    files::{self, Mode, Wanted},
    location::Location,
    report::{self, Deny, Format},
    stamp::Place,
};

/// The file in the crate's folder that tells the next run whether anything has changed.
const STAMP: &str = ".openapi-client";

/// What the command is told.
#[derive(Debug, Args)]
pub struct Arguments {
    /// OpenAPI documents, or pages that hold one; several are merged.
    #[arg(required = true)]
    documents: Vec<PathBuf>,
    /// The folder of the crate.
    #[arg(long)]
    out: PathBuf,
    /// The package's name; unless given, that of the folder.
    #[arg(long)]
    name: Option<String>,
    /// Overlays, in the order in which they apply.
    #[arg(long)]
    overlay: Vec<PathBuf>,
    /// The folder that `$ref`s to files stay under; unless given, the documents' own folders.
    #[arg(long)]
    root: Option<PathBuf>,
    /// Only these operations and the types that they lead to: a tag, a path (`/jobs/*`: and below), an operation's id or
    /// `GET /jobs`; repeatable.
    #[arg(long, value_name = "TAG|PATH|OPERATION")]
    only: Vec<String>,
    /// Only models: no operations, no client.
    #[arg(long)]
    types_only: bool,
    /// The dependency on the runtime as it stands in `Cargo.toml`, `{ git = "…", default-features = false }`; unless given,
    /// the path to it.
    #[arg(long, value_name = "DEPENDENCY")]
    runtime: Option<String>,
    /// Write a test of every example of the documents into the crate.
    #[arg(long)]
    examples: bool,
    /// How results are printed.
    #[arg(long, default_value = "text")]
    format: Format,
    /// Write nothing, and fail, if there are any.
    #[arg(long)]
    deny: Option<Deny>,
}

/// Writes the crate. Fails only if there is no document at all, or something denied was reported.
pub fn run(arguments: &Arguments) -> io::Result<ExitCode> {
    let name = package_name(arguments);
    let location = Location::of(&arguments.out)?;
    let layout = Layout::Crate {
        name: name.clone(),
        runtime: arguments
            .runtime
            .clone()
            .unwrap_or_else(|| location.runtime()),
        root: location.lies_here(),
    };
    let mut generator = Generator::new()
        .name(&name)
        .maker("`cargo xtask client`")
        .layout(layout)
        .examples(arguments.examples);
    for document in &arguments.documents {
        generator = generator.document(document);
    }
    for overlay in &arguments.overlay {
        generator = generator.overlay(overlay);
    }
    for selector in &arguments.only {
        generator = generator.only(selector);
    }
    if arguments.types_only {
        generator = generator.types_only();
    }
    if let Some(root) = &arguments.root {
        generator = generator.root(root);
    }
    let (output, outcome) = make(arguments, &generator)?;
    match arguments.format {
        Format::Json => println!("{}", report::json(&name, &output.summary, &output.reports)),
        Format::Text => {
            report::print(&output.reports);
            let outcome = outcome.as_deref().unwrap_or("nothing written");
            println!("{}", report::line(&name, &output.summary, outcome));
        }
    }
    Ok(match outcome {
        Some(_) => ExitCode::SUCCESS,
        None => ExitCode::FAILURE,
    })
}

/// What came of the documents, and of the crate; of the latter `None` if it was left alone because something is wrong.
fn make(arguments: &Arguments, generator: &Generator) -> io::Result<(Output, Option<String>)> {
    let mut owned = vec![PathBuf::from("src")];
    if arguments.examples {
        owned.push(PathBuf::from("tests/examples"));
    }
    let out = &*arguments.out;
    let place = Place {
        folder: out,
        owned: &owned,
        stamp: &out.join(STAMP),
    };
    let denied = |output: &Output| report::is_denied(&output.summary, arguments.deny);
    if let Some(output) = place.unchanged(generator)? {
        let unchanged = format!("unchanged in {}", out.display());
        let outcome = (!denied(&output)).then_some(unchanged);
        return Ok((output, outcome));
    }
    let output = generator.generate();
    if output.files.is_empty() || denied(&output) {
        return Ok((output, None));
    }
    write(out, &owned, &output.files)?;
    place.leave(generator, &output)?;
    Ok((output, Some(format!("written to {}", out.display()))))
}

fn write(out: &Path, owned: &[PathBuf], generated: &[generator::File]) -> io::Result<()> {
    let manifest = out.join("Cargo.toml");
    let library = out.join("src/lib.rs");
    let ours = fs::read_to_string(&library).is_ok_and(|text| text.starts_with("// @generated"));
    if (manifest.exists() || library.exists()) && !ours {
        let message = format!("`{}` holds a crate that was not generated", out.display());
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, message));
    }
    let wanted: Vec<Wanted<'_>> = generated.iter().map(Wanted::from).collect();
    files::sync(out, owned, &wanted, Mode::Write)?;
    // Written once: the rest of what git ignores is the user's.
    let ignored = out.join(".gitignore");
    if !ignored.exists() {
        fs::write(ignored, format!("/{STAMP}\n/target\n"))?;
    }
    Ok(())
}

/// What the package is called: as asked for, or as its folder.
fn package_name(arguments: &Arguments) -> String {
    let folder = arguments.out.file_name().map(|name| name.to_string_lossy());
    let given = arguments.name.as_deref().or(folder.as_deref());
    generator::emit::package(given.unwrap_or_default())
}
