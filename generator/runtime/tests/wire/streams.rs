use std::time::Duration;

use runtime::{
    Events, Format, Lines, Media, NoFailure, Operation, Reply, Route, Status, StreamError, Value,
};

use crate::{
    api::Client,
    server::{Answer, Server, answer},
};

macro_rules! streams {
    ($($operation:ident: $route:ident, $range:literal, $format:ident, $output:ty, $read:ident;)*) => {$(
        #[derive(Clone, Debug)]
        pub struct $operation;

        static $route: Route = Route {
            id: stringify!($operation),
            path: "/stream",
            replies: &[Reply::Output(
                Status::Code(200),
                0,
                &[Media::new($range, Format::$format, 0)],
            )],
            ..Route::GET
        };

        impl Operation for $operation {
            type Output = $output;
            type Failure = NoFailure;

            const ROUTE: &'static Route = &$route;
        }
    )*};
}

streams! {
    Tick: TICK, "text/event-stream", Events, Events<i64>, events;
    Say: SAY, "text/event-stream", Events, Events<String>, events;
    Tell: TELL, "text/event-stream", Events, Events<Value>, events;
    Count: COUNT, "application/jsonl", JsonLines, Lines<i64>, lines;
    Log: LOG, "application/x-ndjson", JsonLines, Lines<String>, lines;
}

const EVENTS: &str = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";

fn chunked(content_type: &str, pieces: &[&[u8]]) -> Vec<u8> {
    let mut body = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {content_type}\r\ntransfer-encoding: chunked\r\nconnection: close\r\n\r\n"
    )
    .into_bytes();
    for piece in pieces.iter().filter(|piece| !piece.is_empty()) {
        body.extend_from_slice(format!("{:x}\r\n", piece.len()).as_bytes());
        body.extend_from_slice(piece);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(b"0\r\n\r\n");
    body
}

/// A server that cuts the body at the byte that the path of each request names.
fn cut(content_type: &'static str, body: &'static str) -> Server {
    Server::start(move |request| {
        let at = request.path().rsplit('=').next().unwrap().parse().unwrap();
        let (start, end) = body.as_bytes().split_at(at);
        Answer::Send(chunked(content_type, &[start, end]))
    })
}

#[tokio::test]
async fn events_come_whole_wherever_they_are_cut() {
    let body = "\u{FEFF}: hello\r\nevent: tick\r\nid: 1\r\ndata: 1\r\n\r\ndata: \"é\"\rretry: 9\r\rdata: 2\n\ndata: 3";
    let server = cut("text/event-stream", body);
    let client: Client = Client::of(&server.url);
    for at in 0..=body.len() {
        let call = client.call(Tick).with(|options| {
            options.query("cut", at.to_string());
        });
        let mut events = call.await.unwrap();
        let event = events.next().await.unwrap().unwrap();
        assert_eq!((&*event.name, &*event.id, event.data), ("tick", "1", 1));
        // What is not of its type is told, and the stream goes on.
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(error.text(), Some("\"é\""));
        assert!(error.to_string().contains("event `message`"), "{error}");
        let event = events.next().await.unwrap().unwrap();
        assert_eq!((&*event.name, &*event.id, event.data), ("message", "1", 2));
        assert!(events.next().await.is_none());
        assert!(events.next().await.is_none());
        assert_eq!(events.retry(), Some(Duration::from_millis(9)));
        assert_eq!(events.last_id(), "1");
    }
    assert_eq!(
        server.requests()[0].header("accept").unwrap(),
        "text/event-stream"
    );
}

#[tokio::test]
async fn lines_come_whole_wherever_they_are_cut() {
    for (content_type, body) in [
        ("application/jsonl", "1\n\n\"é\"\r\n2"),
        ("application/json-seq", "\x1E1\n\x1E\"é\"\n\x1E2\n"),
    ] {
        let server = cut(content_type, body);
        let client: Client = Client::of(&server.url);
        for at in 0..=body.len() {
            let call = client.call(Count).with(|options| {
                options.query("cut", at.to_string());
            });
            let mut lines = call.await.unwrap();
            assert_eq!(lines.next().await.unwrap().unwrap(), 1);
            let error = lines.next().await.unwrap().unwrap_err();
            assert_eq!(error.text().map(str::trim), Some("\"é\""));
            assert_eq!(lines.next().await.unwrap().unwrap(), 2);
            assert!(lines.next().await.is_none());
        }
    }
}

#[tokio::test]
async fn an_event_is_given_before_the_next_one_comes() {
    let server = Server::start(|_| Answer::Hang(format!("{EVENTS}data: 7\n\n").into()));
    let client: Client = Client::of(&server.url);
    let mut events = client.call(Tick).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 7);
}

#[tokio::test]
async fn a_stream_that_breaks_off_says_so_and_ends() {
    let body = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\ncontent-length: 99\r\n\r\ndata: 7\n\nda";
    let server = Server::start(move |_| Answer::Send(body.into()));
    let client: Client = Client::of(&server.url);
    let mut events = client.call(Tick).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 7);
    let error = events.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::Transport(_)), "{error}");
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn an_item_that_is_too_large_is_passed_over() {
    let long = "1".repeat(200);
    let lines = answer("200 OK", "application/jsonl", &format!("1\n{long}\n2\n"));
    let Answer::Send(lines) = lines else { return };
    let server = Server::start(move |_| Answer::Send(lines.clone()));
    let client: Client = Client::of(&server.url).configure(|config| {
        config.body_limit(100);
    });
    let mut lines = client.call(Count).await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), 1);
    let error = lines.next().await.unwrap().unwrap_err();
    assert!(matches!(error, StreamError::TooLarge { limit: 100 }));
    assert_eq!(lines.next().await.unwrap().unwrap(), 2);
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn text_is_taken_as_it_is_where_the_document_says_text() {
    let server = Server::start(|_| {
        let body = "data: {\"a\": 1}\ndata:  b\n\ndata: [DONE]\n\n";
        answer("200 OK", "text/event-stream", body)
    });
    let client: Client = Client::of(&server.url);
    let mut events = client.call(Say).await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, "{\"a\": 1}\n b");
    assert_eq!(events.next().await.unwrap().unwrap().data, "[DONE]");
    let server = Server::start(|_| answer("200 OK", "application/x-ndjson", "\"a\\n\"\r\nb c\r\n"));
    let client: Client = Client::of(&server.url);
    let mut lines = client.call(Log).await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), "a\n");
    assert_eq!(lines.next().await.unwrap().unwrap(), "b c");
}

#[tokio::test]
async fn done_is_the_end_where_it_is_no_item() {
    let server = Server::start(|_| {
        let body = format!("{EVENTS}data: {{\"a\":1}}\n\ndata: hi\n\ndata: [DONE]\n\ndata: 1\n\n");
        Answer::Hang(body.into())
    });
    let client: Client = Client::of(&server.url);
    let mut events = client.call(Tell).await.unwrap();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!(event.data.to_string(), "{\"a\":1}");
    assert_eq!(
        events.next().await.unwrap().unwrap().data.as_str(),
        Some("hi")
    );
    assert!(events.next().await.is_none());
    assert!(events.next().await.is_none());
}

#[cfg(feature = "blocking")]
mod blocking {
    use runtime::Blocking;

    use super::*;

    #[test]
    fn streams_are_iterators() {
        let server = Server::start(|_| answer("200 OK", "application/jsonl", "1\n2\n"));
        let client: Client<Blocking> = Client::of(&server.url);
        let lines = client.call(Count).send().unwrap();
        assert_eq!(lines.collect::<Result<Vec<_>, _>>().unwrap(), [1, 2]);
        let server = Server::start(|_| answer("200 OK", "text/event-stream", "data: 1\n\n"));
        let client: Client<Blocking> = Client::of(&server.url);
        let events = client.call(Tick).send().unwrap();
        let data: Vec<_> = events.map(|event| event.unwrap().data).collect();
        assert_eq!(data, [1]);
    }

    #[tokio::test]
    async fn streams_of_an_asynchronous_client_are_no_iterators() {
        let server = Server::start(|_| answer("200 OK", "application/jsonl", "1\n"));
        let client: Client = Client::of(&server.url);
        let mut lines = client.call(Count).await.unwrap();
        let error = Iterator::next(&mut lines).unwrap().unwrap_err();
        assert!(error.to_string().contains("blocking"), "{error}");
        assert!(Iterator::next(&mut lines).is_none());
    }
}
