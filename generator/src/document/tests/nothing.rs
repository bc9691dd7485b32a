//! What generates nothing, and pages of different versions.

use insta::assert_snapshot;

use super::{given, said, yaml};

#[test]
fn operations_by_any_method_are_united_and_have_what_their_page_says_of_all() {
    let page = |method: &str, server: &str| {
        yaml(&format!(
            "servers: [{{ url: '{server}' }}]\npaths:\n  /a: {{ additionalOperations: {{ {method}: {{}} }} }}\n"
        ))
    };
    let (json, said) = given(&[
        ("a.yaml", &page("COPY", "/1")),
        ("b.yaml", &page("MOVE", "/2")),
    ]);
    assert_eq!(said, "");
    let json: serde_json::Value = serde_json::from_str(&json.unwrap()).unwrap();
    let operations = &json["paths"]["/a"]["additionalOperations"];
    assert_eq!(operations["COPY"]["servers"][0]["url"], "/1");
    assert_eq!(operations["MOVE"]["servers"][0]["url"], "/2");
}

#[test]
fn a_file_on_the_network_is_told_once() {
    let text = yaml(
        "paths: {}\ncomponents:\n  schemas:\n    A: { $ref: 'https://example.com/a.yaml#/A' }\n    B: { $ref: 'https://example.com/a.yaml#/B' }\n",
    );
    assert_snapshot!(said(&[("jobs.yaml", &text)]), @r"
    error[remote-reference]: `https://example.com/a.yaml` is on the network, where nothing is read
     --> jobs.yaml:6:5 #/components/schemas/A
      |
    6 |     A: { $ref: 'https://example.com/a.yaml#/A' }
      |     ^
      = help: save it beside the document and refer to it by a relative path, in an overlay if the document is not yours
    ");
}

#[test]
fn pages_of_different_versions_become_one_document() {
    let old = "swagger: '2.0'\ninfo: { title: Jobs, version: '1' }\nhost: jobs.example.com\nschemes: [https]\npaths: { /a: { get: { responses: { '200': { description: A, schema: { $ref: '#/definitions/A' } } }, produces: [application/json] } } }\ndefinitions: { A: { type: string } }\n";
    let new = "openapi: 3.1.0\ninfo: { title: Jobs, version: '1' }\nservers: [{ url: 'https://jobs.example.com' }]\npaths: { /b: { get: { responses: { '200': { description: B, content: { application/json: { schema: { $ref: '#/components/schemas/B' } } } } } } } }\ncomponents: { schemas: { B: { type: [string, 'null'] } } }\n";
    let (json, said) = given(&[("a.yaml", old), ("b.yaml", new)]);
    assert_eq!(said, "");
    assert_eq!(given(&[("b.yaml", new), ("a.yaml", old)]).0, json);
    assert_snapshot!(json.unwrap(), @r##"{"openapi":"3.1.0","info":{"title":"Jobs","version":"1"},"servers":[{"url":"https://jobs.example.com"}],"paths":{"/a":{"get":{"responses":{"200":{"description":"A","content":{"application/json":{"schema":{"$ref":"#/components/schemas/A"}}}}}}},"/b":{"get":{"responses":{"200":{"description":"B","content":{"application/json":{"schema":{"$ref":"#/components/schemas/B"}}}}}}}},"components":{"schemas":{"A":{"type":"string"},"B":{"type":["string","null"]}}}}"##);
}
