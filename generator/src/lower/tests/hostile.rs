//! What no author would write: nothing panics, nothing runs away.

use serde_json::{Value, json};

use super::schemas;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Node};

/// A document with a little of everything.
const EVERYTHING: &str = "
openapi: 3.1.0
info: {title: T, version: '1', description: D.}
servers: [{url: 'https://{a}.x', variables: {a: {default: b, enum: [b]}}}]
security: [{key: []}]
tags: [{name: t, description: D.}]
paths:
  /a/{id}:
    summary: S.
    parameters: [{name: id, in: path, required: true, style: label, schema: {type: string}}]
    post:
      operationId: a
      tags: [t]
      security: [{key: [], oauth: [read]}]
      parameters: [{name: q, in: query, explode: false, content: {application/json: {schema: {type: array}}}}]
      requestBody:
        required: true
        content:
          multipart/form-data:
            schema: {$ref: '#/components/schemas/Base'}
            encoding: {id: {style: form, headers: {X: {schema: {type: string}}}}}
      responses:
        '200':
          headers: {X-A: {schema: {type: integer}}}
          content: {application/xml: {schema: {$ref: '#/components/schemas/Union'}}}
        4XX: {content: {text/event-stream: {itemSchema: {type: object}}}}
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: K}
    oauth: {type: oauth2, flows: {password: {tokenUrl: t, scopes: {read: R.}}}}
  schemas:
    Base:
      type: object
      required: [id]
      title: B
      xml: {name: base, namespace: n, prefix: p}
      properties:
        id: {type: [string, 'null'], format: uuid, minLength: 1, maxLength: 9, pattern: x, default: d}
        kind: {type: string, enum: [a, b], x-enum-varnames: [A, B], x-enum-descriptions: {a: A.}, x-ms-enum: {values: [{value: a, name: N}]}}
        n: {type: integer, minimum: 1, exclusiveMaximum: 9, multipleOf: 2}
        list: {type: array, items: {$ref: '#/components/schemas/Base'}, xml: {wrapped: true}, minItems: 1, uniqueItems: true}
        pair: {prefixItems: [{type: string}, {type: integer}]}
      additionalProperties: {type: string}
      patternProperties: {'^x': {type: integer}}
    Derived: {allOf: [{$ref: '#/components/schemas/Base'}, {properties: {kind: {const: a}}, required: [kind]}]}
    Union:
      oneOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/Derived'}, {type: 'null'}]
      properties: {more: {type: string, readOnly: true}}
      discriminator: {propertyName: kind, mapping: {a: Derived}}
    Set: {anyOf: [{type: string}, {enum: [x]}, {const: y, title: Y}]}
";

/// Calls `with` for the document with each of its nodes replaced by `other`.
fn each_replaced(whole: &Value, other: &Value, with: &mut impl FnMut(Value)) {
    let mut pointers = Vec::new();
    walk(whole, String::new(), &mut pointers);
    for pointer in pointers {
        let mut changed = whole.clone();
        if let Some(node) = changed.pointer_mut(&pointer) {
            *node = other.clone();
        }
        with(changed);
    }
}

fn walk(node: &Value, pointer: String, pointers: &mut Vec<String>) {
    match node {
        Value::Object(members) => {
            for (key, child) in members {
                let key = key.replace('~', "~0").replace('/', "~1");
                walk(child, format!("{pointer}/{key}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, child) in items.iter().enumerate() {
                walk(child, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}

#[test]
fn anything_anywhere_lowers() {
    let whole: Value = serde_yaml::from_str(EVERYTHING).unwrap();
    let others = [
        json!(null),
        json!(3.5),
        json!("x"),
        json!([1, {}, "x"]),
        json!({"x": 1}),
        json!({"$ref": "#/components/schemas/Base"}),
        json!({"$ref": "#/components/schemas/Union/oneOf/1"}),
    ];
    let mut lowered = 0;
    for other in &others {
        each_replaced(&whole, other, &mut |changed| {
            let mut document =
                Document::from_text("x.json", "{}", &mut Diagnostics::new()).expect("a document");
            document.root = Node::from(changed);
            super::super::lower(&document, &mut Diagnostics::new());
            lowered += 1;
        });
    }
    assert!(lowered > 1_000, "{lowered}");
}

#[test]
fn choices_that_multiply_come_to_an_end() {
    let names: Vec<String> = (0..14).map(|index| format!("S{index}")).collect();
    let branches: Vec<String> = names
        .iter()
        .map(|name| format!("{{$ref: '#/components/schemas/{name}'}}"))
        .collect();
    let branches = branches.join(", ");
    let mut text = String::new();
    for name in &names {
        text += &format!(
            "{name}: {{type: object, properties: {{p{name}: {{type: string}}}}, oneOf: [{branches}]}}\n"
        );
    }
    let dump = schemas(&text);
    assert!(dump.contains("S0 union"));
}

#[test]
fn schemas_too_deep_are_any_value() {
    let depth = 100;
    let text = format!(
        "A: {}{{type: string}}{}\n",
        "{type: array, items: ".repeat(depth),
        "}".repeat(depth)
    );
    let dump = schemas(&text);
    assert!(dump.contains("warning[schema-too-deep]"), "{dump}");
}
