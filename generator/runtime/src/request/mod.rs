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

use http::{HeaderValue, Method, Request, Uri, header::CONTENT_TYPE};
use url::Url;

pub use self::{
    check::check,
    error::RequestError,
    payload::{Payload, Stream},
};
use crate::operation::Input;

/// Writes a request to the operation's path below `server`, a base URL with or without a path of its own.
///
/// Credentials are not part of it.
///
/// # Errors
/// If a parameter or the body cannot be written.
pub fn encode(input: &dyn Input, server: &Url) -> Result<Request<Payload>, RequestError> {
    let path = path::encode(input)?;
    let queries = [
        server.query().unwrap_or_default(),
        &path.query,
        &query::encode(input)?,
    ];
    let queries: Vec<_> = queries
        .into_iter()
        .filter(|query| !query.is_empty())
        .collect();
    let mut target = server.path().trim_end_matches('/').to_owned();
    if !path.path.starts_with('/') {
        target.push('/');
    }
    target.push_str(&path.path);
    if !queries.is_empty() {
        target.push('?');
        target.push_str(&queries.join("&"));
    }
    let origin = &server[..url::Position::BeforePath];
    request(input, &format!("{origin}{target}"))
}

/// Writes a request to `url` as it is, in place of the operation's path and query: a followed link.
///
/// # Errors
/// If a header or the body cannot be written.
pub fn encode_at(input: &dyn Input, url: &Url) -> Result<Request<Payload>, RequestError> {
    request(input, &url[..url::Position::AfterQuery])
}

fn request(input: &dyn Input, url: &str) -> Result<Request<Payload>, RequestError> {
    let uri: Uri = url
        .parse()
        .map_err(|error: http::uri::InvalidUri| RequestError::Url {
            problem: error.to_string(),
        })?;
    let headers = header::encode(input)?;
    let (media_type, payload) = content::encode(input)?;
    let mut request = Request::new(payload);
    let method = input.route().method;
    *request.method_mut() =
        Method::from_bytes(method.as_bytes()).map_err(|_| RequestError::Method { method })?;
    *request.uri_mut() = uri;
    *request.headers_mut() = headers;
    if !media_type.is_empty() {
        let value: HeaderValue = header::value("Content-Type", &media_type)?;
        request.headers_mut().insert(CONTENT_TYPE, value);
    }
    Ok(request)
}
