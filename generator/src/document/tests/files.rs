//! References to other files.

use insta::assert_snapshot;

use super::{on_disk, yaml};

#[test]
fn files_are_bundled_and_circles_survive() {
    let (json, said) = on_disk(&[
        (
            "openapi.yaml",
            &yaml(
                "paths:\n  /jobs: { $ref: 'paths/jobs.yaml' }\ncomponents:\n  schemas:\n    Task: { $ref: 'schemas/job.yaml' }\n",
            ),
        ),
        (
            "paths/jobs.yaml",
            "get:\n  parameters: [{ $ref: '../common.yaml#/id' }]\n  responses:\n    '200': { content: { application/json: { schema: { $ref: '../schemas/job.yaml' } } } }\n",
        ),
        (
            "common.yaml",
            "id: { name: id, in: query, schema: { $ref: '#/type' }, example: { $ref: data } }\ntype: { type: string }\n",
        ),
        (
            "schemas/job.yaml",
            "properties:\n  parent: { $ref: 'job.yaml' }\n  user: { $ref: 'user.yaml' }\n  back: { $ref: '../openapi.yaml#/components/schemas/Task' }\n",
        ),
        (
            "schemas/user.yaml",
            "properties: { job: { $ref: './job.yaml#' } }\n",
        ),
    ]);
    assert_eq!(said, "");
    assert_snapshot!(json.unwrap(), @r##"{"openapi":"3.0.3","info":{"title":"Jobs","version":"1"},"paths":{"/jobs":{"get":{"parameters":[{"$ref":"#/components/parameters/id"}],"responses":{"200":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Task"}}}}}}}},"components":{"schemas":{"Task":{"properties":{"parent":{"$ref":"#/components/schemas/Task"},"user":{"$ref":"#/components/schemas/user"},"back":{"$ref":"#/components/schemas/Task"}}},"user":{"properties":{"job":{"$ref":"#/components/schemas/Task"}}},"type":{"type":"string"}},"parameters":{"id":{"name":"id","in":"query","schema":{"$ref":"#/components/schemas/type"},"example":{"$ref":"data"}}}}}"##);
}

#[test]
fn what_came_with_its_section_is_not_brought_in_again() {
    let (json, said) = on_disk(&[
        (
            "api/openapi.yaml",
            &yaml(
                "paths: { /a: { parameters: [{ name: a, in: query, schema: { $ref: 'parts/schemas.yaml#/More' } }] } }\ncomponents:\n  schemas: { $ref: parts/schemas.yaml }\n  responses: { $ref: parts/responses.yaml }\n",
            ),
        ),
        (
            "api/parts/schemas.yaml",
            "Problem: { properties: { more: { $ref: '#/More' } } }\nMore: { type: string }\n",
        ),
        (
            "api/parts/responses.yaml",
            "Bad: { content: { application/json: { schema: { $ref: './schemas.yaml#/Problem' } } } }\n",
        ),
    ]);
    assert_eq!(said, "");
    assert_snapshot!(json.unwrap(), @r##"{"openapi":"3.0.3","info":{"title":"Jobs","version":"1"},"paths":{"/a":{"parameters":[{"name":"a","in":"query","schema":{"$ref":"#/components/schemas/More"}}]}},"components":{"schemas":{"Problem":{"properties":{"more":{"$ref":"#/components/schemas/More"}}},"More":{"type":"string"}},"responses":{"Bad":{"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Problem"}}}}}}}"##);
}

#[test]
fn what_is_brought_in_is_called_what_its_authors_call_it() {
    for (pointer, name) in [
        ("/names/schema/items", "names"),
        ("/schema", "jobs"),
        ("/both/allOf/0", "both"),
        ("/both/allOf/0/properties/items", "items"),
        ("/answer/content/application~1json/schema", "answer"),
    ] {
        let (json, said) = on_disk(&[
            (
                "openapi.yaml",
                &yaml(&format!(
                    "paths:\n  /jobs:\n    parameters:\n      - {{ name: a, in: query, schema: {{ $ref: 'jobs.yaml#{pointer}' }} }}\n"
                )),
            ),
            (
                "jobs.yaml",
                "schema: { type: string }\nnames: { schema: { items: { type: string } } }\nboth: { allOf: [properties: { items: { type: string } }] }\nanswer: { content: { application/json: { schema: { type: string } } } }\n",
            ),
        ]);
        assert_eq!(said, "");
        let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
        let schemas = json["components"]["schemas"].as_object().unwrap();
        assert_eq!(schemas.keys().collect::<Vec<_>>(), [name], "{pointer}");
    }
}

#[test]
fn files_that_cannot_be_bundled() {
    let (_, said) = on_disk(&[
        (
            "api/openapi.yaml",
            &yaml(
                "paths: {}\ncomponents:\n  schemas:\n    A: { $ref: './gone.yaml' }\n    B: { $ref: '../secret.yaml' }\n    C: { $ref: 'https://example.com/c.yaml' }\n    D: { $ref: 'd.yaml#/nothing' }\n    E: { $ref: 'e.yaml' }\n",
            ),
        ),
        ("secret.yaml", "{}"),
        ("api/d.yaml", "{}"),
        ("api/e.yaml", "a: [\n"),
    ]);
    assert_snapshot!(said, @r"
    error[broken-yaml]: this is not YAML: did not find expected node content
     --> api/e.yaml:2:1
      = help: nothing is read beyond this place: mend it, or get the file again

    error[missing-file]: `./gone.yaml` cannot be read: No such file or directory (os error 2)
     --> api/openapi.yaml:6:5 #/components/schemas/A
      |
    6 |     A: { $ref: './gone.yaml' }
      |     ^
      = help: the path is relative to the file that the `$ref` stands in

    error[outside-root]: `../secret.yaml` is outside the root folder
     --> api/openapi.yaml:7:5 #/components/schemas/B
      |
    7 |     B: { $ref: '../secret.yaml' }
      |     ^
      = help: name a folder above both files as the root

    error[remote-reference]: `https://example.com/c.yaml` is on the network, where nothing is read
     --> api/openapi.yaml:8:5 #/components/schemas/C
      |
    8 |     C: { $ref: 'https://example.com/c.yaml' }
      |     ^
      = help: save it beside the document and refer to it by a relative path, in an overlay if the document is not yours

    error[dangling-reference]: `d.yaml#/nothing` points nowhere: the file has no such place
     --> api/openapi.yaml:9:5 #/components/schemas/D
      |
    9 |     D: { $ref: 'd.yaml#/nothing' }
      |     ^
    ");
}

#[test]
fn identifiers_in_files_are_known_and_stay_their_own() {
    let (json, said) = on_disk(&[
        (
            "openapi.yaml",
            &yaml(
                "paths: {}\ncomponents:\n  schemas:\n    Job: { $ref: 'job.yaml' }\n    Part: { $ref: 'https://example.com/part' }\n",
            ),
        ),
        (
            "job.yaml",
            "$id: https://example.com/job\nproperties:\n  part:\n    $id: part\n    properties: { size: { $ref: '#/$defs/Size' }, whole: { $ref: job } }\n    $defs: { Size: { type: integer } }\n",
        ),
    ]);
    assert_eq!(said, "");
    let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
    let schemas = &json["components"]["schemas"];
    let size = &schemas["Job"]["properties"]["part"]["properties"]["size"];
    assert_eq!(size["$ref"], "#/components/schemas/Size");
    assert_eq!(schemas["Size"]["type"], "integer");
    let part = "#/components/schemas/Job/properties/part";
    assert_eq!(schemas["Part"]["$ref"], part);
}
