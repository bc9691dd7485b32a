//! The call that the documentation of a crate shows.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use generator::{Generator, Layout};

/// The lines of the example in `src/lib.rs`.
fn shown(document: &str) -> String {
    let output = Generator::new()
        .name("some-jobs")
        .document_text("jobs.yaml", document)
        .layout(Layout::Crate {
            name: "some-jobs".to_owned(),
            runtime: "\"1\"".to_owned(),
            root: false,
        })
        .generate();
    let mut files = output.files.iter();
    let library = files.find(|file| file.path.ends_with("src/lib.rs"));
    let lines = library.unwrap().text.lines();
    let docs = lines.filter_map(|line| line.strip_prefix("//!"));
    let shown = docs.skip_while(|line| !line.starts_with(" ```"));
    shown.map(|line| format!("{}\n", &line[1..])).collect()
}

const HEAD: &str = "openapi: 3.0.3
info: { title: Jobs, version: '1' }
components:
  schemas: { Job: { type: object, properties: { id: { type: string } } } }
  securitySchemes:
    token: { type: http, scheme: bearer }
    user: { type: http, scheme: basic }
    key: { type: apiKey, in: header, name: X-Key }
";

#[test]
fn one_that_reads_something_with_few_plain_arguments() {
    let document = format!(
        "{HEAD}
servers: [{{ url: 'https://jobs.example.com' }}]
security: [{{ token: [] }}]
paths:
  /jobs:
    post:
      operationId: createJob
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Job' }} }} }} }}
      responses: {{ '200': {{ description: A, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Job' }} }} }} }} }}
  /jobs/{{id}}:
    parameters: [{{ name: id, in: path, required: true, schema: {{ type: string }} }}]
    delete:
      operationId: deleteJob
      responses: {{ '204': {{ description: A }} }}
    get:
      operationId: getJob
      parameters:
        - {{ name: old, in: query, deprecated: true, schema: {{ type: string }} }}
        - {{ name: max-wait, in: query, schema: {{ type: integer }} }}
      responses: {{ '200': {{ description: A, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Job' }} }} }} }} }}
"
    );
    insta::assert_snapshot!(shown(&document), @r#"
    ```no_run
    # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client = some_jobs::Client::new().token("a token");
    let answer = client.get_job("id").max_wait(1).await?;
    # Ok(()) }
    ```
    "#);
}

#[test]
fn a_server_is_said_where_the_document_has_none() {
    let document = format!(
        "{HEAD}
security: [{{ user: [], key: [] }}]
paths:
  /jobs/{{number}}:
    delete:
      operationId: deleteTheJobOfThisNumber
      parameters: [{{ name: number, in: path, required: true, schema: {{ type: integer }} }}]
      responses: {{ '204': {{ description: A }} }}
"
    );
    insta::assert_snapshot!(shown(&document), @r#"
    ```no_run
    # async fn run() -> Result<(), Box<dyn std::error::Error>> {
    let client = some_jobs::Client::new()
        .base_url("https://example.com")
        .user("user", "password")
        .key("a key");
    client.delete_the_job_of_this_number(1).await?;
    # Ok(()) }
    ```
    "#);
}

#[test]
fn none_where_more_has_to_be_said() {
    let document = format!(
        "{HEAD}
paths:
  /jobs:
    post:
      operationId: createJob
      requestBody: {{ required: true, content: {{ application/json: {{ schema: {{ $ref: '#/components/schemas/Job' }} }} }} }}
      responses: {{ '204': {{ description: A }} }}
"
    );
    assert_eq!(shown(&document), "");
}
