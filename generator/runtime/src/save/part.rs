//! [`Part`]: how much of a body there is, and how the rest is asked for (RFC 9110 §13.1.5, §14). Nothing here does I/O.

use http::{
    HeaderMap, StatusCode,
    header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, DATE, ETAG, LAST_MODIFIED},
};

use crate::error::http_date;

/// How much of a body there is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Part {
    /// How many bytes there are.
    pub(super) length: u64,
    /// How many there will be, where that is known.
    pub(super) total: Option<u64>,
    /// What tells this body from a later one.
    validator: Option<String>,
}

/// What an answer's body is to the part.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Fit {
    /// All of the body, from its start.
    Whole,
    /// What follows the part.
    Rest,
    /// Neither.
    Nothing,
}

impl Part {
    /// The part that an earlier save has left.
    pub(super) fn noted(length: u64, total: Option<u64>, validator: String) -> Self {
        Self {
            length,
            total,
            validator: Some(validator),
        }
    }

    /// Whether an answer with that head is of the same body.
    pub(super) fn is_of(&self, headers: &HeaderMap) -> bool {
        self.range().is_some() && self.validator == validator(headers)
    }

    /// Where the rest begins and what it is the rest of, if it can be asked for.
    pub(super) fn range(&self) -> Option<(u64, String)> {
        let validator = self.validator.as_ref().filter(|_| self.length > 0)?;
        Some((self.length, validator.clone()))
    }

    /// Sees the head of an answer.
    pub(super) fn see(&mut self, status: StatusCode, headers: &HeaderMap) -> Fit {
        if status == StatusCode::PARTIAL_CONTENT {
            return match content_range(headers) {
                Some((start, total))
                    if start == self.length
                        && start > 0
                        && agree(self.total, total)
                        && self.may_be_of(headers) =>
                {
                    self.total = self.total.or(total);
                    Fit::Rest
                }
                _ => Fit::Nothing,
            };
        }
        *self = Self {
            length: 0,
            total: number(headers.get(CONTENT_LENGTH).and_then(|it| it.to_str().ok())),
            validator: validator(headers),
        };
        Fit::Whole
    }

    /// Whether what a part states is not of another body, for servers that pass over `If-Range`.
    fn may_be_of(&self, headers: &HeaderMap) -> bool {
        let Some(known) = self.validator.as_deref() else {
            return true;
        };
        let name = if known.starts_with('"') {
            ETAG
        } else {
            LAST_MODIFIED
        };
        let stated = headers.get(name).map(|value| value.to_str());
        stated.is_none_or(|stated| stated.is_ok_and(|stated| stated.trim() == known))
    }

    /// Begins again, without what the rest could be asked for by.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    /// Whether nothing is missing, as far as that is known.
    pub(super) fn is_whole(&self) -> bool {
        self.total.is_none_or(|total| self.length == total)
    }
}

fn agree(known: Option<u64>, stated: Option<u64>) -> bool {
    known.is_none() || stated.is_none() || known == stated
}

/// A strong `ETag`; else a `Last-Modified` that is strong because it is older than the answer (RFC 9110 §8.8.2.2).
fn validator(headers: &HeaderMap) -> Option<String> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if text(ACCEPT_RANGES).is_some_and(|units| units.trim().eq_ignore_ascii_case("none")) {
        return None;
    }
    if let Some(tag) = text(ETAG).map(str::trim)
        && tag.starts_with('"')
    {
        return Some(tag.to_owned());
    }
    let modified = text(LAST_MODIFIED)?;
    let age = http_date(text(DATE)?)?
        .duration_since(http_date(modified)?)
        .ok()?;
    (age.as_secs() >= 1).then(|| modified.to_owned())
}

/// `bytes 5-9/10`: where it starts, and of how many.
fn content_range(headers: &HeaderMap) -> Option<(u64, Option<u64>)> {
    let text = headers.get(CONTENT_RANGE)?.to_str().ok()?.trim();
    let (range, total) = text.strip_prefix("bytes ")?.split_once('/')?;
    let start = number(range.split_once('-').map(|(start, _)| start))?;
    Some((start, number(Some(total))))
}

fn number(text: Option<&str>) -> Option<u64> {
    text?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use http::HeaderName;

    use super::*;

    fn headers(all: &[(&str, &str)]) -> HeaderMap {
        all.iter()
            .map(|(name, value)| (HeaderName::try_from(*name).unwrap(), value.parse().unwrap()))
            .collect()
    }

    fn part(all: &[(&str, &str)]) -> Part {
        let mut part = Part::default();
        assert_eq!(part.see(StatusCode::OK, &headers(all)), Fit::Whole);
        part.length = 5;
        part
    }

    #[test]
    fn only_a_body_that_can_be_told_from_others_is_resumed() {
        const DAY: &str = "Sun, 06 Nov 1994 08:49:37 GMT";
        const NEXT: &str = "Sun, 06 Nov 1994 08:49:38 GMT";
        for (sent, expected) in [
            (vec![("etag", "\"a\"")], Some("\"a\"")),
            (vec![("etag", "W/\"a\"")], None),
            (vec![("etag", "\"a\""), ("accept-ranges", "none")], None),
            (vec![("last-modified", DAY), ("date", NEXT)], Some(DAY)),
            (vec![("last-modified", DAY), ("date", DAY)], None),
            (vec![("last-modified", DAY)], None),
            (vec![], None),
        ] {
            let range = part(&sent).range();
            assert_eq!(
                range.map(|(_, validator)| validator).as_deref(),
                expected,
                "{sent:?}"
            );
        }
        assert_eq!(Part::default().range(), None);
    }

    #[test]
    fn only_what_follows_is_the_rest() {
        let whole = [("etag", "\"a\""), ("content-length", "10")];
        for (range, expected) in [
            ("bytes 5-9/10", Fit::Rest),
            ("bytes 5-9/*", Fit::Rest),
            ("bytes 0-9/10", Fit::Nothing),
            ("bytes 6-9/10", Fit::Nothing),
            ("bytes 5-9/11", Fit::Nothing),
            ("items 5-9/10", Fit::Nothing),
        ] {
            let mut part = part(&whole);
            let fit = part.see(
                StatusCode::PARTIAL_CONTENT,
                &headers(&[("content-range", range)]),
            );
            assert_eq!(fit, expected, "{range}");
        }
        // A server that passes over `If-Range`.
        for (tag, expected) in [
            ("\"a\"", Fit::Rest),
            ("\"b\"", Fit::Nothing),
            ("W/\"a\"", Fit::Nothing),
        ] {
            let rest = [("content-range", "bytes 5-9/10"), ("etag", tag)];
            let fit = part(&whole).see(StatusCode::PARTIAL_CONTENT, &headers(&rest));
            assert_eq!(fit, expected, "{tag}");
        }
        assert_eq!(
            part(&whole).see(StatusCode::PARTIAL_CONTENT, &headers(&[])),
            Fit::Nothing
        );
    }

    #[test]
    fn a_body_is_whole_when_its_length_is_the_announced_one() {
        let mut part = part(&[("content-length", "10")]);
        assert!(!part.is_whole());
        part.length = 10;
        assert!(part.is_whole());
        assert!(self::part(&[]).is_whole());
    }
}
