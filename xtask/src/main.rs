//! The command line: `cargo xtask <command>`.

mod bench;
mod client;
mod codegen;
mod corpus;
mod documents;
mod files;
mod location;
mod process;
mod report;
mod stamp;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;

/// The generator makes and drops small things by the million.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Turns API documents into typed Rust clients.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Measures what generating, compiling, decoding and calling cost, and what they cost with other generators.
    Bench(bench::Arguments),
    /// Generates `generated/` from `specs/`.
    Codegen(codegen::Arguments),
    /// Generates a crate from documents.
    Client(client::Arguments),
    /// Generates, and compiles if asked, every document of a folder, and prints a table.
    Corpus(corpus::Arguments),
    /// One part of a measurement.
    #[command(subcommand, hide = true)]
    Part(bench::part::Part),
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Bench(arguments) => bench::run(&arguments),
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Client(arguments) => client::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
        Command::Part(part) => bench::part::run(&part),
    };
    result.unwrap_or_else(|error| {
        eprintln!("error: {error}");
        ExitCode::FAILURE
    })
}

/// The folder of the workspace.
fn workspace_root() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR"));
    own.parent().unwrap_or(own).to_owned()
}
