//! `collectionFormat`: how the items of an array become text.

use super::{Upgrade, Way};
use crate::document::Node;

/// How OpenAPI 3.0 says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// `style`.
    pub style: &'static str,
    /// `explode`.
    pub explode: bool,
}

impl Style {
    const fn new(style: &'static str, explode: bool) -> Self {
        Self { style, explode }
    }
}

/// What a 3.0 form has where nothing is said.
pub(super) const FORM: Style = Style::new("form", true);

impl<'s> Upgrade<'_, 's, '_> {
    /// The style of a parameter, form field or header that is an array; `None` for what is none. A format that 3.0 does
    /// not have at this place is reported, and commas separate the items.
    pub(super) fn style(&mut self, parameter: &Node<'s>, place: &str, way: &Way) -> Option<Style> {
        if parameter.get("type").and_then(Node::as_str) != Some("array") {
            return None;
        }
        let format = parameter.get("collectionFormat");
        let query = matches!(place, "query" | "formData");
        let commas = Style::new(if query { "form" } else { "simple" }, false);
        let format = match format {
            None | Some(Node::Null) => return Some(commas),
            Some(Node::String(format)) => format,
            Some(other) => {
                self.malformed(
                    &way.child("collectionFormat"),
                    "the name of a format",
                    other,
                );
                return Some(commas);
            }
        };
        match &**format {
            "csv" => Some(commas),
            "multi" if query => Some(FORM),
            "ssv" if query => Some(Style::new("spaceDelimited", false)),
            "pipes" if query => Some(Style::new("pipeDelimited", false)),
            other => {
                let message = match other {
                    "multi" | "ssv" | "tsv" | "pipes" => {
                        format!(
                            "OpenAPI 3 has no style for `{other}` here: commas separate the items instead"
                        )
                    }
                    _ => format!("`{other}` is no collection format: commas separate the items"),
                };
                self.warn("collection-format", message, &way.child("collectionFormat"))
                    .help("describe the parameter as a string to write its items yourself");
                Some(commas)
            }
        }
    }
}
