//! What an API sends by itself.

use super::{Doc, Name, Type};

/// The webhooks of an API, as one type.
#[derive(Debug, Clone)]
pub struct Webhooks {
    /// One for each webhook and shape of its payload.
    pub variants: Vec<WebhookVariant>,
    /// The names, with the media types that each payload can have.
    pub routes: Vec<WebhookRoute>,
    /// The cargo features that bring them; empty: they are always there.
    pub features: Vec<Name>,
}

/// One webhook with one shape of its payload.
#[derive(Debug, Clone)]
pub struct WebhookVariant {
    /// The variant.
    pub name: Name,
    /// Its documentation.
    pub docs: Doc,
    /// Its content, box and all; `None` without a payload that can be read.
    pub content: Option<Type>,
}

/// How the payloads of one webhook are read.
#[derive(Debug, Clone)]
pub struct WebhookRoute {
    /// Its name in the document.
    pub wire: String,
    /// The variant where there is no payload.
    pub variant: usize,
    /// The media types: range, format, variant.
    pub media: Vec<(String, &'static str, usize)>,
}
