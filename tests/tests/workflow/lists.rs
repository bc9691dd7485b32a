//! Lists page by page.

use generated::exabase::{Client, operations::ListExtractJobs};
use runtime::{Async, Blocking, Error, Mode, testing::Fake};

fn client<M: Mode>(fake: &Fake) -> Client<M> {
    Client::new()
        .api_key("a-key")
        .configure(|config| fake.install(config))
}

fn page(fake: &Fake, ids: &[&str], next: &str) {
    let item = |id: &&str| format!(r#"{{"id":"{id}","state":"pending"}}"#);
    let items: Vec<String> = ids.iter().map(item).collect();
    let body = format!(r#"{{"items":[{}],"nextCursor":{next}}}"#, items.join(","));
    fake.on::<ListExtractJobs>()
        .body(200, "application/json", body);
}

fn queries(fake: &Fake) -> Vec<String> {
    let requests = fake.requests().into_iter();
    requests
        .map(|seen| seen.uri.query().unwrap_or("").to_owned())
        .collect()
}

#[tokio::test]
async fn pages_are_asked_for_when_they_are_wanted() {
    let fake = Fake::new();
    page(&fake, &["1", "2"], "\"a/b\"");
    page(&fake, &[], "\"c\"");
    page(&fake, &["3"], "null");
    let client = client::<Async>(&fake);
    let mut items = client.list_extract_jobs().limit(2).items();
    assert!(fake.requests().is_empty());
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.unwrap().id.to_string());
        assert_eq!(fake.requests().len(), if ids.len() < 3 { 1 } else { 3 });
    }
    assert_eq!(ids, ["1", "2", "3"]);
    assert_eq!(
        queries(&fake),
        ["limit=2", "limit=2&cursor=a%2Fb", "limit=2&cursor=c"]
    );
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_repeated_cursor_ends_the_list_with_an_error() {
    let fake = Fake::new();
    page(&fake, &["1"], "\"a\"");
    page(&fake, &["2"], "\"b\"");
    page(&fake, &["3"], "\"a\"");
    let mut pages = client::<Async>(&fake).list_extract_jobs().pages();
    for id in ["1", "2", "3"] {
        let page = pages.next().await.unwrap().unwrap();
        assert_eq!(page.items[0].id.to_string(), id);
    }
    let error = pages.next().await.unwrap().unwrap_err();
    assert!(matches!(error, Error::Decode { .. }), "{error}");
    assert!(pages.next().await.is_none());
    assert_eq!(fake.requests().len(), 3);
}

#[test]
fn lists_block_and_end_with_an_error() {
    let fake = Fake::new();
    page(&fake, &["1"], "\"a\"");
    fake.on::<ListExtractJobs>().status(403);
    let client = client::<Blocking>(&fake);
    let items: Vec<_> = client.list_extract_jobs().cursor("here").items().collect();
    assert_eq!(items.len(), 2);
    assert_eq!(items[0].as_ref().unwrap().id.to_string(), "1");
    assert_eq!(items[1].as_ref().unwrap_err().status().unwrap(), 403);
    assert_eq!(queries(&fake), ["cursor=here", "cursor=a"]);
}
