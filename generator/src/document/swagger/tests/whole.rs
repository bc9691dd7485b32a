//! Through the whole document stage.

use crate::document::tests::{given, on_disk};
use insta::assert_snapshot;

fn document(rest: &str) -> String {
    format!("swagger: '2.0'\ninfo: {{ title: Pets, version: '1' }}\n{rest}")
}

#[test]
fn diagnostics_name_the_line_of_the_original() {
    let text = document(
        "
paths:
  /pets:
    post:
      parameters:
        - { name: ids, in: query, type: array, items: { type: string }, collectionFormat: tsv }
        - { name: pet, in: body, schema: { $ref: '#/definitions/Pat' } }
      responses: {}
definitions:
  Pet: { type: object }
",
    );
    let (json, said) = given(&[("pets.yaml", &text)]);
    assert!(json.is_some());
    assert_snapshot!(said, @r#"
    warning[collection-format]: OpenAPI 3 has no style for `tsv` here: commas separate the items instead
     --> pets.yaml:8:73 #/paths/~1pets/post/parameters/0/collectionFormat
      |
    8 | …, type: array, items: { type: string }, collectionFormat: tsv }
      |                                          ^^^^^^^^^^^^^^^^
      = help: describe the parameter as a string to write its items yourself

    error[dangling-reference]: `#/definitions/Pat` points nowhere
     --> pets.yaml:9:34 #/paths/~1pets/post/parameters/1/schema
      |
    9 |         - { name: pet, in: body, schema: { $ref: '#/definitions/Pat' } }
      |                                  ^^^^^^
      = help: add it under `components/schemas`, or correct the reference with an overlay
    "#);
}

#[test]
fn overlays_speak_of_the_published_document() {
    let text = document("paths: {}\ndefinitions: { Pet: { type: object, discriminator: kind } }");
    let overlay = "overlay: 1.0.0
info: { title: Correction, version: '1' }
actions:
  - { target: $.definitions.Pet, update: { discriminator: type } }
";
    let (json, said) = given(&[("pets.yaml", &text), ("overlay.yaml", overlay)]);
    assert_eq!(said, "");
    assert!(json.is_some_and(|json| json.contains(r#""discriminator":{"propertyName":"type"}"#)));
}

#[test]
fn files_are_brought_in_before() {
    let text = document(
        "paths: { /a: { get: { responses: { 200: { description: A, schema: { $ref: 'models.yaml#/definitions/Pet' } } } } } }",
    );
    let models = "definitions:
  Pet: { type: object, properties: { owner: { $ref: '#/definitions/Owner', x-nullable: true } } }
  Owner: { type: object }
";
    let (json, said) = on_disk(&[("pets.yaml", &text), ("models.yaml", models)]);
    assert_eq!(said, "");
    assert_snapshot!(json.unwrap(), @r##"{"openapi":"3.0.3","info":{"title":"Pets","version":"1"},"paths":{"/a":{"get":{"responses":{"200":{"description":"A","content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}}}}},"components":{"schemas":{"Pet":{"type":"object","properties":{"owner":{"allOf":[{"$ref":"#/components/schemas/Owner"}],"nullable":true}}},"Owner":{"type":"object"}}}}"##);
}

#[test]
fn pages_that_differ_are_merged_as_what_they_become() {
    let one = document("host: a.com\nbasePath: /v1\npaths: { /a: { get: { responses: {} } } }");
    let other = document("host: a.com\nbasePath: /v2\npaths: { /b: { get: { responses: {} } } }");
    let modern = "openapi: 3.0.3
info: { title: Pets, version: '1' }
paths: { /c: { get: { responses: {} } } }
";
    let (json, said) = given(&[("1.yaml", &one), ("2.yaml", &other), ("3.yaml", modern)]);
    assert_eq!(said, "");
    assert_snapshot!(json.unwrap(), @r#"{"openapi":"3.0.3","info":{"title":"Pets","version":"1"},"paths":{"/a":{"get":{"responses":{},"servers":[{"url":"https://a.com/v1"}]}},"/b":{"get":{"responses":{},"servers":[{"url":"https://a.com/v2"}]}},"/c":{"get":{"responses":{}}}}}"#);
}
