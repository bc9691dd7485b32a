//! What a server calls a request, for its people to find it by.

use http::HeaderMap;

/// The headers that hold a name of the request by itself, the usual one first.
const NAMES: [&str; 9] = [
    "x-request-id",
    "request-id",
    "x-amzn-requestid",
    "x-amz-request-id",
    "x-ms-request-id",
    "x-goog-request-id",
    "x-correlation-id",
    "correlation-id",
    "x-trace-id",
];

/// How much of a header is taken for a name, in bytes.
const LONGEST: usize = 128;

/// The name of a request: of the headers that servers have for it, the first that is there; else the trace of
/// `traceparent` (W3C Trace Context).
pub(crate) fn request_id(headers: &HeaderMap) -> Option<&str> {
    let text = |name: &str| headers.get(name)?.to_str().ok().map(str::trim);
    let id = NAMES.iter().find_map(|name| text(name).filter(is_name));
    id.or_else(|| text("traceparent")?.split('-').nth(1).filter(is_name))
}

fn is_name(text: &&str) -> bool {
    !text.is_empty() && text.len() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(headers: &[(&'static str, &str)]) -> Option<String> {
        let pairs = headers.iter();
        let map = pairs.map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()));
        request_id(&map.collect()).map(str::to_owned)
    }

    #[test]
    fn the_first_that_is_there() {
        let trace = (
            "traceparent",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
        );
        assert_eq!(of(&[trace]).unwrap(), "4bf92f3577b34da6a3ce929d0e0e4736");
        assert_eq!(of(&[trace, ("x-correlation-id", "c")]).unwrap(), "c");
        assert_eq!(
            of(&[("request-id", "r"), ("x-correlation-id", "c")]).unwrap(),
            "r"
        );
        assert_eq!(
            of(&[("x-request-id", " "), ("x-amzn-requestid", "a")]).unwrap(),
            "a"
        );
        assert_eq!(of(&[("x-request-id", &"x".repeat(129))]), None);
        assert_eq!(of(&[("traceparent", "00")]), None);
    }
}
