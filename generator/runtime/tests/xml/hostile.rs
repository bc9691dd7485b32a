//! Bodies that are broken, or meant to break something.

use std::thread;

use runtime::{
    Value,
    model::{Field, OPTIONAL, Xml},
    xml,
};

use crate::{model, read};

model!(Node, Xml::NONE, {
    child: Option<Box<Node>> = Field("n", OPTIONAL),
});

fn problem(text: &str) -> String {
    let message = read::<Node>(text).unwrap_err().to_string();
    assert_eq!(read::<Value>(text).unwrap_err().to_string(), message);
    message
}

#[test]
fn depth_is_limited() {
    let nested = |depth: usize| format!("{}{}", "<n>".repeat(depth), "</n>".repeat(depth));
    assert!(read::<Node>(&nested(128)).is_ok());
    assert!(problem(&nested(129)).contains("at most 128 levels"));
    assert!(problem(&nested(100_000)).contains("at most 128 levels"));
    assert!(problem(&"<n>".repeat(100_000)).contains("at most 128 levels"));
}

#[test]
fn the_largest_depth_fits_on_the_stack_of_a_thread() {
    let work = || {
        let depth = xml::LARGEST_DEPTH;
        let text = format!("{}{}", "<n>".repeat(depth), "</n>".repeat(depth));
        let node: Node = xml::from_slice_within(text.as_bytes(), usize::MAX).unwrap();
        assert!(node == node.clone() && format!("{node:?}").len() > depth);
        xml::to_vec(&node, Xml::NONE).unwrap();
        let value: Value = xml::from_slice_within(text.as_bytes(), depth).unwrap();
        assert!(value == value.clone() && value.to_string().len() > depth);
        let deeper = format!("<n>{text}</n>");
        xml::from_slice_within::<Value>(deeper.as_bytes(), usize::MAX).unwrap_err();
    };
    let thread = thread::Builder::new().stack_size(2 << 20).spawn(work);
    thread.unwrap().join().unwrap();
}

#[test]
fn entities_of_a_document_type_are_not_expanded() {
    let laughs = r#"<!DOCTYPE n [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]><n>&c;</n>"#;
    assert!(problem(laughs).contains("expected a predefined entity, found `&c;`"));
    let file = r#"<!DOCTYPE n [<!ENTITY f SYSTEM "file:///etc/passwd">]><n>&f;</n>"#;
    assert!(problem(file).contains("`&f;`"));
    let attribute = r#"<!DOCTYPE n [<!ENTITY a "ha">]><n x="&a;"/>"#;
    assert!(problem(attribute).contains("well-formed"));
    assert!(read::<Node>("<!DOCTYPE n SYSTEM 'http://h/n.dtd'><n/>").is_ok());
}

#[test]
fn numbers_of_things_are_limited() {
    let attributes: String = (0..1000).map(|index| format!(" a{index}=''")).collect();
    assert!(problem(&format!("<n{attributes}/>")).contains("at most 256 attributes"));
    let namespaces: String = (0..100)
        .map(|index| format!(" xmlns:p{index}='u'"))
        .collect();
    let nested = format!("<n{namespaces}>").repeat(3);
    assert!(problem(&nested).contains("at most 256 namespaces"));
    let wide = format!("<n>{}</n>", "<a/>".repeat(1 << 20));
    assert!(
        read::<Value>(&wide)
            .unwrap_err()
            .to_string()
            .contains("nodes")
    );
}

#[test]
fn broken_bodies_are_errors_with_a_place() {
    for text in [
        "",
        "   ",
        "text",
        "<n>",
        "<n><n></n>",
        "<n></m>",
        "</n>",
        "<n/><n/>",
        "<n/>text",
        "<n",
        "<n a=>",
        "<n a='1' a='2'/>",
        "<n a='<",
        "<n>&",
        "<n>&amp</n>",
        "<n>&#0;</n>",
        "<n>&#x110000;</n>",
        "<n><![CDATA[</n>",
        "<n><!-- </n>",
        "<!DOCTYPE n [<n/>",
        "{\"json\":true}",
    ] {
        assert!(!problem(text).is_empty(), "{text}");
    }
    assert!(problem("<n>\n <n>\n</n>").contains("line 3"));
}

#[test]
fn text_must_be_utf_8() {
    let error = xml::from_slice::<Value>(b"<n>\xff</n>").unwrap_err();
    assert!(error.to_string().contains("expected XML in UTF-8"));
    assert!(xml::from_slice::<Value>(b"\xfe\xff\0<\0n\0/\0>").is_err());
    let marked = "\u{feff}<?xml version='1.0'?><n>x</n>";
    assert_eq!(
        xml::from_slice::<Value>(marked.as_bytes()).unwrap(),
        "x".into()
    );
    assert_eq!(xml::from_str::<Value>(marked).unwrap(), "x".into());
}
