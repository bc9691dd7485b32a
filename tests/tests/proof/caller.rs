//! The caller: clients with a token, and eyes on all that is logged and shown.

use std::{
    error::Error as _,
    fmt::Debug,
    io::{self, Read},
    sync::{Arc, LazyLock, Mutex},
    thread,
    time::Duration,
};

use generated::{
    concur,
    ironclad::{self, models::ScheduledJobResponse, operations::GetExportFailure},
};
use runtime::{
    Async, Blocking, Bytes, Config, Download, Error, Response,
    testing::{FakeClock, Seeded},
};
use tests::{server::Server, way::Way};
use tracing_subscriber::fmt::MakeWriter;

/// The token of all clients.
pub const SECRET: &str = "hunter2-is-the-token";

/// How many bytes a client holds in memory.
pub const LIMIT: u64 = 1 << 20;

/// How one call ended.
pub type Outcome = Result<Response<ScheduledJobResponse>, Error<GetExportFailure>>;

/// Who calls: a client that is awaited, or one that blocks.
#[allow(async_fn_in_trait, reason = "tests need no bounds")]
pub trait Caller: Way {
    /// The next piece of a file.
    async fn piece(file: &mut Download) -> io::Result<Option<Bytes>>;

    /// All that is left of a file, to nowhere.
    async fn rest(file: Download) -> io::Result<u64>;

    /// What so many calls at once come to.
    async fn at_once<T: Send + 'static>(
        client: &ironclad::Client<Self>,
        calls: usize,
        end: fn(Outcome) -> T,
    ) -> Vec<T>;
}

impl Caller for Async {
    async fn piece(file: &mut Download) -> io::Result<Option<Bytes>> {
        file.chunk().await.map_err(io::Error::other)
    }

    async fn rest(file: Download) -> io::Result<u64> {
        file.copy_to(&mut tokio::io::sink()).await
    }

    async fn at_once<T: Send + 'static>(
        client: &ironclad::Client,
        calls: usize,
        end: fn(Outcome) -> T,
    ) -> Vec<T> {
        let call = |_| {
            let client = client.clone();
            tokio::spawn(async move { end(client.get_export("1").response().await) })
        };
        let calls: Vec<_> = (0..calls).map(call).collect();
        let mut ends = Vec::new();
        for call in calls {
            ends.push(call.await.unwrap());
        }
        ends
    }
}

impl Caller for Blocking {
    async fn piece(file: &mut Download) -> io::Result<Option<Bytes>> {
        let mut piece = vec![0; 1 << 16];
        let length = file.read(&mut piece)?;
        piece.truncate(length);
        Ok((length > 0).then(|| piece.into()))
    }

    async fn rest(mut file: Download) -> io::Result<u64> {
        io::copy(&mut file, &mut io::sink())
    }

    async fn at_once<T: Send + 'static>(
        client: &ironclad::Client<Self>,
        calls: usize,
        end: fn(Outcome) -> T,
    ) -> Vec<T> {
        let call = |_| {
            let client = client.clone();
            thread::spawn(move || end(client.get_export("1").response()))
        };
        let calls: Vec<_> = (0..calls).map(call).collect();
        calls.into_iter().map(|call| call.join().unwrap()).collect()
    }
}

/// A client of a JSON API.
pub fn json<M: Way>(server: &Server) -> ironclad::Client<M> {
    ironclad::Client::new()
        .base_url(server.url())
        .bearer(SECRET)
        .configure(set)
}

/// A client of an XML API, which has files too.
pub fn xml<M: Way>(server: &Server) -> concur::Client<M> {
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
pub async fn get<M: Way>(server: &Server) -> Error<GetExportFailure> {
    failed(M::sent(json::<M>(server).get_export("1").send()).await)
}

/// The error of a GET of XML.
pub async fn get_xml<M: Way>(server: &Server) -> Error {
    failed(M::sent(xml::<M>(server).get_extract_jobs("1").send()).await)
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
