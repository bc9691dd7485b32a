//! Makes the models of `documents/unions.yaml`.

use generator::{Generator, build::Error};

fn main() -> Result<(), Error> {
    Generator::new()
        .document("documents/unions.yaml")
        .out_dir("unions.rs")
}
