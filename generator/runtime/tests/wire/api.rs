//! A small API, written as the generator writes them.

use std::future::IntoFuture;

use runtime::{
    Async, Body, BoxFuture, DecodeError, Download, Error, Follow, Format, Link, Media, Method,
    Mode, NoFailure, OAuth2, Operation, Options, Outcome, Parameter, Place, Received, Reply,
    Response, Retry, Route, Secret, ServerVariable, Spelling, Status, Upload, Value,
    client as core,
    model::Slot,
    testing::{Fake, FakeClock, Seeded},
    transport::Hyper,
};

static SERVERS: [runtime::Server; 2] = [
    runtime::Server {
        url: "https://{tenant}.api.example.com/v1",
        variables: &[ServerVariable {
            name: "tenant",
            default: "demo",
        }],
    },
    runtime::Server {
        url: "/relative",
        variables: &[],
    },
];

#[derive(Clone, Debug)]
pub struct Client<M: Mode = Async> {
    core: core::Client<M>,
}

impl<M: Mode> Client<M> {
    /// A client that makes one attempt.
    pub fn of(url: &str) -> Self {
        Self {
            core: core::Client::new(&SERVERS),
        }
        .base_url(url)
        .configure(|config| {
            config.retry(Retry::off());
        })
    }

    /// A client that repeats calls as it does by default, and jumps over the waits between.
    pub fn patient(url: &str, clock: &FakeClock) -> Self {
        Self::of(url).configure(|config| {
            config
                .retry(Retry::default())
                .clock(clock.clone())
                .random(Seeded::new(1));
        })
    }

    /// A client for which whatever the server makes it wait for takes longer than any limit of time.
    pub fn hasty(url: &str) -> Self {
        Self::of(url).by(&FakeClock::default())
    }

    /// The same by another clock.
    pub fn by(self, clock: &FakeClock) -> Self {
        self.configure(|config| {
            let transport = Hyper::builder().connect_timeout(None).clock(clock.clone());
            config
                .clock(clock.clone())
                .transport(transport.build().unwrap());
        })
    }

    /// The same of a server within the process.
    pub fn of_fake(fake: &Fake) -> Self {
        Self::unset().configure(|config| fake.install(config))
    }

    pub fn unset() -> Self {
        Self {
            core: core::Client::new(&SERVERS),
        }
    }

    pub fn tenant(mut self, tenant: impl Into<String>) -> Self {
        self.core.set_variable("tenant", tenant.into());
        self
    }

    pub fn server(mut self, index: usize) -> Self {
        self.core.set_server(index);
        self
    }

    pub fn bearer(mut self, token: impl Into<Secret>) -> Self {
        self.core
            .set_credential("token", core::Credential::token("OAuth", token));
        self
    }

    pub fn basic(mut self, user: &str, password: &str) -> Self {
        self.core
            .set_credential("token", core::Credential::basic(user, password));
        self
    }

    pub fn key(mut self, place: Place, key: impl Into<Secret>) -> Self {
        self.core
            .set_credential("key", core::Credential::api_key(place, "x-key", key));
        self
    }

    pub fn oauth2(mut self, credential: impl Into<OAuth2>) -> Self {
        let credential = core::Credential::oauth2(credential.into(), "/{tenant}/token");
        self.core.set_credential("token", credential);
        self
    }

    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.core.set_base_url(url.into());
        self
    }

    pub fn configure(mut self, change: impl FnOnce(&mut core::Config)) -> Self {
        change(self.core.config_mut());
        self
    }

    pub fn follow<O: Operation>(&self, link: &Link<O>) -> Call<'_, Follow<O>, M> {
        Call(self.core.follow(link))
    }

    pub fn get_job(&self, id: impl Into<String>) -> Call<'_, GetJob, M> {
        Call(self.core.call(GetJob { id: id.into() }))
    }

    pub fn create_job(&self, body: impl Into<Value>) -> Call<'_, CreateJob, M> {
        Call(self.core.call(CreateJob { body: body.into() }))
    }

    pub fn put_file(&self, body: Upload) -> Call<'_, PutFile, M> {
        Call(self.core.call(PutFile { body }))
    }

    pub fn request(&self, method: Method, target: &str) -> core::RawCall<'_, M> {
        self.core.request(method, target)
    }

    pub fn get_number(&self) -> Call<'_, GetNumber, M> {
        Call(self.core.call(GetNumber))
    }

    pub fn call<O: Operation>(&self, operation: O) -> Call<'_, O, M> {
        Call(self.core.call(operation))
    }

    pub fn get_file(&self) -> Call<'_, GetFile, M> {
        Call(self.core.call(GetFile))
    }
}

#[derive(Debug)]
#[must_use = "a call does nothing until it is awaited or sent"]
pub struct Call<'c, O: Operation, M: Mode = Async>(core::Call<'c, O, M>);

impl<'c, O: Operation, M: Mode> Call<'c, O, M> {
    pub fn send(self) -> M::Sent<'c, O::Output, O::Failure> {
        self.0.send()
    }

    pub fn response(self) -> M::Sent<'c, Response<O::Output>, O::Failure> {
        self.0.response()
    }

    pub fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(self.0.options_mut());
        self
    }
}

impl<'c, O: Operation + 'c> IntoFuture for Call<'c, O, Async> {
    type Output = Result<O::Output, Error<O::Failure>>;
    type IntoFuture = BoxFuture<'c, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send()
    }
}

#[derive(Clone, Debug)]
pub struct GetJob {
    pub id: String,
}

static GET_JOB: Route = Route {
    id: "getJob",
    path: "/jobs/{id}",
    parameters: &[Parameter("id", Spelling::PATH)],
    security: &[&[], &["key", "token"], &["key"], &["token"]],
    replies: &[
        Reply::Output(Status::Code(200), 0, Media::JSON),
        Reply::Failure(Status::Code(404), 0, Media::JSON),
        Reply::Failure(Status::Code(429), 1, &[]),
    ],
    ..Route::GET
};

impl Operation for GetJob {
    type Output = Value;
    type Failure = GetJobFailure;

    const ROUTE: &'static Route = &GET_JOB;

    fn parameter(&self, _: usize) -> &dyn Slot {
        &self.id
    }
}

#[derive(Debug)]
pub enum GetJobFailure {
    NotFound(Value),
    TooManyRequests,
}

impl Outcome for GetJobFailure {
    fn read(case: usize, received: &mut Received) -> Result<Self, DecodeError> {
        Ok(match case {
            0 => Self::NotFound(received.read()?),
            _ => Self::TooManyRequests,
        })
    }
}

#[derive(Clone, Debug)]
pub struct CreateJob {
    pub body: Value,
}

static CREATE_JOB: Route = Route {
    id: "createJob",
    path: "/jobs",
    security: &[&["token"]],
    replies: &[Reply::Output(Status::Code(200), 0, Media::JSON)],
    ..Route::POST
};

impl Operation for CreateJob {
    type Output = Value;
    type Failure = NoFailure;

    const ROUTE: &'static Route = &CREATE_JOB;

    fn body(&self) -> Body<'_> {
        Body::json("application/json", &self.body)
    }
}

#[derive(Clone, Debug)]
pub struct PutFile {
    pub body: Upload,
}

static PUT_FILE: Route = Route {
    id: "putFile",
    path: "/file",
    security: &[&["token"]],
    replies: &[Reply::Output(Status::Code(204), 0, &[])],
    ..Route::PUT
};

impl Operation for PutFile {
    type Output = ();
    type Failure = NoFailure;

    const ROUTE: &'static Route = &PUT_FILE;

    fn body(&self) -> Body<'_> {
        Body::upload("application/octet-stream", &self.body)
    }
}

#[derive(Clone, Debug)]
pub struct GetFile;

static GET_FILE: Route = Route {
    id: "getFile",
    path: "/file",
    security: &[&["token"]],
    replies: &[
        Reply::Output(
            Status::Range(2),
            0,
            &[
                Media {
                    range: "text/csv",
                    format: Format::Stream,
                    case: 0,
                },
                Media {
                    range: "application/zip",
                    format: Format::Stream,
                    case: 0,
                },
            ],
        ),
        Reply::Failure(Status::Code(404), 0, Media::JSON),
    ],
    ..Route::GET
};

impl Operation for GetFile {
    type Output = Download;
    type Failure = Value;

    const ROUTE: &'static Route = &GET_FILE;
}

#[derive(Clone, Debug)]
pub struct GetNumber;

static GET_NUMBER: Route = Route {
    id: "getNumber",
    path: "/number",
    security: &[&["token"]],
    replies: &[Reply::Output(Status::Code(200), 0, Media::JSON)],
    ..Route::GET
};

impl Operation for GetNumber {
    type Output = i64;
    type Failure = NoFailure;

    const ROUTE: &'static Route = &GET_NUMBER;
}
