//! Which redirects are followed.

use http::{Method, StatusCode, header::LOCATION, response::Parts};
use url::{Origin, Url};

use super::reply::{self, Match};
use crate::operation::Route;

/// How many redirects one call follows.
pub(super) const LIMIT: usize = 10;

/// Where a redirect leads, if it is one to follow: within `origin`, which is the API's own, so that credentials never leave it;
/// without a change of method (RFC 9110 §15.4); and not a status that the document describes.
pub(super) fn target(route: &Route, parts: &Parts, asked: &str, origin: &Origin) -> Option<Url> {
    let safe = matches!(route.method, Method::GET | Method::HEAD);
    let follows = match parts.status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => safe,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => false,
    };
    if !follows
        || !matches!(
            reply::find(route.replies, parts.status, None),
            Match::Status
        )
    {
        return None;
    }
    let location = parts.headers.get(LOCATION)?.to_str().ok()?;
    let next = Url::parse(asked).ok()?.join(location).ok()?;
    (next.origin() == *origin).then_some(next)
}
