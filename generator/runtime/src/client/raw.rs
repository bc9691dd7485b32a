//! [`RawCall`]: a request that no document describes.

use std::fmt;

use bytes::Bytes;
use http::Method;

use super::{
    Client,
    exchange::exchange,
    mode::Mode,
    options::{Options, Sending},
    receive::Exchanged,
};
use crate::{
    body::Body,
    download::Download,
    error::{ConfigurationError, DecodeError, Error},
    held::Held,
    json,
    model::Slot,
    operation::{Format, Input, Media, NoFailure, Reply, Route, Status},
    response::{Received, Response},
    upload::Upload,
};

/// A request that no document describes, sent as calls are: with the client's credentials, retries, limits and hooks.
///
/// Every 2XX is a success, anything else is [`Error::Status`].
#[must_use = "a call does nothing until it is sent"]
pub struct RawCall<'c, M: Mode> {
    client: &'c Client<M>,
    method: Method,
    target: String,
    body: Option<(String, Upload)>,
    options: Options,
}

impl<M: Mode> Client<M> {
    /// A request that no document describes, with all credentials that were set on the client.
    ///
    /// The target is a path below the server's URL (`/jobs/7?part=2`, percent-encoded as it goes out), or a whole URL.
    /// One of another origin is [`Error::ForeignLink`], unless [`RawCall::without_credentials`] says that nothing secret
    /// goes along.
    pub fn request(&self, method: Method, target: impl AsRef<str>) -> RawCall<'_, M> {
        let target = target.as_ref().trim();
        // As paths of operations are: below the server's own path. A colon in it starts no scheme.
        let target = match target.strip_prefix('/') {
            Some(path) if !path.starts_with(['/', '\\']) => format!("./{path}"),
            _ => target.to_owned(),
        };
        let options = Options {
            sending: Sending::Everything,
            ..Options::default()
        };
        RawCall {
            client: self,
            method,
            target,
            body: None,
            options,
        }
    }
}

impl<'c, M: Mode> RawCall<'c, M> {
    /// With a body.
    pub fn body(mut self, content_type: impl Into<String>, body: impl Into<Upload>) -> Self {
        self.body = Some((content_type.into(), body.into()));
        self
    }

    /// With a model, or a value of any shape, as JSON.
    pub fn json(self, model: &dyn Slot) -> Self {
        self.body("application/json", json::to_vec(model))
    }

    /// Changes headers, query, timeout and the like.
    pub fn with(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self
    }

    /// Sends neither the client's credentials nor the headers that were set on it; the target may then be of any origin.
    /// For links that carry their own right of access.
    pub fn without_credentials(mut self) -> Self {
        self.options.sending = Sending::NothingSecret;
        self
    }

    /// Sends the request and gives the response with its whole body.
    pub fn send(self) -> M::Sent<'c, Response<Bytes>, NoFailure> {
        self.run(&HELD, Received::bytes)
    }

    /// Sends the request and gives the response with a body that is read as it arrives.
    pub fn download(self) -> M::Sent<'c, Response<Download>, NoFailure> {
        self.run(&STREAMED, Received::download)
    }

    fn run<T: Send + 'static>(
        self,
        routes: &'static [Route; METHODS],
        read: fn(&mut Received) -> Result<T, DecodeError>,
    ) -> M::Sent<'c, Response<T>, NoFailure> {
        let Self {
            client,
            method,
            target,
            body,
            options,
        } = self;
        let [any, ..] = routes;
        let known = routes.iter().find(|route| route.method == method.as_str());
        let route = known.unwrap_or(any);
        let call = async move {
            if known.is_none() {
                let problem = "raw requests have the methods of RFC 9110, or PATCH";
                let error = ConfigurationError::new(format!("the method `{method}`"), problem);
                return Err(Error::configuration(route, error));
            }
            let input = RawInput {
                route,
                target,
                body,
            };
            let exchanged = exchange(&client.shared, &input, &options, M::BLOCKS).await?;
            let Exchanged {
                mut received,
                answer,
                ..
            } = exchanged;
            let answer = Held::new(answer);
            match read(&mut received) {
                Ok(value) => Ok(Response::new(value, answer)),
                Err(error) => Err(Error::Decode { error, answer }),
            }
        };
        M::run(Box::pin(call), route)
    }
}

/// What is sent.
struct RawInput {
    route: &'static Route,
    target: String,
    body: Option<(String, Upload)>,
}

impl Input for RawInput {
    fn route(&self) -> &'static Route {
        self.route
    }

    fn link(&self) -> Option<&str> {
        // The server's own URL.
        Some(if self.target.is_empty() {
            "./"
        } else {
            &self.target
        })
    }

    fn parameter(&self, _: usize) -> &dyn Slot {
        &()
    }

    fn body(&self) -> Body<'_> {
        match &self.body {
            Some((media_type, upload)) => Body::upload(media_type, upload),
            None => Body::None,
        }
    }
}

const METHODS: usize = 8;

/// Routes whose answers are read into memory.
static HELD: [Route; METHODS] = routes(&[Reply::Output(Status::Range(2), 0, &[])]);

/// Routes whose answers are read as they arrive.
static STREAMED: [Route; METHODS] = routes(&[Reply::Output(
    Status::Range(2),
    0,
    &[Media::new("*/*", Format::Stream, 0)],
)]);

const fn routes(replies: &'static [Reply]) -> [Route; METHODS] {
    [
        route("GET", replies),
        route("HEAD", replies),
        route("POST", replies),
        route("PUT", replies),
        route("PATCH", replies),
        route("DELETE", replies),
        route("OPTIONS", replies),
        route("TRACE", replies),
    ]
}

const fn route(method: &'static str, replies: &'static [Reply]) -> Route {
    Route {
        id: "raw",
        path: "(raw)",
        replies,
        ..Route::of(method)
    }
}

/// Shows the method and the options, not the target: it may hold a key.
impl<M: Mode> fmt::Debug for RawCall<'_, M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawCall")
            .field("method", &self.method)
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
