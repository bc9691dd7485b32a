//! Compiles the golden files, so that they cannot rot, and uses what they define.

#[allow(dead_code, unused_imports)]
#[rustfmt::skip]
#[path = "golden/kitchen/mod.rs"]
mod kitchen;

mod single {
    include!("golden/single.rs");
}

use kitchen::{Client, models, operations};
use runtime::{Input, Value};

#[test]
fn a_model_is_made_of_what_it_requires() {
    let job = models::Job::new("1", None, Value::Null, models::Level::N1);
    let text = runtime::json::to_string(&job);
    assert_eq!(text, r#"{"id":"1","message":null,"any":null,"level":1}"#);
    assert_eq!(runtime::json::from_str::<models::Job>(&text).unwrap(), job);
    assert_eq!(models::Constant::default().kind, "constant");
}

#[test]
fn names_that_need_escapes_have_them() {
    let quoted = models::Quoted {
        say_hi: Some("a".to_owned()),
        back_slash: Some("b".to_owned()),
        ..Default::default()
    };
    let text = runtime::json::to_string(&quoted);
    assert_eq!(text, r#"{"say \"hi\"":"a","back\\slash\n":"b"}"#);
    assert_eq!(
        runtime::json::from_str::<models::Quoted>(&text).unwrap(),
        quoted
    );
}

#[test]
fn a_union_takes_the_content_of_its_branches() {
    let pet = models::Pet::from(models::Dog::new());
    let text = runtime::json::to_string(&pet);
    assert_eq!(text, r#"{"petType":"dog"}"#);
    assert_eq!(runtime::json::from_str::<models::Pet>(&text).unwrap(), pet);
}

#[test]
fn an_operation_is_a_value() {
    let operation = operations::PutJobsByIdA { id: 1, body: None };
    assert_eq!(operation.route().path, "/jobs/{id}/a");
    let shown = format!("{:?}", &operation as &dyn Input);
    assert_eq!(shown, r#"PUT /jobs/{id}/a { id: 1 }"#);
}

#[test]
fn a_call_is_set_by_name() {
    let client: Client = Client::new().with_tenant("acme").bearer("secret");
    let call = client
        .get_job("1", "2")
        .query_id("3")
        .set_with(vec!["4".to_owned()]);
    assert!(format!("{call:?}").contains("getJob"));
    assert!(
        single::Client::<runtime::Async>::default()
            .says("hi")
            .with(|_| {})
            .response()
            .is_send()
    );
}

trait IsSend {
    fn is_send(&self) -> bool;
}

impl<T: Send> IsSend for T {
    fn is_send(&self) -> bool {
        true
    }
}
