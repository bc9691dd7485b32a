//! What only some documents send: other methods, items one after the other, headers of parts, values of server variables.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use constructs::requests::{
    Client, ServerRegion, Servers,
    models::{
        AddFileRequest, AddFormPlain, AddFormRequest, AddFormSpread, AddImagesAbout,
        AddImagesRequest, Filter,
    },
    operations::{
        AddEvents, AddEventsBody, AddFile, AddForm, AddImages, AddLines, AddPastEvents, AddRecords,
        CopyJobs, FindJobs,
    },
};
use runtime::{Event, Items, Upload, testing::Fake};

fn client(fake: &Fake) -> Client {
    Client::new().configure(|config| fake.install(config))
}

fn filter(state: &str) -> Filter {
    Filter::new(state)
}

#[tokio::test]
async fn methods_that_openapi_has_from_3_2_on() {
    let fake = Fake::new();
    fake.on::<FindJobs>().answer(200, &vec!["a".to_owned()]);
    fake.on::<CopyJobs>().status(201);
    let client = client(&fake);
    assert_eq!(client.find_jobs(filter("done")).await.unwrap(), ["a"]);
    client.copy_jobs("/other").await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests[0].method.as_str(), "QUERY");
    assert_eq!(requests[0].body, r#"{"state":"done"}"#);
    assert_eq!(requests[1].method.as_str(), "COPY");
    assert_eq!(requests[1].headers["destination"], "/other");
}

#[tokio::test]
async fn a_query_is_repeated_and_a_copy_is_not() {
    let fake = Fake::new();
    fake.on::<FindJobs>()
        .status(503)
        .answer(200, &vec!["a".to_owned()]);
    fake.on::<CopyJobs>().status(503).status(201);
    let client = client(&fake);
    client.find_jobs(filter("done")).await.unwrap();
    client.copy_jobs("/other").await.unwrap_err();
    assert_eq!(fake.requests().len(), 3);
}

#[tokio::test]
async fn bodies_of_the_same_forms_are_of_one_type() {
    let fake = Fake::new();
    fake.on::<AddEvents>().status(204);
    fake.on::<AddPastEvents>().status(204);
    let client = client(&fake);
    let lines = || AddEventsBody::Lines(Items::held(["one".to_owned()]));
    client.add_events(lines()).await.unwrap();
    client.add_past_events(lines()).await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests[0].body, "\"one\"\n");
    assert_eq!(requests[1].body, requests[0].body);
}

#[tokio::test]
async fn items_go_out_by_lines_records_and_events() {
    let fake = Fake::new();
    fake.on::<AddLines>().status(204).status(204);
    fake.on::<AddRecords>().status(204);
    fake.on::<AddEvents>().status(204).status(204);
    let client = client(&fake);
    client
        .add_lines(vec![filter("a"), filter("b\nc")])
        .await
        .unwrap();
    client
        .add_lines(Items::given(["a", "b"].map(filter)))
        .await
        .unwrap();
    client.add_records().body(vec![1, 2]).await.unwrap();
    let events = [
        Event::new("one\ntwo".to_owned())
            .with_name("said")
            .with_id("7"),
        Event::new(String::new()),
    ];
    client.add_events(Items::held(events)).await.unwrap();
    let lines = Items::held(["one".to_owned()]);
    client
        .add_events(AddEventsBody::Lines(lines))
        .await
        .unwrap();
    let sent: Vec<(String, String)> = fake
        .requests()
        .iter()
        .map(|request| {
            let media_type = request.headers["content-type"].to_str().unwrap().to_owned();
            let body = String::from_utf8(request.body.to_vec()).unwrap();
            (media_type, body)
        })
        .collect();
    let sent: Vec<(&str, &str)> = sent.iter().map(|(kind, body)| (&**kind, &**body)).collect();
    assert_eq!(
        sent,
        [
            (
                "application/jsonl",
                "{\"state\":\"a\"}\n{\"state\":\"b\\nc\"}\n"
            ),
            (
                "application/jsonl",
                "{\"state\":\"a\"}\n{\"state\":\"b\"}\n"
            ),
            ("application/json-seq", "\u{1e}1\n\u{1e}2\n"),
            (
                "text/event-stream",
                "event: said\nid: 7\ndata: one\ndata: two\n\ndata: \n\n"
            ),
            ("application/x-ndjson", "\"one\"\n"),
        ]
    );
}

#[tokio::test]
async fn items_of_an_iterator_are_sent_once() {
    let fake = Fake::new();
    fake.on::<AddLines>().reset().status(204);
    let client = client(&fake);
    let items = Items::given([filter("a")]);
    let error = client.add_lines(items.clone()).await.unwrap_err();
    assert_eq!(error.attempts(), 1);
    client.add_lines(items).await.unwrap_err();
}

#[tokio::test]
async fn parts_have_the_headers_that_the_caller_sets() {
    let fake = Fake::new();
    fake.on::<AddFile>().status(204).status(204);
    let client = client(&fake);
    let body = AddFileRequest {
        note: Some("hm".to_owned()),
        ..AddFileRequest::new("abc")
    };
    client
        .add_file(body)
        .file_x_size(3)
        .note_x_tags(vec!["a".into(), "b".into()])
        .await
        .unwrap();
    let body = AddFileRequest::new(Upload::bytes("abc").header("X-Kind", "odd"));
    client.add_file(body).file_x_kind("rare").await.unwrap();
    let sent: Vec<String> = fake
        .requests()
        .iter()
        .map(|request| String::from_utf8(request.body.to_vec()).unwrap())
        .collect();
    for header in [
        "X-Size: 3",
        "X-Kind: plain",
        "X-Fixed: always",
        "X-Tags: a,b",
    ] {
        assert_eq!(sent[0].matches(header).count(), 1, "{header}: {}", sent[0]);
    }
    assert!(
        sent[1].contains("X-Kind: odd") && !sent[1].contains("rare"),
        "{}",
        sent[1]
    );
}

#[tokio::test]
async fn parts_are_files_where_3_1_says_so_and_have_one_of_the_types_of_a_list() {
    let fake = Fake::new();
    fake.on::<AddImages>().status(204).status(204);
    let client = client(&fake);
    let body = AddImagesRequest {
        image: Some(Upload::bytes("1").into()),
        preview: Some("2".into()),
        raw: Some(Upload::bytes("3").content_type("image/gif")),
        others: Some(vec!["4".into(), "5".into()]),
        about: Some(AddImagesAbout {
            count: Some(6),
            ..AddImagesAbout::default()
        }),
        note: Some("7".to_owned()),
        options: Some(r#"[8]"#.to_owned()),
        page: Some("<p>".to_owned()),
        ..AddImagesRequest::default()
    };
    client.add_images(body).await.unwrap();
    let body = AddImagesRequest {
        image: Some(vec!["1".into(), "2".into()].into()),
        ..AddImagesRequest::default()
    };
    client.add_images(body).await.unwrap();
    let parts: Vec<Vec<String>> = fake.requests().iter().map(|it| parts(&it.body)).collect();
    assert_eq!(
        parts[0],
        [
            "image; filename image; application/octet-stream; 1",
            "preview; filename preview; image/png; 2",
            "raw; filename raw; image/gif; 3",
            "others; filename others; application/octet-stream; 4",
            "others; filename others; application/octet-stream; 5",
            "about; application/xml; <?xml version=1.0 encoding=UTF-8?><about><count>6</count></about>",
            "note; text/csv; 7",
            "options; [8]",
            "page; text/html; <p>",
        ]
    );
    assert_eq!(
        parts[1],
        [
            "image; filename image; application/octet-stream; 1",
            "image; filename image; application/octet-stream; 2",
        ]
    );
}

/// The names, types and contents of the parts of a body.
fn parts(body: &[u8]) -> Vec<String> {
    let text = std::str::from_utf8(body).unwrap();
    let boundary = text.split("\r\n").next().unwrap();
    let parts = text
        .split(boundary)
        .filter(|part| part.contains("form-data"));
    parts
        .map(|part| {
            let told = part
                .trim()
                .replace("Content-Disposition: form-data; name=", "");
            let told = told
                .replace("\r\nContent-Type: ", "; ")
                .replace("\r\n\r\n", "; ");
            told.replace("filename=", "filename ").replace('"', "")
        })
        .collect()
}

#[tokio::test]
async fn a_form_spreads_an_object_that_has_a_style() {
    let fake = Fake::new();
    fake.on::<AddForm>().status(204).status(204);
    let client = client(&fake);
    let body = AddFormRequest {
        plain: Some(AddFormPlain {
            size: Some(1),
            ..AddFormPlain::default()
        }),
        spread: Some(AddFormSpread {
            width: Some(2),
            ..AddFormSpread::default()
        }),
        ..AddFormRequest::default()
    };
    client.add_form().body(body).await.unwrap();
    client.add_form().await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests[0].body, "plain=%7B%22size%22%3A1%7D&width=2");
    // That there is no body is said.
    assert_eq!(requests[1].headers["content-length"], "0");
}

#[tokio::test]
async fn headers_of_a_call_go_before_those_of_the_client_and_cookies_beside_each_other() {
    let fake = Fake::new();
    fake.on::<AddForm>().status(204).status(204);
    let client = client(&fake).configure(|config| {
        config.header("user-agent", "all");
    });
    let call = client.add_form().user_agent("this").cookie("a=1");
    call.sid("2").await.unwrap();
    client.add_form().await.unwrap();
    let requests = fake.requests();
    assert_eq!(requests[0].headers["user-agent"], "this");
    assert_eq!(requests[0].headers["cookie"], "a=1; sid=2");
    assert_eq!(requests[1].headers["user-agent"], "all");
}

#[tokio::test]
async fn server_variables_have_the_values_of_the_document_and_any_other() {
    let fake = Fake::new();
    fake.on::<CopyJobs>().status(201).status(201).status(201);
    let client = client(&fake);
    client
        .clone()
        .region(ServerRegion::UsEast)
        .copy_jobs("/")
        .await
        .unwrap();
    client
        .clone()
        .region("moon")
        .version("v2")
        .copy_jobs("/")
        .await
        .unwrap();
    let test = client.server(Servers::Region).region(ServerRegion::Apac);
    test.copy_jobs("/").await.unwrap();
    let hosts: Vec<String> = fake
        .requests()
        .iter()
        .map(|it| it.uri.to_string())
        .collect();
    assert_eq!(
        hosts,
        [
            "https://us-east.example.com/v1/jobs",
            "https://moon.example.com/v2/jobs",
            "https://apac.test.example.com/jobs",
        ]
    );
}
