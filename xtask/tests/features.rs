//! The features of a big API's crate: each part compiles alone, and types have the same names whatever is left out.

#![allow(
    clippy::unwrap_used,
    reason = "a test ends where something is not as it must be"
)]

use std::{fmt::Write, fs, path::Path, process::Command};

/// Three tags with 170 operations each, and a webhook, each with a model of its own. One that all tags share, four that
/// two share with the webhook and one that these two share alone, and one that nothing uses, which names another's.
fn document() -> String {
    let mut text = "openapi: 3.1.0\ninfo: { title: Parts, version: '1' }\npaths:\n".to_owned();
    for (tag, model) in [("apples", "Apple"), ("big pears", "Pear"), ("all", "Plum")] {
        for number in 0..170 {
            let path = tag.replace(' ', "-");
            writeln!(
                text,
                "  /{path}/{number}: {{ get: {{ tags: ['{tag}'], responses: {{ '200': {{ description: A, content: {{ \
                 application/json: {{ schema: {{ $ref: '#/components/schemas/{model}' }} }} }} }} }} }} }}"
            )
            .unwrap();
        }
    }
    text.push_str(
        "webhooks:\n  ripe: { post: { requestBody: { content: { application/json: { schema: { $ref: \
         '#/components/schemas/Basket' } } } }, responses: { '200': { description: Seen } } } }\n",
    );
    text.push_str("components:\n  schemas:\n");
    for (model, members) in [
        ("Apple", "seed: Seed, twig: Twig, tree: Tree"),
        ("Pear", "seed: Seed, twig: Twig, tree: Tree"),
        ("Plum", "stone: Stone, tree: Tree"),
        ("Twig", "bud: Bud"),
        ("Seed", "shell: Shell, germ: Germ, bud: Bud"),
        ("Shell", ""),
        ("Germ", ""),
        ("Bud", ""),
        ("Stone", ""),
        ("Tree", ""),
        ("Basket", "seed: Seed"),
        ("Fossil", "stone: Stone"),
    ] {
        let members = members
            .split(", ")
            .filter_map(|member| member.split_once(": "));
        let members: Vec<String> = members
            .map(|(name, model)| format!("{name}: {{ $ref: '#/components/schemas/{model}' }}"))
            .collect();
        let members = members.join(", ");
        writeln!(
            text,
            "    {model}: {{ type: object, properties: {{ id: {{ type: string }}{}{members} }} }}",
            if members.is_empty() { "" } else { ", " }
        )
        .unwrap();
    }
    text
}

#[test]
fn each_part_of_a_big_api_compiles_alone() {
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    fs::write(path("parts.yaml"), document()).unwrap();
    let made = Command::new(env!("CARGO_BIN_EXE_xtask"))
        .args(["client", "parts.yaml", "--out", "parts"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(
        made.status.success(),
        "{}",
        String::from_utf8_lossy(&made.stderr)
    );
    let manifest: toml::Table = fs::read_to_string(path("parts/Cargo.toml"))
        .unwrap()
        .parse()
        .unwrap();
    let parts = manifest["features"]["all"].as_array().unwrap();
    let parts: Vec<&str> = parts.iter().filter_map(toml::Value::as_str).collect();
    assert_eq!(
        parts,
        ["all_api", "apples", "big_pears", "unused", "webhooks"]
    );
    // What nothing uses is compiled with what it needs.
    let needs = manifest["features"]["unused"].as_array().unwrap();
    assert_eq!(needs[0].as_str(), Some("all_api"));
    let models = fs::read_to_string(path("parts/src/models.rs")).unwrap();
    let shared = "#[cfg(any(feature = \"apples\", feature = \"big_pears\", feature = \"webhooks\"))]\npub use self::";
    assert!(models.contains(shared), "{models}");
    // One model is no reason for a file: that of two tags stands with those of one user more, that of three with all.
    let files = fs::read_dir(path("parts/src/models")).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut shared: Vec<String> = files.filter(|file| file.starts_with("shared")).collect();
    shared.sort();
    assert_eq!(shared, ["shared.rs", "shared_by_apples_and_2_others.rs"]);
    let text = |file: &str| fs::read_to_string(path("parts/src/models").join(file)).unwrap();
    assert!(text("shared_by_apples_and_2_others.rs").contains("pub struct Twig"));
    assert!(text("shared.rs").contains("pub struct Tree"));

    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    fs::copy(root.join("Cargo.lock"), path("parts/Cargo.lock")).unwrap();
    for features in [
        "",
        "all_api",
        "apples",
        "big_pears",
        "unused",
        "webhooks",
        "all",
    ] {
        let ended = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--no-default-features", "--features"])
            .arg(features)
            .env("CARGO_TARGET_DIR", env!("CARGO_TARGET_TMPDIR"))
            .env("RUSTFLAGS", "-Dwarnings")
            .current_dir(path("parts"))
            .output()
            .unwrap();
        let errors = String::from_utf8_lossy(&ended.stderr);
        assert!(ended.status.success(), "with `{features}`: {errors}");
    }
}
