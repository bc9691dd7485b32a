//! Which redirects are followed.

use http::{StatusCode, Uri, header::LOCATION, response::Parts};

use super::reply;
use crate::{operation::Route, uri};

/// How many redirects one call follows.
pub(super) const LIMIT: usize = 10;

/// How far redirects may lead.
#[derive(Clone, Copy)]
pub(super) enum Reach<'u> {
    /// Within the origin of the API's own URL, so that credentials never leave it.
    Origin(&'u Uri),
    /// Anywhere, for nothing secret goes along; but not from `https` to `http`.
    Anywhere,
}

impl Reach<'_> {
    fn allows(self, asked: &Uri, next: &Uri) -> bool {
        match self {
            Self::Origin(home) => uri::same_origin(next, home),
            Self::Anywhere => match next.scheme_str() {
                Some("https") => true,
                next => next == asked.scheme_str(),
            },
        }
    }
}

/// Where a redirect leads, if it is one to follow: within `reach`, without a change of method (RFC 9110 §15.4), and not a
/// status that the document describes. `asked` gives what was asked, without credentials.
pub(super) fn target(
    route: &Route,
    parts: &Parts,
    asked: impl FnOnce() -> Option<Uri>,
    reach: Reach<'_>,
) -> Option<Uri> {
    let safe = matches!(route.method, "GET" | "HEAD");
    let follows = match parts.status {
        StatusCode::MOVED_PERMANENTLY | StatusCode::FOUND | StatusCode::SEE_OTHER => safe,
        StatusCode::TEMPORARY_REDIRECT | StatusCode::PERMANENT_REDIRECT => true,
        _ => false,
    };
    if !follows || reply::names(route.replies, parts.status) {
        return None;
    }
    let location = parts.headers.get(LOCATION)?.to_str().ok()?;
    let asked = asked()?;
    let next = uri::resolve(&asked, location).ok()?;
    reach.allows(&asked, &next).then_some(next)
}

#[cfg(test)]
mod tests {
    use http::Response;

    use super::*;
    use crate::{
        link::Presigned,
        operation::{Operation, Reply, Status},
    };

    #[test]
    fn a_status_that_the_document_names_is_an_answer_and_default_names_none() {
        const fn documented(status: Status) -> [Reply; 1] {
            [Reply::Failure(status, 0, &[])]
        }
        static DEFAULT: [Reply; 1] = documented(Status::Default);
        static OTHER: [Reply; 1] = documented(Status::Code(304));
        static CODE: [Reply; 1] = documented(Status::Code(302));
        static CLASS: [Reply; 1] = documented(Status::Range(3));
        let replies: [&'static [Reply]; 4] = [&DEFAULT, &OTHER, &CODE, &CLASS];
        let followed = replies.map(|replies| {
            let route = Route {
                replies,
                ..Route::GET
            };
            let answer = Response::builder().status(302).header(LOCATION, "/b");
            let (parts, ()) = answer.body(()).unwrap().into_parts();
            let asked: Uri = "https://a.test/a".parse().unwrap();
            let home = asked.clone();
            target(&route, &parts, || Some(asked), Reach::Origin(&home)).is_some()
        });
        assert_eq!(followed, [true, true, false, false]);
    }

    #[test]
    fn with_nothing_secret_every_origin_will_do_but_none_that_is_less_safe() {
        let follows = |asked: &str, location: &str| {
            let answer = Response::builder().status(307).header(LOCATION, location);
            let (parts, ()) = answer.body(()).unwrap().into_parts();
            target(
                Presigned::ROUTE,
                &parts,
                || asked.parse().ok(),
                Reach::Anywhere,
            )
            .map(|url| url.to_string())
        };
        for (asked, location, next) in [
            (
                "https://a.test/f",
                "https://b.test/f?s=1",
                Some("https://b.test/f?s=1"),
            ),
            ("https://a.test/f", "//b.test/f", Some("https://b.test/f")),
            (
                "https://a.test/f",
                "https://me:word@b.test/",
                Some("https://b.test/"),
            ),
            (
                "http://a.test/f",
                "http://b.test/f",
                Some("http://b.test/f"),
            ),
            (
                "http://a.test/f",
                "https://a.test/f",
                Some("https://a.test/f"),
            ),
            ("https://a.test/f", "http://a.test/f", None),
            ("https://a.test/f", "http://b.test/f", None),
            ("https://a.test/f", "file:///etc/passwd", None),
            ("https://a.test/f", "data:text/plain,a", None),
            ("https://a.test/f", "ftp://b.test/f", None),
        ] {
            assert_eq!(follows(asked, location).as_deref(), next, "{location}");
        }
    }
}
