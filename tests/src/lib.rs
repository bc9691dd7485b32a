//! What the tests of the generated clients share.

pub mod infoset;
pub mod misbehaving;
pub mod nowhere;
pub mod outcome;
pub mod page;
pub mod server;
pub mod way;

/// The README's code, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
