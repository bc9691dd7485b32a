use super::Lower;
use super::media::without_charset;
use super::place::Place as Context;
use crate::document::Cursor;
use crate::ir::{Encoding, Part, Place, Style};

impl<'d> Lower<'d, '_> {
    /// `style`, `explode`, `allowReserved`, with the defaults of the place.
    pub(super) fn styled(&mut self, node: &Cursor<'d>, place: Place) -> Encoding {
        let default = match place {
            Place::Path | Place::Header => Style::Simple,
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
    pub(super) fn parts(&mut self, media: &Cursor<'d>, context: &Context<'_>) -> Vec<Part> {
        let plain = Encoding::Styled {
            style: Style::Form,
            explode: true,
            allow_reserved: false,
        };
        let encodings = media.get("encoding");
        let encodings = encodings.into_iter().flat_map(|all| all.members());
        let parts = encodings.map(|(name, node)| {
            let context = context.child(name);
            let styled = ["style", "explode", "allowReserved"]
                .iter()
                .any(|key| node.get(key).is_some());
            let encoding = styled.then(|| self.styled(&node, Place::Query));
            Part {
                name: name.to_owned(),
                content_type: node.text("contentType").map(without_charset),
                encoding: encoding.filter(|encoding| *encoding != plain),
                headers: self.headers(&node, &context),
            }
        });
        parts
            .filter(|part| {
                part.content_type.is_some() || part.encoding.is_some() || !part.headers.is_empty()
            })
            .collect()
    }
}

/// The styles that OpenAPI has for each place.
fn style(text: &str, place: Place) -> Option<Style> {
    Some(match (text, place) {
        ("simple", Place::Path | Place::Header) => Style::Simple,
        ("label", Place::Path) => Style::Label,
        ("matrix", Place::Path) => Style::Matrix,
        ("form", Place::Query | Place::Cookie) => Style::Form,
        ("spaceDelimited", Place::Query) => Style::SpaceDelimited,
        ("pipeDelimited", Place::Query) => Style::PipeDelimited,
        ("deepObject", Place::Query) => Style::DeepObject,
        _ => return None,
    })
}
