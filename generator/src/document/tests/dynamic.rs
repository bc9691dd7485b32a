//! `$dynamicRef`, `$dynamicAnchor`: templates and their meanings.

use insta::assert_snapshot;
use serde_json::Value;

use super::{given, yaml};

/// The components of a document of these paths and schemas, one a line, the paths first; and what is said of it.
fn bound(paths: &str, schemas: &str) -> (String, String) {
    let text = yaml(&format!(
        "paths:\n{paths}components:\n  schemas:\n{schemas}"
    ));
    let (json, said) = given(&[("a.yaml", &text)]);
    let json: Value = serde_json::from_str(&json.unwrap()).unwrap();
    let schemas = json["components"]["schemas"].as_object().unwrap();
    let lines = schemas.iter().map(|(name, it)| format!("{name}: {it}"));
    let paths = json["paths"].as_object().unwrap().values();
    let lines: Vec<String> = paths
        .map(|path| {
            path["get"]["responses"]["200"]["content"]["application/json"]["schema"].to_string()
        })
        .chain(lines)
        .collect();
    (lines.join("\n"), said)
}

/// A path that answers with a schema.
fn path(name: &str, schema: &str) -> String {
    format!(
        "  /{name}: {{ get: {{ operationId: {name}, responses: {{ '200': {{ content: {{ application/json: {{ schema: {schema} }} }} }} }} }} }}\n"
    )
}

const PAGE: &str = "    Page: { $id: page, $dynamicAnchor: item, properties: { items: { items: { $dynamicRef: '#item' } } } }
";

#[test]
fn a_template_has_a_component_for_each_meaning() {
    let of = |item: &str| {
        format!("{{ $defs: {{ it: {{ $dynamicAnchor: item, {item} }} }}, $ref: page }}")
    };
    let paths = path("jobs", &of("$ref: '#/components/schemas/Job'"))
        + &path("otherJobs", &of("$ref: '#/components/schemas/Job'"))
        + &path("tasks", &of("type: string"));
    let (found, said) = bound(&paths, &format!("{PAGE}    Job: {{ type: object }}\n"));
    assert_eq!(said, "");
    assert_snapshot!(found, @r##"
    {"$defs":{"it":{"$dynamicAnchor":"item","$ref":"#/components/schemas/Job"}},"$ref":"#/components/schemas/Page_Job"}
    {"$defs":{"it":{"$dynamicAnchor":"item","$ref":"#/components/schemas/Job"}},"$ref":"#/components/schemas/Page_Job"}
    {"$defs":{"it":{"$dynamicAnchor":"item","type":"string"}},"$ref":"#/components/schemas/Page_tasks"}
    Job: {"type":"object"}
    Page_Job: {"properties":{"items":{"items":{"$ref":"#/components/schemas/Job"}}}}
    Page_tasks: {"properties":{"items":{"items":{"$ref":"#/paths/~1tasks/get/responses/200/content/application~1json/schema/$defs/it"}}}}
    "##);
}

#[test]
fn by_itself_a_template_means_its_own_anchor() {
    let (found, said) = bound(
        &path("tree", "{ $ref: '#/components/schemas/Tree' }"),
        "    Tree: { $id: tree, $dynamicAnchor: node, properties: { below: { items: { $dynamicRef: '#node' } } } }
    List: { $anchor: list, properties: { next: { $dynamicRef: '#list' }, tree: { $dynamicRef: 'tree#node' } } }
",
    );
    assert_eq!(said, "");
    assert_snapshot!(found, @r##"
    {"$ref":"#/components/schemas/Tree"}
    Tree: {"$id":"tree","$dynamicAnchor":"node","properties":{"below":{"items":{"$ref":"#/components/schemas/Tree"}}}}
    List: {"$anchor":"list","properties":{"next":{"$ref":"#/components/schemas/List"},"tree":{"$ref":"#/components/schemas/Tree"}}}
    "##);
}

#[test]
fn a_component_binds_as_a_path_does() {
    let (found, said) = bound(
        &path("jobs", "{ $ref: '#/components/schemas/Jobs' }"),
        &format!(
            "{PAGE}    Jobs: {{ $id: jobs, $ref: page, $defs: {{ item: {{ $dynamicAnchor: item, type: string }} }} }}\n"
        ),
    );
    assert_eq!(said, "");
    assert_snapshot!(found, @r##"
    {"$ref":"#/components/schemas/Jobs"}
    Jobs: {"$id":"jobs","$ref":"#/components/schemas/Page_item","$defs":{"item":{"$dynamicAnchor":"item","type":"string"}}}
    Page_item: {"properties":{"items":{"items":{"$ref":"#/components/schemas/Jobs/$defs/item"}}}}
    "##);
}

#[test]
fn what_is_bound_holds_on_the_whole_way() {
    let (found, said) = bound(
        &path(
            "jobs",
            "{ $defs: { it: { $dynamicAnchor: item, $ref: '#/components/schemas/Job' } }, $ref: '#/components/schemas/Derived' }",
        ),
        &format!(
            "{PAGE}    Derived: {{ allOf: [{{ $ref: page }}, {{ $ref: '#/components/schemas/Job' }}], properties: {{ self: {{ $ref: '#/components/schemas/Derived' }} }} }}
    Job: {{ properties: {{ page: {{ $ref: page }} }} }}
"
        ),
    );
    assert_eq!(said, "");
    assert_snapshot!(found, @r##"
    {"$defs":{"it":{"$dynamicAnchor":"item","$ref":"#/components/schemas/Job_2"}},"$ref":"#/components/schemas/Derived_Job"}
    Derived_Job: {"allOf":[{"$ref":"#/components/schemas/Page_Job"},{"$ref":"#/components/schemas/Job_2"}],"properties":{"self":{"$ref":"#/components/schemas/Derived_Job"}}}
    Job_2: {"properties":{"page":{"$ref":"#/components/schemas/Page_Job"}}}
    Page_Job: {"properties":{"items":{"items":{"$ref":"#/components/schemas/Job_2"}}}}
    "##);
}

#[test]
fn what_a_template_is_bound_to_may_be_a_template() {
    let (found, said) = bound(
        &path(
            "jobs",
            "{ $defs: { it: { $dynamicAnchor: item, $ref: box }, in: { $dynamicAnchor: content, $ref: '#/components/schemas/Job' } }, $ref: page }",
        ),
        &format!(
            "{PAGE}    Box: {{ $id: box, properties: {{ content: {{ $dynamicRef: '#content' }} }} }}\n    Job: {{ type: object }}\n"
        ),
    );
    assert_eq!(said, "");
    assert_snapshot!(found, @r##"
    {"$defs":{"it":{"$dynamicAnchor":"item","$ref":"#/components/schemas/Box_Job"},"in":{"$dynamicAnchor":"content","$ref":"#/components/schemas/Job"}},"$ref":"#/components/schemas/Page_Job_Box"}
    Job: {"type":"object"}
    Page_Job_Box: {"properties":{"items":{"items":{"$ref":"#/components/schemas/Box_Job"}}}}
    Box_Job: {"properties":{"content":{"$ref":"#/components/schemas/Job"}}}
    "##);
}

#[test]
fn a_template_that_is_used_as_it_is_stays() {
    let of = "{ $defs: { it: { $dynamicAnchor: item, type: string } }, $ref: page }";
    let paths = path("names", of) + &path("pages", "{ $ref: page }");
    let (found, said) = bound(&paths, PAGE);
    assert_eq!(said, "");
    assert_snapshot!(found, @r##"
    {"$defs":{"it":{"$dynamicAnchor":"item","type":"string"}},"$ref":"#/components/schemas/Page_names"}
    {"$ref":"#/components/schemas/Page"}
    Page: {"$id":"page","$dynamicAnchor":"item","properties":{"items":{"items":{"$ref":"#/components/schemas/Page"}}}}
    Page_names: {"properties":{"items":{"items":{"$ref":"#/paths/~1names/get/responses/200/content/application~1json/schema/$defs/it"}}}}
    "##);
}

#[test]
fn what_nobody_says_may_be_anything() {
    let (found, said) = bound(
        &path("box", "{ $ref: '#/components/schemas/Box' }"),
        "    Box: { properties: { it: { $dynamicRef: '#it' }, only: { $dynamicRef: '#only' } } }
    A: { $id: a, $dynamicAnchor: it }
    B: { $id: b, $dynamicAnchor: it }
    Only: { $id: c, $dynamicAnchor: only }
",
    );
    assert_snapshot!(found, @r##"
    {"$ref":"#/components/schemas/Box"}
    Box: {"properties":{"it":{},"only":{"$ref":"#/components/schemas/Only"}}}
    A: {"$id":"a","$dynamicAnchor":"it"}
    B: {"$id":"b","$dynamicAnchor":"it"}
    Only: {"$id":"c","$dynamicAnchor":"only"}
    "##);
    assert_snapshot!(said, @r"
    note[dynamic-reference]: several schemas are called `#it`, and nothing says which is meant; any value is taken
     --> a.yaml:7:26 #/components/schemas/Box/properties/it
      |
    7 |     Box: { properties: { it: { $dynamicRef: '#it' }, only: { $dynamicRef: '#only' } }…
      |                          ^^
     ::: a.yaml:8:5 #/components/schemas/A
      |
    8 |     A: { $id: a, $dynamicAnchor: it }
      |     ^ one of them
     ::: a.yaml:9:5 #/components/schemas/B
      |
    9 |     B: { $id: b, $dynamicAnchor: it }
      |     ^ one of them
      = help: refer to a schema of its own (`$ref`), with an overlay
    ");
}

#[test]
fn meanings_without_end_are_an_error() {
    let many: String = (0..21)
        .map(|number| {
            let next = (number + 1) % 21;
            format!("    T{number}: {{ properties: {{ a: {{ $ref: '#/components/schemas/A{next}' }}, b: {{ $ref: '#/components/schemas/B{next}' }}, it: {{ $dynamicRef: '#a{number}' }} }} }}
    A{number}: {{ $id: a{number}, $defs: {{ it: {{ $dynamicAnchor: a{number}, type: string }} }}, $ref: '#/components/schemas/T{number}' }}
    B{number}: {{ $id: b{number}, $defs: {{ it: {{ $dynamicAnchor: a{number}, type: integer }} }}, $ref: '#/components/schemas/T{number}' }}
")
        })
        .collect();
    let (_, said) = bound(&path("a", "{ $ref: '#/components/schemas/A0' }"), &many);
    assert!(said.contains("error[too-large]"), "{said}");
}
