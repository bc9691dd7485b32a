use super::schemas;

#[test]
fn names_and_places() {
    let text = schemas(
        "
        Job:
          type: object
          xml: {name: job, namespace: 'http://x', prefix: x}
          properties:
            id: {type: string, xml: {attribute: true}}
            text: {type: string, xml: {x-text: true}}
            renamed: {type: string, xml: {name: other-name}}
            bare: {type: array, xml: {name: entry}, items: {type: string, xml: {name: item}}}
            wrapped: {type: array, xml: {wrapped: true, name: list}, items: {$ref: '#/components/schemas/Item'}}
        Item: {type: object, xml: {name: item}, properties: {x: {type: string}}}
",
    );
    insta::assert_snapshot!(text, @"
    Item <:item >
      x?: String
    Job <x:job http://x>
      id?: String Attribute
      text?: String Text
      renamed?: String <:other-name >
      bare?: [String] <:entry > item <:item >
      wrapped?: [Item] Wrapped <:list > item <:item >
    ");
}
