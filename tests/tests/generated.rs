//! `generated/` is what `specs/` says, whatever the order in which its files are listed.

use std::{fs, path::Path};

use generator::{File, Generator, Project};

fn root() -> &'static Path {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
}

/// What `cargo xtask codegen` makes of an API.
fn made(name: &str, generator: Generator) -> Vec<File> {
    let maker = format!("`cargo xtask codegen` from specs/{name}");
    let output = generator.maker(maker).generate();
    let reports: Vec<_> = output.reports.iter().map(ToString::to_string).collect();
    assert_eq!(reports, <[String; 0]>::default(), "{name}");
    output.files
}

/// A stale file is told by `cargo test` too.
#[test]
fn generated_is_up_to_date_and_nothing_is_said_of_the_specs() {
    let project = Project::read(root().join("specs"));
    let names: Vec<_> = project
        .apis
        .iter()
        .filter_map(Generator::client_name)
        .collect();
    assert_eq!(names, ["concur", "exabase", "ironclad", "sailpoint"]);
    for (name, generator) in names.iter().zip(project.apis.clone()) {
        for file in made(name, generator) {
            let path = root().join("generated/src").join(name).join(&file.path);
            let kept = fs::read_to_string(&path).unwrap_or_default();
            assert!(
                kept == file.text,
                "{} is stale: run `cargo xtask codegen`",
                path.display()
            );
        }
    }
}

#[test]
fn the_order_of_pages_changes_nothing() {
    let folder = root().join("specs/ironclad");
    let pages = [
        "ironclad-get_extract-evidence-id.md",
        "ironclad-post_extract-evidence.md",
        "workflow.yaml",
    ];
    let [one, other] = [[0, 1, 2], [2, 1, 0]].map(|order| {
        let documents = order
            .into_iter()
            .fold(Generator::new().name("ironclad"), |generator, page| {
                generator.document(folder.join(pages[page]))
            });
        made("ironclad", documents.overlay(folder.join("overlay.yaml")))
    });
    assert!(one == other);
    assert!(!one.is_empty());
}
