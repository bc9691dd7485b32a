use super::lowered;

const DOCUMENT: &str = "
openapi: 3.1.0
info: {title: T, version: '1'}
paths:
  /teams/{team}/reports:
    parameters: [{name: team, in: path, required: true, schema: {type: string}}]
    get:
      operationId: listReports
      parameters: [{name: page, in: query, schema: {type: integer}}]
      x-pagination: PAGINATION
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Reports'}}}}}
    post:
      operationId: startReport
      x-job: JOB
      responses: {'202': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Report'}}}}}
  /teams/{team}/reports/{id}:
    get:
      operationId: getReport
      parameters:
        - {name: team, in: path, required: true, schema: {type: string}}
        - {name: id, in: path, required: true, schema: {type: integer}}
      responses: {'200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Report'}}}}}
components:
  schemas:
    Report:
      type: object
      properties:
        meta: {type: object, properties: {id: {type: integer}, state: {enum: [new, busy, done]}, percent: {type: number}}}
        parts: {type: array, items: {type: string}}
    Reports:
      type: object
      properties:
        data: {type: object, properties: {reports: {type: array, items: {$ref: '#/components/schemas/Report'}}}}
";

const POLL: &str = "poll: {operationId: getReport, parameters: {team: $request.path.team, id: $response.body#/meta/id}}";
const JOB: &str = "status: $response.body#/meta/state, success: [done], running: [new, busy]";
const PAGES: &str = "{items: $response.body#/data/reports, page: {parameter: page}}";

/// What is said about a document with these extensions.
fn said(job: &str, pagination: &str) -> String {
    let text = DOCUMENT
        .replace("JOB", job)
        .replace("PAGINATION", pagination);
    lowered(&text).1.to_string()
}

#[test]
fn jobs_and_pages_that_fit_are_read() {
    let job =
        format!("{{{POLL}, {JOB}, progress: {{done: $response.body#/meta/percent, total: 100}}}}");
    let text = DOCUMENT.replace("JOB", &job).replace("PAGINATION", PAGES);
    let (api, diagnostics) = lowered(&text);
    assert_eq!(diagnostics.to_string(), "");
    assert!(api.operations.iter().any(|one| one.job.is_some()));
    assert!(api.operations.iter().any(|one| one.pagination.is_some()));
}

#[test]
fn jobs_that_do_not_fit_are_told() {
    for (job, expected) in [
        (
            format!("{{{POLL}, status: $response.body#/meta/phase, success: [done]}}"),
            "has no `phase` there",
        ),
        (
            format!("{{{POLL}, status: $response.body#/parts, success: [done]}}"),
            "this is a list or an object",
        ),
        (
            format!("{{{POLL}, status: state, success: [done]}}"),
            "this is no runtime expression",
        ),
        (
            format!("{{{POLL}, {JOB}, wait: 3}}"),
            "there is no member `wait` here",
        ),
        (format!("{{{JOB}}}"), "the member `poll` is missing"),
        (
            format!("{{poll: {{operationId: nobody, parameters: {{}}}}, {JOB}}}"),
            "no operation has the id `nobody`",
        ),
        (
            format!("{{poll: {{operationId: getReport, parameters: {{id: $statusCode}}}}, {JOB}}}"),
            "needs a value for `team`",
        ),
        (
            format!("{{poll: {{operationId: getReport, parameters: {{no: $statusCode}}}}, {JOB}}}"),
            "has no parameter `no`",
        ),
        (
            format!("{{poll: {{operationId: getReport}}, {JOB}}}"),
            "how the operation is called is not told",
        ),
        (
            format!(
                "{{{POLL}, status: $response.body#/meta/state, success: [ended], running: [new, busy]}}"
            ),
            "the schema lists no status `ended`",
        ),
        (
            format!(
                "{{{POLL}, status: $response.body#/meta/state, success: [done], running: [new]}}"
            ),
            "what the status `busy` means is not told",
        ),
    ] {
        let said = said(&job, PAGES);
        assert!(said.contains(expected), "{job}\n{said}");
    }
}

#[test]
fn pages_that_do_not_fit_are_told() {
    let job = format!("{{{POLL}, {JOB}}}");
    for (pagination, expected) in [
        ("{items: $response.body#/data}", "this is no list"),
        (
            "{items: $response.body#/data/reports}",
            "is not told, or told twice",
        ),
        (
            "{items: $response.body#/data/reports, link: next, url: $response.header.Next}",
            "is not told, or told twice",
        ),
        (
            "{items: $response.body#/data/reports, offset: {parameter: skip}}",
            "has no parameter `skip`",
        ),
        (
            "{items: $response.body#/data/reports, page: {parameter: page, first: x}}",
            "this is no number of a page",
        ),
        (
            "{items: $response.body#/data/reports, cursor: {parameter: page}}",
            "the member `from` is missing",
        ),
    ] {
        let said = said(&job, pagination);
        assert!(said.contains(expected), "{pagination}\n{said}");
    }
}

#[test]
fn extensions_of_other_tools_are_passed_over() {
    let job = format!("{{{POLL}, {JOB}}}");
    for (job, pagination, passed) in [
        (
            &*job,
            "{limitParam: count, pageParam: page, resultsPath: data}",
            "x-pagination",
        ),
        (&job, "cursor", "x-pagination"),
        ("{queue: nightly, priority: 3}", PAGES, "x-job"),
        ("true", PAGES, "x-job"),
    ] {
        let said = said(job, pagination);
        assert!(
            said.contains(&format!("this `{passed}` is written for another tool")),
            "{said}"
        );
        assert!(!said.contains("error"), "{said}");
    }
}
