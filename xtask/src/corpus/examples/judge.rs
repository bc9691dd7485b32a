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
