use std::{error::Error as _, time::Duration};

use runtime::{Error, StatusCode, Timeout, TransportErrorKind, Value};

use crate::{
    api::{Client, GetJobFailure},
    server::{Answer, Server, answer, hangs_up, head, json, nobody},
};

const MINUTE: Duration = Duration::from_secs(60);

/// The error of `get_job` for an answer.
async fn error_of(make: impl Fn() -> Answer + Send + Sync + 'static) -> Error<GetJobFailure> {
    let server = Server::start(move |_| make());
    let client = Client::of(&server.url).configure(|config| {
        config.body_limit(100);
    });
    client.get_job("7").await.unwrap_err()
}

#[tokio::test]
async fn a_success_is_decoded_and_the_response_is_one_method_away() {
    let server = Server::start(|_| json(r#"{"id": 7}"#));
    let client: Client = Client::of(&format!("{}/base/", server.url));
    let value = client.get_job("a b$").await.unwrap();
    assert_eq!(value.to_string(), r#"{"id":7}"#);
    let response = client.get_job("7").response().await.unwrap();
    assert_eq!(response.status, StatusCode::OK);
    assert_eq!(response.headers["content-type"], "application/json");
    assert_eq!(&response.body[..], br#"{"id": 7}"#);
    let request = &server.requests()[0];
    assert_eq!(request.line(), "GET /base/jobs/a%20b$ HTTP/1.1");
    assert_eq!(request.header("accept").unwrap(), "application/json");
    assert!(
        request
            .header("user-agent")
            .unwrap()
            .starts_with("rust-openapi-client/")
    );
}

#[tokio::test]
async fn a_documented_failure_is_typed() {
    let not_found = r#"{"message": "no such job"}"#;
    let error = error_of(move || answer("404 Not Found", "application/problem+json", not_found));
    let error = error.await;
    let GetJobFailure::NotFound(failure) = error.failure().unwrap() else {
        panic!("{error:?}");
    };
    assert_eq!(
        failure.get("message").and_then(Value::as_str),
        Some("no such job")
    );
    assert_eq!(error.status(), Some(StatusCode::NOT_FOUND));
    assert_eq!(
        error.headers().unwrap()["content-type"],
        "application/problem+json"
    );
    assert_eq!(&error.body().unwrap()[..], not_found.as_bytes());
    let shown = r#"GET /jobs/{id}: 404 Not Found: {"message": "no such job"}"#;
    assert_eq!(error.to_string(), shown);
    assert!(format!("{error:?}").starts_with("Failure("), "{error:?}");
}

#[tokio::test]
async fn a_documented_failure_without_a_body_takes_any() {
    let error = error_of(|| head("429 Too Many Requests\r\nretry-after: 30")).await;
    assert!(matches!(error, Error::Failure { .. }), "{error}");
    assert_eq!(error.retry_after(), Some(Duration::from_secs(30)));
    assert_eq!(error.to_string(), "GET /jobs/{id}: 429 Too Many Requests");
}

#[tokio::test]
async fn an_undocumented_status_keeps_the_response() {
    let error = error_of(|| answer("418 I'm a teapot", "text/plain", "short and stout")).await;
    assert!(matches!(error, Error::Status(_)), "{error}");
    assert_eq!(&error.body().unwrap()[..], b"short and stout");
    let shown = "GET /jobs/{id}: undocumented status 418 I'm a teapot: short and stout";
    assert_eq!(error.to_string(), shown);
}

#[tokio::test]
async fn a_body_of_another_type_is_told() {
    let error = error_of(|| answer("200 OK", "text/html; charset=utf-8", "<h1>hi</h1>")).await;
    assert!(matches!(error, Error::ContentType(_)), "{error}");
    assert_eq!(&error.body().unwrap()[..], b"<h1>hi</h1>");
    assert!(error.to_string().contains("text/html"), "{error}");
}

#[tokio::test]
async fn a_body_without_a_type_is_taken_for_the_first_documented_one() {
    let bytes = "HTTP/1.1 200 OK\r\ncontent-length: 1\r\nconnection: close\r\n\r\n7";
    let server = Server::start(move |_| Answer::Send(bytes.into()));
    let client: Client = Client::of(&server.url);
    assert_eq!(client.get_job("7").await.unwrap().to_string(), "7");
}

#[tokio::test]
async fn a_body_that_cannot_be_decoded_keeps_the_response() {
    let error = error_of(|| json("{\"id\": ")).await;
    assert!(matches!(error, Error::Decode { .. }), "{error}");
    assert_eq!(error.status(), Some(StatusCode::OK));
    assert_eq!(&error.body().unwrap()[..], b"{\"id\": ");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_body_that_ends_early_is_no_shorter_body() {
    let bytes = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 50\r\n\r\n{}";
    let error = error_of(move || Answer::Send(bytes.into())).await;
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(error.source().is_some());
}

#[tokio::test]
async fn a_large_body_is_not_held_in_memory() {
    let error = error_of(|| json(&" ".repeat(101))).await;
    assert!(
        matches!(error, Error::TooLarge { limit: 100, .. }),
        "{error}"
    );
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";
    let body = format!(
        "{chunked}60\r\n{}\r\n60\r\n{}\r\n0\r\n\r\n",
        "1".repeat(96),
        "1".repeat(96)
    );
    let error = error_of(move || Answer::Send(body.clone().into())).await;
    assert!(
        matches!(error, Error::TooLarge { limit: 100, .. }),
        "{error}"
    );
    assert_eq!(error.status(), Some(StatusCode::OK));
}

#[tokio::test]
async fn nobody_there_is_a_connect_error() {
    let client: Client = Client::of(&nobody());
    let error = client.get_job("7").await.unwrap_err();
    assert!(error.is_connect(), "{error}");
    match error {
        Error::Transport { error, .. } => assert_eq!(error.kind(), TransportErrorKind::Connect),
        error => panic!("{error}"),
    }
}

#[tokio::test]
async fn a_connection_that_is_closed_without_an_answer_is_told() {
    let error = error_of(|| Answer::Send(Vec::new())).await;
    assert!(matches!(error, Error::Transport { .. }), "{error}");
    assert!(!error.is_connect());
}

#[tokio::test]
async fn silence_before_the_head_is_a_timeout() {
    let server = Server::start(|_| Answer::Hang(Vec::new()));
    let client = Client::hasty(&server.url).configure(|config| {
        config.idle_timeout(MINUTE);
    });
    let error = client.get_job("7").await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Timeout {
                timeout: Timeout::Idle(MINUTE),
                ..
            }
        ),
        "{error}"
    );
    assert!(error.is_timeout());
    assert_eq!(error.to_string(), "GET /jobs/{id}: no byte for 60s");
}

#[tokio::test]
async fn one_call_can_have_a_total_of_its_own() {
    let server = Server::start(|_| Answer::Hang(Vec::new()));
    let client: Client = Client::hasty(&server.url).configure(|config| {
        config.idle_timeout(2 * MINUTE);
    });
    let call = client.get_job("7").with(|options| {
        options.timeout(MINUTE);
    });
    let error = call.await.unwrap_err();
    assert!(
        matches!(
            error,
            Error::Timeout {
                timeout: Timeout::Total(MINUTE),
                ..
            }
        ),
        "{error}"
    );
}

#[tokio::test]
async fn a_request_that_cannot_be_written_is_not_sent() {
    let server = Server::start(|_| json("{}"));
    let client: Client = Client::of(&server.url);
    let error = client.get_job("").await.unwrap_err();
    assert!(matches!(error, Error::Request { .. }), "{error}");
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn what_cannot_be_used_is_told_by_the_call() {
    let mut errors = Vec::new();
    let unset: Client = Client::unset();
    for client in [
        unset.clone().base_url("example.com"),
        unset.clone().base_url("file:///etc/passwd"),
        unset.clone().tenant("evil.com/"),
        unset.clone().server(1),
        unset.clone().server(2),
        unset.clone().configure(|config| {
            config.header("x-a", "line\nbreak");
        }),
        unset.clone().bearer("line\nbreak"),
    ] {
        errors.push(client.get_job("7").await.unwrap_err());
    }
    let call = unset.get_job("7").with(|options| {
        options.header("not a name", "");
    });
    errors.push(call.await.unwrap_err());
    for error in errors {
        assert!(matches!(error, Error::Configuration { .. }), "{error}");
        assert!(error.source().is_some());
    }
}

#[tokio::test]
async fn https_needs_no_provider_to_be_installed() {
    // Whoever listens hangs up within the handshake; that there is one is the point.
    let client: Client = Client::of(&hangs_up().replace("http:", "https:"));
    let error = client.get_job("7").await.unwrap_err();
    assert!(error.is_connect(), "{error}");
}

#[tokio::test]
async fn options_add_headers_and_queries() {
    let server = Server::start(|_| json("{}"));
    let client = Client::of(&server.url).configure(|config| {
        config.user_agent("mine/1").header("x-a", "client");
    });
    let call = client.get_job("7").with(|options| {
        options
            .header("x-a", "call")
            .query("a b", "c&d")
            .query("e", "f");
    });
    call.await.unwrap();
    let request = &server.requests()[0];
    assert_eq!(request.path(), "/jobs/7?a%20b=c%26d&e=f");
    assert_eq!(request.header("x-a").unwrap(), "call");
    assert_eq!(request.header("user-agent").unwrap(), "mine/1");
}

#[tokio::test]
async fn setters_hold_for_one_clone_alone() {
    let (one, two) = (Server::start(|_| json("1")), Server::start(|_| json("2")));
    let client: Client = Client::of(&one.url);
    let other = client.clone().base_url(&two.url);
    assert_eq!(client.get_job("7").await.unwrap().to_string(), "1");
    assert_eq!(other.get_job("7").await.unwrap().to_string(), "2");
}

#[tokio::test]
async fn how_deep_a_body_may_be_is_the_clients_to_say() {
    for (limit, levels, fits) in [(None, 128, true), (None, 129, false), (Some(2), 3, false)]
        .into_iter()
        .chain([(Some(200), 200, true), (Some(usize::MAX), 512, true)])
        .chain([(Some(usize::MAX), 513, false)])
    {
        let server =
            Server::start(move |_| json(&format!("{}{}", "[".repeat(levels), "]".repeat(levels))));
        let client: Client = Client::of(&server.url).configure(|config| {
            if let Some(limit) = limit {
                config.depth_limit(limit);
            }
        });
        match client.get_job("1").await {
            Ok(_) => assert!(fits, "{levels} levels"),
            Err(error) => assert!(!fits && matches!(error, Error::Decode { .. }), "{error}"),
        }
    }
}
