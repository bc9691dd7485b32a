//! The caller: clients with a token, and eyes on all that is logged and shown.

use std::{
    error::Error as _,
    fmt::Debug,
    io,
    sync::{Arc, LazyLock, Mutex},
    time::Duration,
};

use generated::{concur, ironclad};
use runtime::{
    Config, Error,
    testing::{FakeClock, Seeded},
};
use tests::server::Server;
use tracing_subscriber::fmt::MakeWriter;

/// The token of all clients.
pub const SECRET: &str = "hunter2-is-the-token";

/// How many bytes a client holds in memory.
pub const LIMIT: u64 = 1 << 20;

/// As short as waits for real silence are.
pub const SOON: Duration = Duration::from_millis(50);

/// A client of a JSON API.
pub fn json(server: &Server) -> ironclad::Client {
    ironclad::Client::new()
        .base_url(server.url())
        .bearer(SECRET)
        .configure(set)
}

/// A client of an XML API, which has files too.
pub fn xml(server: &Server) -> concur::Client {
    concur::Client::new()
        .base_url(server.url())
        .oauth(SECRET)
        .configure(set)
}

/// Waits are jumped over, and come out the same each time.
pub fn set(config: &mut Config) {
    config
        .clock(FakeClock::default())
        .random(Seeded::new(7))
        .body_limit(LIMIT)
        .idle_timeout(Duration::from_secs(30));
}

/// The error of a GET of JSON.
pub async fn get(server: &Server) -> Error<ironclad::operations::GetExportFailure> {
    failed(json(server).get_export("1").await)
}

/// The error of a GET of XML.
pub async fn get_xml(server: &Server) -> Error {
    failed(xml(server).get_extract_jobs("1").await)
}

/// The error of a call, which shows no token.
pub fn failed<T: Debug, F: Debug>(result: Result<T, Error<F>>) -> Error<F> {
    let error = result.unwrap_err();
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown += &format!(" {cause} {cause:?}");
        source = cause.source();
    }
    assert!(!shown.contains(SECRET), "{shown}");
    error
}

/// Does the work, and then looks for the token in all that was logged at any level.
pub async fn watched(work: impl Future<Output = ()>) {
    LazyLock::force(&WATCHING);
    work.await;
    let log = LOG.0.lock().unwrap();
    let log = String::from_utf8_lossy(&log);
    assert!(log.contains("attempt"), "nothing was logged: {log}");
    assert!(!log.contains(SECRET), "{log}");
}

static WATCHING: LazyLock<()> = LazyLock::new(|| {
    tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(LOG.clone())
        .init();
});

static LOG: LazyLock<Log> = LazyLock::new(Log::default);

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}
