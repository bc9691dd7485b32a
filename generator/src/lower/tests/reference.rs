use super::{schemas, schemas_3_1};

#[test]
fn a_wrapper_is_what_it_wraps() {
    let text = schemas(
        "
        A:
          type: object
          properties:
            all: {allOf: [{$ref: '#/components/schemas/B'}], description: The b.}
            one: {oneOf: [{$ref: '#/components/schemas/B'}]}
            any: {anyOf: [{$ref: '#/components/schemas/B'}]}
            typed: {type: object, allOf: [{$ref: '#/components/schemas/B'}]}
            documented: {allOf: [{$ref: '#/components/schemas/B'}, {description: More.}]}
            sibling: {$ref: '#/components/schemas/B', description: Not lost.}
        B: {type: object, description: What b is., properties: {x: {type: string}}}
        C: {$ref: '#/components/schemas/B'}
",
    );
    insta::assert_snapshot!(text, @"
    A
      all?: B //  The b.
      one?: B
      any?: B
      typed?: B
      documented?: B
      sibling?: B //  Not lost.
    B
      x?: String
    C = B
    ");
}

#[test]
fn siblings_count_in_3_1() {
    let text = schemas_3_1(
        "
        A: {$ref: '#/components/schemas/B', required: [x], properties: {y: {type: integer}}}
        B: {type: object, properties: {x: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @"
    A
      x: String
      y?: I64
    B
      x?: String
    ");
}

#[test]
fn siblings_only_document_in_3_0() {
    let text = schemas(
        "
        A: {$ref: '#/components/schemas/B', required: [x], properties: {y: {type: integer}}}
        B: {type: object, properties: {x: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @"
    A = B
    B
      x?: String
    ");
}

#[test]
fn a_reference_into_a_schema_is_one_type() {
    let text = schemas(
        "
        A:
          type: object
          definitions:
            kind: {type: string, enum: [a, b]}
            node: {type: object, properties: {next: {$ref: '#/components/schemas/A/definitions/node'}}}
          properties:
            kind: {$ref: '#/components/schemas/A/definitions/kind'}
            other: {$ref: '#/components/schemas/A/definitions/kind'}
            node: {$ref: '#/components/schemas/A/definitions/node'}
",
    );
    insta::assert_snapshot!(text, @r#"
    A
      kind?: A kind
      other?: A kind
      node?: A node
    (A kind) enum "a", "b"
    (A node)
      next?: A node
    "#);
}
