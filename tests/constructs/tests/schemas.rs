//! Schemas of OpenAPI 3.1 that are more than members and lists.

#![allow(clippy::unwrap_used, reason = "tests fail where something is missing")]

use constructs::schemas::{
    Client,
    models::{
        Animal, Everything, EverythingAll, EverythingMeasure, Found, Outcome, PageFish, PageRange,
        Payment, PaymentKind, Pet, Range,
    },
};
use runtime::{Blocking, Nullable, Value, json};
use tests::server::{Reply, Server};

/// What comes of a text that is read and written.
fn again(text: &str) -> Everything {
    let read: Everything = json::check(text).unwrap();
    assert_eq!(json::to_string(&read), text);
    read
}

#[test]
fn the_items_of_a_tuple_have_a_type_each() {
    let range = again(r#"{"range":["cm",1,2,true,false]}"#).range.unwrap();
    assert_eq!(
        (range.unit.as_str(), range.second, range.third),
        ("cm", Nullable::Value(1), Nullable::Value(2))
    );
    assert_eq!(range.extra.get("4"), Some(&false));
    let range = again(r#"{"range":["cm"]}"#).range.unwrap();
    assert_eq!(range, Range::new("cm"));
    // What stands between is null.
    again(r#"{"range":["cm",null,2]}"#);
    // A null at the end stays, though the items beyond it are no place for it.
    let range = again(r#"{"range":["cm",1,null]}"#).range.unwrap();
    assert_eq!(range.third, Nullable::Null);
    again(r#"{"range":["cm",null,null]}"#);
    assert!(json::from_str::<Range>("[]").is_err());
    assert!(json::from_str::<Range>("{}").is_err());
    let point = again(r#"{"point":[1.5,2]}"#).point.unwrap();
    assert_eq!(point, [1.5, 2.0]);
}

#[test]
fn a_template_is_a_type_for_each_meaning() {
    let fish = r#"{"items":[{"kind":"fish","fins":7}],"next":{"items":[{"kind":"fish"}]}}"#;
    let ranges = r#"{"items":[["cm",1]]}"#;
    let server = Server::replying(Reply::json(200, fish));
    let client = Client::<Blocking>::new().base_url(server.url());
    let page: PageFish = client.list_fish().send().unwrap();
    assert_eq!(page.items[0].fins, Some(7));
    assert_eq!(page.next.as_ref().unwrap().items[0].kind, "fish");
    assert_eq!(json::to_string(&page), fish);
    let server = Server::replying(Reply::json(200, ranges));
    let client = Client::<Blocking>::new().base_url(server.url());
    let page: PageRange = client.list_ranges().send().unwrap();
    assert_eq!(page.items[0].unit, "cm");
    assert_eq!(json::to_string(&page), ranges);
}

#[test]
fn a_tuple_is_told_from_other_shapes_and_goes_out_as_a_list() {
    let measure = again(r#"{"measure":["cm",1]}"#).measure.unwrap();
    assert!(matches!(measure, EverythingMeasure::MeasureList(tuple) if tuple.second == 1));
    let measure = again(r#"{"measure":"1cm"}"#).measure.unwrap();
    assert!(matches!(measure, EverythingMeasure::Text(_)));
    let server = Server::replying(Reply::json(200, "{}"));
    let mut range = Range::new("cm");
    range.second = Nullable::Value(1);
    let client = Client::<Blocking>::new().base_url(server.url());
    client.everything().range(range).send().unwrap();
    assert_eq!(
        server.request().line(),
        "GET /everything?range=cm,1 HTTP/1.1"
    );
}

#[test]
fn branches_are_told_apart_by_booleans_and_null() {
    let outcome = |text: &str| again(text).outcome.unwrap();
    let done = outcome(r#"{"outcome":{"ok":true,"note":"a"}}"#);
    assert!(matches!(done, Outcome::Done(_)), "{done:?}");
    let failed = outcome(r#"{"outcome":{"ok":false,"note":"a"}}"#);
    assert!(matches!(failed, Outcome::Failed(_)), "{failed:?}");
    let found = |text: &str| again(text).found.unwrap();
    let right = found(r#"{"found":{"error":null,"value":"a"}}"#);
    assert!(matches!(right, Found::Right(_)), "{right:?}");
    let wrong = found(r#"{"found":{"error":"e","value":"a"}}"#);
    assert!(matches!(wrong, Found::Wrong(_)), "{wrong:?}");
}

#[test]
fn a_tag_that_means_no_branch_means_the_default() {
    let pet = |kind: &str| {
        again(&format!(r#"{{"pet":{{"kind":"{kind}"}}}}"#))
            .pet
            .unwrap()
    };
    assert!(matches!(pet("Fish"), Pet::Fish(_)));
    for kind in ["lizard", "OtherPet"] {
        assert!(matches!(pet(kind), Pet::OtherPet(_)), "{kind}");
    }
}

#[test]
fn the_whole_query_is_its_members() {
    let server = Server::replying(Reply::json(200, "{}"));
    let client = Client::<Blocking>::new().base_url(server.url());
    let mut all = EverythingAll::default();
    (all.page, all.word) = (Some(2), Some("a b".to_owned()));
    client.everything().all(all).send().unwrap();
    assert_eq!(
        server.request().line(),
        "GET /everything?page=2&word=a%20b HTTP/1.1"
    );
}

#[test]
fn members_under_a_condition_are_optional_members() {
    let text = r#"{"payment":{"kind":"card","amount":1,"number":"4","currency":"EUR"}}"#;
    let payment = again(text).payment.unwrap();
    assert_eq!(payment.kind, PaymentKind::Card);
    assert_eq!(payment.number.as_deref(), Some("4"));
    assert_eq!(payment.currency.as_deref(), Some("EUR"));
    let mut payment = Payment::new("transfer");
    payment.iban = Some("DE00".to_owned());
    assert_eq!(
        json::to_string(&payment),
        r#"{"kind":"transfer","iban":"DE00"}"#
    );
}

#[test]
fn a_base_is_one_of_its_subtypes_or_itself() {
    let text = r#"{"animals":[{"species":"chat","lives":9},{"species":"Dog","friend":{"species":"fish","age":1}}]}"#;
    let animals = again(text).animals.unwrap();
    assert!(matches!(&animals[0], Animal::Cat(cat) if cat.lives == Some(9)));
    let Animal::Dog(dog) = &animals[1] else {
        panic!("{animals:?}");
    };
    let friend = dog.friend.as_deref().unwrap();
    assert!(matches!(friend, Animal::Base(base) if base.age == Some(1)));
}

#[test]
fn the_rest_of_3_1_is_read() {
    let all = again(r#"{"image":"aGk=","anything":[1],"labels":{"x-a":1},"leaf":{"size":3}}"#);
    assert_eq!(all.image.unwrap().decode().unwrap(), b"hi");
    assert_eq!(all.labels.unwrap()["x-a"], 1);
    assert_eq!(all.leaf.unwrap().size, Some(3));
    assert!(matches!(all.anything, Some(Value::Array(_))));
}
