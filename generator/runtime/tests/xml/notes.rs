//! Attributes of elements whose fields have place for their text alone.

use runtime::{
    Nullable, Value,
    model::{Field, NULLABLE, OPTIONAL, REQUIRED, Xml},
};

use crate::{
    model, read, round_trip,
    shapes::{Order, Price, order},
    write,
};

#[test]
fn attributes_of_scalar_items_are_kept() {
    let text = order(
        "<line>a</line><line kind='x' n='1'>b</line><line>c</line><must>1</must>\
         <tags count='2'><tag k='1'>a</tag><tag>b</tag><other/></tags><codes><codes at='9'>1</codes></codes>",
    );
    let (mut order, written) = round_trip::<Order>(&text);
    assert_eq!(order.lines, ["a", "b", "c"]);
    let expected: Value = r#"{
        "line": [null, {"@kind": "x", "@n": "1"}],
        "tags": {"@count": "2", "tag": [{"@k": "1"}], "other": ""},
        "codes": {"codes": [{"@at": "9"}]}
    }"#
    .parse()
    .unwrap();
    assert_eq!(Value::Object(order.extra.clone().into()), expected);
    for part in [
        "<line>a</line><line kind=\"x\" n=\"1\">b</line><line>c</line>",
        "<tags count=\"2\"><tag k=\"1\">a</tag><tag>b</tag><other/></tags>",
        "<codes><codes at=\"9\">1</codes></codes>",
    ] {
        assert!(written.contains(part), "{written}");
    }
    order.lines.truncate(1);
    assert!(!write(&order).contains("kind"), "the item has gone");
}

#[test]
fn an_item_that_looks_like_what_annotates_items_is_kept_as_it_is() {
    let text = order("<must>1</must><x:line xmlns:x='u' k='1'/><new k='1'/><new/>");
    let (order, _) = round_trip::<Order>(&text);
    let expected: Value = r#"[{"@k": "1", "$text": ""}, ""]"#.parse().unwrap();
    assert_eq!(order.extra["new"], expected);
}

#[test]
fn attributes_of_what_is_null_are_kept() {
    let nil = |name: &str| {
        format!(
            "<{name} xmlns:i='http://www.w3.org/2001/XMLSchema-instance' why='x' i:nil='true'/>"
        )
    };
    let names = ["note", "state", "must", "any", "price", "line", "new"];
    let text = order(&names.map(nil).concat());
    model!(Lines, Xml::name("order"), {
        lines: Vec<Option<String>> = Field("line", REQUIRED),
        note: Option<String> = Field("note", OPTIONAL),
        state: Nullable<String> = Field("state", OPTIONAL),
        must: Option<i64> = Field("must", NULLABLE),
        any: Option<Value> = Field("any", OPTIONAL),
        price: Option<Box<Price>> = Field("price", OPTIONAL),
    });
    let (null, written) = round_trip::<Lines>(&text);
    assert_eq!(
        (&null.note, &null.state, null.must),
        (&None, &Nullable::Null, None)
    );
    assert_eq!(written.matches(":nil=").count(), 7, "{written}");
    assert_eq!(written.matches("why=\"x\"").count(), 7, "{written}");
    let given = Lines {
        note: Some("n".to_owned()),
        price: Some(Box::new(read("<p>1</p>").unwrap())),
        ..null
    };
    let written = write(&given);
    assert!(written.contains("<note why=\"x\">n</note>"), "{written}");
    assert!(written.contains("<price>1</price>"), "{written}");
    assert_eq!(written.matches(":nil=").count(), 5, "{written}");
}
