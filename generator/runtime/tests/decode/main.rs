//! Reading and writing models by their tables, as generated code uses the runtime.

#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod deep;
mod errors;
mod hostile;
mod members;
mod models;
mod numbers;
mod serde_bridge;
mod texts;
mod unions;
mod values;
