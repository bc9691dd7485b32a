//! What stands under `paths`.

use super::upgraded;
use insta::assert_snapshot;

#[test]
fn parameters() {
    let new = upgraded(
        "
paths:
  /pets/{id}:
    parameters:
      - { name: id, in: path, required: true, type: integer, format: int64, x-rust-name: pet }
      - $ref: '#/parameters/Limit'
    get:
      operationId: findPets
      parameters:
        - { name: tags, in: query, type: array, items: { type: string, enum: [a, b] }, collectionFormat: multi }
        - { name: ids, in: query, type: array, items: { type: integer }, minItems: 1, description: Which }
        - { name: pipes, in: query, type: array, items: { type: string }, collectionFormat: pipes }
        - { name: ssv, in: query, type: array, items: { type: string }, collectionFormat: ssv }
        - { name: tsv, in: query, type: array, items: { type: string }, collectionFormat: tsv }
        - { name: X-Ids, in: header, type: array, items: { type: string }, collectionFormat: csv }
        - { name: X-More, in: header, type: array, items: { type: string }, collectionFormat: multi }
        - { name: flag, in: query, type: boolean, default: false, allowEmptyValue: true, x-nullable: true }
        - { name: typed, in: query, schema: { $ref: '#/definitions/Tag' } }
parameters:
  Limit: { name: limit, in: query, type: integer, maximum: 100, exclusiveMaximum: true }
definitions: { Tag: { type: string } }
",
    );
    assert_snapshot!(new.yaml("/paths/~1pets~1{id}"), @r#"
    parameters:
    - name: id
      in: path
      required: true
      schema:
        type: integer
        format: int64
      x-rust-name: pet
    - $ref: '#/components/parameters/Limit'
    get:
      operationId: findPets
      parameters:
      - name: tags
        in: query
        schema:
          type: array
          items:
            type: string
            enum:
            - a
            - b
        style: form
        explode: true
      - name: ids
        in: query
        schema:
          type: array
          items:
            type: integer
          minItems: 1
        description: Which
        style: form
        explode: false
      - name: pipes
        in: query
        schema:
          type: array
          items:
            type: string
        style: pipeDelimited
        explode: false
      - name: ssv
        in: query
        schema:
          type: array
          items:
            type: string
        style: spaceDelimited
        explode: false
      - name: tsv
        in: query
        schema:
          type: array
          items:
            type: string
        style: form
        explode: false
      - name: X-Ids
        in: header
        schema:
          type: array
          items:
            type: string
      - name: X-More
        in: header
        schema:
          type: array
          items:
            type: string
      - name: flag
        in: query
        schema:
          type: boolean
          default: false
          nullable: true
        allowEmptyValue: true
      - name: typed
        in: query
        schema:
          $ref: '#/components/schemas/Tag'
    "#);
    assert_snapshot!(new.yaml("/components/parameters"), @r#"
    Limit:
      name: limit
      in: query
      schema:
        type: integer
        maximum: 100
        exclusiveMaximum: true
    "#);
    assert_snapshot!(new.said, @r#"
    warning[collection-format]: OpenAPI 3 has no style for `tsv` here: commas separate the items instead at #/paths/~1pets~1{id}/get/parameters/4/collectionFormat
    warning[collection-format]: OpenAPI 3 has no style for `multi` here: commas separate the items instead at #/paths/~1pets~1{id}/get/parameters/6/collectionFormat
    "#);
}

#[test]
fn responses() {
    let new = upgraded(
        "
produces: [application/json]
paths:
  /pets:
    get:
      responses:
        200:
          description: Some
          schema: { type: array, items: { $ref: '#/definitions/Pet' } }
          headers:
            X-Rate: { type: integer, format: int32, description: How many }
            x-ids: { type: array, items: { type: string } }
          examples: { application/json: [{ $ref: '#/definitions/Pet' }], text/csv: 'a,b' }
        204: { description: None }
        404: { $ref: '#/responses/Missing' }
        default: { description: Else, schema: { $ref: '#/definitions/Error' }, examples: { one: 1 } }
        x-note: { $ref: '#/definitions/Pet' }
    post:
      produces: [application/xml, application/json]
      responses: { 404: { $ref: '#/responses/Missing' }, 410: { $ref: '#/responses/Gone' } }
  /file:
    get: { responses: { 200: { description: Bytes, schema: { type: file } } } }
    post: { produces: [image/png], responses: { 200: { description: Bytes, schema: { $ref: '#/definitions/File' } } } }
    put: { responses: { 200: { description: Bytes, schema: { $ref: '#/paths/~1pets/get/responses/200/schema/items' } } } }
responses:
  Missing: { description: Missing, schema: { $ref: '#/definitions/Error' } }
  Gone: { description: Gone }
definitions: { Pet: { type: object }, Error: { type: object }, File: { type: file } }
",
    );
    assert_snapshot!(new.yaml("/paths"), @r#"
    /pets:
      get:
        responses:
          '200':
            description: Some
            content:
              application/json:
                schema:
                  type: array
                  items:
                    $ref: '#/components/schemas/Pet'
                example:
                - $ref: '#/definitions/Pet'
              text/csv:
                schema:
                  type: array
                  items:
                    $ref: '#/components/schemas/Pet'
                example: a,b
            headers:
              X-Rate:
                schema:
                  type: integer
                  format: int32
                description: How many
              x-ids:
                schema:
                  type: array
                  items:
                    type: string
          '204':
            description: None
          '404':
            $ref: '#/components/responses/Missing'
          default:
            description: Else
            content:
              application/json:
                schema:
                  $ref: '#/components/schemas/Error'
          x-note:
            $ref: '#/definitions/Pet'
      post:
        responses:
          '404':
            description: Missing
            content:
              application/xml:
                schema:
                  $ref: '#/components/schemas/Error'
              application/json:
                schema:
                  $ref: '#/components/schemas/Error'
          '410':
            $ref: '#/components/responses/Gone'
    /file:
      get:
        responses:
          '200':
            description: Bytes
            content:
              '*/*':
                schema:
                  type: string
                  format: binary
      post:
        responses:
          '200':
            description: Bytes
            content:
              image/png:
                schema:
                  $ref: '#/components/schemas/File'
      put:
        responses:
          '200':
            description: Bytes
            content:
              application/json:
                schema:
                  $ref: '#/paths/~1pets/get/responses/200/content/application~1json/schema/items'
    "#);
    assert_snapshot!(new.yaml("/components/responses"), @r#"
    Missing:
      description: Missing
      content:
        application/json:
          schema:
            $ref: '#/components/schemas/Error'
    Gone:
      description: Gone
    "#);
    assert_snapshot!(new.said, @"warning[malformed-swagger]: `one` is no media type, by which examples are listed: such examples are left out at #/paths/~1pets/get/responses/default/examples");
}

#[test]
fn schemes_of_an_operation_are_its_servers() {
    let new = upgraded(
        "host: a.com\nschemes: [https]\npaths: { /a: { get: { schemes: [ws], responses: {} } } }",
    );
    assert_snapshot!(new.yaml("/paths"), @r#"
    /a:
      get:
        servers:
        - url: ws://a.com
        responses: {}
    "#);
}

#[test]
fn every_part_knows_where_it_was() {
    let new = upgraded(
        "
paths:
  /a:
    post:
      parameters:
        - { name: pet, in: body, schema: { properties: { name: { type: string } } } }
        - { name: limit, in: query, type: array, items: { type: string } }
        - $ref: '#/parameters/Form'
      responses:
        200: { description: Some, schema: { type: object }, examples: { application/json: {} } }
  /b: { post: { parameters: [{ $ref: '#/parameters/Form' }] } }
parameters: { Form: { name: form, in: formData, type: string } }
definitions: { Pet: { properties: { name: { type: string } } } }
",
    );
    let from = |pointer: &str| {
        assert!(new.root.at(pointer).is_some(), "{pointer}");
        new.moves.original(pointer).into_owned()
    };
    assert_eq!(
        from("/components/schemas/Pet/properties/name"),
        "/definitions/Pet/properties/name"
    );
    assert_eq!(
        from("/paths/~1a/post/parameters/0"),
        "/paths/~1a/post/parameters/1"
    );
    assert_eq!(
        from("/paths/~1a/post/parameters/0/schema/items"),
        "/paths/~1a/post/parameters/1/items"
    );
    assert_eq!(
        from("/paths/~1a/post/requestBody/content/application~1json/schema/properties/name"),
        "/paths/~1a/post/parameters/0/schema/properties/name"
    );
    let response = "/paths/~1a/post/responses/200";
    assert_eq!(
        from(&format!("{response}/content/application~1json/schema")),
        format!("{response}/schema")
    );
    assert_eq!(
        from(&format!("{response}/content/application~1json/example")),
        format!("{response}/examples/application~1json")
    );
    assert_eq!(
        from(
            "/paths/~1b/post/requestBody/content/application~1x-www-form-urlencoded/schema/properties/form"
        ),
        "/parameters/Form"
    );
}
