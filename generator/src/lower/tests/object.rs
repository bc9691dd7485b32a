use super::schemas;

#[test]
fn members_and_the_rest() {
    let text = schemas(
        "
        A: {type: object}
        B: {type: object, additionalProperties: {type: integer}}
        C: {type: object, additionalProperties: false}
        D: {properties: {x: {type: string}}, additionalProperties: {$ref: '#/components/schemas/A'}}
        E: {type: object, patternProperties: {'^x': {type: integer}}}
        F: {type: object, patternProperties: {'^x': {type: integer}, '^y': {type: string}}}
        G: {type: object, additionalProperties: {type: object, properties: {x: {type: string}}}}
        H: {type: object, required: [missing]}
        I: {type: object, patternProperties: {'.*': {type: integer}}}
        J: {type: object, patternProperties: {'^x': {type: integer}}, additionalProperties: false}
",
    );
    insta::assert_snapshot!(text, @"
    A = {Any}
    B = {I64}
    C = {Any}
    D
      x?: String
      ..A
    E = {Any}
    F = {Any}
    G = {G.value}
    H
      missing?: Any //  The document requires it, and does not describe it.
    I = {I64}
    J = {I64}
    (G.value)
      x?: String
    ");
}

#[test]
fn what_is_said_of_a_member() {
    let text = schemas(
        "
        A:
          type: object
          required: [id, name]
          properties:
            id: {type: string, readOnly: true, description: ' Its id. '}
            name: {type: string, minLength: 1, maxLength: 50, pattern: '^[a-z]+$', title: Name}
            secret: {type: string, format: password, writeOnly: true, title: The secret}
            count: {type: integer, default: 3, minimum: 0, exclusiveMinimum: true, maximum: 10}
            ratio: {type: number, exclusiveMinimum: 0, multipleOf: 0.5, deprecated: true}
            tags: {type: array, items: {type: string}, minItems: 1, uniqueItems: true}
            code: {type: string, minLength: 3, maxLength: 3}
            when: {type: string, format: date-time, x-timezone: UTC}
            next: {type: string, x-link: {operationId: getNext}}
            shared: {$ref: '#/components/schemas/B'}
        B: {type: string, maxLength: 5, readOnly: true}
",
    );
    insta::assert_snapshot!(text, @r#"
    A
      id: String readonly //  Its id.
      name: String (at least 1 character, at most 50 characters, matches ^[a-z]+$)
      secret?: Secret writeonly // The secret 
      count?: I64 default 3 (more than 0, at most 10)
      ratio?: F64 deprecated (more than 0, a multiple of 0.5)
      tags?: [String] (at least 1 item, without duplicates)
      code?: String (exactly 3 characters)
      when?: DateTimeUtc
      next?: Link("getNext")
      shared?: B readonly (at most 5 characters)
    B = String
    "#);
}

#[test]
fn small_members_that_are_alike_are_one_type_by_one_name_only() {
    let text = schemas(
        "
        A: {type: object, properties: {parent: {type: object, properties: {id: {type: string}}}, user: {type: object, properties: {id: {type: string}}}}}
        B: {type: object, properties: {parent: {type: object, properties: {id: {type: string}}}}}
        C: {type: object, properties: {from: {type: object, properties: {x: {type: number}, y: {type: number}}}, to: {type: object, properties: {x: {type: number}, y: {type: number}}}}}
",
    );
    insta::assert_snapshot!(text, @"
    A
      parent?: A.parent
      user?: A.user
    B
      parent?: A.parent
    C
      from?: C.from
      to?: C.from
    (A.parent B.parent) ×2
      id?: String
    (A.user)
      id?: String
    (C.from C.to) ×2
      x?: F64
      y?: F64
    ");
}
