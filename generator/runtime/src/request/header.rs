//! Headers: parameters, `Accept` and `Content-Type`.

use std::borrow::Cow;

use bytes::Bytes;
use http::{
    HeaderMap, HeaderName, HeaderValue,
    header::{ACCEPT, COOKIE},
};

use super::{
    RequestError, query,
    style::{self, Encoder, Parts},
};
use crate::{
    json,
    model::Ref,
    operation::{Input, Media, Parameter, Place, Reply, ReplyKind, Route, Spelling, Style},
};

/// The headers of the input: what can be read, then its parameters, then its cookies.
pub(super) fn encode(input: &dyn Input) -> Result<HeaderMap, RequestError> {
    let route = input.route();
    let mut headers = HeaderMap::new();
    headers.insert(ACCEPT, accept(route));
    let mut cookies = String::new();
    for (index, Parameter(wire, spelling)) in route.parameters.iter().enumerate() {
        let view = input.parameter(index).view();
        match spelling.place {
            Place::Header => {
                if let Some(text) = expand(spelling, view) {
                    headers.insert(name(wire)?, value(wire, &text)?);
                }
            }
            Place::Cookie => {
                let how = (spelling.style, spelling.explode);
                let pairs = style::pairs(wire, view, how, &Encoder::COOKIE)?;
                query::append(&mut cookies, "; ", pairs);
            }
            Place::Path | Place::Query | Place::Part(_) => {}
        }
    }
    if !cookies.is_empty() {
        // A header may have been described as well.
        if let Some(Ok(given)) = headers.get(COOKIE).map(HeaderValue::to_str) {
            cookies = format!("{given}; {cookies}");
        }
        headers.insert(COOKIE, value("Cookie", &cookies)?);
    }
    Ok(headers)
}

/// The headers that the input has for a part of a multipart body, as name and value.
pub(super) fn of_part(input: &dyn Input, part: &str) -> Vec<(&'static str, String)> {
    let parameters = input.route().parameters.iter().enumerate();
    let own = parameters.filter(|(_, it)| matches!(it.1.place, Place::Part(name) if name == part));
    let written = own.filter_map(|(index, Parameter(name, spelling))| {
        Some((*name, expand(spelling, input.parameter(index).view())?))
    });
    written.collect()
}

/// The value of one header. Headers are not percent-encoded: no server would decode them.
fn expand(spelling: &Spelling, view: Ref<'_>) -> Option<String> {
    match spelling.style {
        Style::Json if matches!(view, Ref::Absent) => None,
        Style::Json => Some(json::written(&view)),
        _ => Parts::of(view, str::to_owned).join(spelling.explode, ","),
    }
}

/// What the operation can read, in the order of the document; what only a failure may be is asked for less.
///
/// A failure in a type that was not asked for is read all the same, but some servers leave its body out.
fn accept(route: &Route) -> HeaderValue {
    let anything = HeaderValue::from_static("*/*");
    let mut all = route.replies.iter().flat_map(Reply::media);
    // As a rule all answers are of one type.
    if let Some(Media { range: first, .. }) = all.next()
        && !first.contains(';')
        && all.all(|media| media.range == *first)
    {
        let first = first.trim_ascii().as_bytes();
        return HeaderValue::from_maybe_shared(Bytes::from_static(first)).unwrap_or(anything);
    }
    let mut ranges = Vec::new();
    add_readable(&mut ranges, route, ReplyKind::Output);
    let outputs = ranges.len();
    add_readable(&mut ranges, route, ReplyKind::Failure);
    let mut text = String::new();
    for (index, range) in ranges.iter().enumerate() {
        text.push_str(if index == 0 { "" } else { ", " });
        text.push_str(range);
        text.push_str(if index < outputs || outputs == 0 {
            ""
        } else {
            ";q=0.9"
        });
    }
    if text.is_empty() {
        return anything;
    }
    HeaderValue::from_str(&text).unwrap_or(anything)
}

/// Adds the media ranges of one kind of reply, in the order of the document, that are not there.
fn add_readable(ranges: &mut Vec<Cow<'static, str>>, route: &Route, kind: ReplyKind) {
    let replies = route.replies.iter().filter(|reply| reply.kind() == kind);
    for media in replies.flat_map(Reply::media) {
        let range = without_charset(media.range);
        if !ranges.contains(&range) {
            ranges.push(range);
        }
    }
}

/// A media range without `charset`, which has a header of its own for asking (RFC 9110 §12.5.2).
fn without_charset(range: &'static str) -> Cow<'static, str> {
    if !range.contains(';') {
        return Cow::Borrowed(range.trim_ascii());
    }
    let kept: Vec<_> = range
        .split(';')
        .map(str::trim)
        .filter(|part| {
            !part
                .get(..8)
                .is_some_and(|start| start.eq_ignore_ascii_case("charset="))
        })
        .collect();
    Cow::Owned(kept.join(";"))
}

/// A header's name.
pub(super) fn name(name: &str) -> Result<HeaderName, RequestError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| RequestError::Header {
        name: name.to_owned(),
    })
}

/// A header's value, in UTF-8; control characters are an error, so that no value can start a header of its own.
pub(super) fn value(name: &str, text: &str) -> Result<HeaderValue, RequestError> {
    HeaderValue::from_bytes(text.as_bytes()).map_err(|_| RequestError::Header {
        name: name.to_owned(),
    })
}
