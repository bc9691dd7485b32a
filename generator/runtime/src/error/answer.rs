//! [`Answer`]: a response that is an error.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::{
    HeaderMap, StatusCode,
    header::{DATE, RETRY_AFTER},
};
use jiff::Timestamp;

use super::{DecodeError, request_id::request_id, secrets::Secrets};
use crate::{header::Header, model::Slot, operation::Route};

/// How many characters of a body an error shows.
const EXCERPT: usize = 200;

/// A response that is an error, as it was received.
#[derive(Clone)]
#[non_exhaustive]
pub struct Answer {
    /// The operation that was called.
    pub route: &'static Route,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The body; empty where it was not read. Messages show the start of it, without the credentials that the request
    /// was sent with, should the server repeat them.
    pub body: Bytes,
    /// How many attempts the call took, the first included.
    pub attempts: u32,
    /// When the head arrived, by the client's clock.
    received: Timestamp,
    pub(super) secrets: Secrets,
}

impl Answer {
    pub(crate) fn new(
        route: &'static Route,
        status: StatusCode,
        headers: HeaderMap,
        secrets: Secrets,
        received: Timestamp,
    ) -> Self {
        Self {
            route,
            status,
            headers,
            body: Bytes::new(),
            attempts: 1,
            received,
            secrets,
        }
    }

    /// The error without what it shows of a body that repeats a credential.
    pub(crate) fn hide(&self, error: DecodeError) -> DecodeError {
        if self.secrets.are_in(&self.body) {
            error.hide(&self.secrets)
        } else {
            error
        }
    }

    fn excerpt(&self) -> String {
        if self.secrets.are_in(&self.body) {
            let text = String::from_utf8_lossy(&self.body);
            excerpt(self.secrets.hide(&text).as_bytes())
        } else {
            excerpt(&self.body)
        }
    }

    /// How long the server asks to wait before the next request (`Retry-After`, RFC 9110 §10.2.3), in either of its
    /// forms. A date is counted from the response's own `Date`, so that clocks need not agree.
    pub fn retry_after(&self) -> Option<Duration> {
        retry_after(&self.headers, self.received)
    }

    /// What the server calls the request, for its people to find it by (`X-Request-Id` and the like).
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.headers)
    }

    /// A documented header; `None` where the response does not have it.
    ///
    /// # Errors
    /// If its value is not what the document says.
    pub fn header<H: Slot>(&self, header: Header<H>) -> Result<Option<H>, DecodeError> {
        header.read(&self.headers)
    }

    /// The media type as the server states it.
    pub fn content_type(&self) -> Option<&str> {
        self.headers.get(http::header::CONTENT_TYPE)?.to_str().ok()
    }
}

fn retry_after(headers: &HeaderMap, received: Timestamp) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        // More than a number holds is for ever.
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let date = http_date(text)?;
    let sent = headers
        .get(DATE)
        .and_then(|date| http_date(date.to_str().ok()?));
    let sent = sent.unwrap_or_else(|| received.into());
    Some(date.duration_since(sent).unwrap_or_default())
}

/// A date as headers carry it, in any of the forms of RFC 9110 §5.6.7: `Sun, 06 Nov 1994 08:49:37 GMT`.
pub(crate) fn http_date(text: &str) -> Option<SystemTime> {
    httpdate::parse_http_date(text.trim()).ok()
}

/// The status and the start of the body: `404 Not Found: {"message":"no such job"}`.
impl fmt::Display for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status)?;
        let excerpt = self.excerpt();
        if excerpt.is_empty() {
            Ok(())
        } else {
            write!(f, ": {excerpt}")
        }
    }
}

/// Shows no header values: cookies are among them.
impl fmt::Debug for Answer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answer")
            .field(
                "call",
                &format_args!("{} {}", self.route.method, self.route.path),
            )
            .field("status", &self.status)
            .field(
                "headers",
                &self
                    .headers
                    .keys()
                    .map(|name| name.as_str())
                    .collect::<Vec<_>>(),
            )
            .field("body", &self.excerpt())
            .field("attempts", &self.attempts)
            .finish()
    }
}

/// The start of a body on one line; only how long it is, if it is not text.
pub(crate) fn excerpt(body: &[u8]) -> String {
    let Ok(text) = std::str::from_utf8(body) else {
        return format!("{} bytes", body.len());
    };
    let mut words = String::new();
    for word in text.split(|char: char| char.is_whitespace() || char.is_control()) {
        if words.len() > EXCERPT {
            break;
        }
        if !words.is_empty() && !word.is_empty() {
            words.push(' ');
        }
        words.extend(word.chars().take(EXCERPT + 1));
    }
    match words.char_indices().nth(EXCERPT) {
        Some((end, _)) => {
            words.truncate(end);
            words + "…"
        }
        None => words,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wait(retry_after_text: &str, date: Option<&str>) -> Option<u64> {
        let mut headers = HeaderMap::new();
        headers.insert(RETRY_AFTER, retry_after_text.parse().unwrap());
        if let Some(date) = date {
            headers.insert(DATE, date.parse().unwrap());
        }
        let received = "1994-11-06T08:49:00Z".parse().unwrap();
        retry_after(&headers, received).map(|wait| wait.as_secs())
    }

    #[test]
    fn retry_after_is_seconds_or_a_date() {
        assert_eq!(wait("120", None), Some(120));
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT", None), Some(37));
        let date = Some("Sun, 06 Nov 1994 08:49:30 GMT");
        assert_eq!(wait("Sun, 06 Nov 1994 08:49:37 GMT", date), Some(7));
        assert_eq!(wait("Sun, 06 Nov 1994 08:00:00 GMT", None), Some(0));
        for text in ["", "-1", "soon", "1.5"] {
            assert_eq!(wait(text, None), None, "{text}");
        }
    }

    #[test]
    fn excerpts_are_one_short_line() {
        assert_eq!(excerpt(b" {\n  \"a\": 1\r\n}\n"), "{ \"a\": 1 }");
        assert_eq!(excerpt(&[0xff, 0xfe]), "2 bytes");
        assert_eq!(excerpt("ä".repeat(1000).as_bytes()).chars().count(), 201);
        assert_eq!(excerpt(b"\x1b[31mred"), "[31mred");
    }
}
