use super::{paths, schemas_3_1};

#[test]
fn what_no_type_can_say_is_documented_or_told() {
    let text = schemas_3_1(
        "
Order:
  type: object
  properties:
    a: {type: string, minLength: 2}
    tags: {type: array, items: {type: string, pattern: '^[a-z]+$'}, maxItems: 3, uniqueItems: true, contains: {const: x}}
  dependentRequired: {a: [tags]}
  propertyNames: {enum: [a, tags]}
  not: {required: [b]}
  if: {required: [a]}
  then: {$ref: '#/components/schemas/More'}
  else: {properties: {b: {type: string}, size: {type: string}}}
More:
  properties:
    size: {type: integer}
    again: {$ref: '#/components/schemas/Order'}
  then: {$ref: '#/components/schemas/Order'}
",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn tuples_of_several_types_are_structs_by_position() {
    let text = schemas_3_1(
        "
Pair: {type: array, prefixItems: [{type: string}, {type: integer}], minItems: 1, items: {type: number}}
Same: {type: array, prefixItems: [{type: string}, {type: string}]}
Old: {type: array, items: [{type: string, title: name}, {type: object, properties: {a: {type: string}}}]}
Titles: {type: array, prefixItems: [{type: string, title: x}, {type: integer, title: x}]}
",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn a_discriminator_without_a_choice_makes_a_union_of_the_subtypes() {
    let text = schemas_3_1(
        "
Base:
  required: [kind]
  properties: {kind: {type: string}, next: {$ref: '#/components/schemas/Base'}}
  discriminator: {propertyName: kind, mapping: {one: One}}
One: {allOf: [{$ref: '#/components/schemas/Base'}], properties: {a: {type: string}}}
Two: {allOf: [{$ref: '#/components/schemas/One'}, {properties: {b: {type: string}}}]}
Alone: {discriminator: {propertyName: kind}, properties: {kind: {type: string}}}
",
    );
    insta::assert_snapshot!(text);
}

#[test]
fn what_3_2_adds_is_read_or_told() {
    let text = paths(
        "
        paths:
          /a:
            query: {operationId: search}
            additionalOperations:
              COPY: {operationId: copy}
            get:
              operationId: get
              parameters:
                - {name: all, in: querystring, content: {application/x-www-form-urlencoded: {schema: {type: object, properties: {page: {type: integer}}}}}}
                - {name: text, in: querystring, content: {application/json: {schema: {type: object}}}}
",
    );
    insta::assert_snapshot!(text);
}
