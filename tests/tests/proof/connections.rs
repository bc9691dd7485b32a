//! Connections that break, fall silent or never are.

use std::{io::Write, net::TcpListener};

use generated::ironclad::{self, models::EvidenceExportRequest};
use runtime::{Blocking, Error, Timeout, TransportErrorKind};
use tests::server::{Reply, Server};

use crate::caller::{SECRET, SOON, failed, get, json, set, xml};

fn request() -> EvidenceExportRequest {
    EvidenceExportRequest::new("2022-10-06T00:00:00.000Z")
}

fn kind<F>(error: &Error<F>) -> TransportErrorKind {
    match error {
        Error::Transport { error, .. } => error.kind(),
        _ => panic!("a broken exchange was expected: {error}"),
    }
}

cases! {
    refused: "is not there" => "no connection, after 3 attempts (a POST too: it never left)" {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        let client = ironclad::Client::new().base_url(url).bearer(SECRET).configure(set);
        let error = failed(client.create_export(request()).await);
        assert!(error.is_connect());
        assert_eq!(error.attempts(), 3);
    }
    reset_before_the_head: "resets the connection before its answer" => "a broken connection, after 3 attempts" {
        let server = Server::always(Reply::reset_after(""));
        let error = get(&server).await;
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!((error.attempts(), server.requests().len()), (3, 3));
    }
    reset_of_a_post: "resets the connection of a POST" => "a broken connection, after 1 attempt" {
        let server = Server::always(Reply::reset_after(""));
        let error = failed(json(&server).create_export(request()).await);
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    }
    reset_of_a_post_with_a_key: "resets the connection of a POST with an idempotency key" => "the answer of a later attempt, which had the same key" {
        let server = Server::replying(Reply::reset_after(""));
        server.reply(Reply::json(201, "{}"));
        let client = json(&server);
        let call = client.create_export(request()).with(|options| {
            options.idempotency_key("once");
        });
        assert_eq!(call.response().await.unwrap().attempts, 2);
        let keys: Vec<_> = server.requests().iter().map(|sent| sent.header("idempotency-key")).collect();
        assert_eq!(keys, [Some("once".to_owned()), Some("once".to_owned())]);
    }
    reset_within_the_head: "resets the connection within the head" => "a broken connection, after 3 attempts" {
        let error = get(&Server::always(Reply::reset_after("HTTP/1.1 200 OK\r\nContent-Le"))).await;
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!(error.attempts(), 3);
    }
    reset_after_the_head: "resets the connection after the head" => "a broken connection, after 3 attempts" {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n";
        let error = get(&Server::always(Reply::reset_after(head))).await;
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!(error.attempts(), 3);
    }
    closed_without_an_answer: "closes the connection without an answer" => "a broken connection, after 3 attempts" {
        let error = get(&Server::always(Reply::raw(""))).await;
        assert_eq!((kind(&error), error.attempts()), (TransportErrorKind::Io, 3));
    }
    passing: "resets, closes, then answers" => "the answer, and that it took 3 attempts" {
        let server = Server::replying(Reply::reset_after(""));
        server.reply(Reply::raw("")).reply(Reply::json(200, "{}"));
        let response = json(&server).get_export("1").response().await.unwrap();
        assert_eq!(response.attempts, 3);
    }
    half_a_body: "closes the connection after half a body" => "a broken connection, after 3 attempts; never half a value" {
        let error = get(&Server::always(Reply::truncated(200, "application/json", "{\"id\":1}"))).await;
        assert!(matches!(error, Error::Transport { attempts: 3, .. }), "{error}");
    }
    half_a_file: "closes the connection after half a file" => "an error when the half is read" {
        let server = Server::always(Reply::truncated(200, "text/csv", "a,b\n1,2\n"));
        let file = xml(&server).get_extract_file("1", "2").await.unwrap();
        file.copy_to(&mut Vec::new()).await.unwrap_err();
    }
    silence: "never answers" => "a timeout by silence, after 3 attempts" {
        let server = Server::always(Reply::silence());
        let client = json(&server).configure(|config| _ = config.idle_timeout(SOON));
        let error = failed(client.get_export("1").await);
        assert!(matches!(error, Error::Timeout { timeout: Timeout::Idle(SOON), attempts: 3, .. }));
    }
    silence_within_the_body: "falls silent within the body" => "a timeout by silence, after 3 attempts" {
        let server = Server::always(Reply::script(|stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{")?;
            std::io::copy(stream, &mut std::io::sink()).map(drop)
        }));
        let client = json(&server).configure(|config| _ = config.idle_timeout(SOON));
        let error = failed(client.get_export("1").await);
        assert!(matches!(error, Error::Timeout { timeout: Timeout::Idle(SOON), attempts: 3, .. }));
    }
    drip: "drips byte by byte" => "the whole answer" {
        let server = Server::replying(Reply::script(|stream| {
            let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"id\":\"i1\"}";
            answer.bytes().try_for_each(|byte| stream.write_all(&[byte]))
        }));
        let job = json(&server).get_export("1").await.unwrap();
        assert_eq!(job.id.as_deref(), Some("i1"));
    }
    drip_for_ever: "drips for ever" => "a timeout by the total, if one is set; it is no silence" {
        let server = Server::always(Reply::script(|stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n\r\n")?;
            loop {
                stream.write_all(b"a")?;
            }
        }));
        let client = xml(&server);
        let call = client.get_extract_file("1", "2").with(|options| _ = options.timeout(SOON));
        // Within the head or within the body: that is the machine's to say.
        match call.await {
            Ok(file) => {
                let error = file.copy_to(&mut tokio::io::sink()).await.unwrap_err();
                assert_eq!(error.kind(), std::io::ErrorKind::TimedOut);
            }
            Err(error) => assert!(error.is_timeout(), "{error}"),
        }
    }
    blocking: "resets the connection of a blocking client" => "the same error, the same attempts" {
        let server = Server::always(Reply::reset_after(""));
        let client = ironclad::Client::<Blocking>::new().base_url(server.url()).bearer(SECRET).configure(set);
        let error = failed(client.get_export("1").send());
        assert_eq!((kind(&error), error.attempts()), (TransportErrorKind::Io, 3));
    }
}
