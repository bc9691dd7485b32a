//! Generator.
pub mod diagnostic;
pub mod document;
pub mod emit;
pub mod ir;
pub mod lower;
mod output;
pub mod plan;
pub mod source;

pub use output::{File, Layout};
