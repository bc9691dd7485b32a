//! Local references.

use insta::assert_snapshot;

use super::{given, said, yaml};

#[test]
fn a_reference_to_nowhere() {
    let text = yaml(
        "paths:\n  /jobs:\n    get:\n      responses:\n        '200': { $ref: '#/components/responses/job' }\ncomponents:\n  responses:\n    Job: { description: A job }\n",
    );
    assert_snapshot!(said(&[("jobs.yaml", &text)]), @r#"
    error[dangling-reference]: `#/components/responses/job` points nowhere
     --> jobs.yaml:7:9 #/paths/~1jobs/get/responses/200
      |
    7 |         '200': { $ref: '#/components/responses/job' }
      |         ^
      = help: there is a `Job`
    "#);
}

#[test]
fn a_reference_in_a_circle() {
    let text = yaml(
        "paths: {}\ncomponents:\n  schemas:\n    A: { $ref: '#/components/schemas/B' }\n    B: { $ref: '#/components/schemas/A' }\n    C: { $ref: '#/components/schemas/A' }\n    Tree: { properties: { below: { $ref: '#/components/schemas/Tree' } } }\n",
    );
    assert_snapshot!(said(&[("jobs.yaml", &text)]), @r#"
    error[circular-reference]: `#/components/schemas/B` leads back to itself and to nothing else
     --> jobs.yaml:6:5 #/components/schemas/A
      |
    6 |     A: { $ref: '#/components/schemas/B' }
      |     ^
     ::: jobs.yaml:7:5 #/components/schemas/B
      |
    7 |     B: { $ref: '#/components/schemas/A' }
      |     ^ by way of this
      = help: one of them has to be a thing of its own
    "#);
}

/// A document that refers in a place where the standard has no references, and the same without references.
#[track_caller]
fn same(referring: &str, plain: &str) {
    let (referring, said) = given(&[("a.yaml", &yaml(referring))]);
    assert_eq!(said, "");
    let plain = given(&[("b.yaml", &yaml(plain))]).0.unwrap();
    let paths =
        |json: &str| serde_json::from_str::<serde_json::Value>(json).unwrap()["paths"].clone();
    assert_eq!(paths(&referring.unwrap()), paths(&plain));
}

#[test]
fn maps_and_lists_may_be_references() {
    let plain = "paths: { /a: { get: { parameters: [{ name: x, in: query }], responses: { '200': {} } } } }\n";
    same(
        "paths: { $ref: '#/x-paths' }\nx-paths: { /a: { get: { parameters: { $ref: '#/x-list' }, responses: { $ref: '#/x-responses' } } } }\nx-list: [{ name: x, in: query }]\nx-responses: { $ref: '#/x-more' }\nx-more: { '200': {} }\n",
        plain,
    );
}

#[test]
fn a_path_adds_to_what_it_refers_to() {
    same(
        "paths:\n  /a:\n    $ref: '#/components/pathItems/A'\n    parameters: [{ name: y, in: query }]\n    get: { operationId: own }\ncomponents:\n  pathItems:\n    A: { get: { operationId: other }, put: {}, parameters: [{ name: x, in: query }, { name: y, in: query, required: true }] }\n",
        "paths: { /a: { parameters: [{ name: y, in: query }, { name: x, in: query }], get: { operationId: own }, put: {} } }\n",
    );
}

#[test]
fn maps_in_circles_end() {
    let text = yaml(
        "paths: { $ref: '#/paths' }\ncomponents:\n  schemas:\n    A: { properties: { $ref: '#/components/schemas' } }\n    B: { properties: { $ref: '#/components/schemas/C/properties' } }\n    C: { properties: { $ref: '#/components/schemas/B/properties' } }\n",
    );
    assert_snapshot!(said(&[("jobs.yaml", &text)]), @r"
    error[circular-reference]: `#/paths` leads back to itself and to nothing else
     --> jobs.yaml:3:1 #/paths
      |
    3 | paths: { $ref: '#/paths' }
      | ^^^^^
      = help: one of them has to be a thing of its own

    error[circular-reference]: `#/components/schemas` holds the place that refers to it
     --> jobs.yaml:6:10 #/components/schemas/A/properties
      |
    6 |     A: { properties: { $ref: '#/components/schemas' } }
      |          ^^^^^^^^^^
      = help: refer to its members one by one

    error[circular-reference]: `#/components/schemas/B/properties` leads back to itself and to nothing else
     --> jobs.yaml:8:10 #/components/schemas/C/properties
      |
    8 |     C: { properties: { $ref: '#/components/schemas/B/properties' } }
      |          ^^^^^^^^^^
      = help: one of them has to be a thing of its own
    ");
}

#[test]
fn schemas_are_known_by_their_identifiers_and_anchors() {
    let (json, said) = given(&[(
        "a.yaml",
        &yaml(
            r#"paths: {}
components:
  schemas:
    Job: { $id: 'https://example.com/job', properties: { part: { $anchor: part, properties: { size: {} } } }, $defs: { More: { $dynamicAnchor: more } } }
    Whole: { $ref: 'https://example.com/job' }
    Within: { $ref: 'https://example.com/job#/properties/part' }
    Anchor: { $ref: '#part' }
    Both: { $ref: 'https://example.com/job#part' }
    Dynamic: { $ref: 'https://example.com/job#more' }
"#,
        ),
    )]);
    assert_eq!(said, "");
    let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
    let target = |name: &str| json["components"]["schemas"][name]["$ref"].clone();
    let job = "#/components/schemas/Job";
    assert_eq!(target("Whole"), job);
    for name in ["Within", "Anchor", "Both"] {
        assert_eq!(target(name), format!("{job}/properties/part"), "{name}");
    }
    assert_eq!(target("Dynamic"), format!("{job}/$defs/More"));
}

#[test]
fn identifiers_that_lead_nowhere_are_told() {
    for target in [
        "https://example.com/job#gone",
        "https://example.com/job#/gone",
        "https://example.com/job#elsewhere",
        "https://example.com/gone",
        "user",
        "#gone",
        "",
        "#",
        "%",
        "#%ff",
        "urn:x",
    ] {
        let text = yaml(&format!(
            "paths: {{}}\ncomponents:\n  schemas:\n    Job: {{ $id: 'https://example.com/job', properties: {{ user: {{ $ref: '{target}' }} }} }}\n    Job2: {{ $anchor: elsewhere, $id: 7 }}\n"
        ));
        let (json, said) = given(&[("a.yaml", &text)]);
        let kept = json.unwrap().contains("\"$ref\"");
        assert_eq!(
            said.matches("error[").count(),
            usize::from(!kept),
            "{target:?}: {said}"
        );
        assert!(!kept || ["", "#"].contains(&target), "{target:?}");
    }
}
