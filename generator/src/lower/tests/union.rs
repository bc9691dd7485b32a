use super::schemas;

#[test]
fn branches() {
    let text = schemas(
        "
        A: {type: object, properties: {x: {type: string}}}
        B: {type: object, title: Bee, properties: {y: {type: string}}}
        U:
          oneOf:
            - $ref: '#/components/schemas/A'
            - $ref: '#/components/schemas/A'
            - {type: object, title: Inline, description: Written here., properties: {z: {type: string}}}
            - {type: array, items: {$ref: '#/components/schemas/B'}}
            - {type: 'null'}
            - oneOf: [{type: boolean}, {$ref: '#/components/schemas/B'}]
        V: {anyOf: [{type: string}, {type: string, format: uuid}]}
        W: {anyOf: [{type: integer}, {type: number}, {type: string}]}
        X: {anyOf: [{type: string}, {}]}
        Use: {type: object, properties: {u: {$ref: '#/components/schemas/U'}}}
",
    );
    insta::assert_snapshot!(text, @r#"
    A
      x?: String
    B
      y?: String
    U union
      | A A
      | Inline "Inline"
      |  [B]
      |  Bool
      | B B
    Use
      u?: U or null
    V = String
    W union
      |  F64
      |  String
    X union
      |  String
    ("Inline" U.Inline)
      z?: String
    "#);
}

#[test]
fn sets_of_values_are_one_set() {
    let text = schemas(
        "
        Known: {type: string, enum: [a, b]}
        A: {anyOf: [{type: string}, {$ref: '#/components/schemas/Known'}]}
        B: {anyOf: [{type: string}, {type: string, enum: [x, y]}]}
        C: {oneOf: [{$ref: '#/components/schemas/Known'}, {type: string, enum: [b, c]}]}
        D: {oneOf: [{const: 1, title: low, description: Little.}, {const: 2, title: high}]}
",
    );
    insta::assert_snapshot!(text, @r#"
    A = Known
    B enum "x", "y"
    C enum "a", "b", "c"
    D enum 1=low, 2=high
    Known enum "a", "b"
    "#);
}

#[test]
fn a_set_takes_the_names_of_its_values_from_a_choice_beside_it() {
    let text = schemas(
        "
        Kind: {type: integer, oneOf: [{const: 1, title: low, description: Little.}, {const: 2, title: high}]}
        Named: {type: integer, enum: [1, 2, 3], x-enum-varnames: [one, two, three]}
        A: {type: integer, enum: [2], allOf: [{$ref: '#/components/schemas/Kind'}]}
        B: {const: 3, allOf: [{$ref: '#/components/schemas/Named'}]}
",
    );
    insta::assert_snapshot!(text, @r#"
    A enum 2=high
    B enum 3=three
    Kind enum 1=low, 2=high
    Named enum 1=one, 2=two, 3=three
    "#);
}

#[test]
fn branches_that_only_require() {
    let text = schemas(
        "
        A:
          type: object
          properties: {url: {type: string}, html: {type: string}}
          oneOf: [{required: [url]}, {required: [html]}]
",
    );
    insta::assert_snapshot!(text, @"
    A
      url?: String
      html?: String
    ");
}

#[test]
fn what_stands_beside_a_choice_is_in_each_branch() {
    let text = schemas(
        "
        A:
          type: object
          required: [id]
          properties: {id: {type: string}}
          oneOf:
            - {$ref: '#/components/schemas/B'}
            - {title: Other, properties: {other: {type: string}}}
        B: {type: object, properties: {b: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @r#"
    A union
      | B A.B
      | Other "Other"
    B
      b?: String
    (A.B)
      id: String
      b?: String
    ("Other" A.Other)
      id: String
      other?: String
    "#);
}

#[test]
fn branches_without_a_name_have_that_of_what_is_theirs_alone() {
    let text = schemas(
        "
        A:
          oneOf:
            - {type: object, required: [id], properties: {id: {type: string}, ref: {type: string}}}
            - {type: object, required: [pull], properties: {pull: {type: string}, ref: {type: string}}}
            - {type: object, properties: {state: {enum: [done]}, ref: {type: string}}}
            - {type: array, items: {type: object, properties: {x: {type: string}}}}
",
    );
    insta::assert_snapshot!(text, @r#"
    A union
      | with id A.with id
      | with pull A.with pull
      | done A.done
      |  [A.list.item]
    (A.with id)
      id: String
      ref?: String
    (A.with pull)
      pull: String
      ref?: String
    (A.done)
      state?: String always "done"
      ref?: String
    (A.list.item)
      x?: String
    "#);
}

#[test]
fn several_choices_at_once() {
    let text = schemas(
        "
        A:
          allOf:
            - oneOf: [{type: object, properties: {a: {type: string}}}, {type: object, properties: {b: {type: string}}}]
            - oneOf: [{type: object, properties: {c: {type: string}}}, {type: object, properties: {b: {type: integer}}}]
",
    );
    insta::assert_snapshot!(text, @"
    A
      a?: String
      b?: Any
      c?: String
    note[several-choices]: several choices hold at once here; read as one object with the members of all their branches, each optional at #/components/schemas/A/allOf/1
    ");
}

#[test]
fn told_apart_by_a_tag() {
    let text = schemas(
        "
        Cat: {type: object, properties: {kind: {type: string}}}
        Dog: {type: object, properties: {kind: {type: string}}}
        Named: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
        Mapped:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator:
            propertyName: kind
            mapping: {cat: '#/components/schemas/Cat', kitten: Cat, dog: Dog, cow: Cow}
        Constant:
          discriminator: {propertyName: kind}
          oneOf:
            - {type: object, properties: {kind: {type: string, enum: [one]}, x: {type: string}}}
            - {type: object, properties: {kind: {const: two}, y: {type: string}}}
        Bad: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {name: kind}}
",
    );
    insta::assert_snapshot!(text, @r#"
    Bad union
      | Cat Cat
      | Dog Dog
    Cat
      kind?: String
    Constant union by kind
      | one ["one"] Constant.one
      | two ["two"] Constant.two
    Dog
      kind?: String
    Mapped union by kind
      | Cat ["cat", "kitten"] Cat
      | Dog ["dog"] Dog
    Named union by kind
      | Cat ["Cat"] Cat
      | Dog ["Dog"] Dog
    (Constant.one)
      kind?: String always "one"
      x?: String
    (Constant.two)
      kind?: String always "two"
      y?: String
    warning[bad-discriminator]: this discriminator is not as OpenAPI has it: missing field `propertyName`; the branches are told apart without it at #/components/schemas/Bad/discriminator
    warning[discriminator-mapping]: `cow` is mapped to `Cow`, which is no schema; the entry is left out at #/components/schemas/Mapped/discriminator
    "#);
}
