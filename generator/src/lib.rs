//! Generator.
pub mod ir;
