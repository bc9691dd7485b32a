//! Which documented reply a response is.

use http::StatusCode;

use crate::operation::{Media, Reply, Status};

/// How a response stands to the document.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Match {
    /// It is the reply, with the case that reads it.
    Reply {
        reply: &'static Reply,
        media: Option<&'static Media>,
        case: usize,
    },
    /// The status is documented, the media type is not.
    ContentType,
    /// The status is not documented.
    Status,
}

/// Finds the reply of a response by status, then by media type.
///
/// A reply without documented media types takes any body; a body without a `Content-Type` is taken for the first
/// documented type, and so is no body at all (its absence is then for the decoder to say).
pub(crate) fn find(
    replies: &'static [Reply],
    status: StatusCode,
    content_type: Option<&str>,
) -> Match {
    let Some(reply) = best(replies, |reply| status_rank(reply.status(), status)) else {
        return Match::Status;
    };
    let Some(first) = reply.media().first() else {
        return Match::Reply {
            reply,
            media: None,
            case: reply.case(),
        };
    };
    // What has no body (RFC 9110 §6.4.1) is none of the answers with one that `default` stands for.
    let bodiless = matches!(status, StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED);
    if bodiless && reply.status() == Status::Default {
        return Match::Status;
    }
    let media = match content_type {
        None => Some(first),
        Some(sent) => nearest(reply.media(), sent),
    };
    match media {
        Some(media) => Match::Reply {
            reply,
            media: Some(media),
            case: reply.case() + media.case,
        },
        None => Match::ContentType,
    }
}

/// Whether a document has a status, by itself or in its class; `default` says nothing of a particular one.
pub(super) fn names(replies: &[Reply], status: StatusCode) -> bool {
    replies.iter().any(|reply| {
        reply.status() != Status::Default && status_rank(reply.status(), status).is_some()
    })
}

/// The first media type that a document has for a status.
#[cfg(feature = "testing")]
pub(crate) fn documented_media(
    replies: &'static [Reply],
    status: StatusCode,
) -> Option<&'static Media> {
    match find(replies, status, None) {
        Match::Reply { media, .. } => media,
        Match::ContentType | Match::Status => None,
    }
}

/// The documented media type that is nearest to the one that was sent.
pub(crate) fn nearest(media: &'static [Media], sent: &str) -> Option<&'static Media> {
    best(media, |media| media_rank(media.range, sent))
}

/// The first item of the highest rank; those without one do not fit.
fn best<T>(items: &'static [T], rank: impl Fn(&T) -> Option<u8>) -> Option<&'static T> {
    let mut best: Option<(u8, &'static T)> = None;
    for item in items {
        if let Some(rank) = rank(item)
            && best.is_none_or(|(highest, _)| rank > highest)
        {
            best = Some((rank, item));
        }
    }
    best.map(|(_, item)| item)
}

/// An exact status goes before a range, and a range before the default (OpenAPI 3.0.3 "Responses Object").
fn status_rank(documented: Status, sent: StatusCode) -> Option<u8> {
    match documented {
        Status::Code(code) => (code == sent.as_u16()).then_some(3),
        Status::Range(class) => (u16::from(class) == sent.as_u16() / 100).then_some(2),
        Status::Default => Some(1),
    }
}

/// The type itself goes before one of its family, and that before `type/*`, and that before `*/*`. Of several that
/// differ in parameters, the one whose parameters were all sent goes first; others, such as `charset`, are passed over.
fn media_rank(range: &str, sent: &str) -> Option<u8> {
    // As a rule servers send what is documented.
    if range == sent {
        return Some(6);
    }
    if essence(range).eq_ignore_ascii_case(essence(sent)) {
        let was_sent = |(name, value): (&str, &str)| {
            parameters(sent).any(|(other, sent)| name.eq_ignore_ascii_case(other) && value == sent)
        };
        return Some(match parameters(range).next() {
            None => 5,
            Some(_) if parameters(range).all(was_sent) => 6,
            Some(_) => 4,
        });
    }
    let (range, sent) = (essence(range), essence(sent));
    if family(range).is_some_and(|name| Some(name) == family(sent)) {
        return Some(3);
    }
    let (kind, subtype) = range.split_once('/')?;
    match (kind, subtype) {
        ("*", "*") => Some(1),
        (kind, "*") => {
            let sent = sent.split_once('/')?.0;
            kind.eq_ignore_ascii_case(sent).then_some(2)
        }
        _ => None,
    }
}

/// The type without its parameters.
fn essence(media: &str) -> &str {
    media.split(';').next().unwrap_or(media).trim()
}

/// The names and values of a type's parameters.
pub(crate) fn parameters(media: &str) -> impl Iterator<Item = (&str, &str)> {
    let parameters = media.split(';').skip(1);
    parameters.filter_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        Some((name.trim(), value.trim().trim_matches('"')))
    })
}

/// Subtypes and suffixes of types that are all read alike.
const FAMILIES: [&[&str]; 3] = [
    &["json"],
    &["xml"],
    &[
        "jsonl",
        "x-jsonl",
        "jsonlines",
        "x-jsonlines",
        "ndjson",
        "x-ndjson",
        "json-seq",
    ],
];

/// Types that are all read alike: `application/json` and `application/problem+json`, `text/xml` and `application/xml`,
/// `application/jsonl` and `application/x-ndjson`.
fn family(essence: &str) -> Option<&'static str> {
    let (_, subtype) = essence.split_once('/')?;
    let syntax = subtype
        .rsplit_once('+')
        .map_or(subtype, |(_, suffix)| suffix);
    FAMILIES
        .iter()
        .find(|family| family.iter().any(|name| name.eq_ignore_ascii_case(syntax)))
        .and_then(|family| family.first().copied())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::operation::Format;

    const fn media(range: &'static str, case: usize) -> Media {
        Media {
            range,
            format: Format::Json,
            case,
        }
    }

    const fn reply(status: Status, case: usize, media: &'static [Media]) -> Reply {
        Reply::Output(status, case, media)
    }

    static REPLIES: [Reply; 4] = [
        reply(Status::Default, 0, &[]),
        reply(Status::Range(4), 1, &[]),
        reply(Status::Code(404), 2, &[]),
        reply(
            Status::Code(200),
            3,
            &[
                media("*/*", 7),
                media("text/*", 8),
                media("application/json", 9),
                media("application/problem+json", 10),
                media("text/csv; charset=utf-8", 11),
            ],
        ),
    ];

    fn case(replies: &'static [Reply], status: u16, content_type: Option<&str>) -> Option<usize> {
        match find(replies, StatusCode::from_u16(status).unwrap(), content_type) {
            Match::Reply { case, .. } => Some(case),
            Match::ContentType | Match::Status => None,
        }
    }

    #[test]
    fn the_exact_status_goes_before_the_range_and_the_range_before_the_default() {
        assert_eq!(case(&REPLIES, 404, None), Some(2));
        assert_eq!(case(&REPLIES, 409, Some("text/html")), Some(1));
        assert_eq!(case(&REPLIES, 500, None), Some(0));
        assert!(matches!(
            find(&REPLIES[1..], StatusCode::ACCEPTED, None),
            Match::Status
        ));
    }

    static ANY: [Reply; 1] = [reply(Status::Default, 0, &[media("application/json", 0)])];

    #[test]
    fn a_default_with_a_body_is_no_status_without_one() {
        assert_eq!(case(&ANY, 500, None), Some(0));
        for status in [StatusCode::NO_CONTENT, StatusCode::NOT_MODIFIED] {
            assert!(matches!(find(&ANY, status, None), Match::Status));
        }
    }

    #[test]
    fn the_nearest_media_type_wins() {
        for (sent, expected) in [
            ("application/json", 12),
            ("Application/JSON; charset=UTF-8", 12),
            ("application/problem+json", 13),
            ("application/vnd.api+json", 12),
            ("text/csv", 14),
            ("text/plain;charset=us-ascii", 11),
            ("image/png", 10),
            ("nonsense", 10),
        ] {
            assert_eq!(case(&REPLIES, 200, Some(sent)), Some(expected), "{sent}");
        }
        assert_eq!(case(&REPLIES, 200, None), Some(10));
    }

    static VERSIONS: [Reply; 1] = [reply(
        Status::Code(200),
        0,
        &[
            media("application/json; version=1", 1),
            media("application/json; version=2", 2),
            media("application/json", 3),
        ],
    )];

    #[test]
    fn of_types_that_differ_in_parameters_the_one_with_those_that_were_sent_wins() {
        for (sent, expected) in [
            ("application/json;version=2", 2),
            ("application/json; charset=utf-8; VERSION=\"2\"", 2),
            ("application/json; version=1", 1),
            ("application/json; version=3", 3),
            ("application/json", 3),
        ] {
            assert_eq!(case(&VERSIONS, 200, Some(sent)), Some(expected), "{sent}");
        }
    }

    static XML: [Reply; 1] = [reply(
        Status::Code(200),
        0,
        &[media("application/xml", 1), media("image/*", 2)],
    )];

    static LINES: [Reply; 1] = [reply(
        Status::Code(200),
        0,
        &[
            media("application/json", 1),
            media("application/jsonl", 2),
            media("application/xml", 3),
        ],
    )];

    #[test]
    fn json_texts_one_after_the_other_are_one_family_and_no_json() {
        for sent in [
            "application/x-ndjson",
            "application/json-seq",
            "application/geo+json-seq",
        ] {
            assert_eq!(case(&LINES, 200, Some(sent)), Some(2), "{sent}");
        }
    }

    #[test]
    fn a_type_of_no_documented_kind_is_told() {
        assert_eq!(case(&XML, 200, Some("text/xml; charset=utf-8")), Some(1));
        assert_eq!(case(&XML, 200, Some("image/svg+xml")), Some(1));
        for sent in ["text/html", "application/json", "xml", ""] {
            let found = find(&XML, StatusCode::OK, Some(sent));
            assert!(matches!(found, Match::ContentType), "{sent}");
        }
    }
}
