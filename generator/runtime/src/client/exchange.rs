//! One call from its input to the reply that matches: everything about it that is the same for all operations.

use std::time::Instant;

use http::{
    HeaderValue, Method, Request, StatusCode,
    header::{ACCEPT, CONTENT_TYPE},
    response::Parts,
};
use url::Url;

use super::{
    Shared,
    config::Options,
    redirect,
    reply::{self, Match},
};
use crate::{
    auth::{Context, Credentials},
    download::Download,
    error::{Answer, Error, ForeignLink},
    operation::{Format, Input, Media, ReplyKind, Route},
    request::{self, Payload},
    response::Received,
    server,
    transport::{Incoming, Timeout, Timeouts, Transport, TransportError, TransportErrorKind},
};

/// A response matched to its reply, ready to be decoded.
pub(super) struct Exchanged {
    pub(super) kind: ReplyKind,
    pub(super) case: usize,
    pub(super) received: Received,
    /// The same response, for the error or for [`crate::Response`].
    pub(super) answer: Box<Answer>,
}

/// What one call needs at every step.
struct Exchange<'c> {
    shared: &'c Shared,
    input: &'c dyn Input,
    options: &'c Options,
    route: &'static Route,
    server: Url,
    transport: std::sync::Arc<dyn Transport>,
    started: Instant,
}

/// Sends an operation and matches the response to its documented reply.
pub(super) async fn exchange(
    shared: &Shared,
    input: &dyn Input,
    options: &Options,
    blocks: bool,
) -> Result<Exchanged, Error> {
    let route = input.route();
    let server = shared
        .server(route)
        .map_err(|error| Error::configuration(route, error))?;
    let transport = shared
        .transport()
        .map_err(|error| Error::configuration(route, error))?;
    let started = Instant::now();
    let exchange = Exchange {
        shared,
        input,
        options,
        route,
        server,
        transport,
        started,
    };
    let (parts, body) = exchange.run().await?;
    exchange.read(parts, body, blocks).await
}

type Head = (Parts, Incoming);

impl Exchange<'_> {
    /// Sends the request, again with a new token if the old one was refused, and along redirects within the origin.
    async fn run(&self) -> Result<Head, Error> {
        let credentials = Credentials::choose(self.route.security, &self.shared.credentials);
        let mut target = self.target()?;
        let mut redirects = 0;
        let mut refreshed = false;
        loop {
            let (request, repeatable) = self.request(target.as_ref(), redirects > 0)?;
            let asked = request.uri().to_string();
            let (request, grants) = self.authorize(request, &credentials).await?;
            let (parts, body) = self.send(request).await?;
            if parts.status == StatusCode::UNAUTHORIZED && !refreshed && repeatable {
                refreshed = true;
                if grants.revoke().await {
                    continue;
                }
            }
            let next = redirect::target(self.route, &parts, &asked, &self.server);
            match next.filter(|_| repeatable && redirects < redirect::LIMIT) {
                Some(next) => {
                    redirects += 1;
                    target = Some(next);
                }
                None => return Ok((parts, body)),
            }
        }
    }

    /// The URL of a followed link; `None` for the operation's own path.
    fn target(&self) -> Result<Option<Url>, Error> {
        let Some(link) = self.input.link() else {
            return Ok(None);
        };
        match server::join(&self.server, link) {
            Ok(url) if url.origin() == self.server.origin() => Ok(Some(url)),
            Ok(_) => {
                let origin = self.server.origin().ascii_serialization();
                let link = Box::new(ForeignLink {
                    link: link.to_owned(),
                    origin,
                });
                Err(Error::ForeignLink {
                    route: self.route,
                    link,
                })
            }
            Err(problem) => {
                let problem = format!("the link `{link}`: {problem}");
                let error = Box::new(request::RequestError::Url { problem });
                Err(Error::Request {
                    route: self.route,
                    error,
                })
            }
        }
    }

    /// The request without credentials, and whether it can be written again.
    fn request(
        &self,
        target: Option<&Url>,
        redirected: bool,
    ) -> Result<(Request<Payload>, bool), Error> {
        let encoded = match target {
            Some(url) => request::encode_at(self.input, url),
            None => request::encode(self.input, &self.server),
        };
        let route = self.route;
        let mut request = encoded.map_err(|error| Error::Request {
            route,
            error: Box::new(error),
        })?;
        let repeatable = request.body().is_repeatable();
        if let Some(accept) = accept(route)
            && !request.headers().contains_key(ACCEPT)
        {
            request.headers_mut().insert(ACCEPT, accept);
        }
        // Whether a redirect keeps the query is the server's to say.
        if !redirected {
            for (name, value) in &self.options.query.0 {
                crate::auth::append_query(&mut request, name, value)
                    .map_err(|error| Error::configuration(route, error))?;
            }
        }
        Ok((request, repeatable))
    }

    async fn authorize(
        &self,
        mut request: Request<Payload>,
        credentials: &Credentials<'_>,
    ) -> Result<(Request<Payload>, crate::auth::Grants), Error> {
        let route = self.route;
        let document_server = self.shared.document_server();
        let context = Context {
            transport: &*self.transport,
            server: &self.server,
            server_variables: document_server.map_or(&[], |server| server.variables),
            variables: &self.shared.variables,
            clock: &*self.shared.config.clock,
            timeouts: self.timeouts()?,
            route,
        };
        let grants = credentials.apply(&mut request, &context).await?;
        let headers = request.headers_mut();
        self.shared
            .config
            .headers
            .apply(headers)
            .map_err(|error| Error::configuration(route, error))?;
        self.options
            .headers
            .apply(headers)
            .map_err(|error| Error::configuration(route, error))?;
        Ok((request, grants))
    }

    async fn send(&self, request: Request<Payload>) -> Result<Head, Error> {
        let timeouts = self.timeouts()?;
        let response = self.transport.send(request, timeouts).await;
        response
            .map(http::Response::into_parts)
            .map_err(|error| self.transport_error(error))
    }

    /// The total counts from the start of the call, however many requests it takes.
    fn timeouts(&self) -> Result<Timeouts, Error> {
        let mut timeouts = self.options.timeouts(self.shared.config.timeouts);
        if let Some(total) = timeouts.total {
            let left = total.saturating_sub(self.started.elapsed());
            if left.is_zero() {
                return Err(Error::Timeout {
                    route: self.route,
                    timeout: Timeout::Total(total),
                });
            }
            timeouts.total = Some(left);
        }
        Ok(timeouts)
    }

    /// The error of a transport, which knows only what was left of the total.
    fn transport_error(&self, error: TransportError) -> Error {
        let total = self.options.timeouts(self.shared.config.timeouts).total;
        match (error.kind(), total) {
            (TransportErrorKind::Timeout(Timeout::Total(_)), Some(total)) => Error::Timeout {
                route: self.route,
                timeout: Timeout::Total(total),
            },
            _ => Error::transport(self.route, error),
        }
    }

    /// Matches the response to its reply, and reads its body unless it is to be streamed.
    async fn read(&self, parts: Parts, body: Incoming, blocks: bool) -> Result<Exchanged, Error> {
        let Parts {
            status, headers, ..
        } = parts;
        let limit = self
            .options
            .body_limit
            .unwrap_or(self.shared.config.body_limit);
        let content_type = headers
            .get(CONTENT_TYPE)
            .map(|value| value.to_str().unwrap_or(""));
        let found = reply::find(self.route.replies, status, content_type);
        let mut download = Download::new(headers.clone(), body, limit).blocking(blocks);
        if self.route.method == Method::HEAD || status == StatusCode::NO_CONTENT {
            download = Download::held(headers.clone(), bytes::Bytes::new());
        }
        let mut answer = Box::new(Answer {
            route: self.route,
            status,
            headers,
            body: bytes::Bytes::new(),
        });
        if let Match::Reply {
            reply,
            media: Some(media),
            case,
        } = found
            && reply.kind == ReplyKind::Output
            && is_streamed(media)
        {
            let headers = answer.headers.clone();
            let received = Received::arriving(status, headers, Some(media), download);
            return Ok(Exchanged {
                kind: reply.kind,
                case,
                received,
                answer,
            });
        }
        answer.body = match download.bytes().await {
            Ok(body) => body,
            Err(error) => {
                return Err(match error.kind() {
                    TransportErrorKind::TooLarge { limit } => Error::TooLarge { limit, answer },
                    _ => self.transport_error(error),
                });
            }
        };
        match found {
            Match::Reply { reply, media, case } => {
                let body = answer.body.clone();
                let received = Received::new(status, answer.headers.clone(), media, body);
                Ok(Exchanged {
                    kind: reply.kind,
                    case,
                    received,
                    answer,
                })
            }
            Match::ContentType => Err(Error::ContentType(answer)),
            Match::Status => Err(Error::Status(answer)),
        }
    }
}

fn is_streamed(media: &Media) -> bool {
    match media.format {
        Format::Stream | Format::Events | Format::JsonLines => true,
        Format::Json | Format::Xml | Format::Text | Format::Form => false,
    }
}

/// The media types of the documented replies, those of failures with less weight (RFC 9110 §12.5.1).
fn accept(route: &Route) -> Option<HeaderValue> {
    let ranges = |kind: ReplyKind| {
        let replies = route.replies.iter().filter(move |reply| reply.kind == kind);
        replies
            .flat_map(|reply| reply.media)
            .map(|media| media.range)
    };
    let mut accepted: Vec<&str> = Vec::new();
    let mut text = String::new();
    let outputs = ranges(ReplyKind::Output).map(|range| (range, ""));
    let failures = ranges(ReplyKind::Failure).map(|range| (range, ";q=0.9"));
    for (range, weight) in outputs.chain(failures) {
        if accepted.contains(&range) {
            continue;
        }
        if !text.is_empty() {
            text.push_str(", ");
        }
        text.push_str(range);
        text.push_str(weight);
        accepted.push(range);
    }
    if text.is_empty() {
        None
    } else {
        HeaderValue::from_str(&text).ok()
    }
}
