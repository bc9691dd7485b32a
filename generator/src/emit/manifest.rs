//! The manifest of a crate of its own.

use crate::plan::{Feature, Name};

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

/// `Cargo.toml`; `parts` are the features that bring parts of the API, and `examples` says whether there is a test of
/// that name, which is a program of its own. The `root` of a workspace says that it is one.
pub fn manifest(
    name: &str,
    runtime: &str,
    parts: &[Feature],
    examples: bool,
    root: bool,
) -> String {
    let name = toml::Value::from(package(name));
    let (default, features, required) = if parts.is_empty() {
        ("", String::new(), "")
    } else {
        let required = "required-features = [\"all\"]\n";
        (", \"all\"", features(parts), required)
    };
    let tests = if examples {
        format!("\n[[test]]\nname = \"examples\"\nharness = false\n{required}")
    } else {
        String::new()
    };
    let workspace = if root { "\n[workspace]\n" } else { "" };
    format!(
        "[package]
name = {name}
version = \"0.1.0\"
edition = \"2024\"
rust-version = \"1.89\"
publish = false

[features]
default = [\"hyper\"{default}]
# The asynchronous client on hyper.
hyper = [\"runtime/hyper\"]
# A client of reqwest in its place, made by hand.
reqwest = [\"runtime/reqwest\"]
# The blocking client.
blocking = [\"runtime/blocking\"]
# Patterns, where requests are held to the limits of the document.
patterns = [\"runtime/patterns\"]
# Text and XML may come in other encodings than UTF-8.
charset = [\"runtime/charset\"]
# Answers may be compressed.
gzip = [\"runtime/gzip\"]
brotli = [\"runtime/brotli\"]
zstd = [\"runtime/zstd\"]
# Models in the formats of serde.
serde = [\"runtime/serde\"]
# Spans and events of calls.
tracing = [\"runtime/tracing\"]
# A server within the process, for tests.
testing = [\"runtime/testing\"]
{features}
[dependencies]
runtime = {runtime}
{tests}{workspace}"
    )
}

/// A dependency, as it stands in a manifest, with further features.
pub fn with_features(dependency: &str, features: &[&str]) -> String {
    if features.is_empty() {
        return dependency.to_owned();
    }
    let parsed = format!("it = {dependency}").parse::<toml::Table>();
    let mut table = match parsed.ok().and_then(|mut parsed| parsed.remove("it")) {
        Some(toml::Value::Table(table)) => table,
        Some(version @ toml::Value::String(_)) => {
            toml::Table::from_iter([("version".to_owned(), version)])
        }
        // Cargo says what is wrong with it.
        _ => return dependency.to_owned(),
    };
    let all = table
        .entry("features")
        .or_insert_with(|| Vec::<String>::new().into());
    if let toml::Value::Array(all) = all {
        all.extend(features.iter().map(|feature| toml::Value::from(*feature)));
    }
    toml::Value::Table(table).to_string()
}

/// The features that bring parts of the API.
fn features(parts: &[Feature]) -> String {
    let all = quoted(parts.iter().map(|part| &part.name));
    let each: String = parts
        .iter()
        .map(|part| format!("{:?} = [{}]\n", part.name.bare(), quoted(&part.needs)))
        .collect();
    format!(
        "# The API, and its parts: a part alone, without the default features, compiles much faster.\nall = [{all}]\n{each}"
    )
}

fn quoted<'n>(names: impl IntoIterator<Item = &'n Name>) -> String {
    let names = names.into_iter().map(|name| format!("{:?}", name.bare()));
    names.collect::<Vec<_>>().join(", ")
}

/// The name of the crate's library, as code has it.
pub fn library(name: &str) -> String {
    package(name).replace('-', "_")
}

/// The name of the package that [`Layout::Crate`](crate::Layout::Crate) makes of a name: lower case, digits, `-` and `_`, of
/// which never two meet, a letter first, and no word of Rust.
pub fn package(name: &str) -> String {
    let mut kept = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            kept.push(c.to_ascii_lowercase());
        } else if !kept.ends_with(['-', '_']) {
            kept.push(if c == '_' { c } else { '-' });
        }
    }
    let name = kept.trim_matches(['-', '_']);
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
    use super::{Feature, Name, manifest, package, with_features};
    use crate::plan::FEATURES;

    #[test]
    fn packages_have_names_that_cargo_takes() {
        let table = [
            ("jobs", "jobs"),
            ("my-api_2", "my-api_2"),
            ("_My__API -- 2_", "my_api-2"),
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
    fn a_dependency_gets_the_features_that_the_code_needs() {
        for (given, wanted) in [
            (r#"{ path = "x" }"#, r#"{ features = ["xml"], path = "x" }"#),
            (r#""1.0""#, r#"{ features = ["xml"], version = "1.0" }"#),
            (
                r#"{ workspace = true, features = ["serde"] }"#,
                r#"{ features = ["serde", "xml"], workspace = true }"#,
            ),
        ] {
            assert_eq!(with_features(given, &["xml"]), wanted);
            assert_eq!(with_features(given, &[]), given);
        }
    }

    #[test]
    fn the_manifest_is_toml() {
        let feature = |name: &str, needs: &[&str]| Feature {
            name: Name::new(name),
            needs: needs.iter().map(|name| Name::new(name)).collect(),
        };
        let text = manifest(
            "jobs",
            "{ path = \"x\", default-features = false }",
            &[feature("unused", &["v1"]), feature("v1", &[])],
            true,
            true,
        );
        let manifest: toml::Table = text.parse().unwrap();
        assert!(manifest["features"]["default"][0].as_str() == Some("hyper"));
        assert!(manifest["features"]["all"][1].as_str() == Some("v1"));
        assert!(manifest["features"]["unused"][0].as_str() == Some("v1"));
        assert!(manifest["features"]["v1"].is_array());
        let features = manifest["features"].as_table().unwrap();
        let mut known: Vec<_> = FEATURES.into_iter().chain(["unused", "v1"]).collect();
        known.sort_unstable();
        assert!(features.keys().eq(known), "{features:?}");
        assert!(manifest["test"][0]["harness"].as_bool() == Some(false));
        assert!(manifest["dependencies"]["runtime"].is_table());
        assert!(manifest["workspace"].is_table());
    }
}
