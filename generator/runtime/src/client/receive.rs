//! From the head of a response to the reply that can be decoded.

use bytes::Bytes;
use http::{StatusCode, header::CONTENT_TYPE, response::Parts};
use jiff::Timestamp;

use super::{
    options::Raw,
    reply::{self, Match},
};
use crate::{
    download::Download,
    error::{Answer, Error, Secrets},
    operation::{Format, Media, Reply, ReplyKind, Route},
    response::Received,
    transport::{Incoming, TransportErrorKind},
};

/// A response matched to its reply, ready to be decoded.
pub(crate) struct Exchanged {
    pub(crate) kind: ReplyKind,
    pub(super) case: usize,
    pub(crate) received: Received,
    /// The same response, for the error or for [`crate::Response`].
    pub(crate) answer: Box<Answer>,
}

/// Matches a response that arrived at `now` to its reply, and reads its body unless that is for the caller to do, as it is
/// for what is wanted raw.
pub(super) async fn receive(
    route: &'static Route,
    parts: Parts,
    download: Download,
    secrets: Secrets,
    now: Timestamp,
    raw: Option<&Raw>,
) -> Result<Exchanged, Error> {
    let Parts {
        status, headers, ..
    } = parts;
    // What is not text is no type that a document names.
    let content_type = headers
        .get(CONTENT_TYPE)
        .map(|value| value.to_str().unwrap_or(""));
    let found = match raw {
        // A part that was asked for stands for the whole; bytes may be of any type.
        Some(raw) if status.is_success() => {
            let part = raw.is_part() && status == StatusCode::PARTIAL_CONTENT;
            let status = if part { StatusCode::OK } else { status };
            reply::find(route.replies, status, None)
        }
        _ => reply::find(route.replies, status, content_type),
    };
    let mut answer = Box::new(Answer::new(route, status, headers, secrets, now));
    if let Match::Reply {
        reply,
        media: Some(media),
        case,
    } = found
        && (is_streamed(reply, media) || raw.is_some() && reply.kind() == ReplyKind::Output)
    {
        let headers = answer.headers.clone();
        let received = Received::arriving(status, headers, Some(media), download);
        return Ok(Exchanged {
            kind: reply.kind(),
            case,
            received,
            answer,
        });
    }
    let depth = download.depth();
    answer.body = match download.bytes().await {
        Ok(body) => body,
        Err(error) => {
            return Err(match error.kind() {
                TransportErrorKind::TooLarge { limit } => Error::TooLarge { limit, answer },
                _ => Error::transport(route, error),
            });
        }
    };
    match found {
        Match::Reply { reply, media, case } => {
            let (headers, body) = (answer.headers.clone(), answer.body.clone());
            let received = Received::new(status, headers, media, body).depth(depth);
            Ok(Exchanged {
                kind: reply.kind(),
                case,
                received,
                answer,
            })
        }
        Match::ContentType => Err(Error::ContentType(answer)),
        Match::Status => Err(Error::Status(answer)),
    }
}

/// The body of a response, which some do not have whatever their headers say (RFC 9110 §6.4.1).
pub(super) fn body(route: &Route, parts: &Parts, body: Incoming, limit: u64) -> Download {
    let headers = parts.headers.clone();
    if route.method == "HEAD"
        || matches!(
            parts.status,
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
        )
    {
        return Download::held(headers, Bytes::new());
    }
    Download::new(headers, body, limit)
}

/// Failures are never streamed: they are small, and part of an error.
fn is_streamed(reply: &Reply, media: &Media) -> bool {
    let streamed = match media.format {
        Format::Stream | Format::Events | Format::JsonLines => true,
        Format::Json | Format::Xml | Format::Text | Format::Form => false,
    };
    streamed && reply.kind() == ReplyKind::Output
}
