//! Writing an operation's input as an HTTP request, without sending it.

mod content;
mod error;
mod payload;

use http::{HeaderValue, Request, header::CONTENT_TYPE};
use url::Url;

pub use self::{
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
    encode_at(input, server)
}

/// Writes a request to `url` as it is, in place of the operation's path and query: a followed link.
///
/// # Errors
/// If a parameter or the body cannot be written.
pub fn encode_at(input: &dyn Input, url: &Url) -> Result<Request<Payload>, RequestError> {
    let (media_type, payload) = content::encode(input.body())?;
    let mut request = Request::new(payload);
    *request.method_mut() = input.route().method.clone();
    *request.uri_mut() = url
        .as_str()
        .parse()
        .map_err(|error: http::uri::InvalidUri| RequestError::Url {
            problem: error.to_string(),
        })?;
    if !media_type.is_empty() {
        let value = HeaderValue::from_str(&media_type).map_err(|_| RequestError::Header {
            name: CONTENT_TYPE.to_string(),
        })?;
        request.headers_mut().insert(CONTENT_TYPE, value);
    }
    Ok(request)
}
