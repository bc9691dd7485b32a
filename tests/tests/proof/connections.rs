//! Connections that break, fall silent or never are.

use std::{
    io::{self, Write},
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
    time::Duration,
};

use generated::ironclad::{self, models::EvidenceExportRequest, operations::GetExportFailure};
use http::response::Parts;
use runtime::{
    Error, Hook, Route, Timeout, TransportError, TransportErrorKind, testing::FakeClock,
    transport::Hyper,
};
use tests::server::{Reply, Server};

use crate::caller::{Caller, SECRET, failed, get, json, set, xml};

/// How long a connection may be silent, or a call may take, where nothing else happens.
const MINUTE: Duration = Duration::from_secs(60);

/// The default transport, by a clock that is moved by hand.
fn transport(clock: &FakeClock) -> Hyper {
    let builder = Hyper::builder().connect_timeout(None);
    builder.clock(clock.clone()).build().unwrap()
}

/// Counts the heads that have arrived.
#[derive(Clone, Debug, Default)]
struct Heads(Arc<AtomicUsize>);

impl Hook for Heads {
    fn after(&self, _: &'static Route, _: u32, outcome: Result<&Parts, &TransportError>) {
        self.0
            .fetch_add(usize::from(outcome.is_ok()), Ordering::SeqCst);
    }
}

/// The error of a GET from a server that falls silent: a minute passes whenever it has `said` all that it says to one more
/// attempt, and the client waits for more.
async fn silence<M: Caller>(
    server: &Arc<Server>,
    said: fn(&Server, &Heads) -> usize,
) -> Error<GetExportFailure> {
    let (clock, heads) = (FakeClock::stopped(), Heads::default());
    let client = json::<M>(server).configure(|config| {
        config
            .transport(transport(&clock))
            .hook(heads.clone())
            .idle_timeout(MINUTE);
    });
    let server = Arc::clone(server);
    let passing = thread::spawn(move || {
        for attempt in 1..=3 {
            while said(&server, &heads) < attempt || clock.waiting() == 0 {
                thread::yield_now();
            }
            clock.advance(MINUTE);
        }
    });
    let error = failed(M::sent(client.get_export("1").send()).await);
    passing.join().unwrap();
    error
}

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
        let client = ironclad::Client::<M>::new().base_url(url).bearer(SECRET).configure(set);
        let error = failed(M::sent(client.create_export(request()).send()).await);
        assert!(error.is_connect());
        assert_eq!(error.attempts(), 3);
    }
    reset_before_the_head: "resets the connection before its answer" => "a broken connection, after 3 attempts" {
        let server = Server::always(Reply::reset_after(""));
        let error = get::<M>(&server).await;
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!((error.attempts(), server.requests().len()), (3, 3));
    }
    reset_of_a_post: "resets the connection of a POST" => "a broken connection, after 1 attempt" {
        let server = Server::always(Reply::reset_after(""));
        let error = failed(M::sent(json::<M>(&server).create_export(request()).send()).await);
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!((error.attempts(), server.requests().len()), (1, 1));
    }
    reset_of_a_post_with_a_key: "resets the connection of a POST with an idempotency key" => "the answer of a later attempt, which had the same key" {
        let server = Server::replying(Reply::reset_after(""));
        server.reply(Reply::json(201, "{}"));
        let client = json::<M>(&server);
        let call = client.create_export(request()).with(|options| {
            options.idempotency_key("once");
        });
        assert_eq!(M::sent(call.response()).await.unwrap().attempts, 2);
        let keys: Vec<_> = server.requests().iter().map(|sent| sent.header("idempotency-key")).collect();
        assert_eq!(keys, [Some("once".to_owned()), Some("once".to_owned())]);
    }
    reset_within_the_head: "resets the connection within the head" => "a broken connection, after 3 attempts" {
        let error = get::<M>(&Server::always(Reply::reset_after("HTTP/1.1 200 OK\r\nContent-Le"))).await;
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!(error.attempts(), 3);
    }
    reset_after_the_head: "resets the connection after the head" => "a broken connection, after 3 attempts" {
        let head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n";
        let error = get::<M>(&Server::always(Reply::reset_after(head))).await;
        assert_eq!(kind(&error), TransportErrorKind::Io);
        assert_eq!(error.attempts(), 3);
    }
    closed_without_an_answer: "closes the connection without an answer" => "a broken connection, after 3 attempts" {
        let error = get::<M>(&Server::always(Reply::raw(""))).await;
        assert_eq!((kind(&error), error.attempts()), (TransportErrorKind::Io, 3));
    }
    passing: "resets, closes, then answers" => "the answer, and that it took 3 attempts" {
        let server = Server::replying(Reply::reset_after(""));
        server.reply(Reply::raw("")).reply(Reply::json(200, "{}"));
        let response = M::sent(json::<M>(&server).get_export("1").response()).await.unwrap();
        assert_eq!(response.attempts, 3);
    }
    half_a_body: "closes the connection after half a body" => "a broken connection, after 3 attempts; never half a value" {
        let error = get::<M>(&Server::always(Reply::truncated(200, "application/json", "{\"id\":1}"))).await;
        assert!(matches!(error, Error::Transport { attempts: 3, .. }), "{error}");
    }
    half_a_file: "closes the connection after half a file" => "an error when the half is read" {
        let server = Server::always(Reply::truncated(200, "text/csv", "a,b\n1,2\n"));
        let file = M::sent(xml::<M>(&server).get_extract_file("1", "2").send()).await.unwrap();
        M::rest(file).await.unwrap_err();
    }
    silence: "never answers" => "a timeout by silence, after 3 attempts" {
        let server = Arc::new(Server::always(Reply::silence()));
        let error = silence::<M>(&server, |server, _| server.requests().len()).await;
        assert!(matches!(error, Error::Timeout { timeout: Timeout::Idle(MINUTE), attempts: 3, .. }));
    }
    // Not a byte of it: one might arrive after the minute that is to pass without any.
    silence_within_the_body: "falls silent within the body" => "a timeout by silence, after 3 attempts" {
        let server = Arc::new(Server::always(Reply::script(|stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n")?;
            io::copy(stream, &mut io::sink()).map(drop)
        })));
        let error = silence::<M>(&server, |_, heads| heads.0.load(Ordering::SeqCst)).await;
        assert!(matches!(error, Error::Timeout { timeout: Timeout::Idle(MINUTE), attempts: 3, .. }));
    }
    drip: "drips byte by byte" => "the whole answer" {
        let server = Server::replying(Reply::script(|stream| {
            let answer = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 11\r\n\r\n{\"id\":\"i1\"}";
            answer.bytes().try_for_each(|byte| stream.write_all(&[byte]))
        }));
        let job = M::sent(json::<M>(&server).get_export("1").send()).await.unwrap();
        assert_eq!(job.id.as_deref(), Some("i1"));
    }
    drip_for_ever: "drips for ever" => "a timeout by the total, if one is set; it is no silence" {
        let server = Server::always(Reply::script(|stream| {
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Type: text/csv\r\n\r\n")?;
            loop {
                stream.write_all(b"a")?;
            }
        }));
        let clock = FakeClock::stopped();
        let client = xml::<M>(&server).configure(|config| _ = config.transport(transport(&clock)));
        let call = client.get_extract_file("1", "2").with(|options| _ = options.timeout(MINUTE));
        let mut file = M::sent(call.send()).await.unwrap();
        M::piece(&mut file).await.unwrap().unwrap();
        clock.advance(MINUTE);
        assert_eq!(M::rest(file).await.unwrap_err().kind(), io::ErrorKind::TimedOut);
    }
}
