//! What a document shows becomes a test of its crate, and that test tells what comes back from what does not.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

#[path = "../src/emit/examples/harness.rs"]
mod harness;
#[path = "../src/emit/examples/xml.rs"]
mod xml;

use generator::{Generator, Layout, Output};
use harness::Outcome;
use runtime::{Value, model::Xml};
use serde_json::json;

const DOCUMENT: &str = r##"
openapi: 3.1.0
info: { title: Pets, version: "1" }
paths:
  /pets:
    post:
      requestBody:
        content:
          application/json:
            schema: { $ref: "#/components/schemas/Pet" }
            example: { name: Rex }
          multipart/form-data:
            schema: { type: object, properties: { photo: { type: string, format: binary } } }
            example: { photo: bytes }
      responses:
        "200":
          content:
            application/json:
              schema:
                type: array
                items: { $ref: "#/components/schemas/Pet" }
                example: [{ name: Tom }]
              examples:
                none: { value: [] }
                text: { value: '[{ "name": "Kim" }]' }
                shared: { $ref: "#/components/examples/two" }
            application/xml:
              schema: { $ref: "#/components/schemas/Pet" }
              example: <pet><name>Rex</name></pet>
            text/plain:
              schema: { type: string }
              example: Rex
components:
  examples:
    two: { value: [{ name: Tom }, { name: Rex }] }
  schemas:
    Pet:
      type: object
      required: [name]
      properties: { name: { type: string } }
      xml: { name: pet }
      examples: [{ name: Ada }, { name: Eve }]
"##;

fn generated(examples: bool) -> Output {
    let layout = Layout::Crate {
        name: "some-pets".to_owned(),
        runtime: "\"1\"".to_owned(),
        root: false,
    };
    Generator::new()
        .name("some-pets")
        .document_text("pets.yaml", DOCUMENT)
        .layout(layout)
        .examples(examples)
        .generate()
}

fn text<'o>(output: &'o Output, path: &str) -> Option<&'o str> {
    let file = output.files.iter().find(|file| file.path.ends_with(path));
    file.map(|file| file.text.as_str())
}

#[test]
fn examples_are_written_only_where_they_are_asked_for() {
    let output = generated(false);
    assert_eq!(text(&output, "tests/examples/main.rs"), None);
    assert!(!text(&output, "Cargo.toml").unwrap().contains("[[test]]"));
}

#[test]
fn every_example_goes_to_its_type() {
    let output = generated(true);
    let text = text(&output, "tests/examples/examples.json").unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();
    let summary: Vec<_> = examples
        .iter()
        .map(|one| json!([one["type"], one["direction"], one["value"]]))
        .collect();
    let pet = "models::Pet";
    let pets = "Vec<models::Pet>";
    assert_eq!(
        summary,
        [
            json!([pet, "request", { "name": "Rex" }]),
            json!([pets, "response", []]),
            // A list given as the text of its JSON.
            json!([pets, "response", [{ "name": "Kim" }]]),
            json!([pets, "response", [{ "name": "Tom" }, { "name": "Rex" }]]),
            json!([pets, "response", [{ "name": "Tom" }]]),
            json!([pet, "response", "<pet><name>Rex</name></pet>"]),
            json!([pet, null, { "name": "Ada" }]),
            json!([pet, null, { "name": "Eve" }]),
        ]
    );
}

#[test]
fn places_point_into_the_normalised_document() {
    let document = Generator::new()
        .document_text("pets.yaml", DOCUMENT)
        .normalised()
        .unwrap();
    let output = generated(true);
    let text = text(&output, "tests/examples/examples.json").unwrap();
    let examples: Vec<serde_json::Value> = serde_json::from_str(text).unwrap();
    for example in examples {
        let place = example["place"].as_str().unwrap();
        let there = document.pointer(place).unwrap();
        let meant = there
            .as_str()
            .and_then(|text| serde_json::from_str(text).ok());
        assert_eq!(
            &example["value"],
            meant.as_ref().unwrap_or(there),
            "{place}"
        );
        let schema = example["schema"].as_str().unwrap();
        assert!(document.pointer(schema).is_some(), "{schema}");
    }
}

#[test]
fn the_test_names_each_type_once() {
    let output = generated(true);
    let main = text(&output, "tests/examples/main.rs").unwrap();
    assert!(main.contains("use some_pets::models;"), "{main}");
    assert_eq!(main.matches("json::<models::Pet>").count(), 1, "{main}");
    assert!(main.contains(r#"Xml::name("pet")"#), "{main}");
    assert!(
        text(&output, "Cargo.toml")
            .unwrap()
            .contains("[[test]]\nname = \"examples\"\nharness = false\n")
    );
}

fn value(text: &str) -> Value {
    Value::parse(text).unwrap()
}

#[test]
fn what_comes_back_as_it_was_is_equal() {
    let outcome = harness::json::<Vec<f64>>(&value("[3, 0.5, 1e3, 101.63333129882812]"));
    assert!(matches!(outcome, Outcome::Equal));
    let text = Value::from("<a><b>1.0</b><c d='e'/></a>");
    let outcome = xml::check::<Value>(&text, Xml::name("a"));
    assert!(matches!(outcome, Outcome::Equal));
}

#[test]
fn what_is_lost_or_refused_is_told() {
    let lost = harness::json::<Vec<()>>(&value("[1]"));
    assert!(matches!(lost, Outcome::Different(_)));
    let changed = harness::json::<Vec<f64>>(&value("[9007199254740993]"));
    assert!(matches!(changed, Outcome::Different(_)));
    let refused = harness::json::<Vec<bool>>(&value("[1]"));
    assert!(matches!(refused, Outcome::Refused(_)));
    let failed = harness::run(
        &[harness::json::<bool>],
        r#"[{ "check": 0, "place": "/here", "value": 1 }]"#,
    );
    assert_ne!(failed, std::process::ExitCode::SUCCESS);
}
