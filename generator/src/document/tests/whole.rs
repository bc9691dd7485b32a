//! What only the whole document shows.

use insta::assert_snapshot;

use super::{said, yaml};

#[test]
fn what_is_of_another_kind_than_its_place_asks_for() {
    let text = "openapi: 4.7.1
info: { title: Jobs, version: '1' }
paths:
  jobs: { get: { operationId: a }, fetch: {} }
  /tasks: { get: { operationId: a, parameters: x, responses: null } }
components:
  schemas:
    A: { required: x, properties: [a], patternProperties: [] }
    B: { required: [x, 5], minimum: '3', maximum: x, additionalProperties: 3, items: [{ enum: a }] }
";
    assert_snapshot!(said(&[("jobs.yaml", text)]), @"
    warning[unknown-version]: `4.7.1` is no version of OpenAPI that is known here
     --> jobs.yaml:1:1 #/openapi
      |
    1 | openapi: 4.7.1
      | ^^^^^^^
      = help: there are 2.0, 3.0, 3.1 and 3.2; what is said in their words is understood

    warning[path-without-slash]: `jobs` is no path
     --> jobs.yaml:4:3 #/paths/jobs
      |
    4 |   jobs: { get: { operationId: a }, fetch: {} }
      |   ^^^^
      = help: a path begins with `/`, which is added

    warning[unknown-member]: a path has no member `fetch`; it is passed over
     --> jobs.yaml:4:36 #/paths/jobs/fetch
      |
    4 |   jobs: { get: { operationId: a }, fetch: {} }
      |                                    ^^^^^
      = help: its operations are get, put, post, delete, options, head, patch, trace, query

    warning[duplicate-id]: `a` is the `operationId` of more than one operation
     --> jobs.yaml:5:13 #/paths/~1tasks/get
      |
    5 |   /tasks: { get: { operationId: a, parameters: x, responses: null } }
      |             ^^^
     ::: jobs.yaml:4:11 #/paths/jobs/get
      |
    4 |   jobs: { get: { operationId: a }, fetch: {} }
      |           ^^^ the first of them, which is meant where it is named
      = help: ids are unique; set another with an overlay action

    warning[wrong-kind]: `parameters` should be a list here, and is text; it is passed over
     --> jobs.yaml:5:36 #/paths/~1tasks/get/parameters
      |
    5 |   /tasks: { get: { operationId: a, parameters: x, responses: null } }
      |                                    ^^^^^^^^^^
      = help: correct it with an overlay action

    warning[wrong-kind]: `required` should be a list of names here, and is text; it is passed over
     --> jobs.yaml:8:10 #/components/schemas/A/required
      |
    8 |     A: { required: x, properties: [a], patternProperties: [] }
      |          ^^^^^^^^
      = help: correct it with an overlay action

    warning[wrong-kind]: `properties` should be an object here, and is a list; it is passed over
     --> jobs.yaml:8:23 #/components/schemas/A/properties
      |
    8 |     A: { required: x, properties: [a], patternProperties: [] }
      |                       ^^^^^^^^^^
      = help: correct it with an overlay action

    warning[wrong-kind]: `1` should be a name here, and is a number; it is passed over
     --> jobs.yaml:9:24 #/components/schemas/B/required/1
      |
    9 |     B: { required: [x, 5], minimum: '3', maximum: x, additionalProperties: 3, items…
      |                        ^
      = help: correct it with an overlay action

    warning[wrong-kind]: `maximum` should be a number here, and is text; it is passed over
     --> jobs.yaml:9:42 #/components/schemas/B/maximum
      |
    9 | …   B: { required: [x, 5], minimum: '3', maximum: x, additionalProperties: 3, items: [{ enum: a }] }
      |                                          ^^^^^^^
      = help: correct it with an overlay action

    warning[wrong-kind]: `additionalProperties` should be an object here, and is a number; it is passed over
     --> jobs.yaml:9:54 #/components/schemas/B/additionalProperties
      |
    9 | …ired: [x, 5], minimum: '3', maximum: x, additionalProperties: 3, items: [{ enum: a }] }
      |                                          ^^^^^^^^^^^^^^^^^^^^
      = help: correct it with an overlay action

    warning[wrong-kind]: `enum` should be a list here, and is text; it is passed over
     --> jobs.yaml:9:89 #/components/schemas/B/items/0/enum
      |
    9 | …: x, additionalProperties: 3, items: [{ enum: a }] }
      |                                          ^^^^
      = help: correct it with an overlay action
    ");
}

#[test]
fn duplicate_paths() {
    let text = yaml(
        "paths:\n  /jobs/{id}:\n    get: {}\n  /jobs/{job}:\n    get: {}\n    put: {}\n  /jobs/{id}:\n    put: {}\n",
    );
    assert_snapshot!(said(&[("jobs.yaml", &text)]), @r#"
    error[duplicate-key]: the key `/jobs/{id}` stands twice in one object; the first is taken
     --> jobs.yaml:4:3 #/paths/~1jobs~1{id}
      |
    4 |   /jobs/{id}:
      |   ^^^^^^^^^^
      = help: remove one of the two

    warning[duplicate-path]: `/jobs/{job}` differs from another path only in the names of its parameters
     --> jobs.yaml:7:5 #/paths/~1jobs~1{job}/get
      |
    7 |     get: {}
      |     ^^^
     ::: jobs.yaml:5:5 #/paths/~1jobs~1{id}/get
      |
    5 |     get: {}
      |     ^^^ the other one
      = help: the server cannot tell them apart; both can be called
    "#);
    let page = format!("```yaml\n{}```\n", yaml("paths:\n  /jobs:\n    get: {}\n"));
    assert_snapshot!(said(&[("b.md", &page), ("a.md", &page)]), @r#"
    error[duplicate-operation]: `GET /jobs` is described twice
     --> b.md:6:5 #/paths/~1jobs/get
      |
    6 |     get: {}
      |     ^^^
     ::: a.md:6:5 #/paths/~1jobs/get
      |
    6 |     get: {}
      |     ^^^ first here
      = help: list only one of the pages in `documents`
    "#);
}
