//! Jobs and pages of an API of another shape, added by an overlay: what is emitted.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use generator::Generator;

const DOCUMENT: &str = "
openapi: 3.0.3
info: {title: Reports, version: '1'}
servers: [{url: 'https://reports.example.com'}]
paths:
  /teams/{team}/reports:
    get:
      operationId: listReports
      parameters:
        - {name: team, in: path, required: true, schema: {type: string}}
        - {name: skip, in: query, schema: {type: integer}}
      responses:
        '200': {description: Some., content: {application/json: {schema: {$ref: '#/components/schemas/Reports'}}}}
    post:
      operationId: startReport
      parameters: [{name: team, in: path, required: true, schema: {type: string}}]
      responses: {'202': {description: Started.}}
  /reports/{id}:
    get:
      operationId: getReport
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200': {description: One., content: {application/json: {schema: {$ref: '#/components/schemas/Report'}}}}
components:
  schemas:
    Report: {type: object, properties: {phase: {type: integer}, done: {type: integer}, all: {type: integer}}}
    Reports:
      type: object
      properties:
        total: {type: integer}
        data: {type: object, properties: {reports: {type: array, items: {$ref: '#/components/schemas/Report'}}}}
";

const OVERLAY: &str = "
overlay: 1.0.0
info: {title: Jobs and pages, version: '1'}
actions:
  - target: $.paths['/teams/{team}/reports'].post
    update:
      x-job:
        poll: {operationId: getReport, url: $response.header.Location}
        status: $response.body#/phase
        success: [3]
        failure: [4, 5]
        progress: {done: $response.body#/done, total: $response.body#/all}
  - target: $.paths['/teams/{team}/reports'].get
    update:
      x-pagination:
        items: $response.body#/data/reports
        offset: {parameter: skip, total: $response.body#/total}
";

#[test]
fn an_overlay_adds_a_job_and_pages() {
    let output = Generator::new()
        .name("reports")
        .document_text("openapi.yaml", DOCUMENT)
        .overlay_text("overlay.yaml", OVERLAY)
        .generate();
    let said: Vec<String> = output.reports.iter().map(ToString::to_string).collect();
    assert_eq!(said, <[String; 0]>::default());
    let mut files = output.files.iter();
    let operations = files
        .find(|file| file.path.ends_with("operations.rs"))
        .unwrap();
    let after = |start: &str| {
        let (_, rest) = operations.text.split_once(start).unwrap();
        format!("{start}{}", rest.split_once("\n}\n").unwrap().0)
    };
    let emitted = [after("impl Starts"), after("impl Paged")].join("\n}\n\n");
    insta::assert_snapshot!(emitted);
}

#[test]
fn who_asks_for_the_start_of_a_job_gets_its_poll() {
    let output = Generator::new()
        .name("reports")
        .document_text("openapi.yaml", DOCUMENT)
        .overlay_text("overlay.yaml", OVERLAY)
        .only("startReport")
        .generate();
    assert_eq!(output.summary.operations, 2);
}
