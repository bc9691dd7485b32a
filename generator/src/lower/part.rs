use serde::de::DeserializeOwned;

use super::Lower;
use crate::document::Cursor;

impl<'d> Lower<'d, '_> {
    /// Reads one part of the document as openapiv3 types it. Where it refuses, that is one warning, and the caller falls
    /// back to what is there.
    pub(super) fn part<T: DeserializeOwned>(
        &mut self,
        code: &'static str,
        what: &str,
        node: &Cursor<'d>,
        instead: &str,
    ) -> Option<T> {
        match serde_json::from_value(node.to_json()) {
            Ok(part) => Some(part),
            Err(error) => {
                self.diagnostics
                    .warning(
                        code,
                        format!("{what} is not as OpenAPI has it: {error}; {instead}"),
                        node,
                    )
                    .help("correct it with an overlay action");
                None
            }
        }
    }
}
