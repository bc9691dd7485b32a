//! Which package is there because of which.

use std::{
    collections::{BTreeMap, BTreeSet},
    io,
    path::Path,
};

use serde_json::Value;

use crate::bench::{lab, machine::says};

/// For each package, by name and version, the names of those that depend on it, one after the other.
///
/// # Errors
/// If cargo does not say.
pub fn needed_by(folder: &Path) -> io::Result<BTreeMap<String, String>> {
    let host = says("rustc", &["--print", "host-tuple"]);
    let mut command = lab::cargo(folder, &["metadata", "--format-version", "1", "--offline"]);
    if !host.is_empty() {
        command.args(["--filter-platform", &host]);
    }
    let output = command.output()?;
    if !output.status.success() {
        return Err(io::Error::other(String::from_utf8_lossy(&output.stderr)));
    }
    Ok(of(&serde_json::from_slice(&output.stdout)?))
}

fn of(metadata: &Value) -> BTreeMap<String, String> {
    let list = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, (String, String)> = list(&metadata["packages"])
        .iter()
        .map(|one| {
            (
                text(&one["id"]),
                (text(&one["name"]), text(&one["version"])),
            )
        })
        .collect();
    let mut needed: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for node in list(&metadata["resolve"]["nodes"]) {
        let Some((by, _)) = packages.get(&text(&node["id"])) else {
            continue;
        };
        for dependency in list(&node["dependencies"]) {
            if let Some((name, version)) = packages.get(&text(&dependency)) {
                let of = format!("{name} {version}");
                needed.entry(of).or_default().insert(by);
            }
        }
    }
    let joined = needed.into_iter().map(|(of, by)| {
        let by: Vec<&str> = by.into_iter().collect();
        (of, by.join(", "))
    });
    joined.collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn dependencies_are_read_backwards() {
        let package = |name: &str| json!({ "id": name, "name": name, "version": "1.0.0" });
        let metadata = json!({
            "packages": [package("own"), package("other"), package("base")],
            "resolve": { "nodes": [
                { "id": "own", "dependencies": ["other", "base"] },
                { "id": "other", "dependencies": ["base"] },
                { "id": "base", "dependencies": [] },
            ] },
        });
        let needed = of(&metadata);
        assert_eq!(
            needed.get("base 1.0.0").map(String::as_str),
            Some("other, own")
        );
        assert_eq!(needed.get("other 1.0.0").map(String::as_str), Some("own"));
        assert_eq!(needed.get("own 1.0.0"), None);
    }
}
