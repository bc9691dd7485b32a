//! Schemas: what 2.0 spells otherwise than 3.0. Documents of 2.0 use more of JSON Schema than it allows; that is
//! walked through as well.

use std::borrow::Cow;

use super::{Upgrade, Way};
use crate::document::{Members, Node};

impl<'s> Upgrade<'_, 's, '_> {
    /// A schema, or the boolean that stands for one.
    pub(super) fn schema(&mut self, schema: &Node<'s>, way: &mut Way) -> Node<'s> {
        let Node::Object(members) = schema else {
            return schema.clone();
        };
        if members.contains_key("$ref") && is_true(members.get("x-nullable")) {
            return self.nullable_reference(members, way);
        }
        let mut upgraded = Members::with_capacity_and_hasher(members.len() + 1, Default::default());
        for (key, member) in members {
            match (&**key, member) {
                ("$ref", Node::String(_)) => {
                    way.within(key, |way| self.references.push(way.to.clone()));
                    upgraded.insert(key.clone(), member.clone());
                }
                ("type", Node::String(name)) if name == "file" => {
                    upgraded.insert(key.clone(), Node::text("string"));
                    upgraded.insert("format".into(), Node::text("binary"));
                }
                ("format", _) if is_file(schema) => {}
                ("x-nullable", Node::Bool(_)) => {
                    upgraded
                        .entry("nullable".into())
                        .or_insert_with(|| member.clone());
                }
                ("collectionFormat", _) => {}
                ("discriminator", _) => {
                    let discriminator = way.within(key, |way| self.discriminator(member, way));
                    upgraded
                        .extend(discriminator.map(|discriminator| (key.clone(), discriminator)));
                }
                _ => {
                    let member = way.within(key, |way| self.schema_member(key, member, way));
                    upgraded.insert(key.clone(), member);
                }
            }
        }
        Node::Object(upgraded)
    }

    fn schema_member(&mut self, key: &str, member: &Node<'s>, way: &mut Way) -> Node<'s> {
        match (key, member) {
            ("properties" | "patternProperties" | "definitions", Node::Object(members)) => {
                let schemas = members.iter().map(|(name, schema)| {
                    (
                        name.clone(),
                        way.within(name, |way| self.schema(schema, way)),
                    )
                });
                Node::Object(schemas.collect())
            }
            ("allOf" | "anyOf" | "oneOf" | "items", Node::Array(items)) => {
                let schemas = items.iter().enumerate().map(|(index, schema)| {
                    way.within(&index.to_string(), |way| self.schema(schema, way))
                });
                Node::Array(schemas.collect())
            }
            ("items" | "additionalProperties" | "not" | "additionalItems", _) => {
                self.schema(member, way)
            }
            _ => member.clone(),
        }
    }

    /// Nothing that stands beside `$ref` counts in 3.0: it wraps the reference instead.
    fn nullable_reference(&mut self, members: &Members<'s>, way: &mut Way) -> Node<'s> {
        let mut upgraded = Members::with_capacity_and_hasher(members.len(), Default::default());
        for (key, member) in members {
            match &**key {
                "$ref" => {
                    let at = way.below(&["allOf", "0"]);
                    self.moves.note(&at.to, &at.from);
                    self.references.push(at.child(key).to);
                    let reference = Members::from_iter([(key.clone(), member.clone())]);
                    upgraded.insert("allOf".into(), Node::Array(vec![Node::Object(reference)]));
                }
                "x-nullable" => {
                    upgraded.insert("nullable".into(), member.clone());
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        Node::Object(upgraded)
    }

    /// The name of a property in 2.0, an object in 3.0 (which some documents of 2.0 have already).
    fn discriminator(&mut self, member: &Node<'s>, way: &mut Way) -> Option<Node<'s>> {
        match member {
            Node::String(_) => {
                let name = (Cow::Borrowed("propertyName"), member.clone());
                Some(Node::Object(Members::from_iter([name])))
            }
            Node::Object(_) if member.get("propertyName").is_some() => {
                for (value, target) in member
                    .get("mapping")
                    .and_then(Node::as_object)
                    .into_iter()
                    .flatten()
                {
                    if target
                        .as_str()
                        .is_some_and(|target| target.starts_with('#'))
                    {
                        self.references.push(way.child("mapping").child(value).to);
                    }
                }
                Some(member.clone())
            }
            Node::Null => None,
            other => {
                self.malformed(way, "the name of a property", other);
                None
            }
        }
    }
}

/// Whether a schema or parameter is a file.
pub(super) fn is_file(schema: &Node<'_>) -> bool {
    schema.get("type").and_then(Node::as_str) == Some("file")
}

fn is_true(node: Option<&Node<'_>>) -> bool {
    node == Some(&Node::Bool(true))
}
