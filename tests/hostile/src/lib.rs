//! A client of a document whose every text tries to be code. That this crate compiles, that rustdoc takes it without a
//! warning, and that `cargo test --doc` finds nothing to run in it, is the test; `tests/` looks at what goes out.

#![allow(
    uncommon_codepoints,
    mixed_script_confusables,
    confusable_idents,
    reason = "the document's names are in every script there is"
)]

/// The client.
pub mod api {
    include!(concat!(env!("OUT_DIR"), "/hostile.rs"));
}
