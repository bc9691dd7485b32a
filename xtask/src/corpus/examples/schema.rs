//! Schemas of OpenAPI 3.0 and 3.1 as JSON Schema 2020-12, as far as they can absolve a client that did not take a value.
//!
//! A keyword that is left out lets more values through, so that more are held against the client. Left out is what a
//! client never refuses a value for: bounds, patterns, formats, values that an enumeration does not list (of an
//! enumeration, the types of its values stay), members that are not named, and several branches of a `oneOf` at once.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// Which way a value travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// To the server: what is `readOnly` need not be there.
    Request,
    /// From the server: what is `writeOnly` need not be there.
    Response,
}

/// The schema at `pointer` of an OpenAPI document with everything it refers to.
pub fn schema(document: &Value, pointer: &str, direction: Option<Direction>) -> Value {
    let mut translator = Translator {
        document,
        direction,
        names: BTreeMap::new(),
        open: Vec::new(),
    };
    let root = translator.name(pointer);
    let mut definitions = Map::new();
    while let Some((name, pointer)) = translator.open.pop() {
        let meant = document
            .pointer(&pointer)
            .map_or(Value::Bool(true), |it| translator.schema(it));
        definitions.insert(name, meant);
    }
    json!({ "$ref": root, "$defs": definitions })
}

struct Translator<'d> {
    document: &'d Value,
    direction: Option<Direction>,
    /// The definitions by their pointers in the document.
    names: BTreeMap<String, String>,
    /// Definitions that are referred to and not translated yet.
    open: Vec<(String, String)>,
}

impl Translator<'_> {
    /// A reference to what stands at a pointer of the document.
    fn name(&mut self, pointer: &str) -> String {
        let next = self.names.len().to_string();
        let name = self.names.entry(pointer.to_owned()).or_insert_with(|| {
            self.open.push((next.clone(), pointer.to_owned()));
            next
        });
        format!("#/$defs/{name}")
    }

    fn schema(&mut self, schema: &Value) -> Value {
        let Some(schema) = schema.as_object() else {
            return Value::Bool(schema.as_bool().unwrap_or(true));
        };
        let meant = self.without_null(schema);
        let nullable = ["nullable", "x-nullable"]
            .iter()
            .any(|key| schema.get(*key) == Some(&Value::Bool(true)));
        if nullable {
            json!({ "anyOf": [meant, { "type": "null" }] })
        } else {
            meant
        }
    }

    fn without_null(&mut self, schema: &Map<String, Value>) -> Value {
        let mut meant = Map::new();
        if let Some(target) = reference(schema) {
            meant.insert("$ref".to_owned(), self.name(&target).into());
            if !self.is_modern() {
                return Value::Object(meant);
            }
        }
        if let Some(types) = types(schema) {
            meant.insert("type".to_owned(), types);
        }
        self.required(schema, &mut meant);
        self.inside(schema, &mut meant);
        for (keyword, meaning) in [("allOf", "allOf"), ("anyOf", "anyOf"), ("oneOf", "oneOf")] {
            let branches = schema.get(keyword).and_then(Value::as_array);
            if let Some(branches) = branches.filter(|branches| !branches.is_empty()) {
                let branches: Vec<Value> = branches.iter().map(|it| self.schema(it)).collect();
                let choice = match meaning {
                    "allOf" => json!({ "allOf": branches }),
                    _ => json!({ "anyOf": branches }),
                };
                let all = meant.entry("allOf").or_insert_with(|| json!([]));
                if let Some(all) = all.as_array_mut() {
                    all.push(choice);
                }
            }
        }
        Value::Object(meant)
    }

    /// The members that must be there in this direction.
    fn required(&self, schema: &Map<String, Value>, meant: &mut Map<String, Value>) {
        let Some(required) = schema.get("required").and_then(Value::as_array) else {
            return;
        };
        let excused = |name: &Value| {
            let property = schema
                .get("properties")
                .and_then(|all| all.get(name.as_str()?));
            let flag = |key: &str| property.is_some_and(|it| it[key] == Value::Bool(true));
            self.direction != Some(Direction::Response) && flag("readOnly")
                || self.direction != Some(Direction::Request) && flag("writeOnly")
        };
        let required = required.iter().filter(|name| !excused(name)).cloned();
        meant.insert("required".to_owned(), required.collect());
    }

    /// Members and items.
    fn inside(&mut self, schema: &Map<String, Value>, meant: &mut Map<String, Value>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            let properties: Map<String, Value> = properties
                .iter()
                .map(|(name, property)| (name.clone(), self.schema(property)))
                .collect();
            meant.insert("properties".to_owned(), properties.into());
        }
        if let Some(items) = schema.get("prefixItems").and_then(Value::as_array) {
            let items: Vec<Value> = items.iter().map(|item| self.schema(item)).collect();
            meant.insert("prefixItems".to_owned(), items.into());
        }
        if let Some(items) = schema.get("items").filter(|items| items.is_object()) {
            meant.insert("items".to_owned(), self.schema(items));
        }
        let others = schema
            .get("additionalProperties")
            .filter(|it| it.is_object());
        if let Some(others) = others
            && !schema.contains_key("patternProperties")
        {
            meant.insert("additionalProperties".to_owned(), self.schema(others));
        }
    }

    /// Whether `$ref` may have siblings that count.
    fn is_modern(&self) -> bool {
        let version = self.document["openapi"].as_str().unwrap_or_default();
        !version.starts_with("3.0")
    }
}

fn reference(schema: &Map<String, Value>) -> Option<String> {
    let reference = schema.get("$ref")?.as_str()?;
    reference.strip_prefix('#').map(str::to_owned)
}

/// The types that a schema allows: those it names, or those of its values.
fn types(schema: &Map<String, Value>) -> Option<Value> {
    let mut types: Vec<&str> = match schema.get("type") {
        Some(Value::String(one)) => vec![one],
        Some(Value::Array(several)) => several.iter().filter_map(Value::as_str).collect(),
        _ => {
            let listed = schema.get("enum").and_then(Value::as_array);
            let values = listed.into_iter().flatten().chain(schema.get("const"));
            values.map(type_of).collect()
        }
    };
    types.sort_unstable();
    types.dedup();
    let known = [
        "array", "boolean", "integer", "null", "number", "object", "string",
    ];
    let sensible = !types.is_empty() && types.iter().all(|name| known.contains(name));
    sensible.then(|| types.into())
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
