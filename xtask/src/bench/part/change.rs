//! A document as its vendor might change it.

use serde_json::{Value, json};

/// Adds a property to one schema: of the components if there are any with properties, or of whatever comes first.
pub fn change(document: &mut Value) {
    let in_components = document
        .pointer("/components/schemas")
        .and_then(first_with_properties)
        .map(|pointer| format!("/components/schemas{pointer}"));
    let pointer = in_components.or_else(|| first_with_properties(document));
    let properties = pointer.and_then(|pointer| document.pointer_mut(&pointer)?.as_object_mut());
    if let Some(properties) = properties {
        properties.insert("addedSince".to_owned(), json!({ "type": "string" }));
    }
}

/// The place of the first `properties` of an object schema, nearest to the root first.
fn first_with_properties(root: &Value) -> Option<String> {
    let mut level = vec![(String::new(), root)];
    while !level.is_empty() {
        let mut below = Vec::new();
        for (pointer, node) in level {
            if node["type"] == "object" && node["properties"].is_object() {
                return Some(pointer + "/properties");
            }
            if let Some(members) = node.as_object() {
                below.extend(members.iter().map(|(name, member)| {
                    let name = name.replace('~', "~0").replace('/', "~1");
                    (format!("{pointer}/{name}"), member)
                }));
            }
        }
        level = below;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_schema_of_the_components_is_changed_before_any_other() {
        let schema = json!({ "type": "object", "properties": { "id": {} } });
        let mut document = json!({
            "paths": { "/a": { "get": { "schema": schema.clone() } } },
            "components": { "schemas": { "Text": { "type": "string" }, "Pet": schema } },
        });
        change(&mut document);
        assert!(document["components"]["schemas"]["Pet"]["properties"]["addedSince"].is_object());
        document["components"] = Value::Null;
        change(&mut document);
        assert!(document["paths"]["/a"]["get"]["schema"]["properties"]["addedSince"].is_object());
    }
}
