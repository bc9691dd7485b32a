//! Parameters of path, query and header, and the headers of responses: their type moves into a `schema`.

use std::borrow::Cow;

use super::{Upgrade, Way};
use crate::document::{Members, Node};

/// The members of a parameter that are those of a schema. The last few are not allowed in 2.0 and found in documents.
const OF_SCHEMA: [&str; 20] = [
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
    "x-nullable",
    "properties",
    "additionalProperties",
    "allOf",
];

fn is_of_schema(key: &str) -> bool {
    OF_SCHEMA.contains(&key) || key.starts_with("x-enum")
}

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// A parameter that stays one (`place` is what `in` says), or a header of a response.
    pub(super) fn parameter(&mut self, parameter: &Node<'s>, place: &str, way: &Way) -> Node<'s> {
        let Node::Object(members) = parameter else {
            return parameter.clone();
        };
        // Its schema comes from the same place, and is not what a reference to that place means.
        self.moves.note(&way.to, &way.from);
        if members.contains_key("$ref") {
            self.references.push(way.child("$ref").to);
            return parameter.clone();
        }
        let style = self
            .style(parameter, place, way)
            .filter(|style| style.style != "simple");
        let mut upgraded = Members::with_capacity_and_hasher(members.len(), Default::default());
        for (key, member) in members {
            match &**key {
                "collectionFormat" => {}
                "schema" => {
                    upgraded.insert(key.clone(), Node::Null);
                }
                key if is_of_schema(key) => {
                    upgraded.entry("schema".into()).or_insert(Node::Null);
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        let schema = self.parameter_schema(parameter, &way.below(&["schema"]));
        upgraded.insert("schema".into(), schema.unwrap_or_else(Node::empty));
        if let Some(style) = style {
            upgraded.insert("style".into(), Node::text(style.style));
            upgraded.insert("explode".into(), Node::Bool(style.explode));
        }
        Node::Object(upgraded)
    }

    /// The schema of a parameter of any kind: its own `schema`, else what else it says of its type. The way is to where
    /// the schema will stand, from the parameter.
    pub(super) fn parameter_schema(&mut self, parameter: &Node<'s>, way: &Way) -> Option<Node<'s>> {
        if let Some(schema) = parameter.get("schema") {
            let mut way = Way {
                from: way.child("schema").from,
                to: way.to.clone(),
            };
            self.moves.note(&way.to, &way.from);
            return Some(self.schema(schema, &mut way));
        }
        let members: Members<'s> = parameter
            .as_object()
            .into_iter()
            .flatten()
            .filter(|(key, _)| is_of_schema(key))
            .map(|(key, member)| (key.clone(), member.clone()))
            .collect();
        if members.is_empty() {
            return None;
        }
        self.moves.note(&way.to, &way.from);
        Some(self.schema(&Node::Object(members), &mut way.clone()))
    }

    /// The parameters in a list, each with what it means.
    pub(super) fn given(&mut self, owner: &'r Node<'s>, way: &Way) -> Vec<Given<'r, 's>> {
        let way = way.child("parameters");
        let list = match owner.get("parameters") {
            None | Some(Node::Null) => return Vec::new(),
            Some(Node::Array(items)) => items,
            Some(other) => {
                self.malformed(&way, "a list of parameters", other);
                return Vec::new();
            }
        };
        let entries = list.iter().enumerate().map(|(index, entry)| {
            let way = way.item(index);
            let (meaning, from) = self.resolve(entry, &way.from);
            Given {
                entry,
                at: way.from,
                meaning,
                from,
            }
        });
        entries.collect()
    }

    /// The parameters that stay parameters.
    pub(super) fn kept(&mut self, given: &[Given<'r, 's>], way: &Way) -> Vec<Node<'s>> {
        let kept = given.iter().filter(|given| !given.is_of_body()).enumerate();
        let kept = kept.map(|(index, given)| {
            let way = way.child("parameters").item(index).coming_from(&given.at);
            self.parameter(given.entry, given.place(), &way)
        });
        kept.collect()
    }
}

/// A parameter as it stands in a list.
#[derive(Debug, Clone)]
pub(super) struct Given<'r, 's> {
    /// As it stands there: the parameter or a reference to it.
    pub entry: &'r Node<'s>,
    /// Where it stands, in the original tree.
    pub at: String,
    /// The parameter.
    pub meaning: &'r Node<'s>,
    /// Where that stands, in the original tree.
    pub from: String,
}

impl<'s> Given<'_, 's> {
    /// What `in` says.
    pub fn place(&self) -> &str {
        self.meaning
            .get("in")
            .and_then(Node::as_str)
            .unwrap_or_default()
    }

    /// Its name, if it has one.
    pub fn name(&self) -> Option<Cow<'s, str>> {
        match self.meaning.get("name") {
            Some(Node::String(name)) => Some(name.clone()),
            _ => None,
        }
    }

    /// Whether it is a reference to the parameter.
    pub fn is_reference(&self) -> bool {
        self.at != self.from
    }

    /// Whether it is the body, or a part of it.
    pub fn is_of_body(&self) -> bool {
        matches!(self.place(), "body" | "formData")
    }
}
