//! A server that misbehaves on purpose, what the caller sees of it, and that no log and no error holds the token.
//!
//! The README's table is made of the cases: `UPDATE_README=1` writes it.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

/// Tests, each with what the server does and what the caller sees.
macro_rules! cases {
    ($($name:ident: $does:literal => $sees:literal $body:block)*) => {
        pub const CASES: &[(&str, &str)] = &[$(($does, $sees)),*];

        $(
            #[tokio::test]
            async fn $name() {
                crate::caller::watched(async move $body).await;
            }
        )*
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
    let mut table = format!(
        "{} cases, each a test:\n\n| the server | the caller |\n|---|---|\n",
        cases.len()
    );
    for (does, sees) in cases {
        table += &format!("| {does} | {sees} |\n");
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
