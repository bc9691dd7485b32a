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

/// What each component refers to.
#[track_caller]
fn targets(components: &str) -> (Vec<(String, String)>, String) {
    let (json, said) = given(&[(
        "a.yaml",
        &yaml(&format!(
            "paths: {{}}\ncomponents:\n  schemas:\n{components}"
        )),
    )]);
    let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
    let mut found = Vec::new();
    let mut waiting = vec![(&json["components"]["schemas"], String::new())];
    while let Some((value, at)) = waiting.pop() {
        for (key, value) in value.as_object().into_iter().flatten() {
            match value.as_str() {
                Some(target) if key == "$ref" => {
                    let target = target.trim_start_matches("#/components/schemas/");
                    found.push((at.trim_start_matches('/').to_owned(), target.to_owned()));
                }
                _ => waiting.push((value, format!("{at}/{key}"))),
            }
        }
    }
    found.sort();
    (found, said)
}

#[track_caller]
fn lead(components: &str, expected: &[(&str, &str)]) {
    let (found, said) = targets(components);
    assert_eq!(said, "");
    let found: Vec<(&str, &str)> = found.iter().map(|(at, to)| (&**at, &**to)).collect();
    assert_eq!(found, expected);
}

#[test]
fn references_are_relative_to_the_nearest_identifier() {
    lead(
        "    Job:
      $id: https://example.com/schemas/job
      properties:
        relative: { $ref: part }
        rooted: { $ref: /schemas/part#/properties/size }
        nested: { $ref: sub/deep }
        own: { $ref: '#/$defs/Own' }
        itself: { $ref: '#' }
      $defs:
        Own: {}
        Sub: { $id: sub/, $defs: { Deep: { $id: deep, properties: { up: { $ref: ../part } } } } }
    Part: { $id: 'https://example.com/schemas/part', properties: { size: {} } }
",
        &[
            ("Job/$defs/Sub/$defs/Deep/properties/up", "Part"),
            ("Job/properties/itself", "Job"),
            ("Job/properties/nested", "Job/$defs/Sub/$defs/Deep"),
            ("Job/properties/own", "Job/$defs/Own"),
            ("Job/properties/relative", "Part"),
            ("Job/properties/rooted", "Part/properties/size"),
        ],
    );
}

#[test]
fn what_a_schema_with_an_identifier_lacks_is_looked_for_in_the_document() {
    lead(
        "    Job: { $id: job, properties: { part: { $ref: '#/components/schemas/Part' }, size: { $ref: '#size' } } }
    Part: { $id: part, properties: { size: { $anchor: size } } }
",
        &[
            ("Job/properties/part", "Part"),
            ("Job/properties/size", "Part/properties/size"),
        ],
    );
}

#[test]
fn identifiers_may_be_urns_and_old_anchors() {
    lead(
        "    Job: { $id: 'urn:example:job', properties: { part: { $ref: '#/$defs/Part' }, other: { $ref: 'urn:example:other#/$defs/A' } }, $defs: { Part: {} } }
    Other: { $id: 'urn:example:other', $defs: { A: { $id: '#a' } }, properties: { a: { $ref: '#a' } } }
",
        &[
            ("Job/properties/other", "Other/$defs/A"),
            ("Job/properties/part", "Job/$defs/Part"),
            ("Other/properties/a", "Other/$defs/A"),
        ],
    );
}

#[test]
fn a_document_that_says_its_own_identifier_is_relative_to_it() {
    let text = "openapi: 3.2.0\n$self: https://example.com/api/v1\ninfo: { title: Jobs, version: '1' }\ncomponents:\n  schemas:\n    Job: { $id: job }\n    A: { $ref: 'https://example.com/api/job' }\n    B: { $ref: 'v1#/components/schemas/Job' }\n    C: { $ref: 'https://example.com/api/v1#/components/schemas/Job' }\n";
    let (json, said) = given(&[("a.yaml", text)]);
    assert_eq!(said, "");
    let plain = "\"$ref\":\"#/components/schemas/Job\"";
    assert_eq!(json.unwrap().matches(plain).count(), 3);
}

#[test]
fn an_anchor_belongs_to_its_resource() {
    lead(
        "    A: { $id: a, $defs: { It: { $anchor: it } }, properties: { it: { $ref: '#it' }, other: { $ref: 'b#it' } } }
    B: { $id: b, $defs: { It: { $anchor: it } }, properties: { it: { $ref: '#it' } } }
",
        &[
            ("A/properties/it", "A/$defs/It"),
            ("A/properties/other", "B/$defs/It"),
            ("B/properties/it", "B/$defs/It"),
        ],
    );
}

#[test]
fn of_several_anchors_the_nearest_is_taken() {
    let (found, said) = targets(
        "    A: { $defs: { It: { $anchor: it } }, properties: { it: { $ref: '#it' } } }
    B: { $defs: { It: { $anchor: it } }, properties: { it: { $ref: '#it' } } }
",
    );
    let to: Vec<&str> = found.iter().map(|(_, to)| &**to).collect();
    assert_eq!(to, ["A/$defs/It", "B/$defs/It"]);
    assert_snapshot!(said, @r"
    warning[duplicate-anchor]: `#it` is the name of several schemas; the nearest is taken
     --> a.yaml:6:56 #/components/schemas/A/properties/it
      |
    6 | … { It: { $anchor: it } }, properties: { it: { $ref: '#it' } } }
      |                                          ^^
     ::: a.yaml:6:19 #/components/schemas/A/$defs/It
      |
    6 |     A: { $defs: { It: { $anchor: it } }, properties: { it: { $ref: '#it' } } }
      |                   ^^ this one is taken
     ::: a.yaml:7:19 #/components/schemas/B/$defs/It
      |
    7 |     B: { $defs: { It: { $anchor: it } }, properties: { it: { $ref: '#it' } } }
      |                   ^^ this one has the same name
      = help: refer to the schema by a JSON pointer, with an overlay
    ");
}
