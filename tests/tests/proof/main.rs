//! A server that misbehaves on purpose, what the caller sees of it, and that no log and no error holds the token.
//!
//! The README's table is made of the cases: `UPDATE_README=1` writes it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

/// Cases, each with what the server does and what the caller sees. The caller `M` is a client that is awaited, and one that
/// blocks; where that could not be, the case is marked as `(awaited)`.
macro_rules! cases {
    ($($name:ident $(($awaited:ident))?: $does:literal => $sees:literal $body:block)*) => {
        pub const CASES: &[crate::Case] = &[
            $(crate::Case { does: $does, sees: $sees, alone: !stringify!($($awaited)?).is_empty() }),*
        ];

        $(
            mod $name {
                #[allow(unused_imports, reason = "some cases need none of it")]
                use super::*;

                #[allow(clippy::extra_unused_type_parameters, reason = "some cases know their caller")]
                async fn case<M: crate::caller::Caller>() $body

                tests!(case $($awaited)?);
            }
        )*
    };
}

/// A case as a test of a client that is awaited, and of one that blocks.
macro_rules! tests {
    ($case:ident) => {
        tests!($case awaited);

        #[tokio::test]
        async fn blocking() {
            crate::caller::watched($case::<runtime::Blocking>()).await;
        }
    };
    ($case:ident awaited) => {
        #[tokio::test]
        async fn awaited() {
            crate::caller::watched($case::<runtime::Async>()).await;
        }
    };
}

mod bodies;
mod caller;
mod connections;
mod crowds;
mod heads;
mod sizes;
mod statuses;

use std::{env, fs, path::Path};

const START: &str = "<!-- The cases of tests/tests/proof. -->\n";
const END: &str = "<!-- End of the cases. -->";

/// One line of the table.
#[derive(Clone, Copy)]
pub struct Case {
    does: &'static str,
    sees: &'static str,
    /// Whether there is none with a client that blocks.
    alone: bool,
}

#[test]
fn the_readme_lists_the_cases() {
    let cases = [
        connections::CASES,
        heads::CASES,
        statuses::CASES,
        sizes::CASES,
        bodies::CASES,
        crowds::CASES,
    ]
    .concat();
    let both = cases.iter().filter(|case| !case.alone).count();
    let mut table = format!(
        "{} cases, each a test with a client that is awaited, and {both} of them with one that blocks as well (*: not these):\n\n\
         | the server | the caller |\n|---|---|\n",
        cases.len()
    );
    for Case { does, sees, alone } in cases {
        let mark = if alone { "*" } else { "" };
        table += &format!("| {does}{mark} | {sees} |\n");
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(START).unwrap();
    let (listed, after) = rest.split_once(END).unwrap();
    if env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{START}{table}{END}{after}")).unwrap();
    } else {
        assert!(listed == table, "write the table with UPDATE_README=1");
    }
}
