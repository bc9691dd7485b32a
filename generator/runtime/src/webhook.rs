//! What an API sends by itself: finding out which of the documented payloads it is.

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use crate::{charset, client::reply, error::DecodeError, operation::Media, response::Received};

/// One webhook or callback.
#[derive(Debug)]
pub struct WebhookRoute {
    /// Its name in the document.
    pub name: &'static str,
    /// The case of the first type of its payload, or where there is none.
    pub case: usize,
    /// The media types that its payload may have, each with its case, counted from that one; empty if it has none.
    pub media: &'static [Media],
}

impl WebhookRoute {
    /// The case of the webhook called `name`, and its payload, ready to be read. A payload without a `Content-Type` is
    /// taken for the first documented type.
    ///
    /// # Errors
    /// If there is no such webhook, or it has no payload of this type.
    pub fn find(
        routes: &'static [Self],
        name: &str,
        content_type: Option<&str>,
        body: &[u8],
    ) -> Result<(usize, Received), DecodeError> {
        let Some(route) = routes.iter().find(|route| route.name == name) else {
            return Err(DecodeError::new(
                "a webhook of the document",
                name.to_owned(),
            ));
        };
        let media = match (route.media, content_type) {
            ([], _) => None,
            ([first, ..], None) => Some(first),
            (all, Some(sent)) => match reply::nearest(all, sent) {
                Some(media) => Some(media),
                None => {
                    let expected = "a documented media type";
                    return Err(DecodeError::new(expected, sent.to_owned()));
                }
            },
        };
        let case = route.case + media.map_or(0, |media| media.case);
        let body = charset::utf8(Bytes::copy_from_slice(body), media, content_type);
        let received = Received::new(StatusCode::OK, HeaderMap::new(), media, body);
        Ok((case, received))
    }
}
