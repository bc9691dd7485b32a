//! Makes the client of `specs/ironclad`: two pages and an overlay.

use generator::{Generator, build::Error};

fn main() -> Result<(), Error> {
    Generator::new()
        .folder("../../specs/ironclad")
        .out_dir("ironclad.rs")
}
