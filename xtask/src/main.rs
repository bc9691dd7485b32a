//! The command line: `cargo xtask <command>`.

mod client;
mod codegen;
mod corpus;
mod files;
mod report;

use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

use clap::Parser;

/// Turns API documents into typed Rust clients.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Generates `generated/` from `specs/`.
    Codegen(codegen::Arguments),
    /// Generates a crate from documents.
    Client(client::Arguments),
    /// Generates, and compiles if asked, every document of a folder, and prints a table.
    Corpus(corpus::Arguments),
}

fn main() -> ExitCode {
    let result = match Command::parse() {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Client(arguments) => client::run(&arguments),
        Command::Corpus(arguments) => corpus::run(&arguments),
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
