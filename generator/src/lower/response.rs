use super::Lower;
use super::docs::docs;
use super::media::Direction;
use super::media_type::is_json;
use super::null::without_null;
use super::place::Place as Context;
use crate::document::Cursor;
use crate::ir::{Encoding, Header, Method, Response, Status, Step, StringFormat, Style, Ty};

/// Statuses that end with the headers (RFC 9110, 15.3.5, 15.3.6, 15.4.5).
const WITHOUT_BODY: [Status; 3] = [Status::Code(204), Status::Code(205), Status::Code(304)];

impl<'d> Lower<'d, '_> {
    /// The responses: exact statuses ascending, then ranges, then the default.
    pub(super) fn responses(
        &mut self,
        operation: &Cursor<'d>,
        method: &Method,
        context: &Context<'_>,
    ) -> Vec<Response> {
        let responses = operation.get("responses");
        let mut nodes: Vec<(Status, Cursor<'d>)> = Vec::new();
        for (key, node) in responses.into_iter().flat_map(|all| all.members()) {
            if key.starts_with("x-") {
                continue;
            }
            match status(key) {
                Some(status) => nodes.push((status, self.document.resolve(&node))),
                None => self.bad_status(key, &node),
            }
        }
        nodes.sort_by_key(|(status, _)| *status);
        nodes.dedup_by_key(|(status, _)| *status);
        let main = main(&nodes);
        let responses = nodes.iter().map(|(status, node)| {
            let context = context.child(if Some(*status) == main {
                Step::Response
            } else {
                Step::Status(*status)
            });
            let silent = WITHOUT_BODY.contains(status) || *method == Method::HEAD;
            let media = if silent {
                Vec::new()
            } else {
                self.media(node, Direction::Response, &context)
            };
            Response {
                status: *status,
                docs: docs(node),
                headers: self.headers(node, &context),
                media,
                origin: node.origin(),
            }
        });
        responses.collect()
    }

    /// The headers of a response or a part.
    pub(super) fn headers(&mut self, holder: &Cursor<'d>, context: &Context<'_>) -> Vec<Header> {
        let headers = holder.get("headers");
        let mut all = Vec::new();
        for (name, node) in headers.into_iter().flat_map(|headers| headers.members()) {
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let node = self.document.resolve(&node);
            let content = node
                .get("content")
                .and_then(|content| content.members().next());
            let schema = node
                .get("schema")
                .or_else(|| content.as_ref()?.1.get("schema"));
            let ty = schema.map(|schema| self.ty(&schema, &context.child(name)));
            let encoding = match &content {
                Some((media_type, _)) if is_json(media_type) => Encoding::Json,
                _ => Encoding::Styled {
                    style: Style::Simple,
                    explode: node.flag("explode"),
                    allow_reserved: false,
                },
            };
            all.push(Header {
                name: name.to_owned(),
                required: node.flag("required"),
                docs: docs(&node),
                encoding,
                ty: ty.map_or(Ty::String(StringFormat::Plain), without_null),
                origin: node.origin(),
            });
        }
        all
    }

    fn bad_status(&mut self, key: &str, node: &Cursor<'d>) {
        self.diagnostics
            .warning(
                "bad-status",
                format!("`{key}` is no status; the response is left out"),
                node,
            )
            .help("use `200`, `4XX` or `default`");
    }
}

/// `200`, `4XX`, `default`.
fn status(key: &str) -> Option<Status> {
    let key = key.trim();
    if key.eq_ignore_ascii_case("default") {
        return Some(Status::Default);
    }
    match *key.as_bytes() {
        [class @ b'1'..=b'5', b'X' | b'x', b'X' | b'x'] => Some(Status::Range(class - b'0')),
        [b'1'..=b'9', _, _] => key.parse().ok().map(Status::Code),
        _ => None,
    }
}

/// The response that an operation is called for: the first success, or the only one there is.
fn main(responses: &[(Status, Cursor<'_>)]) -> Option<Status> {
    let success = |status: &Status| match status {
        Status::Code(code) => (200..300).contains(code),
        Status::Range(class) => *class == 2,
        Status::Default => false,
    };
    let statuses = || responses.iter().map(|(status, _)| *status);
    let default = || statuses().find(|status| *status == Status::Default);
    statuses().find(success).or_else(default)
}
