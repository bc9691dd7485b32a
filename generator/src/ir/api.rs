use super::{Docs, Media, Operation, Scheme, Server, Types, Webhook};

/// One API: everything its documents say.
#[derive(Debug, Clone)]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`.
    pub version: String,
    /// `info.description`.
    pub docs: Docs,
    /// The servers, the default first. Never empty: where the document names none, there is `/`.
    pub servers: Vec<Server>,
    /// The security schemes, by name.
    pub schemes: Vec<Scheme>,
    /// The tags that the document describes, in its order.
    pub tags: Vec<Tag>,
    /// The operations, sorted by path and method so that the order of pages does not matter.
    pub operations: Vec<Operation>,
    /// What the API sends by itself, sorted by name.
    pub webhooks: Vec<Webhook>,
    /// The types that need a name.
    pub types: Types,
    /// Whether a part of a multipart body whose schema has no type is bytes, as since OpenAPI 3.1, and not any JSON value.
    pub untyped_parts_are_binary: bool,
}

impl Api {
    /// What its bodies may be: those of requests, of responses, and of what it sends by itself.
    pub fn media(&self) -> impl Iterator<Item = &Media> {
        let operations = self.operations.iter().flat_map(|operation| {
            let requests = operation.body.iter().flat_map(|body| &body.media);
            requests.chain(operation.responses.iter().flat_map(|one| &one.media))
        });
        operations.chain(self.webhooks.iter().flat_map(|webhook| &webhook.media))
    }
}

/// A group of operations.
#[derive(Debug, Clone)]
pub struct Tag {
    /// As operations name it.
    pub name: String,
    /// Its description.
    pub docs: Docs,
}
