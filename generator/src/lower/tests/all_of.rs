use super::schemas;

#[test]
fn branches_become_one_struct() {
    let text = schemas(
        "
        Base:
          type: object
          required: [id]
          properties:
            id: {type: string}
            kind: {type: string}
            state: {type: object, title: State, properties: {on: {type: boolean}}}
        Derived:
          allOf:
            - $ref: '#/components/schemas/Base'
            - required: [kind]
            - type: object
              properties:
                kind: {enum: [derived]}
                size: {type: integer, minimum: 1, maximum: 10}
          properties:
            size: {minimum: 3}
          additionalProperties: {type: string}
",
    );
    insta::assert_snapshot!(text, @r#"
    Base
      id: String
      kind?: String
      state?: "State"
    Derived
      id: String
      kind: String always "derived"
      state?: "State"
      size?: I64 (at least 3, at most 10)
      ..String
    ("State" Base.state)
      on?: Bool
    "#);
}

#[test]
fn of_scalars() {
    let text = schemas(
        "
        Id: {type: string, format: uuid}
        A: {allOf: [{$ref: '#/components/schemas/Id'}, {description: Mine.}]}
        B: {type: object, properties: {age: {allOf: [{type: integer}, {minimum: 0}]}}}
        C: {allOf: [{type: number}, {type: integer}]}
",
    );
    insta::assert_snapshot!(text, @"
    A = Id
    B
      age?: I64 (at least 0)
    C = I64
    Id = Uuid
    ");
}

#[test]
fn contradicting_types() {
    let text = schemas(
        "
        A: {allOf: [{type: string}, {type: object, properties: {x: {type: string}}}]}
",
    );
    insta::assert_snapshot!(text, @"
    A
      x?: String
    warning[conflicting-types]: this type contradicts that of another part of the same `allOf`; this one is taken at #/components/schemas/A/allOf/1/type
    ");
}

#[test]
fn a_base_that_names_its_own_children() {
    let text = schemas(
        "
        Pet:
          type: object
          required: [kind]
          properties: {kind: {type: string}, name: {type: string}}
          discriminator: {propertyName: kind}
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {meow: {type: boolean}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {type: boolean}}}]}
",
    );
    insta::assert_snapshot!(text, @r#"
    Cat
      kind: String
      name?: String
      meow?: Bool
    Dog
      kind: String
      name?: String
      bark?: Bool
    Pet union by kind
      | Cat ["Cat"] Cat
      | Dog ["Dog"] Dog
    "#);
}

#[test]
fn a_refined_member_is_the_refinement() {
    let text = schemas(
        "
        Address: {type: object, properties: {city: {type: string}}}
        Business: {allOf: [{$ref: '#/components/schemas/Address'}, {properties: {tax: {type: string}}}]}
        Person: {type: object, properties: {address: {$ref: '#/components/schemas/Address'}, role: {type: string}}}
        Company:
          allOf:
            - $ref: '#/components/schemas/Person'
            - properties:
                address: {$ref: '#/components/schemas/Business'}
                role: {$ref: '#/components/schemas/Role'}
        Role: {type: string, enum: [a, b]}
",
    );
    insta::assert_snapshot!(text, @r#"
    Address
      city?: String
    Business
      city?: String
      tax?: String
    Company
      address?: Business
      role?: Role
    Person
      address?: Address
      role?: String
    Role enum "a", "b"
    "#);
}
