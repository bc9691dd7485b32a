//! Documents in other encodings than UTF-8.

use insta::assert_snapshot;

use super::{read, yaml};

/// What is made of a file of these bytes, and what is said of it.
fn bytes(bytes: &[u8]) -> (Option<String>, String) {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("jobs.yaml"), bytes).unwrap();
    read(folder.path(), "jobs.yaml")
}

#[test]
fn utf_16_is_known_by_its_byte_order_mark() {
    let text = yaml("paths: {}\ncomponents: { schemas: { Käse: { description: 𝄞 } } }\n");
    let in_utf_8 = bytes(text.as_bytes());
    assert_eq!(in_utf_8.1, "");
    let units = || std::iter::once(0xFEFF).chain(text.encode_utf16());
    let little: Vec<u8> = units().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = units().flat_map(u16::to_be_bytes).collect();
    assert_eq!(bytes(&little), in_utf_8);
    assert_eq!(bytes(&big), in_utf_8);
}

#[test]
fn what_is_no_text_costs_itself() {
    let text =
        yaml("paths: {}\ncomponents: { schemas: { Job: { title: Pfad, description: Käse } } }\n");
    let latin: Vec<u8> = text.chars().map(|it| u8::try_from(it).unwrap()).collect();
    let (json, said) = bytes(&latin);
    assert_snapshot!(json.unwrap(), @r#"{"openapi":"3.0.3","info":{"title":"Jobs","version":"1"},"paths":{},"components":{"schemas":{"Job":{"title":"Pfad","description":"K�se"}}}}"#);
    assert_snapshot!(said, @r"
    warning[not-text]: this is no text: U+FFFD stands for it, and for all like it in the file
     --> jobs.yaml:4:60
      |
    4 | …as: { Job: { title: Pfad, description: K�se } } }
      |                                          ^
      = help: save the file as UTF-8
    ");
}

#[test]
fn half_a_character_of_utf_16_costs_itself() {
    let mut half: Vec<u8> = yaml("paths: {}\n# ")
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    half.splice(0..0, [0xFF, 0xFE]);
    half.extend([0x00, 0xD8, 0x0A]);
    let (json, said) = bytes(&half);
    assert!(json.is_some());
    assert_snapshot!(said, @r"
    warning[not-text]: this is no text: U+FFFD stands for it, and for all like it in the file
     --> jobs.yaml:4:3
      |
    4 | # ��
      |   ^
      = help: save the file as UTF-8
    ");
}
