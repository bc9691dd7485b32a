//! Bodies, the same models by serde's derives, the clock and the measuring of two sides: what the benchmarks share.

pub mod bodies;
pub mod clock;
pub mod server;
pub mod sides;
pub mod twins;

/// The client of `documents/unions.yaml`.
pub mod unions {
    include!(concat!(env!("OUT_DIR"), "/unions.rs"));
}
