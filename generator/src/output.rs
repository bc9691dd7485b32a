use std::path::PathBuf;

/// A file to write.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct File {
    /// Where it belongs, relative to the output folder. Never absolute, never with `..`.
    pub path: PathBuf,
    /// What it says; ends with a newline.
    pub text: String,
}

/// How the generated code is cut into files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Layout {
    /// A module folder: `mod.rs` and the modules below it.
    #[default]
    Module,
    /// One file that holds everything, for `include!` from `OUT_DIR`.
    SingleFile,
    /// A crate of its own: `Cargo.toml` and `src/lib.rs` with the modules below it.
    Crate {
        /// The package's name.
        name: String,
        /// The dependency on the support crate, as it stands after `runtime =` in `Cargo.toml`:
        /// `{ path = "../runtime" }`.
        runtime: String,
    },
}
