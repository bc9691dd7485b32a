//! Header parameters that are written from other parts of the document, and ignored (OpenAPI 3.1, 4.8.12).

use super::Lower;
use super::media_type::without_charset;
use crate::document::Cursor;

impl<'d> Lower<'d, '_> {
    /// Whether a header is written from other parts of the document. What the parameter says beyond them is told.
    pub(super) fn reserved(
        &mut self,
        name: &str,
        node: &Cursor<'d>,
        operation: &Cursor<'d>,
        anonymous: bool,
    ) -> bool {
        let (part, written) = match name.to_lowercase().as_str() {
            "authorization" => return !anonymous,
            "accept" => ("responses", self.answered(operation)),
            "content-type" => ("body", self.sent(operation)),
            _ => return false,
        };
        let stated = node.get("schema").map(|schema| self.stated_types(&schema));
        let stated = stated.unwrap_or_default();
        let any = written.iter().any(|one| one == "*/*");
        let other = stated
            .iter()
            .find(|stated| !any && !written.contains(*stated));
        if let Some(other) = other {
            self.diagnostics
                .note(
                    "reserved-header",
                    format!(
                        "`{name}` is written from the media types of the {part}, which have no `{other}`; as OpenAPI has \
                         it, the parameter is left out"
                    ),
                    node,
                )
                .help(format!("add the media type to the {part} with an overlay, or remove the parameter"));
        }
        true
    }

    /// The media types of all responses.
    fn answered(&self, operation: &Cursor<'d>) -> Vec<String> {
        let responses = operation.get("responses");
        let responses = responses.into_iter().flat_map(|all| all.members());
        responses
            .flat_map(|(_, response)| media_types(&self.document.resolve(&response)))
            .collect()
    }

    /// The media types of the request's body.
    fn sent(&self, operation: &Cursor<'d>) -> Vec<String> {
        let body = operation.get("requestBody");
        let body = body.map(|body| self.document.resolve(&body));
        body.map(|body| media_types(&body)).unwrap_or_default()
    }

    /// The media types that a header's schema states: those of each of its values.
    fn stated_types(&self, schema: &Cursor<'d>) -> Vec<String> {
        let chain = self.chain(schema);
        let values = chain.iter().flat_map(|schema| {
            let listed = schema.get("enum");
            let listed = listed.into_iter().flat_map(|list| list.items());
            let single = ["const", "default"]
                .iter()
                .filter_map(|key| schema.get(key));
            listed.chain(single).collect::<Vec<_>>()
        });
        let texts = values.filter_map(|value| value.as_str());
        let types = texts.flat_map(|text| text.split(','));
        types.map(essence).filter(|one| one != "*/*").collect()
    }
}

fn media_types(holder: &Cursor<'_>) -> Vec<String> {
    let content = holder.get("content");
    let content = content.into_iter().flat_map(|content| content.members());
    content.map(|(media_type, _)| essence(media_type)).collect()
}

/// A media type without what changes nothing: charset, boundary, weight.
fn essence(media_type: &str) -> String {
    let text = without_charset(media_type).to_lowercase();
    let weight = text.find("; q=").unwrap_or(text.len());
    text.get(..weight).unwrap_or_default().to_owned()
}
