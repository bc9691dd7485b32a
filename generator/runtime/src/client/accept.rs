//! The `Accept` header of an operation.

use http::HeaderValue;

use crate::operation::{ReplyKind, Route};

/// The media types of the documented replies, those of failures with less weight (RFC 9110 §12.5.1); `None` if no reply
/// has a body.
pub(super) fn accept(route: &Route) -> Option<HeaderValue> {
    let mut seen: Vec<&str> = Vec::new();
    let mut text = String::new();
    for (kind, weight) in [(ReplyKind::Output, ""), (ReplyKind::Failure, ";q=0.9")] {
        let replies = route.replies.iter().filter(|reply| reply.kind == kind);
        for range in replies
            .flat_map(|reply| reply.media)
            .map(|media| media.range)
        {
            if seen.contains(&range) {
                continue;
            }
            seen.push(range);
            if !text.is_empty() {
                text.push_str(", ");
            }
            text.push_str(range);
            text.push_str(weight);
        }
    }
    if text.is_empty() {
        None
    } else {
        HeaderValue::from_str(&text).ok()
    }
}
