use super::{Docs, Media, Origin};

/// Something that the API sends by itself: a webhook, or a callback of an operation.
#[derive(Debug, Clone)]
pub struct Webhook {
    /// Its name: the key in `webhooks` or `callbacks`, with what tells it apart where that is not enough.
    pub name: String,
    /// Summary and description.
    pub docs: Docs,
    /// The media types of what is sent; empty if there is no body.
    pub media: Vec<Media>,
    /// Where it stands.
    pub origin: Origin,
}
