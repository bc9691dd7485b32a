//! A client that is made while its crate is built: no generated file is kept.

/// Ironclad Clickwrap, made from the published pages.
pub mod ironclad {
    include!(concat!(env!("OUT_DIR"), "/ironclad.rs"));
}
