use serde_json::Value;

use super::Lower;
use super::media_type::{is_multipart, is_opaque, without_charset};
use super::place::Place as Context;
use crate::document::Cursor;
use crate::ir::{Encoding, Parameter, Part, Place, Style};

impl<'d> Lower<'d, '_> {
    /// `style`, `explode`, `allowReserved`, with the defaults of the place.
    pub(super) fn styled(&mut self, node: &Cursor<'d>, place: Place) -> Encoding {
        let default = match place {
            Place::Path | Place::Header | Place::Part => Style::Simple,
            Place::Query | Place::Cookie => Style::Form,
        };
        let style = match node.text("style") {
            None => default,
            Some(text) => style(text, place).unwrap_or_else(|| {
                self.diagnostics
                    .warning(
                        "parameter-style",
                        format!(
                            "there is no style `{text}` for this place; the default style is used"
                        ),
                        node,
                    )
                    .help("OpenAPI lists the styles of each place under \"Style Values\"");
                default
            }),
        };
        let explode = node.get("explode").and_then(|it| it.as_bool());
        Encoding::Styled {
            style,
            explode: explode.unwrap_or(matches!(style, Style::Form | Style::DeepObject)),
            allow_reserved: node.flag("allowReserved"),
        }
    }

    /// `encoding` of a form or multipart body: what differs from the default. openapiv3's type is not used here: it takes a
    /// missing `explode` for false.
    pub(super) fn parts(&mut self, media: &Cursor<'d>, multipart: bool) -> Vec<Part> {
        let plain = Encoding::Styled {
            style: Style::Form,
            explode: true,
            allow_reserved: false,
        };
        let encodings = media.get("encoding");
        let encodings = encodings.into_iter().flat_map(|all| all.members());
        let parts = encodings.map(|(name, node)| {
            let styled = ["style", "explode", "allowReserved"]
                .iter()
                .any(|key| node.has(key));
            let encoding = styled.then(|| self.styled(&node, Place::Query));
            // With a style, an object is no JSON but one pair for each member; 3.0 knows none in multipart bodies.
            let said = node.has("style") && (self.modern || !multipart);
            Part {
                name: name.to_owned(),
                content_type: node.text("contentType").map(without_charset),
                encoding: encoding.filter(|encoding| said || *encoding != plain),
                headers: match multipart {
                    true => self.part_headers(&node),
                    false => Vec::new(),
                },
            }
        });
        let mut parts: Vec<Part> = parts.collect();
        if multipart {
            self.add_media_types(&mut parts, media);
        }
        parts.retain(|part| {
            part.content_type.is_some() || part.encoding.is_some() || !part.headers.is_empty()
        });
        parts
    }

    /// The media types that the schemas of parts state (`contentMediaType`), where no encoding says otherwise. JSON and XML
    /// within a string are text: stated as the part's type, they would be written once more.
    fn add_media_types(&self, parts: &mut Vec<Part>, media: &Cursor<'d>) {
        let schema: Vec<Cursor<'d>> = media.get("schema").into_iter().collect();
        for properties in self.conjunction(&schema).all("properties") {
            for (name, property) in properties.members() {
                let items = property.get("items");
                let schemas = [Some(property), items];
                let mut nodes = schemas.iter().flatten().flat_map(|it| self.chain(it));
                let stated = nodes.find_map(|it| it.text("contentMediaType").map(str::to_owned));
                let Some(stated) = stated.filter(|it| is_opaque(it)) else {
                    continue;
                };
                match parts.iter_mut().find(|part| part.name == name) {
                    Some(part) if part.content_type.is_none() => part.content_type = Some(stated),
                    Some(_) => {}
                    None => parts.push(Part {
                        name: name.to_owned(),
                        content_type: Some(stated),
                        encoding: None,
                        headers: Vec::new(),
                    }),
                }
            }
        }
    }

    /// The headers of parts that the caller may set: those that can have more than one value.
    pub(super) fn part_parameters(
        &mut self,
        operation: &Cursor<'d>,
        context: &Context<'_>,
    ) -> Vec<Parameter> {
        let body = operation.get("requestBody");
        let body = body.map(|body| self.document.resolve(&body));
        let content = body.and_then(|body| body.get("content"));
        let mut all: Vec<Parameter> = Vec::new();
        for (media_type, media) in content.into_iter().flat_map(|content| content.members()) {
            if !is_multipart(media_type) {
                continue;
            }
            let media = self.document.resolve(&media);
            let encodings = media.get("encoding");
            for (part, encoding) in encodings.into_iter().flat_map(|all| all.members()) {
                let headers = encoding.get("headers");
                for (name, node) in headers.into_iter().flat_map(|headers| headers.members()) {
                    let node = self.document.resolve(&node);
                    let known =
                        |one: &Parameter| one.part.as_deref() == Some(part) && one.name == name;
                    let own = name.eq_ignore_ascii_case("content-type") || !is_sendable(name, "");
                    if own || all.iter().any(known) || self.header_value(&node, fixed).is_some() {
                        continue;
                    }
                    let context = context.child(part.to_owned());
                    all.push(Parameter {
                        part: Some(part.to_owned()),
                        // Without the part there is no header.
                        required: false,
                        ..self.parameter(Place::Part, name, &node, &context)
                    });
                }
            }
        }
        all
    }

    /// The value that the schema of a header has by one of these.
    fn header_value(
        &self,
        header: &Cursor<'d>,
        by: fn(&Cursor<'_>) -> Option<String>,
    ) -> Option<String> {
        let schema = header.get("schema")?;
        self.chain(&schema).iter().find_map(by)
    }

    /// The headers of a part of which the document states the value.
    fn part_headers(&mut self, encoding: &Cursor<'d>) -> Vec<(String, String)> {
        let headers = encoding.get("headers");
        let mut all = Vec::new();
        for (name, node) in headers.into_iter().flat_map(|headers| headers.members()) {
            // Where `contentType` is, this is ignored (OpenAPI "Encoding Object").
            if name.eq_ignore_ascii_case("content-type") {
                continue;
            }
            let node = self.document.resolve(&node);
            let Some(value) = self.header_value(&node, stated) else {
                continue;
            };
            if is_sendable(name, &value) {
                all.push((name.to_owned(), value));
            } else {
                self.diagnostics
                    .warning(
                        "part-header",
                        format!("a part cannot have the header `{name}` with the stated value; it is left out"),
                        &node,
                    )
                    .help("correct its name or value with an overlay");
            }
        }
        all
    }
}

/// The value that a schema states, as the text of a header.
fn stated(schema: &Cursor<'_>) -> Option<String> {
    text(&only(schema).or_else(|| schema.get("default"))?)
}

/// The one value that a schema allows, as the text of a header.
fn fixed(schema: &Cursor<'_>) -> Option<String> {
    text(&only(schema)?)
}

/// The one value that a schema allows.
fn only<'d>(schema: &Cursor<'d>) -> Option<Cursor<'d>> {
    let single = || {
        let mut items = schema.get("enum")?.items();
        items.next().filter(|_| items.next().is_none())
    };
    schema.get("const").or_else(single)
}

fn text(value: &Cursor<'_>) -> Option<String> {
    match value.to_json() {
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(bool) => Some(bool.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a header can stand in a part: a token (RFC 9110 §5.6.2) that the part does not have anyway, and a value on one
/// line.
fn is_sendable(name: &str, value: &str) -> bool {
    let taken = ["content-disposition", "content-id"];
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !name.is_empty()
        && name.bytes().all(is_token)
        && !taken.iter().any(|taken| taken.eq_ignore_ascii_case(name))
        && !value.bytes().any(|byte| byte.is_ascii_control())
}

/// The styles that OpenAPI has for each place.
fn style(text: &str, place: Place) -> Option<Style> {
    Some(match (text, place) {
        ("simple", Place::Path | Place::Header | Place::Part) => Style::Simple,
        ("label", Place::Path) => Style::Label,
        ("matrix", Place::Path) => Style::Matrix,
        ("form", Place::Query | Place::Cookie) => Style::Form,
        ("spaceDelimited", Place::Query) => Style::SpaceDelimited,
        ("pipeDelimited", Place::Query) => Style::PipeDelimited,
        ("deepObject", Place::Query) => Style::DeepObject,
        _ => return None,
    })
}
