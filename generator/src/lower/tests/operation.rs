use super::paths;

#[test]
fn path_and_operation_parameters() {
    let text = paths(
        "
        paths:
          /b/{id}/c/{sub}:
            parameters:
              - {name: sub, in: path, required: true, schema: {type: integer}}
              - {name: q, in: query, schema: {type: string}}
            get:
              operationId: getIt
              parameters:
                - {name: q, in: query, required: true, schema: {type: string, enum: [a, b]}}
                - {name: list, in: query, explode: false, schema: {type: array, items: {type: string}}}
                - {name: deep, in: query, style: deepObject, schema: {type: object, properties: {x: {type: string}}}}
                - {name: json, in: query, content: {application/json: {schema: {type: object}}}}
                - {name: X-Id, in: header, schema: {type: string}}
                - {name: c, in: cookie, schema: {type: string, nullable: true}}
                - {name: raw, in: query, allowReserved: true, schema: {type: string}}
                - {name: id, in: path, required: true, style: matrix, schema: {type: string}}
                - $ref: '#/components/parameters/Shared'
          /a:
            post: {}
            get: {}
        components:
          parameters:
            Shared: {name: shared, in: query, schema: {type: boolean}}
",
    );
    insta::assert_snapshot!(text, @r#"
    GET /a -
    POST /a -
    GET /b/{id}/c/{sub} getIt
      Path id: String (Matrix)
      Path sub: I64 (Simple)
      Query q: getIt.q (Form*)
      Query list?: [String] (Form)
      Query deep?: getIt.deep (DeepObject*)
      Query json?: {Any} (json)
      Header X-Id?: String (Simple)
      Cookie c?: String (Form*)
      Query raw?: String (Form* reserved)
      Query shared?: Bool (Form*)
    (getIt.q) enum "a", "b"
    (getIt.deep)
      x?: String
    "#);
}

#[test]
fn parameters_that_are_wrong() {
    let text = paths(
        "
        paths:
          /a/{x}:
            get:
              parameters:
                - {name: y, in: path, required: true, schema: {type: string}}
                - {name: none, in: query}
                - {name: old, in: query, type: integer}
                - {name: q, in: query, style: matrix, schema: {type: string}}
                - {name: q, in: query, schema: {type: string}}
                - {name: body, in: body, schema: {type: string}}
                - {name: Accept, in: header, schema: {enum: ['a/b, */*;q=0.1', text/csv]}}
                - {name: Content-Type, in: header, schema: {type: string}}
                - {name: Authorization, in: header, schema: {type: string}}
              responses: {'200': {description: Done., content: {a/b: {}}}}
",
    );
    insta::assert_snapshot!(text, @"
    GET /a/{x} -
      Path x: String (Simple)
      Query none?: String (Form*)
      Query old?: I64 (Form*)
      Query q?: String (Form*)
      Header Authorization?: String (Simple)
      Code(200): a/b binary
    warning[duplicate-parameter]: `q` is there already; the first is taken at #/paths/~1a~1{x}/get/parameters/4
    warning[parameter-without-place]: a parameter needs a `name` and one of `path`, `query`, `header`, `cookie` as `in` (`querystring` with a form as its content); it is left out at #/paths/~1a~1{x}/get/parameters/5
    warning[parameter-not-in-path]: the path has no `{y}`; the parameter is left out at #/paths/~1a~1{x}/get/parameters/0
    error[parameter-without-schema]: a parameter needs a `schema` or `content`; text is taken at #/paths/~1a~1{x}/get/parameters/1
    error[parameter-without-schema]: a parameter needs a `schema` or `content`; its own keywords are taken at #/paths/~1a~1{x}/get/parameters/2
    warning[parameter-style]: there is no style `matrix` for this place; the default style is used at #/paths/~1a~1{x}/get/parameters/3
    note[reserved-header]: `Accept` is written from the media types of the responses, which have no `text/csv`; as OpenAPI has it, the parameter is left out at #/paths/~1a~1{x}/get/parameters/6
    warning[undeclared-path-parameter]: `{x}` stands in the path, but no parameter is called that; taken as a string at #/paths/~1a~1{x}/get
    ");
}

#[test]
fn parts_have_the_headers_of_which_the_document_states_the_value() {
    let text = paths(
        r#"
        paths:
          /a:
            post:
              requestBody:
                content:
                  multipart/form-data:
                    schema: {type: object, properties: {file: {type: string, format: binary}}}
                    encoding:
                      file:
                        headers:
                          X-Const: {schema: {const: a}}
                          X-Only: {schema: {enum: [2]}}
                          X-Default: {$ref: '#/components/headers/Default'}
                          X-Open: {schema: {type: string}}
                          X-Choice: {schema: {enum: [a, b]}}
                          Content-Type: {schema: {const: a/b}}
                          content-id: {schema: {const: a}}
                          "X\r\nY": {schema: {const: a}}
                          X-Line: {schema: {const: "a\r\nY: b"}}
        components:
          headers: {Default: {schema: {$ref: '#/components/schemas/Flag'}}}
          schemas: {Flag: {type: boolean, default: true}}
"#,
    );
    insta::assert_snapshot!(text);
}

#[test]
fn bodies() {
    let text = paths(
        "
        paths:
          /a:
            post:
              requestBody:
                required: true
                content:
                  text/plain: {schema: {type: string}}
                  application/xml: {schema: {$ref: '#/components/schemas/A'}}
                  '*/*': {schema: {$ref: '#/components/schemas/A'}}
                  application/json; charset=utf-8: {schema: {$ref: '#/components/schemas/A'}}
                  application/json;version=2: {schema: {$ref: '#/components/schemas/A'}}
                  application/octet-stream: {}
                  image/*: {}
                  application/x-www-form-urlencoded:
                    schema: {$ref: '#/components/schemas/A'}
                    encoding: {x: {explode: false}, y: {style: form}}
                  multipart/form-data:
                    schema: {type: object, properties: {file: {type: string, format: binary}}}
                    encoding: {file: {contentType: image/png, headers: {X-Id: {schema: {type: integer}}}}}
          /b:
            put:
              requestBody:
                content:
                  application/x-www-form-urlencoded: {schema: {oneOf: [{$ref: '#/components/schemas/A'}, {type: object, properties: {z: {type: string}}}]}}
            delete: {requestBody: {content: {json: {schema: {$ref: '#/components/schemas/A'}}}}}
            patch: {requestBody: {content: {multipart/form-data: {schema: {type: string, format: binary}}}}}
            post: {requestBody: {content: {nothing: {}, text/csv: {schema: {type: string}}, application/vnd.x: {schema: {type: object, properties: {y: {type: string}}}}}}}
        components:
          schemas:
            A: {type: object, properties: {x: {type: array, items: {type: string}}, y: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @"
    POST /a -
      Part X-Id?: I64 (Simple)
      body: application/json json A | text/plain text | application/xml xml  <:A >A | application/octet-stream binary | image/* binary | application/x-www-form-urlencoded form A +x+y | multipart/form-data multipart post /a.request.multipart +file
    PUT /b -
      body?: application/x-www-form-urlencoded form put /b.request 
    POST /b -
      body?: application/vnd.x json post /b.request.vnd.x | text/csv binary
    DELETE /b -
      body?: application/json json A
    PATCH /b -
      body?: multipart/form-data multipart {Binary} 
    A
      x?: [String]
      y?: String
    (post /a.request.multipart)
      file?: Binary
    (put /b.request)
      x?: [String]
      y?: String
      z?: String
    (post /b.request.vnd.x)
      y?: String
    note[form-of-several-shapes]: a form goes out as one list of members; the branches are read as one object whose members are all optional at #/paths/~1b/put/requestBody/content/application~1x-www-form-urlencoded
    warning[bad-media-type]: `nothing` is no media type; it is left out at #/paths/~1b/post/requestBody/content/nothing
    warning[bad-media-type]: `json` is no media type; taken as `application/json` at #/paths/~1b/delete/requestBody/content/json
    note[form-without-members]: a form has members, and this schema names none; read as a map of values at #/paths/~1b/patch/requestBody/content/multipart~1form-data
    ");
}

#[test]
fn responses() {
    let text = paths(
        "
        paths:
          /a:
            get:
              operationId: getA
              responses:
                default: {description: Failed., content: {application/json: {schema: {type: object, properties: {error: {type: string}}}}}}
                4XX: {description: Wrong.}
                '404': {$ref: '#/components/responses/Missing'}
                '200':
                  description: Good.
                  headers:
                    Content-Type: {schema: {type: string}}
                    X-Rate: {required: true, schema: {type: integer}}
                  content:
                    application/json: {schema: {type: object, properties: {ok: {type: boolean}}}}
                    text/csv: {}
                    text/event-stream: {schema: {type: object, properties: {tick: {type: integer}}}}
                    application/x-ndjson: {schema: {type: string}}
                    multipart/mixed: {}
                '204': {description: Nothing., content: {application/json: {}}}
                teapot: {description: No.}
          /b:
            get: {responses: {'200': {content: {'*/*': {schema: {type: string}}}}}}
            put: {responses: {'200': {content: {'*/*': {}}}}}
            post: {responses: {'200': {content: {application/json: {schema: {type: string, format: binary}}}}}}
            head: {responses: {'200': {content: {application/json: {}}}}}
        components:
          responses:
            Missing: {description: Gone., content: {application/problem+json: {schema: {type: object, properties: {title: {type: string}}}}}}
",
    );
    insta::assert_snapshot!(text, @"
    GET /a getA
      Code(200): [X-Rate: I64] application/json json getA.response | text/csv binary | text/event-stream events getA.response.event | application/x-ndjson lines String | multipart/mixed binary
      Code(204): nothing
      Code(404): application/problem+json json getA.Not Found
      Range(4): nothing
      Default: application/json json getA.error
    GET /b -
      Code(200): */* text
    PUT /b -
      Code(200): */* binary
    POST /b -
      Code(200): application/json binary
    HEAD /b -
      Code(200): nothing
    (getA.response)
      ok?: Bool
    (getA.response.event)
      tick?: I64
    (getA.Not Found)
      title?: String
    (getA.error)
      error?: String
    warning[bad-status]: `teapot` is no status; the response is left out at #/paths/~1a/get/responses/teapot
    ");
}

#[test]
fn security_and_servers() {
    let text = paths(
        "
        security: [{key: []}]
        servers: [{url: 'https://{tenant}.x.y/{missing}', variables: {tenant: {default: a, enum: [a, b]}}}]
        paths:
          /a:
            servers: [{url: /path}]
            get: {}
            put: {security: []}
            post: {security: [{}, {oauth: [read], key: []}]}
            patch: {security: [{nobody: []}], servers: [{url: 'https://own'}]}
        components:
          securitySchemes:
            key: {type: apiKey, in: header, name: X-Key}
            oauth: {type: oauth2, flows: {clientCredentials: {tokenUrl: /token, scopes: {read: Reads.}}}}
",
    );
    insta::assert_snapshot!(text, @r#"
    GET /a -
      security: [("key", [])]
      server: /path
    PUT /a -
      server: /path
    POST /a -
      security: []
      security: [("oauth", ["read"]), ("key", [])]
      server: /path
    PATCH /a -
      server: https://own
    warning[unknown-security-scheme]: no security scheme is called `nobody`; the alternatives that ask for it are left out at #/paths/~1a/patch/security/0/nobody
    warning[server-variable]: the server's variable `missing` has no default; it is empty unless set at #/servers/0
    "#);
}

#[test]
fn the_items_of_a_stream_are_those_of_its_schema_or_item_schema() {
    let text = paths(
        "
        paths:
          /a:
            get:
              responses:
                '200':
                  content:
                    text/event-stream:
                      itemSchema:
                        properties:
                          event: {type: string}
                          data: {type: string, contentMediaType: application/json, contentSchema: {type: integer}}
                    application/jsonl: {itemSchema: {type: array, items: {type: boolean}}}
                    application/x-ndjson: {schema: {type: array, items: {type: boolean}}}
                    application/json-seq: {schema: {$ref: '#/components/schemas/Ticks'}}
          /b:
            get:
              responses:
                '200':
                  content:
                    text/event-stream: {itemSchema: {oneOf: [{type: object}]}}
                    application/json-seq: {}
        components: {schemas: {Ticks: {type: array, items: {type: number}}}}
",
    );
    insta::assert_snapshot!(text, @"
    GET /a -
      Code(200): text/event-stream events I64 | application/jsonl lines [Bool] | application/x-ndjson lines Bool | application/json-seq lines F64
    GET /b -
      Code(200): text/event-stream events Any | application/json-seq lines Any
    Ticks = [F64]
    ");
}
