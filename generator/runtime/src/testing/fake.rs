//! [`Fake`]: a server within the process.

use std::{
    collections::{BTreeMap, VecDeque},
    future::pending,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use bytes::Bytes;
use http::{HeaderMap, Method, Request, Response, Uri};

use super::{
    answers::{Act, Answers, Kind},
    body::{self, Pieces},
    clock::FakeClock,
    random::Seeded,
};
use crate::{
    client::{Clock, Config},
    operation::{Called, Operation, Route},
    request::Payload,
    transport::{BoxFuture, Incoming, Timeout, Timeouts, Transport, TransportError},
};

/// A server within the process, which answers by operation, remembers what it was asked, and fails as it is told to.
///
/// ```
/// # use runtime::{Operation, Value, testing::Fake, client::Client};
/// # async fn test<GetJob: Operation>(client: Client, get_job: GetJob) {
/// let fake = Fake::new();
/// fake.on::<GetJob>().status(503).answer(200, &Value::from("done"));
/// let mut client = client;
/// fake.install(client.config_mut());
/// client.call(get_job).send().await.unwrap_or_else(|error| panic!("{error:?}"));
/// assert_eq!(fake.requests().len(), 2);
/// # }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Fake {
    clock: FakeClock,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    /// By the identifier of the operation; empty for all others.
    acts: BTreeMap<&'static str, VecDeque<Act>>,
    seen: Vec<Seen>,
    mistake: Option<String>,
}

/// A request as the server got it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Seen {
    /// The operation; `None` for requests that are none, such as those for a token.
    pub route: Option<&'static Route>,
    /// The method.
    pub method: Method,
    /// The whole URL.
    pub uri: Uri,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

impl Fake {
    /// A server without answers, and a clock that jumps.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the place of a client's transport, clock and chance.
    pub fn install(&self, config: &mut Config) {
        config
            .transport(self.clone())
            .clock(self.clock.clone())
            .random(Seeded::new(0));
    }

    /// The clock that delays and timeouts go by.
    pub fn clock(&self) -> &FakeClock {
        &self.clock
    }

    /// What is said to an operation.
    pub fn on<O: Operation>(&self) -> Answers<'_> {
        Answers::new(self, Some(O::ROUTE))
    }

    /// What is said to requests of operations that nothing is said to, raw requests, and requests for tokens.
    pub fn otherwise(&self) -> Answers<'_> {
        Answers::new(self, None)
    }

    /// All requests, in order.
    pub fn requests(&self) -> Vec<Seen> {
        self.lock().seen.clone()
    }

    /// The requests of one operation, in order.
    pub fn requests_of<O: Operation>(&self) -> Vec<Seen> {
        let mut requests = self.requests();
        requests.retain(|seen| seen.route.is_some_and(|route| route.id == O::ROUTE.id));
        requests
    }

    /// How many hold on to this server: its clones, and clients and calls that it is installed in.
    pub fn holders(&self) -> usize {
        Arc::strong_count(&self.state)
    }

    pub(super) fn push(&self, route: Option<&'static Route>, act: Act) {
        let key = route.map_or("", |route| route.id);
        self.lock().acts.entry(key).or_default().push_back(act);
    }

    /// Something in the test that cannot be done.
    pub(super) fn mistake(&self, mistake: String) {
        self.lock().mistake.get_or_insert(mistake);
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn answer(
        &self,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> Result<Response<Incoming>, TransportError> {
        let (parts, payload) = request.into_parts();
        let route = parts.extensions.get::<Called>().map(|called| called.0);
        let act = self.lock().next(route)?;
        if matches!(act.kind, Kind::Refuse) {
            return Err(TransportError::connect("the test refuses it"));
        }
        let seen = Seen {
            route,
            method: parts.method,
            uri: parts.uri,
            headers: parts.headers,
            body: body::read(payload).await?,
        };
        self.lock().seen.push(seen);
        let delay = match act.kind {
            Kind::Silence => None,
            _ => Some(act.delay),
        };
        self.wait(delay, timeouts).await?;
        match act.kind {
            Kind::Answer {
                status,
                headers,
                body,
                cut,
            } => {
                let mut response = Response::new(Pieces::new(body, cut).incoming());
                *response.status_mut() = status;
                *response.headers_mut() = headers;
                Ok(response)
            }
            Kind::Refuse | Kind::Reset | Kind::Silence => {
                Err(TransportError::io("the test breaks the connection"))
            }
        }
    }

    /// Waits as long as the answer takes (`None`: for ever) or the timeouts allow.
    async fn wait(
        &self,
        delay: Option<Duration>,
        timeouts: Timeouts,
    ) -> Result<(), TransportError> {
        let idle = timeouts.idle.map(|idle| (idle, Timeout::Idle(idle)));
        let total = timeouts.total.map(|total| (total, Timeout::Total(total)));
        let limit = [idle, total]
            .into_iter()
            .flatten()
            .min_by_key(|limit| limit.0);
        match (delay, limit) {
            (delay, Some((limit, timeout))) if delay.is_none_or(|delay| delay > limit) => {
                self.clock.sleep(limit).await;
                Err(TransportError::timeout(timeout))
            }
            (Some(Duration::ZERO), _) => Ok(()),
            (Some(delay), _) => {
                self.clock.sleep(delay).await;
                Ok(())
            }
            (None, _) => pending().await,
        }
    }
}

impl State {
    fn next(&mut self, route: Option<&'static Route>) -> Result<Act, TransportError> {
        if let Some(mistake) = &self.mistake {
            return Err(TransportError::io(format!("the test is wrong: {mistake}")));
        }
        let id = route.map_or("", |route| route.id);
        for key in [id, ""] {
            let Some(acts) = self.acts.get_mut(key) else {
                continue;
            };
            match acts.front() {
                Some(act) if act.always => return Ok(act.clone()),
                Some(_) => {
                    if let Some(act) = acts.pop_front() {
                        return Ok(act);
                    }
                }
                None => {}
            }
        }
        let missing = format!("the test has no answer for `{id}`");
        Err(TransportError::io(missing))
    }
}

impl Transport for Fake {
    fn send(
        &self,
        request: Request<Payload>,
        timeouts: Timeouts,
    ) -> BoxFuture<'_, Result<Response<Incoming>, TransportError>> {
        Box::pin(self.answer(request, timeouts))
    }
}
