//! Bodies, the same models by serde's derives, and the clock: what the benchmarks share.

pub mod bodies;
pub mod clock;
pub mod server;
pub mod twins;

/// The client of `documents/unions.yaml`.
pub mod unions {
    include!(concat!(env!("OUT_DIR"), "/unions.rs"));
}
