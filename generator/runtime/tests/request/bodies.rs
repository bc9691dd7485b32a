//! Bodies, byte by byte.

use std::io::{self, Read};

use bytes::Bytes;
use runtime::{
    Body, Extra, PartEncoding, Payload, RequestError, Style, Upload, Value, request::encode,
};

use crate::{Call, collect, content, route};

fn value(json: &str) -> Value {
    json.parse().unwrap()
}

fn payload(body: Body<'_>) -> Result<Payload, RequestError> {
    let route = Box::leak(Box::new(route("/", Vec::new())));
    let call = Call {
        route,
        values: Vec::new(),
        body,
    };
    encode(&call, &"http://host".parse().unwrap()).map(http::Request::into_body)
}

#[tokio::test]
async fn media_types_go_out_as_given() {
    let value = value(r#"{"a":1}"#);
    let (media_type, text) = content(Body::json("application/merge-patch+json", &value)).await;
    assert_eq!(
        (&*media_type, &*text),
        ("application/merge-patch+json", r#"{"a":1}"#)
    );

    let (media_type, text) = content(Body::text("text/markdown; charset=utf-8", "# é")).await;
    assert_eq!(
        (&*media_type, &*text),
        ("text/markdown; charset=utf-8", "# é")
    );

    let bytes = Bytes::from_static(b"raw");
    assert_eq!(
        content(Body::bytes("image/*", &bytes)).await,
        ("application/octet-stream".into(), "raw".into())
    );
    assert_eq!(content(Body::None).await, (String::new(), String::new()));
}

#[cfg(feature = "xml")]
#[tokio::test]
async fn xml_has_the_root_that_is_asked_for() {
    let root = runtime::model::Xml::name("r");
    let value = value(r#"{"a":1}"#);
    let (media_type, text) = content(Body::xml("text/xml", root, &value)).await;
    assert_eq!(
        (&*media_type, &*text),
        (
            "text/xml",
            r#"<?xml version="1.0" encoding="UTF-8"?><r><a>1</a></r>"#
        )
    );
}

#[tokio::test]
async fn an_upload_says_its_own_media_type() {
    let upload = Upload::bytes("a,b").content_type("text/csv");
    assert_eq!(
        content(Body::upload("*/*", &upload)).await,
        ("text/csv".into(), "a,b".into())
    );
    let upload = Upload::bytes("a,b");
    assert_eq!(
        content(Body::upload("image/png", &upload)).await,
        ("image/png".into(), "a,b".into())
    );
}

#[tokio::test]
async fn forms_by_default() {
    let form =
        value(r#"{"a b":"x&y=z é","list":[1,"two"],"none":null,"object":{"k":[1]},"on":true}"#);
    let (media_type, text) =
        content(Body::form("application/x-www-form-urlencoded", &form, &[])).await;
    assert_eq!(media_type, "application/x-www-form-urlencoded");
    assert_eq!(
        text,
        "a+b=x%26y%3Dz+%C3%A9&list=1&list=two&object=%7B%22k%22%3A%5B1%5D%7D&on=true"
    );
    assert!(payload(Body::form("application/x-www-form-urlencoded", &1, &[])).is_err());
}

#[tokio::test]
async fn forms_by_encoding() {
    static PARTS: [PartEncoding; 3] = [
        PartEncoding::new("expand").style(Style::DeepObject, true),
        PartEncoding::new("list").style(Style::Form, false),
        PartEncoding::new("json").content_type("application/json"),
    ];
    let form = value(r#"{"expand":[{"a":"b c"},"d"],"list":["x","y"],"json":"text"}"#);
    let (_, text) = content(Body::form(
        "application/x-www-form-urlencoded",
        &form,
        &PARTS,
    ))
    .await;
    assert_eq!(
        text,
        "expand%5B0%5D%5Ba%5D=b+c&expand%5B1%5D=d&json=%22text%22&list=x,y"
    );
}

/// A multipart body's members in the order of their names.
fn members(members: Vec<(&str, Value)>) -> Extra {
    members
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value))
        .collect()
}

const FORM_DATA: &str = "multipart/form-data; boundary=b";

#[tokio::test]
async fn parts_by_default() {
    let body = members(vec![
        ("a", "text".into()),
        ("b", value("[1,2]")),
        ("c", value(r#"{"k":null}"#)),
        ("d", Value::Null),
    ]);
    let (media_type, text) = content(Body::multipart(FORM_DATA, &body, &[])).await;
    assert_eq!(media_type, FORM_DATA);
    assert_eq!(
        text,
        "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\ntext\r\n\
         --b\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n1\r\n\
         --b\r\nContent-Disposition: form-data; name=\"b\"\r\n\r\n2\r\n\
         --b\r\nContent-Disposition: form-data; name=\"c\"\r\nContent-Type: application/json\r\n\r\n{\"k\":null}\r\n\
         --b--\r\n"
    );
}

#[tokio::test]
async fn files_are_streamed_between_the_parts() {
    let mut files = std::collections::BTreeMap::new();
    let content_of = || io::Cursor::new(vec![b'x'; 200_000]);
    files.insert(
        "one".to_owned(),
        Upload::reader(content_of())
            .file_name("a\"b\r\n.txt")
            .length(200_000),
    );
    files.insert(
        "two".to_owned(),
        Upload::bytes("short").content_type("text/plain"),
    );
    files.insert(
        "zed".to_owned(),
        Upload::stream(io::Cursor::new(b"streamed".to_vec())),
    );
    let (_, text) = content(Body::multipart(FORM_DATA, &files, &[])).await;
    let expected = format!(
        "--b\r\nContent-Disposition: form-data; name=\"one\"; filename=\"a%22b%0D%0A.txt\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{}\r\n\
         --b\r\nContent-Disposition: form-data; name=\"two\"; filename=\"two\"\r\n\
         Content-Type: text/plain\r\n\r\nshort\r\n\
         --b\r\nContent-Disposition: form-data; name=\"zed\"; filename=\"zed\"\r\n\
         Content-Type: application/octet-stream\r\n\r\nstreamed\r\n--b--\r\n",
        "x".repeat(200_000)
    );
    assert!(text == expected);
}

#[tokio::test]
async fn parts_by_encoding() {
    static PARTS: [PartEncoding; 2] = [
        PartEncoding::new("b")
            .content_type("text/plain; charset=utf-8")
            .headers(&[("X-Part", "1")]),
        PartEncoding::new("c").style(Style::DeepObject, true),
    ];
    let body = members(vec![("b", "é".into()), ("c", value(r#"{"x y":1}"#))]);
    let (_, text) = content(Body::multipart(FORM_DATA, &body, &PARTS)).await;
    assert_eq!(
        text,
        "--b\r\nContent-Disposition: form-data; name=\"b\"\r\nContent-Type: text/plain; charset=utf-8\r\nX-Part: 1\r\n\r\né\r\n\
         --b\r\nContent-Disposition: form-data; name=\"c[x y]\"\r\n\r\n1\r\n--b--\r\n"
    );
}

#[tokio::test]
async fn a_part_that_is_xml_needs_the_feature() {
    static PARTS: [PartEncoding; 1] = [PartEncoding::new("a").content_type("application/xml")];
    let body = members(vec![("a", value(r#"{"k":"<"}"#))]);
    let body = Body::multipart(FORM_DATA, &body, &PARTS);
    if cfg!(feature = "xml") {
        let (_, text) = content(body).await;
        assert_eq!(
            text,
            "--b\r\nContent-Disposition: form-data; name=\"a\"\r\nContent-Type: application/xml\r\n\r\n\
             <?xml version=\"1.0\" encoding=\"UTF-8\"?><a><k>&lt;</k></a>\r\n--b--\r\n"
        );
    } else {
        let error = payload(body).unwrap_err().to_string();
        assert!(
            error.contains("`a` is XML, which needs the feature `xml`"),
            "{error}"
        );
    }
}

#[tokio::test]
async fn files_set_headers_of_their_part() {
    static PARTS: [PartEncoding; 1] =
        [PartEncoding::new("a").headers(&[("X-Kind", "plain"), ("X-Kept", "1")])];
    let upload = Upload::bytes("x")
        .header("x-kind", "é")
        .header("X-Sum", "9");
    let files = std::collections::BTreeMap::from([("a", upload)].map(|(k, v)| (k.to_owned(), v)));
    let (_, text) = content(Body::multipart(FORM_DATA, &files, &PARTS)).await;
    assert_eq!(
        text,
        "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\
         Content-Type: application/octet-stream\r\nX-Kept: 1\r\nx-kind: é\r\nX-Sum: 9\r\n\r\nx\r\n--b--\r\n"
    );
    for (name, value) in [
        ("X-A", "1\r\nX-B: 2"),
        ("X-A", "1\n"),
        ("X-A", "\0"),
        ("X A", "1"),
        ("X:\r\n", "1"),
        ("", "1"),
        ("content-DISPOSITION", "form-data"),
        ("Content-Type", "text/html"),
        ("Content-ID", "<a>"),
    ] {
        let upload = Upload::bytes("").header(name, value);
        let files = std::collections::BTreeMap::from([("a".to_owned(), upload)]);
        assert!(
            matches!(
                payload(Body::multipart(FORM_DATA, &files, &[])),
                Err(RequestError::Header { .. })
            ),
            "{name:?}: {value:?}"
        );
    }
}

#[tokio::test]
async fn related_parts_have_identifiers_and_a_root() {
    let body = members(vec![("file", "x".into()), ("meta", value("{}"))]);
    let (media_type, text) =
        content(Body::multipart("multipart/related; boundary=b", &body, &[])).await;
    assert_eq!(
        media_type,
        "multipart/related; boundary=b; type=\"text/plain\""
    );
    assert_eq!(
        text,
        "--b\r\nContent-ID: <file>\r\n\r\nx\r\n\
         --b\r\nContent-ID: <meta>\r\nContent-Type: application/json\r\n\r\n{}\r\n--b--\r\n"
    );
}

#[tokio::test]
async fn boundaries_are_new_each_time() {
    let body = members(vec![("a", "x".into())]);
    let (one, text) = content(Body::multipart("multipart/form-data", &body, &[])).await;
    let (two, _) = content(Body::multipart("multipart/form-data", &body, &[])).await;
    assert_ne!(one, two);
    let boundary = one.strip_prefix("multipart/form-data; boundary=").unwrap();
    assert!(boundary.len() <= 70 && text.starts_with(&format!("--{boundary}\r\n")));
}

#[tokio::test]
async fn a_part_cannot_start_another() {
    let upload = Upload::bytes("").content_type("text/plain\r\nX: 1");
    let files = std::collections::BTreeMap::from([("a".to_owned(), upload)]);
    assert!(payload(Body::multipart(FORM_DATA, &files, &[])).is_err());
    let body = members(vec![("a\"\r\n\r\n", "x".into())]);
    let (_, text) = content(Body::multipart(FORM_DATA, &body, &[])).await;
    assert!(
        text.starts_with(
            "--b\r\nContent-Disposition: form-data; name=\"a%22%0D%0A%0D%0A\"\r\n\r\nx"
        )
    );
}

/// Fails, or panics, in the middle.
struct Broken(bool);

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        assert!(self.0, "as a careless reader would");
        Err(io::Error::other("the disk is gone"))
    }
}

#[tokio::test]
async fn a_reader_that_fails_fails_the_request() {
    let send = async |upload: Upload| {
        let error = collect(payload(Body::upload("*/*", &upload)).unwrap())
            .await
            .unwrap_err();
        error.to_string()
    };
    assert_eq!(send(Upload::reader(Broken(true))).await, "the disk is gone");
    assert_eq!(
        send(Upload::reader(Broken(false))).await,
        "the upload's reader panicked"
    );
    let short = Upload::reader(&b"abc"[..]).length(5);
    assert_eq!(
        send(short).await,
        "the upload ended 2 bytes before its stated length"
    );
    let long = Upload::stream(&b"abc"[..]).length(2);
    assert_eq!(
        send(long).await,
        "the upload is longer than its stated length"
    );
}

#[tokio::test]
async fn only_what_can_be_read_again_is_repeatable() {
    let once = Upload::reader(&b"abc"[..]);
    let body = payload(Body::upload("*/*", &once)).unwrap();
    assert!(!body.is_repeatable());
    assert_eq!(body.length(), None);
    assert_eq!(collect(body).await.unwrap(), b"abc");
    let again = payload(Body::upload("*/*", &once)).unwrap();
    assert!(collect(again).await.is_err());

    let bytes = Upload::bytes("abc");
    let body = payload(Body::upload("*/*", &bytes)).unwrap();
    assert!(body.is_repeatable());
    assert_eq!(body.length(), Some(3));
}

#[test]
fn a_file_has_no_place_in_a_form() {
    let files = std::collections::BTreeMap::from([("a".to_owned(), Upload::bytes("x"))]);
    assert!(matches!(
        payload(Body::form("x", &files, &[])),
        Err(RequestError::Shape { .. })
    ));
}

#[test]
fn payloads_can_be_sent_from_any_thread() {
    fn transports_ask_for<T: http_body::Body + Send + Sync + 'static>() {}
    transports_ask_for::<Payload>();
}
