use super::Lower;
use super::conjunction::Conjunction;
use crate::document::{Cursor, Node};

/// JSON's types, as a schema's `type` names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Boolean,
    Integer,
    Number,
    String,
    Array,
    Object,
}

/// What `type` says.
enum Said {
    Kind(Kind),
    Null,
    Anything,
    /// A word that OpenAPI does not have, and what it seems to mean.
    Foreign(Option<Kind>),
}

impl<'d> Lower<'d, '_> {
    /// Says what is wrong with the types that the parts of a schema name.
    pub(super) fn check_kinds(&mut self, schema: &Conjunction<'d>) {
        let mut before: Option<Vec<Kind>> = None;
        for keyword in schema.all("type") {
            for word in words(&keyword) {
                if let Said::Foreign(meant) = said(&word) {
                    self.foreign(&word, meant);
                }
            }
            let Some(these) = named(&keyword) else {
                continue;
            };
            let both = before.map(|before| intersection(&before, &these));
            if both.as_ref().is_some_and(Vec::is_empty) {
                self.conflict(&keyword);
            }
            before = Some(both.filter(|both| !both.is_empty()).unwrap_or(these));
        }
    }

    fn conflict(&mut self, keyword: &Cursor<'d>) {
        self.diagnostics
            .warning(
                "conflicting-types",
                "this type contradicts that of another part of the same `allOf`; this one is taken",
                keyword,
            )
            .help("correct one of them with an overlay action");
    }

    fn foreign(&mut self, word: &Cursor<'d>, meant: Option<Kind>) {
        let (taken, help) = match meant {
            Some(kind) => (kind.name(), format!("write `type: {}`", kind.name())),
            None => (
                "any JSON value",
                "use one of string, number, integer, boolean, array, object".to_owned(),
            ),
        };
        let text = word.node().to_json();
        let text = text
            .as_str()
            .map_or_else(|| text.to_string(), str::to_owned);
        self.diagnostics
            .error(
                "unknown-type",
                format!("OpenAPI has no type `{text}`; taken as {taken}"),
                word,
            )
            .help(help);
    }
}

/// The types that every part of a schema allows, in document order; none where nothing is said. Where parts contradict
/// each other, the nearer one counts.
pub(super) fn kinds(schema: &Conjunction<'_>) -> Vec<Kind> {
    let mut kinds: Option<Vec<Kind>> = None;
    for these in schema.all("type").filter_map(|keyword| named(&keyword)) {
        let both = kinds.map(|before| intersection(&before, &these));
        kinds = Some(both.filter(|both| !both.is_empty()).unwrap_or(these));
    }
    kinds.unwrap_or_else(|| inferred(schema))
}

/// Whether no value could have a type of each list. A list that is empty says nothing.
pub(super) fn contradict(one: &[Kind], other: &[Kind]) -> bool {
    !one.is_empty() && !other.is_empty() && intersection(one, other).is_empty()
}

/// The types that one `type` names. `None` where it says nothing.
fn named(keyword: &Cursor<'_>) -> Option<Vec<Kind>> {
    let mut kinds = Vec::new();
    for word in words(keyword) {
        let kind = match said(&word) {
            Said::Kind(kind) | Said::Foreign(Some(kind)) => kind,
            Said::Null => continue,
            Said::Anything | Said::Foreign(None) => return None,
        };
        if !kinds.contains(&kind) {
            kinds.push(kind);
        }
    }
    (!kinds.is_empty()).then_some(kinds)
}

fn words<'d>(keyword: &Cursor<'d>) -> Vec<Cursor<'d>> {
    match keyword.node() {
        Node::Array(_) => keyword.items().collect(),
        _ => vec![keyword.clone()],
    }
}

impl Kind {
    /// As `type` spells it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Boolean => "boolean",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::String => "string",
            Self::Array => "array",
            Self::Object => "object",
        }
    }
}

fn said(word: &Cursor<'_>) -> Said {
    let Some(text) = word.as_str() else {
        return match word.node() {
            Node::Null => Said::Null,
            _ => Said::Foreign(None),
        };
    };
    match text {
        "boolean" => Said::Kind(Kind::Boolean),
        "integer" => Said::Kind(Kind::Integer),
        "number" => Said::Kind(Kind::Number),
        "string" | "file" => Said::Kind(Kind::String),
        "array" => Said::Kind(Kind::Array),
        "object" => Said::Kind(Kind::Object),
        "null" => Said::Null,
        "any" => Said::Anything,
        _ => Said::Foreign(meant(&text.to_lowercase())),
    }
}

/// What words of programming languages mean when they stand where a type should.
fn meant(word: &str) -> Option<Kind> {
    Some(match word {
        "bool" | "boolean" => Kind::Boolean,
        "int" | "int32" | "int64" | "integer" | "long" | "timestamp" => Kind::Integer,
        "number" | "float" | "double" | "decimal" => Kind::Number,
        "string" | "str" | "text" | "date" | "datetime" | "date-time" | "time" | "uuid"
        | "guid" | "uri" | "url" | "email" | "enum" | "char" | "binary" | "password" => {
            Kind::String
        }
        "array" | "list" | "set" => Kind::Array,
        "object" | "map" | "dict" | "dictionary" | "hash" | "json" => Kind::Object,
        _ => return None,
    })
}

/// What both allow: an integer is a number.
fn intersection(left: &[Kind], right: &[Kind]) -> Vec<Kind> {
    let narrow = |one: Kind, others: &[Kind]| match one {
        Kind::Number if !others.contains(&Kind::Number) => {
            others.contains(&Kind::Integer).then_some(Kind::Integer)
        }
        Kind::Integer if others.contains(&Kind::Number) => Some(Kind::Integer),
        kind => others.contains(&kind).then_some(kind),
    };
    let mut both: Vec<Kind> = Vec::new();
    for kind in left.iter().filter_map(|kind| narrow(*kind, right)) {
        if !both.contains(&kind) {
            both.push(kind);
        }
    }
    both
}

/// The type that the other keywords speak of, if they all speak of one.
fn inferred(schema: &Conjunction<'_>) -> Vec<Kind> {
    let speaks = |keywords: &[&str]| keywords.iter().any(|one| schema.get(one).is_some());
    let mut kinds = Vec::new();
    if speaks(&[
        "properties",
        "additionalProperties",
        "patternProperties",
        "required",
        "minProperties",
        "maxProperties",
    ]) {
        kinds.push(Kind::Object);
    }
    if speaks(&[
        "items",
        "prefixItems",
        "minItems",
        "maxItems",
        "uniqueItems",
    ]) {
        kinds.push(Kind::Array);
    }
    if speaks(&[
        "pattern",
        "minLength",
        "maxLength",
        "contentEncoding",
        "contentMediaType",
    ]) {
        kinds.push(Kind::String);
    }
    if speaks(&[
        "minimum",
        "maximum",
        "exclusiveMinimum",
        "exclusiveMaximum",
        "multipleOf",
    ]) {
        kinds.push(Kind::Number);
    }
    if kinds.is_empty() {
        kinds.extend(schema.get("format").and_then(|it| of_format(it.as_str()?)));
    }
    // Keywords about several types allow several; which ones, only `type` could say.
    if kinds.len() == 1 { kinds } else { Vec::new() }
}

fn of_format(format: &str) -> Option<Kind> {
    Some(match format {
        "int32" | "int64" | "uint32" | "uint64" | "integer" => Kind::Integer,
        "float" | "double" | "number" => Kind::Number,
        "boolean" => Kind::Boolean,
        "date-time" | "date" | "time" | "duration" | "uuid" | "uri" | "url" | "email"
        | "hostname" | "byte" | "binary" | "password" | "string" => Kind::String,
        _ => return None,
    })
}
