//! Bodies, the same models by serde's derives, and the clock: what the benchmarks share.

pub mod bodies;
pub mod clock;
pub mod server;
pub mod twins;
