//! Prints a plan: tokens, then formatted text, then files. Nothing is decided here but line breaks.

mod calls;
mod client;
mod constants;
mod context;
mod derived;
mod enums;
mod examples;
mod files;
mod first_call;
mod inputs;
mod jobs;
mod limits;
mod manifest;
mod operations;
mod pages;
mod print;
mod routes;
mod sections;
mod side_by_side;
mod structs;
mod types;
mod unions;
mod webhooks;

#[cfg(test)]
mod tests;

pub use manifest::package;

use crate::{File, Layout, plan::Module};

/// The files of a module.
pub fn emit(module: &Module, layout: &Layout) -> Vec<File> {
    files::files(module, layout)
}
