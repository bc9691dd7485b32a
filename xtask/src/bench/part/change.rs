//! A document as its vendor might change it.

use serde_json::{Value, json};

/// Adds a property to the first schema of the document that has properties.
pub fn change(document: &mut Value) {
    let schemas = match document.pointer_mut("/components/schemas") {
        Some(Value::Object(schemas)) => schemas,
        _ => return,
    };
    let properties = schemas
        .values_mut()
        .filter_map(|schema| schema.get_mut("properties")?.as_object_mut())
        .next();
    if let Some(properties) = properties {
        properties.insert("addedSince".to_owned(), json!({ "type": "string" }));
    }
}
