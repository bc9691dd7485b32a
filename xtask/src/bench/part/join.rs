//! One document of several.
//!
//! Everything that must be unique in a document (components, paths, operation ids, tags) gets a prefix for the document
//! that it comes from, and everything that points to it gets the same.

use serde_json::{Map, Value, json};

/// Joins OpenAPI 3.0 documents into one that holds everything in them but their servers.
pub fn join(documents: Vec<Value>) -> Value {
    let mut paths = Map::new();
    let mut components: Map<String, Value> = Map::new();
    for (index, mut document) in documents.into_iter().enumerate() {
        let prefix = Prefix(format!("d{index}"));
        prefix.rename(&mut document);
        if let Some(Value::Object(own)) = document.get_mut("paths").map(Value::take) {
            paths.extend(
                own.into_iter()
                    .map(|(path, item)| (prefix.path(&path), item)),
            );
        }
        let Some(Value::Object(own)) = document.get_mut("components").map(Value::take) else {
            continue;
        };
        for (kind, entries) in own {
            let all = components.entry(kind).or_insert_with(|| json!({}));
            if let (Value::Object(all), Value::Object(entries)) = (all, entries) {
                all.extend(
                    entries
                        .into_iter()
                        .map(|(name, entry)| (prefix.name(&name), entry)),
                );
            }
        }
    }
    json!({
        "openapi": "3.0.3",
        "info": { "title": "Joined", "version": "1" },
        "servers": [{ "url": "https://example.com" }],
        "paths": paths,
        "components": components,
    })
}

struct Prefix(String);

impl Prefix {
    fn name(&self, name: &str) -> String {
        format!("{}_{name}", self.0)
    }

    fn path(&self, path: &str) -> String {
        format!("/{}{path}", self.0)
    }

    /// `#/components/schemas/Pet` and `#/paths/~1pets/get` by their new names; other references as they are.
    fn reference(&self, reference: &str) -> String {
        if let Some(path) = reference.strip_prefix("#/paths/~1") {
            return format!("#/paths/~1{}~1{path}", self.0);
        }
        let component = reference
            .strip_prefix("#/components/")
            .and_then(|component| component.split_once('/'));
        match component {
            Some((kind, name)) => format!("#/components/{kind}/{}", self.name(name)),
            None => reference.to_owned(),
        }
    }

    /// Renames everything that points to something, from the document down to its leaves. Without recursion: documents
    /// may be deep.
    fn rename(&self, document: &mut Value) {
        let mut open = vec![document];
        while let Some(node) = open.pop() {
            match node {
                Value::Object(members) => {
                    self.members(members);
                    open.extend(members.values_mut());
                }
                Value::Array(items) => open.extend(items),
                _ => {}
            }
        }
    }

    fn members(&self, members: &mut Map<String, Value>) {
        if let Some(Value::String(reference)) = members.get_mut("$ref") {
            *reference = self.reference(reference);
        }
        if !members.contains_key("responses") {
            self.mapping(members);
            return;
        }
        if let Some(Value::String(id)) = members.get_mut("operationId") {
            *id = self.name(id);
        }
        if let Some(Value::Array(tags)) = members.get_mut("tags") {
            for tag in tags {
                if let Value::String(tag) = tag {
                    *tag = self.name(tag);
                }
            }
        }
        if let Some(Value::Array(alternatives)) = members.get_mut("security") {
            for alternative in alternatives {
                if let Value::Object(schemes) = alternative {
                    *schemes = std::mem::take(schemes)
                        .into_iter()
                        .map(|(name, scopes)| (self.name(&name), scopes))
                        .collect();
                }
            }
        }
    }

    /// The mapping of a discriminator: names of schemas, or references to them.
    fn mapping(&self, members: &mut Map<String, Value>) {
        if !members.get("propertyName").is_some_and(Value::is_string) {
            return;
        }
        if let Some(Value::Object(mapping)) = members.get_mut("mapping") {
            for target in mapping.values_mut() {
                if let Value::String(target) = target {
                    *target = if target.starts_with('#') {
                        self.reference(target)
                    } else {
                        self.name(target)
                    };
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_named_twice_is_renamed_with_what_points_to_it() {
        let document = json!({
            "paths": { "/pets": { "get": {
                "operationId": "list", "tags": ["pets"], "security": [{ "key": [] }],
                "responses": { "200": { "$ref": "#/components/responses/Pets" } },
            } } },
            "components": {
                "schemas": { "Pet": { "discriminator": {
                    "propertyName": "kind",
                    "mapping": { "cat": "Cat", "dog": "#/components/schemas/Dog" },
                } } },
                "responses": { "Pets": { "description": "" } },
            },
        });
        let joined = join(vec![document.clone(), document]);
        let second = &joined["paths"]["/d1/pets"]["get"];
        assert_eq!(second["operationId"], "d1_list");
        assert_eq!(second["tags"], json!(["d1_pets"]));
        assert_eq!(second["security"], json!([{ "d1_key": [] }]));
        assert_eq!(
            second["responses"]["200"]["$ref"],
            "#/components/responses/d1_Pets"
        );
        let mapping = &joined["components"]["schemas"]["d0_Pet"]["discriminator"]["mapping"];
        assert_eq!(
            mapping,
            &json!({ "cat": "d0_Cat", "dog": "#/components/schemas/d0_Dog" })
        );
    }
}
