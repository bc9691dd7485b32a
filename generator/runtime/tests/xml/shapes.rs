//! Attributes, text, lists, null, numbers, and what the document does not name.

use std::collections::BTreeMap;

use bytes::Bytes;
use runtime::{
    Nullable, Number, Secret, Uuid, Value,
    model::{Field, NULLABLE, OPTIONAL, REQUIRED, Xml},
    xml,
};

use crate::{model, read, round_trip, write};

model!(Price, Xml::NONE, {
    currency: Option<String> = Field("currency", &OPTIONAL.attribute()),
    precise: Option<bool> = Field("precise", &OPTIONAL.attribute()),
    amount: Number = Field("amount", &REQUIRED.text()),
});

model!(Order, Xml::name("order"), {
    key: Uuid = Field("key", &REQUIRED.attribute().xml(Xml::name("id"))),
    note: Option<String> = Field("note", OPTIONAL),
    lines: Vec<String> = Field("line", REQUIRED),
    animals: Vec<String> = Field("animals", &REQUIRED.xml(Xml::name("aliens")).item(Xml::name("animal"))),
    tags: Option<Vec<String>> = Field("tags", &OPTIONAL.wrapped().item(Xml::name("tag"))),
    codes: Option<Vec<i32>> = Field("codes", &OPTIONAL.wrapped()),
    price: Option<Box<Price>> = Field("price", OPTIONAL),
    any: Option<Value> = Field("any", OPTIONAL),
    count: Option<i32> = Field("count", OPTIONAL),
    state: Nullable<String> = Field("state", OPTIONAL),
    must: Option<i64> = Field("must", NULLABLE),
});

pub(crate) fn order(content: &str) -> String {
    format!("<order id=\"k\">{content}</order>")
}

#[test]
fn elements_come_in_any_order() {
    let text = order(
        "<price currency='EUR' precise='1'> 12.50 </price><line>a</line><tags><tag>x</tag><tag>y</tag></tags>\
         <animal>dog</animal><codes><codes>1</codes></codes><note>n</note><line>b</line><animal>cat</animal>\
         <must>7</must>",
    );
    let (order, written) = round_trip::<Order>(&text);
    assert_eq!(order.lines, ["a", "b"]);
    assert_eq!(order.animals, ["dog", "cat"]);
    assert_eq!(
        order.tags.as_deref(),
        Some(&["x".to_owned(), "y".to_owned()][..])
    );
    assert_eq!(order.codes, Some(vec![1]));
    let price = order.price.as_ref().unwrap();
    assert_eq!(
        (
            price.currency.as_deref(),
            price.precise,
            price.amount.as_str()
        ),
        (Some("EUR"), Some(true), "12.50")
    );
    assert_eq!(
        written,
        "<order id=\"k\"><note>n</note><line>a</line><line>b</line><animal>dog</animal><animal>cat</animal>\
         <tags><tag>x</tag><tag>y</tag></tags><codes><codes>1</codes></codes>\
         <price currency=\"EUR\" precise=\"true\">12.50</price><must>7</must></order>"
    );
}

#[test]
fn empty_lists() {
    let (empty, written) = round_trip::<Order>(&order("<tags/><must>1</must>"));
    assert_eq!(
        (empty.lines.len(), empty.tags.as_deref(), empty.codes),
        (0, Some(&[][..]), None)
    );
    assert_eq!(written, order("<tags/><must>1</must>"));
}

#[test]
fn text_keeps_its_blanks_where_the_type_does() {
    let text =
        order("<note> a\r\n<![CDATA[ <b> & ]]>&amp;&#x41;&lt;<!-- c --> </note><must> 7 </must>");
    let (order, written) = round_trip::<Order>(&text);
    assert_eq!(order.note.as_deref(), Some(" a\n <b> & &A< "));
    assert!(written.contains("<note> a\n &lt;b&gt; &amp; &amp;A&lt; </note>"));
    let (order, _) = round_trip::<Order>("<order id=' k '><must>7</must></order>");
    assert_eq!(order.key.as_str(), "k");
}

#[test]
fn escapes_survive() {
    let note = "<a b='c\"'>&amp;\r\n\t]]>\u{85}é\u{10000}";
    let order = Order {
        note: Some(note.to_owned()),
        key: "\"<\n>\t'".into(),
        ..read(&order("")).unwrap()
    };
    let again: Order = read(&write(&order)).unwrap();
    assert_eq!(again.note.as_deref(), Some(note));
    assert_eq!(again.key.as_str(), "\"<\n>\t'");
}

#[test]
fn a_scalar_in_an_attribute_is_kept_where_the_document_has_text() {
    let text = order("<note value=\"n\"/><count value=\"3\"/>");
    let (order, written) = round_trip::<Order>(&text);
    assert_eq!((order.note.as_deref(), order.count), (Some(""), None));
    let kept: Value = r#"{"$text":"","@value":"3"}"#.parse().unwrap();
    assert_eq!(order.extra["count"], kept);
    assert!(written.contains("<note value=\"n\""), "{written}");
    assert!(written.contains("<count value=\"3\""), "{written}");
    let hollow = self::order("<price currency=\"EUR\"/>");
    assert!(read::<Order>(&hollow).is_err(), "an amount is required");
}

#[test]
fn null_and_empty() {
    let nil = |name: &str| {
        format!("<{name} xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'/>")
    };
    let (null, written) =
        round_trip::<Order>(&order(&["note", "state", "must", "any"].map(nil).concat()));
    assert_eq!(
        (&null.note, &null.state, null.must),
        (&None, &Nullable::Null, None)
    );
    assert_eq!(
        null.extra["note"],
        Value::Null,
        "told from absent, though the type cannot"
    );
    assert_eq!(written.matches(":nil=\"true\"").count(), 4);

    let given = Order {
        note: Some("now".to_owned()),
        ..null
    };
    assert!(write(&given).contains("<note>now</note>"));
    assert_eq!(
        write(&given).matches(":nil=\"true\"").count(),
        3,
        "no longer null"
    );

    let (empty, _) = round_trip::<Order>(&order("<note/><count> </count><state></state><price/>"));
    assert_eq!(
        (empty.note.as_deref(), empty.count, &empty.state),
        (Some(""), None, &Nullable::Value(String::new()))
    );
    assert_eq!(empty.extra["count"], Value::from(" "));
    assert_eq!(
        (empty.price, &empty.extra["price"]),
        (None, &Value::from(""))
    );

    let (absent, written) = round_trip::<Order>(&order(""));
    assert_eq!(
        (absent.note, absent.state, absent.must),
        (None, Nullable::Absent, None)
    );
    assert_eq!(
        written,
        order("<must xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:nil=\"true\"/>")
    );

    model!(Strict, Xml::NONE, { id: i32 = Field("id", REQUIRED) });
    let error = read::<Strict>(&format!("<r>\n  {}</r>", nil("id"))).unwrap_err();
    assert_eq!(
        error.to_string(),
        "id: expected a value, found null (line 2, column 3)"
    );
}

#[test]
fn the_rest_is_kept() {
    let text = order(
        "<must>1</must>mixed<new>text</new><deep a='1'><x>1</x><x>2</x><y/></deep>\
         <f:far xmlns:f='urn:f' f:at='2' xml:lang='en' plain='3'>t<f:in/><none xmlns=''/></f:far>\
         <note kind='k'>n</note><tags count='2'><tag>a</tag><other/></tags>",
    );
    let text = text.replace("id=\"k\"", "id=\"k\" late=\"yes\"");
    let (order, written) = round_trip::<Order>(&text);
    let expected: Value = r#"{
        "@late": "yes",
        "$text": "mixed",
        "new": "text",
        "deep": {"@a": "1", "x": ["1", "2"], "y": ""},
        "{urn:f}far": {
            "@{urn:f}at": "2", "@{http://www.w3.org/XML/1998/namespace}lang": "en", "@plain": "3",
            "$text": "t", "in": "", "{}none": ""
        },
        "note": {"@kind": "k"},
        "tags": {"@count": "2", "other": ""}
    }"#
    .parse()
    .unwrap();
    assert_eq!(Value::Object(order.extra.into()), expected);
    assert_eq!(order.note.as_deref(), Some("n"));
    assert!(written.contains("<note kind=\"k\">n</note>"), "{written}");
    assert!(
        written.contains("<tags count=\"2\"><tag>a</tag><other/></tags>"),
        "{written}"
    );
    assert!(written.contains("<far xmlns=\"urn:f\" xmlns:ns2=\"urn:f\" plain=\"3\" xml:lang=\"en\" ns2:at=\"2\">t<in/><none xmlns=\"\"/></far>"), "{written}");
}

#[test]
fn a_namesake_of_another_namespace_does_not_take_the_field() {
    let text = order("<must>1</must><x:note xmlns:x='urn:x'>far</x:note><note>near</note>");
    let (order, _) = round_trip::<Order>(&text);
    assert_eq!(order.note.as_deref(), Some("near"));
    assert_eq!(order.extra["{urn:x}note"], Value::from("far"));
}

#[test]
fn prefixes_are_written_where_given() {
    const NS: &str = "http://example.com/schema/sample";
    const SAMPLE: Xml = Xml::NONE.namespace(NS).prefix("sample");
    model!(Person, Xml::NONE, {
        id: i32 = Field("id", &REQUIRED.attribute()),
        name: String = Field("name", &REQUIRED.xml(SAMPLE)),
        lang: Option<String> = Field("lang", &OPTIONAL.attribute().xml(SAMPLE)),
    });
    // The example of OpenAPI 3.0.3, "XML Attribute, Prefix and Namespace".
    let text = "<Person id=\"123\"><sample:name xmlns:sample=\"http://example.com/schema/sample\">example</sample:name></Person>";
    let (mut person, written) = round_trip::<Person>(text);
    assert_eq!(written, text);
    person.lang = Some("x".to_owned());
    person.extra.insert("more".to_owned(), Value::from(1));
    let root = Xml::name("p").namespace(NS).prefix("sample");
    let written = String::from_utf8(xml::to_vec(&person, root).unwrap()).unwrap();
    assert!(written.ends_with(
        "<sample:p xmlns:sample=\"http://example.com/schema/sample\" id=\"123\" sample:lang=\"x\">\
         <sample:name>example</sample:name><sample:more>1</sample:more></sample:p>"
    ));
    assert_eq!(
        read::<Person>(&written).unwrap().extra["more"],
        Value::from("1")
    );
}

#[test]
fn scalars_have_the_forms_of_xml_schema() {
    model!(Scalars, Xml::NONE, {
        on: bool = Field("on", REQUIRED),
        int: i32 = Field("int", REQUIRED),
        big: u64 = Field("big", REQUIRED),
        float: f64 = Field("float", REQUIRED),
        single: f32 = Field("single", REQUIRED),
        bytes: Bytes = Field("bytes", REQUIRED),
        list: Vec<i32> = Field("list", &REQUIRED.attribute()),
        secret: Secret = Field("secret", REQUIRED),
    });
    let text = "<s list='1 2  3'><on> 1 </on><int>+007</int><big>1e3</big><float>-INF</float><single>.5</single>\
                <bytes> aGk= </bytes><secret>x</secret></s>";
    let (scalars, written) = round_trip::<Scalars>(text);
    assert_eq!(
        (scalars.on, scalars.int, scalars.big, scalars.float),
        (true, 7, 1000, f64::NEG_INFINITY)
    );
    assert_eq!(
        (scalars.single, &*scalars.bytes, &*scalars.list),
        (0.5, &b"hi"[..], &[1, 2, 3][..])
    );
    assert_eq!(
        written,
        "<Scalars list=\"1 2 3\"><on>true</on><int>7</int><big>1000</big><float>-INF</float><single>0.5</single>\
         <bytes>aGk=</bytes><secret>x</secret></Scalars>"
    );
    for (from, to, problem) in [
        (
            "+007",
            "3000000000",
            "int: expected an integer of 32 bits, found \"3000000000\"",
        ),
        (" 1 ", "yes", "on: expected a boolean, found \"yes\""),
        ("-INF", "inf", "float: expected a number, found \"inf\""),
        (
            "1 2  3",
            "1 x",
            "list[1]: expected an integer of 32 bits, found \"x\"",
        ),
        (
            ">x<",
            "><a/><",
            "secret: expected text, found elements in `secret`",
        ),
    ] {
        let error = read::<Scalars>(&text.replacen(from, to, 1)).unwrap_err();
        assert!(error.to_string().starts_with(problem), "{error}");
    }
}

#[test]
fn problems_are_collected() {
    model!(Orders, Xml::NONE, { orders: Vec<Order> = Field("order", REQUIRED) });
    let text = "<r><order><must>x</must><codes><codes>a</codes><codes>1</codes><codes>b</codes></codes></order>\
                <order id='2'><must/><count>z</count></order></r>";
    let error = read::<Orders>(text).unwrap_err();
    let paths: Vec<_> = error.problems().map(|problem| &*problem.path).collect();
    assert_eq!(
        paths,
        [
            "order[0].key",
            "order[0].codes[0]",
            "order[0].codes[2]",
            "order[0].must",
            "order[1].count"
        ]
    );
    assert!(error.problems().all(|problem| problem.location.is_some()));
    let many = format!("<r>{}</r>", "<order/>".repeat(20));
    let error = read::<Orders>(&many).unwrap_err();
    assert_eq!((error.problems().count(), error.omitted()), (8, 12));
}

#[test]
fn problems_have_a_path_and_a_place() {
    model!(Orders, Xml::NONE, { orders: Vec<Order> = Field("order", REQUIRED) });
    let text = "<r>\n<order id='1'/>\n<order id='2'>\n  <codes><codes>1</codes><codes>x</codes></codes></order></r>";
    let error = read::<Orders>(text).unwrap_err();
    assert_eq!(error.path(), "order[1].codes[1]");
    assert_eq!(
        error.location().map(|it| (it.line, it.column)),
        Some((4, 26))
    );
    let error = read::<Orders>("<r><order/></r>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "order[0].key: expected the attribute `id`, found nothing (line 1, column 4)"
    );
    let error = read::<Order>("<Error><message>no</message></Error>").unwrap_err();
    assert_eq!(
        error.to_string(),
        "expected the element `order`, found `Error` (line 1, column 1)"
    );
}

#[test]
fn maps_lists_and_values_stand_by_themselves() {
    let (map, written) = round_trip::<BTreeMap<String, i32>>("<m><a>1</a><b>2</b></m>");
    assert_eq!(
        map,
        BTreeMap::from([("a".to_owned(), 1), ("b".to_owned(), 2)])
    );
    assert_eq!(written, "<root><a>1</a><b>2</b></root>");
    let (lists, _) = round_trip::<BTreeMap<String, Vec<i32>>>("<m><a>1</a><a>2</a></m>");
    assert_eq!(lists["a"], [1, 2]);
    let (list, written) = round_trip::<Vec<String>>("<l><x>1</x><x>2</x></l>");
    assert_eq!(
        (list.len(), &*written),
        (2, "<root><item>1</item><item>2</item></root>")
    );
    let (text, _) = round_trip::<String>("<t> x </t>");
    assert_eq!(text, " x ");
    let (value, _) = round_trip::<Value>("<v a='1'/>");
    assert_eq!(value, r#"{"@a":"1","$text":""}"#.parse().unwrap());
}

#[test]
fn entries_of_a_map_may_be_empty_or_null() {
    let nil = "xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:nil='true'";
    let text = format!("<m><a/><b>2</b><c {nil}/></m>");
    let map: BTreeMap<String, Option<i32>> = read(&text).unwrap();
    let expected = [("a", None), ("b", Some(2)), ("c", None)];
    assert_eq!(
        map,
        expected
            .map(|(name, value)| (name.to_owned(), value))
            .into()
    );
    let texts: BTreeMap<String, Option<String>> = read("<m><a/></m>").unwrap();
    assert_eq!(texts["a"].as_deref(), Some(""));
    assert!(read::<BTreeMap<String, i32>>("<m><a/></m>").is_err());
    assert!(read::<BTreeMap<String, i32>>(&format!("<m><a {nil}/></m>")).is_err());
}

#[test]
fn what_xml_cannot_carry_is_an_error() {
    let problem = |value: Value| xml::to_vec(&value, Xml::name("r")).unwrap_err().to_string();
    assert!(problem(Value::from("a\u{1}")).contains("U+0001"));
    assert!(problem(Value::from([("a b", 1)])).contains("`a b` is no name"));
    assert!(problem(Value::from([("{}", 1)])).contains("is no name"));
    assert!(problem(Value::from([("a><b", 1)])).contains("is no name"));
    assert!(problem(Value::from([("@a='1' b", 1)])).contains("is no name"));
    let deep = (0..200).fold(Value::from(1), |value, _| Value::from([("a", value)]));
    assert!(problem(deep).contains("levels"));
}
