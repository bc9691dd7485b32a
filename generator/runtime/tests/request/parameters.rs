//! What the style table leaves open: encoding, absence, and what must not get through.

use runtime::{
    Body, Media, Nullable, Parameter, Reply, RequestError, Route, Spelling, Status, Style, Value,
    model::Slot,
    operation::Format,
    request::{encode, encode_at},
};

use crate::{Call, route, send, target};

fn id(value: &str) -> Result<String, RequestError> {
    let request = send(
        "/jobs/{id}/file",
        vec![Parameter("id", Spelling::PATH)],
        vec![Box::new(value.to_owned())],
    )?;
    Ok(request.uri().path().to_owned())
}

#[test]
fn a_segment_goes_out_as_rfc_3986_has_it() {
    assert_eq!(
        id("nYoPK$pZm:@!&'()*+,;=-._~").unwrap(),
        "/base/jobs/nYoPK$pZm:@!&'()*+,;=-._~/file"
    );
    assert_eq!(
        id("a/b?c#d%41 é").unwrap(),
        "/base/jobs/a%2Fb%3Fc%23d%2541%20%C3%A9/file"
    );
    assert_eq!(id("../x").unwrap(), "/base/jobs/..%2Fx/file");
    assert_eq!(id("...").unwrap(), "/base/jobs/.../file");
    assert_eq!(id("%2e%2e").unwrap(), "/base/jobs/%252e%252e/file");
}

#[test]
fn a_value_cannot_leave_its_segment() {
    assert_eq!(
        id(""),
        Err(RequestError::EmptyPathParameter {
            name: "id".to_owned()
        })
    );
    for dots in [".", ".."] {
        assert_eq!(
            id(dots),
            Err(RequestError::DotSegment {
                path: "/jobs/{id}/file"
            })
        );
    }
    let half = |name| Parameter(name, Spelling::PATH);
    let dot = || Box::new(".".to_owned()) as Box<dyn Slot>;
    let both = send("/{a}{b}", vec![half("a"), half("b")], vec![dot(), dot()]);
    assert!(matches!(both, Err(RequestError::DotSegment { .. })));
    let label = send(
        "/{a}",
        vec![Parameter("a", Spelling::PATH.style(Style::Label, false))],
        vec![dot()],
    );
    assert!(matches!(label, Err(RequestError::DotSegment { .. })));
    assert!(
        send(
            "/{a}",
            vec![half("a")],
            vec![Box::new(Vec::<String>::new())]
        )
        .is_err()
    );
    assert!(send("/{a}", vec![half("a")], vec![Box::new(None::<String>)]).is_err());
}

#[test]
fn items_keep_apart() {
    let ids = vec!["a,b".to_owned(), "c;d=e".to_owned()];
    assert_eq!(
        target("/{ids}", Parameter("ids", Spelling::PATH), ids.clone()),
        "/a%2Cb,c%3Bd%3De"
    );
    let query = Parameter("ids", Spelling::QUERY.style(Style::Form, false));
    assert_eq!(target("/", query, ids), "/?ids=a%2Cb,c%3Bd%3De");
}

#[test]
fn templates_may_hold_text_queries_and_fragments() {
    let value = || "1".to_owned();
    assert_eq!(
        target(
            "/a b/v{id}.json?op=get#list",
            Parameter("id", Spelling::PATH),
            value()
        ),
        "/a%20b/v1.json?op=get"
    );
    assert_eq!(
        target("/a?op=get", Parameter("id", Spelling::QUERY), value()),
        "/a?op=get&id=1"
    );
    assert_eq!(
        target("/{no such}", Parameter("id", Spelling::QUERY), value()),
        "/%7Bno%20such%7D?id=1"
    );
}

#[test]
fn the_server_may_have_a_path_and_a_query() {
    let call = Call {
        route: Box::leak(Box::new(route("/jobs", Vec::new()))),
        values: Vec::new(),
        body: Body::None,
    };
    let to = |server: &str| {
        encode(&call, &server.parse().unwrap())
            .unwrap()
            .uri()
            .to_string()
    };
    assert_eq!(to("https://host"), "https://host/jobs");
    assert_eq!(
        to("https://host:8443/api/v1"),
        "https://host:8443/api/v1/jobs"
    );
    assert_eq!(
        to("https://host/api/?version=2#x"),
        "https://host/api/jobs?version=2"
    );
    let link = "https://host/a$b/job?x=1#y".parse().unwrap();
    assert_eq!(
        encode_at(&call, &link).unwrap().uri(),
        "https://host/a$b/job?x=1"
    );
}

#[test]
fn queries_encode_all_that_is_not_unreserved() {
    let query = || Parameter("$filter", Spelling::QUERY);
    let value = || "a=b&c+d/é:~".to_owned();
    assert_eq!(
        target("/", query(), value()),
        "/?$filter=a%3Db%26c%2Bd%2F%C3%A9%3A~"
    );
    assert_eq!(
        target(
            "/",
            Parameter("$filter", Spelling::QUERY.allow_reserved()),
            value()
        ),
        "/?$filter=a=b%26c%2Bd/%C3%A9:~"
    );
    assert_eq!(
        target("/", Parameter("a[b]&", Spelling::QUERY), value()),
        "/?a%5Bb%5D%26=a%3Db%26c%2Bd%2F%C3%A9%3A~"
    );
}

#[test]
fn what_is_absent_is_left_out() {
    let query = || Parameter("q", Spelling::QUERY);
    assert_eq!(target("/", query(), None::<String>), "/");
    assert_eq!(target("/", query(), Nullable::<i32>::Null), "/");
    assert_eq!(target("/", query(), Vec::<String>::new()), "/");
    assert_eq!(target("/", query(), vec![None, Some(1)]), "/?q=1");
    assert_eq!(target("/", query(), Some(false)), "/?q=false");
    let header = send(
        "/",
        vec![Parameter("X-A", Spelling::HEADER)],
        vec![Box::new(None::<String>)],
    )
    .unwrap();
    assert!(!header.headers().contains_key("x-a"));
}

#[test]
fn scalars_have_their_shortest_text() {
    let query = || Parameter("q", Spelling::QUERY);
    assert_eq!(target("/", query(), 0.1_f32), "/?q=0.1");
    assert_eq!(target("/", query(), 3.0_f64), "/?q=3");
    assert_eq!(target("/", query(), u64::MAX), "/?q=18446744073709551615");
    assert_eq!(
        target("/", query(), vec![Value::from(1), Value::from("x")]),
        "/?q=1&q=x"
    );
}

#[test]
fn json_content_is_json() {
    let value: Value = r#"{"a":[1,"b"]}"#.parse().unwrap();
    let query = Parameter("q", Spelling::QUERY.style(Style::Json, false));
    assert_eq!(
        target("/", query, value.clone()),
        "/?q=%7B%22a%22%3A%5B1%2C%22b%22%5D%7D"
    );
    let header = Parameter("X-Q", Spelling::HEADER.style(Style::Json, false));
    let request = send("/", vec![header], vec![Box::new(value)]).unwrap();
    assert_eq!(request.headers()["x-q"], r#"{"a":[1,"b"]}"#);
}

#[test]
fn a_value_cannot_start_a_header_of_its_own() {
    for value in ["a\r\nX-Evil: 1", "a\nb", "a\0b", "a\u{7f}"] {
        let request = send(
            "/",
            vec![Parameter("X-A", Spelling::HEADER)],
            vec![Box::new(value.to_owned())],
        );
        let error = request.unwrap_err();
        assert_eq!(
            error,
            RequestError::Header {
                name: "X-A".to_owned()
            }
        );
        assert!(!error.to_string().contains("Evil"));
    }
    let request = send(
        "/",
        vec![Parameter("c", Spelling::COOKIE)],
        vec![Box::new("a\r\nX: 1".to_owned())],
    );
    assert_eq!(request.unwrap().headers()["cookie"], "c=a%0D%0AX:%201");
}

#[test]
fn accept_is_what_the_replies_are_made_of() {
    const fn media(range: &'static str) -> Media {
        Media {
            range,
            format: Format::Json,
            case: 0,
        }
    }
    static ROUTE: Route = Route {
        id: "test",
        path: "/",
        replies: &[
            Reply::Failure(
                Status::Default,
                0,
                &[media("application/problem+json"), media("text/csv")],
            ),
            Reply::Output(
                Status::Default,
                0,
                &[media("text/csv; charset=utf-8"), media("application/zip")],
            ),
        ],
        ..Route::GET
    };
    let accept = |route| {
        let call = Call {
            route,
            values: Vec::new(),
            body: Body::None,
        };
        let request = encode(&call, &"http://host".parse().unwrap()).unwrap();
        request.headers()["accept"].to_str().unwrap().to_owned()
    };
    assert_eq!(
        accept(&ROUTE),
        "text/csv, application/zip, application/problem+json;q=0.9"
    );
    assert_eq!(accept(Box::leak(Box::new(route("/", Vec::new())))), "*/*");
}
