use super::{schemas, schemas_3_1};

#[test]
fn formats() {
    let text = schemas(
        "
        A:
          type: object
          properties:
            i: {type: integer}
            i32: {type: integer, format: int32}
            wide: {type: integer, format: int32, maximum: 4294967295}
            u64: {type: integer, format: uint64}
            huge: {type: integer, maximum: 18446744073709551615}
            n: {type: number}
            f: {type: number, format: float}
            n64: {type: number, format: int64}
            d: {type: number, format: decimal}
            s64: {type: string, format: int64}
            time: {type: string, format: date-time}
            date: {type: string, format: date}
            duration: {type: string, format: duration}
            uuid: {type: string, format: uuid}
            uri: {type: string, format: uri}
            byte: {type: string, format: byte}
            binary: {type: string, format: binary}
            file: {type: file}
            object: {type: object, format: binary}
            encoded: {type: string, contentEncoding: base64}
            media: {type: string, contentMediaType: application/octet-stream}
            unknown: {type: string, format: zip-code}
",
    );
    insta::assert_snapshot!(text, @"
    A
      i?: I64
      i32?: I32
      wide?: I64 (at most 4294967295)
      u64?: U64
      huge?: U64 (at most 18446744073709551615)
      n?: F64
      f?: F64
      n64?: F64
      d?: Decimal
      s64?: String
      time?: DateTime
      date?: Date
      duration?: Duration
      uuid?: Uuid
      uri?: Url
      byte?: Base64
      binary?: Binary
      file?: Binary
      object?: Binary
      encoded?: Base64
      media?: Binary
      unknown?: String
    ");
}

#[test]
fn a_missing_type_is_inferred() {
    let text = schemas_3_1(
        "
        A:
          properties:
            object: {properties: {x: {type: string}}}
            array: {items: {type: string}}
            text: {minLength: 1}
            number: {minimum: 1}
            time: {format: date-time}
            nothing: {description: Anything.}
            unclear: {minLength: 1, minimum: 1}
            always: true
            never: false
            list: {type: array}
            tuple: {type: array, prefixItems: [{type: string}, {type: integer}]}
            pair: {type: array, prefixItems: [{type: string}, {type: string}]}
",
    );
    insta::assert_snapshot!(text, @"
    A
      object?: A.object
      array?: [String]
      text?: String (at least 1 character)
      number?: F64 (at least 1)
      time?: DateTime
      nothing?: Any //  Anything.
      unclear?: Any (at least 1, at least 1 character)
      always?: Any
      never?: Any
      list?: [Any]
      tuple?: A.tuple
      pair?: [String]
    (A.object)
      x?: String
    (A.tuple)
      0?: String
      1?: I64
    ");
}

#[test]
fn types_that_are_none() {
    let text = schemas(
        "
        A: {type: object, properties: {x: {type: any}, y: {type: Int}, z: {type: wibble}, n: {type: 3}}}
",
    );
    insta::assert_snapshot!(text, @"
    A
      x?: Any
      y?: I64
      z?: Any
      n?: Any
    error[unknown-type]: OpenAPI has no type `Int`; taken as integer at #/components/schemas/A/properties/y/type
    error[unknown-type]: OpenAPI has no type `wibble`; taken as any JSON value at #/components/schemas/A/properties/z/type
    error[unknown-type]: OpenAPI has no type `3`; taken as any JSON value at #/components/schemas/A/properties/n/type
    ");
}

#[test]
fn examples_widen_what_cannot_hold_them() {
    let text = schemas(
        "
        A:
          type: object
          properties:
            narrow: {type: integer, format: int32}
            wide: {$ref: '#/components/schemas/B'}
            list: {type: array, items: {type: integer, format: int32}}
          example: {narrow: 1, wide: {size: 32429386811}, list: [1, 3000000000]}
        B:
          type: object
          properties:
            size: {type: integer, format: int32, nullable: true}
",
    );
    insta::assert_snapshot!(text, @"
    A
      narrow?: I32
      wide?: B
      list?: [I64]
    B
      size?: I64 or null
    ");
}
