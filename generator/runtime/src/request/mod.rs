//! Writing an operation's input as an HTTP request, without sending it.
//!
//! OpenAPI's rules for parameters and bodies are here, once for all operations; what they leave open is settled where it
//! is written: the style table in `style`, dot segments in `path`, forms in `form`, parts in `multipart`.

mod check;
mod content;
mod error;
mod form;
mod header;
mod multipart;
mod path;
mod payload;
mod percent;
mod query;
mod shape;
mod style;

use http::{
    HeaderValue, Method, Request, Uri,
    header::{CONTENT_LENGTH, CONTENT_TYPE},
    uri::{InvalidUri, InvalidUriParts, PathAndQuery},
};

pub(crate) use self::percent::strict as percent_encoded;
pub use self::{
    check::check,
    error::RequestError,
    payload::{Payload, Stream},
};
use crate::operation::Input;

/// What the parameters of most URLs have room in.
const ROOM: usize = 64;

/// Writes a request to the operation's path below `server`, a base URL with or without a path of its own.
///
/// Credentials are not part of it.
///
/// # Errors
/// If a parameter or the body cannot be written.
pub fn encode(input: &dyn Input, server: &Uri) -> Result<Request<Payload>, RequestError> {
    let base = server.path().trim_end_matches('/');
    let template = input.route().path;
    let mut target = String::with_capacity(base.len() + template.len() + ROOM);
    target.push_str(base);
    let own = path::encode(input, &mut target)?;
    let queries = [
        server.query().unwrap_or_default(),
        &own,
        &query::encode(input)?,
    ];
    let mut separator = '?';
    for query in queries.into_iter().filter(|query| !query.is_empty()) {
        target.push(separator);
        target.push_str(query);
        separator = '&';
    }
    request(input, below(server, target)?)
}

/// A URL of the same server.
fn below(server: &Uri, target: String) -> Result<Uri, RequestError> {
    let mut parts = server.clone().into_parts();
    let target = PathAndQuery::try_from(target).map_err(|error: InvalidUri| error.to_string());
    parts.path_and_query = Some(target.map_err(|problem| RequestError::Url { problem })?);
    Uri::from_parts(parts).map_err(|error: InvalidUriParts| RequestError::Url {
        problem: error.to_string(),
    })
}

/// Writes a request to `url` as it is, in place of the operation's path and query: a followed link.
///
/// # Errors
/// If a header or the body cannot be written.
pub fn encode_at(input: &dyn Input, url: &Uri) -> Result<Request<Payload>, RequestError> {
    request(input, url.clone())
}

fn request(input: &dyn Input, url: Uri) -> Result<Request<Payload>, RequestError> {
    let headers = header::encode(input)?;
    let (media_type, payload) = content::encode(input)?;
    let empty = matches!(payload, Payload::Empty);
    let mut request = Request::new(payload);
    let method = input.route().method;
    *request.method_mut() =
        Method::from_bytes(method.as_bytes()).map_err(|_| RequestError::Method { method })?;
    *request.uri_mut() = url;
    *request.headers_mut() = headers;
    // Where there could be a body, that there is none is said (RFC 9110 §8.6): some servers insist.
    if empty && matches!(method, "POST" | "PUT" | "PATCH") {
        let none = HeaderValue::from_static("0");
        request.headers_mut().insert(CONTENT_LENGTH, none);
    }
    if !media_type.is_empty() {
        let value: HeaderValue = header::value("Content-Type", &media_type)?;
        request.headers_mut().insert(CONTENT_TYPE, value);
    }
    Ok(request)
}
