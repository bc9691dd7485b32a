//! Heads that are none, contradict themselves, or lie.

use runtime::{Error, TransportErrorKind};
use tests::server::{Reply, Server};

use crate::caller::{Caller, get, json, xml};

/// The error of an answer that is sent as it is, after one attempt.
async fn head_of<M: Caller>(answer: impl Into<Vec<u8>>) {
    let error = get::<M>(&Server::always(Reply::raw(answer))).await;
    match &error {
        Error::Transport {
            error, attempts: 1, ..
        } => assert_eq!(error.kind(), TransportErrorKind::Head),
        _ => panic!("an unreadable head was expected: {error:?}"),
    }
}

/// An answer of JSON with these lines in its head.
fn ok(lines: &str, body: &str) -> Reply {
    Reply::raw(format!(
        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n{lines}\r\n{body}"
    ))
}

cases! {
    no_http: "does not speak HTTP" => "an unreadable head, after 1 attempt" {
        head_of::<M>("220 mail.example.com ESMTP\r\n").await;
    }
    binary: "sends noise" => "an unreadable head, after 1 attempt" {
        head_of::<M>([0x16, 0x03, 0x01, 0x00, 0xff, b'\r', b'\n', b'\r', b'\n']).await;
    }
    many_headers: "sends 101 headers" => "an unreadable head, after 1 attempt; `header_limit` allows more" {
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n{}\r\n{{}}", "a: b\r\n".repeat(100));
        head_of::<M>(answer.clone()).await;
        let server = Server::always(Reply::raw(answer));
        let client = json::<M>(&server).configure(|config| _ = config.header_limit(101));
        M::sent(client.get_export("1").send()).await.unwrap();
    }
    long_header: "sends a header of 10 MB" => "an unreadable head, after 1 attempt" {
        head_of::<M>(format!("HTTP/1.1 200 OK\r\na: {}\r\n\r\n", "x".repeat(10_000_000))).await;
    }
    length_too_long: "announces more than it sends" => "a broken connection, after 3 attempts" {
        let error = get::<M>(&Server::always(ok("Content-Length: 3\r\n", "{}"))).await;
        assert!(matches!(error, Error::Transport { attempts: 3, .. }), "{error}");
    }
    length_too_short: "sends more than it announced" => "what was announced; the rest is no answer to the next call" {
        let evil = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 13\r\n\r\n{\"id\":\"evil\"}";
        let good = format!("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{{}}{evil}");
        let server = Server::always(Reply::script(move |stream| std::io::Write::write_all(stream, good.as_bytes())));
        let client = json::<M>(&server);
        for _ in 0..3 {
            assert_eq!(M::sent(client.get_export("1").send()).await.unwrap().id, None);
        }
    }
    lengths_that_differ: "announces two lengths" => "an unreadable head, after 1 attempt" {
        let lines = "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}";
        head_of::<M>(format!("HTTP/1.1 200 OK\r\n{lines}")).await;
    }
    lengths_that_agree: "announces the same length twice" => "the answer" {
        let server = Server::always(ok("Content-Length: 2\r\nContent-Length: 2\r\n", "{}"));
        M::sent(json::<M>(&server).get_export("1").send()).await.unwrap();
    }
    length_and_chunks: "announces a length and sends chunks" => "what is in the chunks (RFC 9112 §6.3)" {
        let server = Server::always(ok("Content-Length: 1\r\nTransfer-Encoding: chunked\r\n", "2\r\n{}\r\n0\r\n\r\n"));
        M::sent(json::<M>(&server).get_export("1").send()).await.unwrap();
    }
    length_of_nonsense: "announces a length of -5" => "an unreadable head, after 1 attempt" {
        head_of::<M>("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n{}").await;
    }
    bad_chunks: "sends chunks of nonsense" => "a broken connection, after 3 attempts" {
        let error = get::<M>(&Server::always(ok("Transfer-Encoding: chunked\r\n", "zz\r\n{}\r\n0\r\n\r\n"))).await;
        assert!(matches!(error, Error::Transport { attempts: 3, .. }), "{error}");
    }
    two_types: "sends two content types" => "what the first one says; both are in `headers`" {
        let server = Server::always(ok("Content-Type: text/html\r\nContent-Length: 2\r\n", "{}"));
        let response = M::sent(json::<M>(&server).get_export("1").response()).await.unwrap();
        assert_eq!(response.headers.get_all("content-type").iter().count(), 2);
    }
    type_that_lies: "sends HTML as JSON" => "an undecodable body, which is kept" {
        let page = "<!doctype html><title>Sign in</title>";
        let error = get::<M>(&Server::always(Reply::json(200, page))).await;
        assert!(matches!(error, Error::Decode { .. }));
        assert_eq!(error.body().unwrap(), page);
    }
    type_that_lies_the_other_way: "sends JSON as HTML" => "an undocumented media type, and the body" {
        let error = get::<M>(&Server::always(Reply::new(200, &[("Content-Type", "text/html")], "{}"))).await;
        assert!(matches!(error, Error::ContentType(_)));
        assert_eq!(error.body().unwrap(), "{}");
    }
    type_of_nonsense: "sends a content type that is no text" => "an undocumented media type, and the body" {
        let answer = b"HTTP/1.1 200 OK\r\nContent-Type: \xff\xfe\r\nContent-Length: 2\r\n\r\n{}";
        let error = get::<M>(&Server::always(Reply::raw(*answer))).await;
        assert!(matches!(error, Error::ContentType(_)), "{error}");
    }
    file_name_that_climbs: "names a file `../../etc/passwd`" => "`passwd`" {
        let headers = [("Content-Type", "text/csv"), ("Content-Disposition", "attachment; filename=\"../../etc/passwd\"")];
        let server = Server::always(Reply::new(200, &headers, "a"));
        let file = M::sent(xml::<M>(&server).get_extract_file("1", "2").send()).await.unwrap();
        assert_eq!(file.file_name().as_deref(), Some("passwd"));
    }
    cookies: "sets cookies" => "they are in `headers`, not shown, and never sent back" {
        let server = Server::always(Reply::new(200, &[("Content-Type", "application/json"), ("Set-Cookie", "a=b")], "{}"));
        let client = json::<M>(&server);
        for _ in 0..2 {
            M::sent(client.get_export("1").send()).await.unwrap();
        }
        assert!(server.requests().iter().all(|request| request.header("cookie").is_none()));
    }
}
