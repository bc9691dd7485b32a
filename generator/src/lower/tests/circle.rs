use super::schemas;

#[test]
fn recursion_of_every_shape() {
    let text = schemas(
        "
        Struct: {type: object, properties: {next: {$ref: '#/components/schemas/Struct'}}}
        Left: {type: object, properties: {right: {$ref: '#/components/schemas/Right'}}}
        Right: {type: object, properties: {left: {$ref: '#/components/schemas/Left'}}}
        List: {type: array, items: {$ref: '#/components/schemas/List'}}
        Map: {type: object, additionalProperties: {$ref: '#/components/schemas/Lists'}}
        Lists: {type: array, items: {$ref: '#/components/schemas/Map'}}
        Union: {oneOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Union'}}]}
",
    );
    insta::assert_snapshot!(text, @"
    Left
      right?: Right
    List union
      |  [List]
    Lists = [Map]
    Map union
      |  {Lists}
    Right
      left?: Left
    Struct
      next?: Struct
    Union union
      |  String
      |  [Union]
    ");
}

#[test]
fn what_is_only_itself_is_anything() {
    let text = schemas(
        "
        A: {allOf: [{$ref: '#/components/schemas/B'}]}
        B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
        C: {oneOf: [{$ref: '#/components/schemas/C'}, {type: string}, {type: array, items: {type: string}}]}
        D: {oneOf: [{$ref: '#/components/schemas/E'}, {type: boolean}]}
        E: {oneOf: [{$ref: '#/components/schemas/D'}, {type: string}]}
",
    );
    insta::assert_snapshot!(text, @"
    A = B
    B = Any
    C union
      |  String
      |  [String]
    D union
      | E E
      |  Bool
    E union
      |  String
    warning[circular-schema]: this schema is an alternative of itself, which says nothing; the alternative is left out at #/components/schemas/B
    warning[circular-schema]: this schema is an alternative of itself, which says nothing; the alternative is left out at #/components/schemas/E
    ");
}

#[test]
fn merged_schemas_that_lead_back_to_themselves() {
    let text = schemas(
        "
        A:
          type: object
          properties:
            both: {allOf: [{$ref: '#/components/schemas/X'}, {$ref: '#/components/schemas/Y'}]}
        X: {type: object, properties: {in: {$ref: '#/components/schemas/X'}, x: {type: string}}}
        Y: {type: object, properties: {in: {$ref: '#/components/schemas/Y'}, y: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @"
    A
      both?: A.both.in
    X
      in?: X
      x?: String
    Y
      in?: Y
      y?: String
    (A.both.in A.both) ×2
      in?: A.both.in
      x?: String
      y?: String
    ");
}

#[test]
fn a_list_of_itself_and_more_is_one_type() {
    let text = schemas(
        "
        Cat:
          type: object
          properties:
            siblings:
              type: array
              items: {allOf: [{type: object, properties: {rank: {type: integer}}}, {$ref: '#/components/schemas/Cat'}]}
",
    );
    insta::assert_snapshot!(text, @"
    Cat
      siblings?: [Cat.siblings.item]
    (Cat.siblings.item)
      rank?: I64
      siblings?: [Cat.siblings.item]
    ");
}
