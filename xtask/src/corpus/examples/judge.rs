//! Decides by an independent validator whether an example contradicts its own schema.

use serde_json::Value;

use super::schema::{Direction, schema};

/// A document to hold examples against.
pub struct Judge {
    document: Value,
}

impl Judge {
    /// For a normalised document.
    pub fn new(document: Value) -> Self {
        Self { document }
    }

    /// Why the example at `place` contradicts the schema at `schema`, both JSON pointers; `None` if it does not.
    pub fn contradiction(
        &self,
        place: &str,
        pointer: &str,
        direction: Option<Direction>,
    ) -> Option<String> {
        let example = self.document.pointer(place)?;
        let schema = schema(&self.document, pointer, direction);
        // A schema that is none says nothing against the example.
        let validator = jsonschema::draft202012::new(&schema).ok()?;
        let error = validator.iter_errors(example).next()?;
        let at = error.instance_path().to_string();
        let what: String = error.to_string().chars().take(300).collect();
        Some(if at.is_empty() {
            what
        } else {
            format!("{at}: {what}")
        })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// Whether a value contradicts a schema of OpenAPI 3.0.
    fn contradicts(schema: Value, example: Value, direction: Option<Direction>) -> bool {
        let tree = json!({ "type": "object", "required": ["left"], "properties": {
            "left": { "$ref": "#/schemas/Tree", "nullable": true },
        } });
        let schemas = json!({ "Tree": tree });
        let judge = Judge::new(
            json!({ "openapi": "3.0.3", "schemas": schemas, "a~b": { "/": schema }, "e": example }),
        );
        let told = judge.contradiction("/e", "/a~0b/~1", direction);
        told.is_some()
    }

    #[test]
    fn types_and_required_members_are_held_to() {
        assert!(contradicts(json!({ "type": "integer" }), json!("1"), None));
        assert!(!contradicts(json!({ "type": "integer" }), json!(1.0), None));
        assert!(contradicts(
            json!({ "required": ["a"] }),
            json!({ "b": 1 }),
            None
        ));
        assert!(contradicts(json!({ "enum": ["a"] }), json!(1), None));
    }

    #[test]
    fn what_no_client_refuses_is_no_contradiction() {
        for schema in [
            json!({ "type": "string", "enum": ["a"], "pattern": "^b", "format": "uuid" }),
            json!({ "oneOf": [{ "type": "string" }, {}], "not": {}, "minLength": 9 }),
        ] {
            assert!(!contradicts(schema, json!("x"), None));
        }
        let closed = json!({ "type": "object", "additionalProperties": false });
        assert!(!contradicts(closed, json!({ "x": 1 }), None));
    }

    #[test]
    fn null_is_allowed_in_every_spelling() {
        for schema in [
            json!({ "type": "string", "nullable": true }),
            json!({ "type": ["string", "null"] }),
            json!({ "enum": ["a", null] }),
            json!({ "$ref": "#/schemas/Tree", "nullable": true }),
        ] {
            assert!(!contradicts(schema, json!(null), None));
        }
        assert!(contradicts(json!({ "type": "string" }), json!(null), None));
    }

    #[test]
    fn references_may_go_in_circles() {
        let schema = json!({ "$ref": "#/schemas/Tree" });
        let good = json!({ "left": { "left": null } });
        assert!(!contradicts(schema.clone(), good, None));
        assert!(contradicts(schema, json!({ "left": { "left": {} } }), None));
    }

    #[test]
    fn what_the_server_sets_need_not_be_sent() {
        let schema = json!({ "required": ["id"], "properties": { "id": { "readOnly": true } } });
        assert!(!contradicts(
            schema.clone(),
            json!({}),
            Some(Direction::Request)
        ));
        assert!(contradicts(schema, json!({}), Some(Direction::Response)));
    }
}
