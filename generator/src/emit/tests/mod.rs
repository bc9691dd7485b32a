//! Golden files: what is emitted for each construct. `tests/golden.rs` compiles the same files.
//!
//! `UPDATE_GOLDEN=1 cargo test -p generator golden` rewrites them.

mod build;
mod models;
mod operations;

use std::{fs, path::Path};

use super::emit;
use crate::{
    Layout,
    diagnostic::Diagnostics,
    ir::{Api, Method, Operation, Types},
    plan::{Options, plan},
};

fn api() -> Api {
    Api {
        title: "Kitchen <sink>".to_owned(),
        version: "1.0*".to_owned(),
        docs: build::docs("", "Everything at once, see https://example.com/docs."),
        servers: operations::servers(),
        schemes: operations::schemes(),
        tags: Vec::new(),
        operations: operations::operations(),
        webhooks: operations::webhooks(),
        types: Types {
            defs: models::models(),
        },
        untyped_parts_are_binary: false,
    }
}

fn options() -> Options {
    Options {
        provenance: "`cargo test` from a hand-made API".to_owned(),
        types_only: false,
        features: false,
        examples: false,
    }
}

#[test]
fn golden_files_are_up_to_date() {
    let mut diagnostics = Diagnostics::new();
    let files = emit(&plan(&api(), &options(), &mut diagnostics), &Layout::Module);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/kitchen");
    for file in &files {
        let path = folder.join(&file.path);
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &file.text).unwrap();
        }
        let golden = fs::read_to_string(&path).unwrap_or_default();
        assert!(
            golden == file.text,
            "{} differs; rewrite it with UPDATE_GOLDEN=1",
            path.display()
        );
    }
    let single = emit(
        &plan(&api(), &options(), &mut diagnostics),
        &Layout::SingleFile,
    );
    let path = folder.with_file_name("single.rs");
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(&path, &single[0].text).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == single[0].text,
        "single.rs differs"
    );
}

#[test]
fn the_order_of_what_is_gathered_changes_no_name() {
    let names = |api: &Api| {
        let module = plan(api, &options(), &mut Diagnostics::new());
        let mut names: Vec<String> = module.models[0]
            .items
            .iter()
            .map(|model| model.name().to_string())
            .collect();
        names.extend(
            module.operations[0]
                .items
                .iter()
                .map(|operation| operation.name.to_string()),
        );
        names.sort();
        names
    };
    let mut reversed = api();
    reversed.operations.reverse();
    assert_eq!(names(&api()), names(&reversed));
}

#[test]
fn what_is_changed_on_the_way_is_told() {
    let mut diagnostics = Diagnostics::new();
    plan(&api(), &options(), &mut diagnostics);
    insta::assert_snapshot!(diagnostics.to_string());
}

#[test]
fn a_big_api_is_cut_by_tag() {
    let mut api = api();
    let ids: Vec<String> = (0..500).map(|at| format!("op{at}")).collect();
    let more = ids
        .iter()
        .map(|id| build::operation(Some(id), Method::GET, &["/x"]));
    api.operations.extend(more);
    for (operation, tag) in api
        .operations
        .iter_mut()
        .zip(["core", "Two words", "core"].into_iter().cycle())
    {
        operation.tags = vec![tag.to_owned()];
    }
    let files = emit(
        &plan(&api, &options(), &mut Diagnostics::new()),
        &Layout::Module,
    );
    let paths: Vec<String> = files
        .iter()
        .map(|file| file.path.display().to_string())
        .collect();
    assert_eq!(
        paths,
        [
            "client/core_api.rs",
            "client/two_words.rs",
            "client.rs",
            "mod.rs",
            "models/core_api.rs",
            "models/shared_by_two_words_and_2_others.rs",
            "models/unused.rs",
            "models.rs",
            "operations/core_api.rs",
            "operations/two_words.rs",
            "operations.rs",
            "webhooks.rs",
        ]
    );
}

#[test]
fn a_tag_can_have_the_name_of_a_feature_that_every_crate_has() {
    let layout = Layout::Crate {
        name: "kitchen".to_owned(),
        runtime: "{ path = \"../runtime\" }".to_owned(),
        root: false,
    };
    let features = |operations: Vec<Operation>| -> toml::Table {
        let api = Api {
            operations,
            webhooks: Vec::new(),
            types: Types::default(),
            ..api()
        };
        let options = Options {
            features: true,
            ..options()
        };
        let files = emit(&plan(&api, &options, &mut Diagnostics::new()), &layout);
        let manifest: toml::Table = files[0].text.parse().unwrap();
        manifest["features"].as_table().unwrap().clone()
    };
    let fixed = features(Vec::new());
    let tags: Vec<&String> = fixed.keys().collect();
    let tagged = tags
        .into_iter()
        .cycle()
        .take(501)
        .enumerate()
        .map(|(at, tag)| {
            let id = format!("op{at}");
            let mut operation = build::operation(Some(&id), Method::GET, &["/x"]);
            operation.tags = vec![tag.clone()];
            operation
        });
    // Twice as many, and the one that brings all of them.
    let all = features(tagged.collect());
    assert_eq!(all.len(), 2 * fixed.len() + 1, "{all:?}");
}

#[test]
fn every_layout_says_the_same() {
    let module = plan(&api(), &options(), &mut Diagnostics::new());
    let layout = Layout::Crate {
        name: "kitchen".to_owned(),
        runtime: "{ path = \"../runtime\" }".to_owned(),
        root: false,
    };
    let paths: Vec<String> = emit(&module, &layout)
        .iter()
        .map(|file| file.path.display().to_string())
        .collect();
    assert_eq!(
        paths,
        [
            "Cargo.toml",
            "rustfmt.toml",
            "src/client.rs",
            "src/lib.rs",
            "src/models.rs",
            "src/operations.rs",
            "src/webhooks.rs"
        ]
    );
    for file in emit(&module, &Layout::SingleFile) {
        assert!(
            !file.text.contains("#!["),
            "`include!` takes no inner attributes"
        );
        assert!(
            !file
                .text
                .lines()
                .any(|line| line.trim_start().starts_with("//!"))
        );
        syn::parse_file(&file.text).unwrap();
    }
}
