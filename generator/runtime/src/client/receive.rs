//! From the head of a response to the reply that can be decoded.

use bytes::Bytes;
use http::{HeaderMap, StatusCode, header::CONTENT_TYPE};
use jiff::Timestamp;

use super::{
    options::Raw,
    reply::{self, Match},
    sender::Head,
};
use crate::{
    charset,
    download::Download,
    error::{Answer, Error, Secrets},
    held::Held,
    operation::{Format, Media, ReplyKind, Route},
    response::Received,
    transport::TransportErrorKind,
};

/// A response matched to its reply, ready to be decoded.
pub(crate) struct Exchanged {
    pub(crate) kind: ReplyKind,
    pub(super) case: usize,
    pub(crate) received: Received,
    /// The same response, for the error or for [`crate::Response`].
    pub(crate) answer: Answer,
}

/// Matches a response that arrived at `now` to its reply, and reads its body unless that is for the caller to do, as it is
/// for what is wanted raw.
#[expect(
    clippy::manual_async_fn,
    reason = "an `async fn` has its arguments twice"
)]
pub(super) fn receive<'c>(
    route: &'static Route,
    status: StatusCode,
    mut download: Download,
    secrets: Secrets,
    now: Timestamp,
    raw: Option<&'c Raw>,
) -> impl Future<Output = Result<Exchanged, Error>> + use<'c> {
    async move {
        let found = reply(route, status, download.headers(), raw);
        let answer = |headers, secrets| Answer::new(route, status, headers, secrets, now);
        // Failures are never streamed: they are small, and part of an error.
        if let Match::Reply {
            reply,
            media: Some(media),
            case,
        } = found
            && reply.kind() == ReplyKind::Output
            && (is_stream(media) || raw.is_some())
        {
            let answer = answer(download.headers().clone(), secrets);
            let received = Received::arriving(status, Some(media), download);
            return Ok(Exchanged {
                kind: reply.kind(),
                case,
                received,
                answer,
            });
        }
        let depth = download.depth();
        let read = download.read().await;
        let mut answer = answer(download.into_headers(), secrets);
        answer.body = match read {
            Ok(body) => body,
            Err(error) => {
                return Err(match error.kind() {
                    TransportErrorKind::TooLarge { limit } => Error::TooLarge {
                        limit,
                        answer: Held::new(answer),
                    },
                    _ => Error::transport(route, error),
                });
            }
        };
        exchanged(found, answer, depth)
    }
}

/// The documented reply, and how its body is read.
fn reply(
    route: &'static Route,
    status: StatusCode,
    headers: &HeaderMap,
    raw: Option<&Raw>,
) -> Match {
    match raw {
        // A part that was asked for stands for the whole; bytes may be of any type.
        Some(raw) if status.is_success() => {
            let part = raw.is_part() && status == StatusCode::PARTIAL_CONTENT;
            let status = if part { StatusCode::OK } else { status };
            reply::find(route.replies, status, None)
        }
        _ => {
            // What is not text is no type that a document names.
            let content_type = headers.get(CONTENT_TYPE);
            let content_type = content_type.map(|value| value.to_str().unwrap_or(""));
            reply::find(route.replies, status, content_type)
        }
    }
}

/// An answer whose body has been read.
fn exchanged(found: Match, answer: Answer, depth: usize) -> Result<Exchanged, Error> {
    match found {
        Match::Reply { reply, media, case } => {
            // What is read as a model has no use for them.
            let headers = if media.is_none_or(is_stream) {
                answer.headers.clone()
            } else {
                HeaderMap::new()
            };
            let body = charset::utf8(answer.body.clone(), media, answer.content_type());
            let received = Received::new(answer.status, headers, media, body).depth(depth);
            Ok(Exchanged {
                kind: reply.kind(),
                case,
                received,
                answer,
            })
        }
        Match::ContentType => Err(Error::ContentType(Held::new(answer))),
        Match::Status => Err(Error::Status(Held::new(answer))),
    }
}

/// The body of a response, which some do not have whatever their headers say (RFC 9110 §6.4.1).
pub(super) fn body(route: &Route, (parts, body): Head, limit: u64) -> Download {
    if route.method == "HEAD"
        || matches!(
            parts.status,
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
        )
    {
        return Download::held(parts.headers, Bytes::new());
    }
    Download::new(parts.headers, body, limit)
}

fn is_stream(media: &Media) -> bool {
    matches!(
        media.format,
        Format::Stream | Format::Events | Format::JsonLines
    )
}
