//! OpenAPI's parameter styles: how a value becomes text, or `name=value` pairs.
//!
//! The table is that of OpenAPI 3.0.4 and 3.1.1 ("Style Examples"), which corrects 3.0.3 and 3.1.0 where they differ from
//! RFC 6570: `label` that is not exploded separates by commas, and `|`, `[` and `]` are encoded. What the table leaves
//! open: null is undefined and left out, as in RFC 6570 §2.3, and so is an empty list or object; items and properties
//! that have parts of their own are written as JSON; `deepObject` goes as deep as the value, and numbers the items of
//! lists.

use super::{
    RequestError, percent,
    shape::{self, Shape},
};
use crate::{json, model::Ref, operation::Style};

/// How deep a `deepObject` may be nested.
const MAX_DEPTH: usize = json::MAX_DEPTH;

/// How the parts of a pair are encoded, by the place they go to.
pub(super) struct Encoder {
    /// A value, or a property that becomes a name.
    pub(super) value: fn(&str) -> String,
    /// The parameter's own name.
    pub(super) name: fn(&str) -> String,
    /// Brackets, blank and bar.
    marks: [&'static str; 4],
}

impl Encoder {
    /// For queries.
    pub(super) const QUERY: Self = Self {
        value: percent::strict,
        name: percent::name,
        marks: ["%5B", "%5D", "%20", "%7C"],
    };

    /// For queries with `allowReserved`.
    pub(super) const RESERVED: Self = Self {
        value: percent::reserved,
        ..Self::QUERY
    };

    /// For `application/x-www-form-urlencoded` bodies.
    pub(super) const FORM: Self = Self {
        value: percent::form,
        name: percent::form,
        marks: ["%5B", "%5D", "+", "%7C"],
    };

    /// For cookies.
    pub(super) const COOKIE: Self = Self {
        value: percent::cookie,
        name: percent::cookie,
        marks: ["[", "]", "%20", "|"],
    };

    /// For the names of parts, which are not encoded.
    pub(super) const PLAIN: Self = Self {
        value: str::to_owned,
        name: str::to_owned,
        marks: ["[", "]", " ", "|"],
    };
}

/// A value's parts as encoded text.
pub(super) enum Parts {
    /// Nothing to write.
    Absent,
    /// A scalar.
    Text(String),
    /// The items of a list; at least one.
    Items(Vec<String>),
    /// The properties of an object; at least one.
    Members(Vec<(String, String)>),
}

impl Parts {
    /// The parts of `view`, each encoded by `encode`.
    pub(super) fn of(view: Ref<'_>, encode: fn(&str) -> String) -> Self {
        match Shape::of(view) {
            Shape::Items(items) => {
                let items: Vec<_> = items
                    .into_iter()
                    .filter_map(|item| Some(encode(&shape::text(item)?)))
                    .collect();
                if items.is_empty() {
                    Self::Absent
                } else {
                    Self::Items(items)
                }
            }
            Shape::Members(members) => {
                let members: Vec<_> = members
                    .into_iter()
                    .filter_map(|(name, value)| Some((encode(name), encode(&shape::text(value)?))))
                    .collect();
                if members.is_empty() {
                    Self::Absent
                } else {
                    Self::Members(members)
                }
            }
            _ => shape::text(view).map_or(Self::Absent, |text| Self::Text(encode(&text))),
        }
    }

    /// All in one text: `a,b`, exploded `R=1,G=2`, else `R,1,G,2`. `None` if there is nothing to write.
    pub(super) fn join(self, explode: bool, separator: &str) -> Option<String> {
        Some(match self {
            Self::Absent => return None,
            Self::Text(text) => text,
            Self::Items(items) => items.join(separator),
            Self::Members(members) => {
                let between = if explode { "=" } else { separator };
                let members = members.into_iter();
                let members: Vec<_> = members
                    .map(|(name, value)| format!("{name}{between}{value}"))
                    .collect();
                members.join(separator)
            }
        })
    }
}

/// The `name=value` pairs of a query, a form or the cookies, encoded.
pub(super) fn pairs(
    name: &str,
    view: Ref<'_>,
    (style, explode): (Style, bool),
    encoder: &Encoder,
) -> Result<Vec<(String, String)>, RequestError> {
    let [_, _, blank, bar] = encoder.marks;
    let encoded = (encoder.name)(name);
    let separator = match style {
        Style::DeepObject => {
            let mut pairs = Vec::new();
            deep(encoded, view, encoder, MAX_DEPTH, &mut pairs)?;
            return Ok(pairs);
        }
        Style::Json => {
            let absent = matches!(view, Ref::Absent);
            let text = (!absent).then(|| (encoder.value)(&json::written(&view)));
            return Ok(text.map(|text| (encoded, text)).into_iter().collect());
        }
        Style::SpaceDelimited => blank,
        Style::PipeDelimited => bar,
        Style::Form | Style::Simple | Style::Label | Style::Matrix => ",",
    };
    if explode && let Shape::Members(members) = Shape::of(view) {
        let members = members.into_iter();
        let pairs = members.flat_map(|(name, value)| each((encoder.value)(name), value, encoder));
        return Ok(pairs.collect());
    }
    Ok(match Parts::of(view, encoder.value) {
        Parts::Items(items) if explode => items
            .into_iter()
            .map(|item| (encoded.clone(), item))
            .collect(),
        parts => {
            let text = parts.join(explode, separator);
            text.map(|text| (encoded, text)).into_iter().collect()
        }
    })
}

/// A member by itself: a pair, or one for each item of a list.
fn each(name: String, view: Ref<'_>, encoder: &Encoder) -> Vec<(String, String)> {
    let items = match Shape::of(view) {
        Shape::Items(items) => items,
        _ => vec![view],
    };
    let texts = items.into_iter().filter_map(shape::text);
    texts
        .map(|text| (name.clone(), (encoder.value)(&text)))
        .collect()
}

/// `name[key][0]=value`, as deep as the value goes.
fn deep(
    name: String,
    view: Ref<'_>,
    encoder: &Encoder,
    depth: usize,
    pairs: &mut Vec<(String, String)>,
) -> Result<(), RequestError> {
    let [open, close, ..] = encoder.marks;
    let Some(depth) = depth.checked_sub(1) else {
        let problem = "nested too deep";
        return Err(RequestError::Shape { name, problem });
    };
    match Shape::of(view) {
        Shape::Items(items) => {
            for (index, item) in items.into_iter().enumerate() {
                deep(
                    format!("{name}{open}{index}{close}"),
                    item,
                    encoder,
                    depth,
                    pairs,
                )?;
            }
        }
        Shape::Members(members) => {
            for (key, value) in members {
                let key = (encoder.value)(key);
                deep(
                    format!("{name}{open}{key}{close}"),
                    value,
                    encoder,
                    depth,
                    pairs,
                )?;
            }
        }
        _ => pairs.extend(shape::text(view).map(|text| (name, (encoder.value)(&text)))),
    }
    Ok(())
}
