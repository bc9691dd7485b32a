//! What is YAML and nothing else, and the limits of both readers.

use insta::assert_snapshot;

use super::{given, said};

#[test]
fn limits() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_snapshot!(said(&[("deep.json", &format!("{{\"openapi\":{deep}}}"))]), @r#"
    error[too-deep]: objects and arrays are nested too deeply
     --> deep.json:1:138
      |
    1 | …[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[…
      |                                          ^
      = help: 128 levels are the limit
    "#);
    assert!(said(&[("deep.yaml", &format!("openapi: {deep}"))]).starts_with("error[too-deep]"));
    let mut bomb = String::from("openapi: 3.0.0\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for level in 1..12 {
        let below = format!("*a{}", level - 1);
        bomb += &format!("a{level}: &a{level} [{}]\n", [&*below; 10].join(", "));
    }
    assert!(said(&[("bomb.yaml", &bomb)]).starts_with("error[too-large]"));
}

/// A YAML text as JSON.
#[track_caller]
fn json(text: &str) -> String {
    let (json, said) = given(&[("a.yaml", &format!("openapi: 3.1.0\n{text}"))]);
    assert_eq!(said, "");
    json.unwrap().replace(r#"{"openapi":"3.1.0","#, "{")
}

#[test]
fn merge_keys() {
    assert_snapshot!(
        json("x-base: &base { a: 1, b: 2 }\nx: { z: 0, b: 3, <<: *base, y: 4 }"),
        @r#"{"x-base":{"a":1,"b":2},"x":{"z":0,"b":3,"a":1,"y":4}}"#
    );
    // The mapping's own members win, even those that stand below; what is merged first wins over what comes later.
    assert_snapshot!(json("x: { <<: { a: 1, b: 1 }, a: 2, <<: { b: 2, c: 2 } }"), @r#"{"x":{"a":2,"b":1,"c":2}}"#);
    assert_snapshot!(json("x: { <<: [{ a: 1 }, { a: 2, b: 2 }], c: 3 }"), @r#"{"x":{"a":1,"b":2,"c":3}}"#);
    assert_snapshot!(
        json("x-a: &a { a: 1 }\nx-b: &b { <<: *a, b: 2 }\nx: { <<: *b }"),
        @r#"{"x-a":{"a":1},"x-b":{"a":1,"b":2},"x":{"a":1,"b":2}}"#
    );
}

#[test]
fn what_cannot_be_merged_is_a_member() {
    assert_snapshot!(json("x: { <<: less, '<>': [more] }"), @r#"{"x":{"<<":"less","<>":["more"]}}"#);
    let (json, _) = given(&[(
        "a.json",
        r#"{ "openapi": "3.1.0", "x": { "<<": { "a": 1 } } }"#,
    )]);
    assert_snapshot!(json.unwrap(), @r#"{"openapi":"3.1.0","x":{"<<":{"a":1}}}"#);
}

#[test]
fn a_member_that_stands_twice_does_so_beside_a_merge_key() {
    assert!(
        said(&[(
            "a.yaml",
            "openapi: 3.1.0\nx: { <<: { a: 1 }, a: 2, a: 3 }\n"
        )])
        .starts_with("error[duplicate-key]")
    );
}

#[test]
fn merges_count_as_values() {
    let mut bomb = String::from("openapi: 3.0.0\nx0: &x0 { a: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0] }\n");
    for level in 1..12 {
        let below = format!("{{ <<: *x{} }}", level - 1);
        bomb += &format!(
            "x{level}: &x{level} {{ a: [{}] }}\n",
            [&*below; 10].join(", ")
        );
    }
    assert!(said(&[("bomb.yaml", &bomb)]).starts_with("error[too-large]"));
}
