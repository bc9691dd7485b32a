//! From start to file: the workflows of the example programs against a scripted server, and every way a job ends.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

#[path = "../../examples/concur.rs"]
mod concur;
#[path = "../../examples/exabase.rs"]
mod exabase;
#[path = "../../examples/ironclad.rs"]
mod ironclad;
#[path = "../../examples/sailpoint.rs"]
mod sailpoint;

mod dropped;
mod ends;
mod every;
mod left;
mod lists;
mod saving;
mod whole;
