use super::{schemas, schemas_3_1};

#[test]
fn null_in_every_spelling() {
    let text = schemas(
        "
        A:
          type: object
          properties:
            flag: {type: string, nullable: true}
            extension: {type: integer, x-nullable: true}
            listed: {type: string, enum: [a, b, null]}
            any_of: {anyOf: [{type: string, format: date}, {enum: [null]}]}
            one_of: {oneOf: [{$ref: '#/components/schemas/B'}, {type: 'null'}]}
            wrapped: {nullable: true, allOf: [{$ref: '#/components/schemas/B'}]}
            of_component: {$ref: '#/components/schemas/C'}
            items: {type: array, items: {type: string, nullable: true}}
            anything: {nullable: true}
        B: {type: object, properties: {x: {type: string}}}
        C: {type: string, nullable: true}
",
    );
    insta::assert_snapshot!(text, @r#"
    A
      flag?: String or null
      extension?: I64 or null
      listed?: A.listed or null
      any_of?: Date or null
      one_of?: B or null
      wrapped?: B or null
      of_component?: C or null
      items?: [String or null]
      anything?: Any
    B
      x?: String
    C = String
    (A.listed) enum "a", "b"
    "#);
}

#[test]
fn null_as_3_1_spells_it() {
    let text = schemas_3_1(
        "
        A:
          type: object
          properties:
            text: {type: [string, 'null']}
            several: {type: [string, integer, 'null']}
            only: {type: 'null'}
            constant: {const: null}
            sibling: {$ref: '#/components/schemas/B', type: [object, 'null']}
        B: {type: object, properties: {x: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @"
    A
      text?: String or null
      several?: A.several or null
      only?: Any
      constant?: Any
      sibling?: B or null
    B
      x?: String
    (A.several) union
      |  String
      |  I64
    ");
}
