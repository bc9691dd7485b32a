use super::schemas;

#[test]
fn equal_structures_are_one_type() {
    let text = schemas(
        "
        A:
          type: object
          properties:
            error: {type: object, title: Error, description: One., properties: {code: {type: string, description: A., example: 1}}}
            state: {type: string, enum: [on, off]}
        B:
          type: object
          properties:
            failure: {type: object, title: Error, description: Two., properties: {code: {type: string, description: B.}}}
            state: {type: string, enum: [on, off]}
            other: {type: object, properties: {code: {type: integer}}}
",
    );
    insta::assert_snapshot!(text, @r#"
    A
      error?: "Error" //  One.
      state?: A.state
    B
      failure?: "Error" //  Two.
      state?: A.state
      other?: B.other
    ("Error" A.error B.failure) ×2
      code?: String //  A.
    (A.state B.state) ×2 enum "on", "off"
    (B.other)
      code?: I64
    "#);
}
