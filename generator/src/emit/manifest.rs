//! The manifest of a crate of its own.

/// Names that a package cannot have: its library would hide another crate, or `Cargo` refuses it.
const TAKEN: [&str; 8] = [
    "alloc",
    "build",
    "core",
    "deps",
    "proc_macro",
    "runtime",
    "std",
    "test",
];

/// `Cargo.toml`; `examples` if there is a test of that name, which is a program of its own.
pub fn manifest(name: &str, runtime: &str, examples: bool) -> String {
    let name = toml::Value::from(package(name));
    let tests = if examples {
        "[[test]]\nname = \"examples\"\nharness = false\n\n"
    } else {
        ""
    };
    format!(
        "[package]
name = {name}
version = \"0.1.0\"
edition = \"2024\"
rust-version = \"1.88\"
publish = false

[features]
default = [\"reqwest\"]
# The asynchronous client on reqwest.
reqwest = [\"runtime/reqwest\"]
# The blocking client.
blocking = [\"runtime/blocking\"]
# Patterns, where requests are held to the limits of the document.
patterns = [\"runtime/patterns\"]
# Answers may be compressed.
gzip = [\"runtime/gzip\"]
brotli = [\"runtime/brotli\"]
zstd = [\"runtime/zstd\"]
# Spans and events of calls.
tracing = [\"runtime/tracing\"]
# A server within the process, for tests.
testing = [\"runtime/testing\"]

[dependencies]
runtime = {runtime}

{tests}[workspace]
"
    )
}

/// The name of the crate's library, as code has it.
pub fn library(name: &str) -> String {
    package(name).replace('-', "_")
}

/// A package's name: letters, digits, `-` and `_`, a letter first, and no word of Rust.
fn package(name: &str) -> String {
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let kept: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '-' })
        .collect();
    let name = kept.trim_matches('-');
    let library = name.replace('-', "_");
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
        format!("client-{name}").trim_end_matches('-').to_owned()
    } else if TAKEN.contains(&library.as_str()) || syn::parse_str::<syn::Ident>(&library).is_err() {
        format!("{name}-client")
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::{manifest, package};

    #[test]
    fn packages_have_names_that_cargo_takes() {
        let table = [
            ("jobs", "jobs"),
            ("my-api_2", "my-api_2"),
            ("1password.com", "client-1password-com"),
            ("runtime", "runtime-client"),
            ("proc-macro", "proc-macro-client"),
            ("async", "async-client"),
            ("été", "t"),
            ("", "client"),
        ];
        for (name, wanted) in table {
            assert_eq!(package(name), wanted, "{name}");
        }
    }

    #[test]
    fn the_manifest_is_toml() {
        let text = manifest("jobs", "{ path = \"x\", default-features = false }", true);
        let manifest: toml::Table = text.parse().unwrap();
        assert!(manifest["features"]["default"][0].as_str() == Some("reqwest"));
        assert!(manifest["test"][0]["harness"].as_bool() == Some(false));
        assert!(manifest["dependencies"]["runtime"].is_table());
    }
}
