//! The examples of one document: what its test printed, and which of them say nothing about the client.

mod judge;
mod schema;

use std::path::Path;

use generator::Generator;
use serde_json::Value;

use self::{judge::Judge, schema::Direction};
use super::document::Examples;

/// Counts what a test printed, a JSON object a line. Examples that did not come back are held against their schemas
/// first; `document` is read for those only.
pub fn count(printed: &[u8], document: &Path) -> Examples {
    let mut examples = Examples::default();
    let mut judge = None;
    for line in String::from_utf8_lossy(printed).lines() {
        let Ok(line) = serde_json::from_str::<Value>(line) else {
            continue;
        };
        match line["outcome"].as_str() {
            Some("equal") => {
                examples.right += 1;
                continue;
            }
            Some(_) => {}
            // What cargo says goes the same way.
            None => continue,
        }
        let judge = judge.get_or_insert_with(|| {
            let document = Generator::new().document(document).normalised();
            Judge::new(document.unwrap_or_default())
        });
        match contradiction(judge, &line) {
            Some(reason) => {
                examples.contradicting.push(told(&line, Some(&reason)));
            }
            None => examples.wrong.push(told(&line, None)),
        }
    }
    examples
}

/// Why an example contradicts its own schema, if it does. The text of an XML document is held against the client: no
/// validator of JSON can judge it.
fn contradiction(judge: &Judge, line: &Value) -> Option<String> {
    if line["notation"] != "json" {
        return None;
    }
    let direction = match line["direction"].as_str() {
        Some("request") => Some(Direction::Request),
        Some("response") => Some(Direction::Response),
        _ => None,
    };
    judge.contradiction(line["place"].as_str()?, line["schema"].as_str()?, direction)
}

/// What is said of an example that did not come back.
fn told(line: &Value, contradiction: Option<&str>) -> Value {
    let mut told = line.as_object().cloned().unwrap_or_default();
    if let Some(reason) = contradiction {
        told.insert("contradicts".to_owned(), Value::from(reason));
    }
    Value::Object(told)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_json_can_contradict_its_schema() {
        let judge = Judge::new(json!({ "e": "<a/>", "s": { "type": "object" } }));
        let line = |notation| json!({ "place": "/e", "schema": "/s", "notation": notation });
        assert!(contradiction(&judge, &line("json")).is_some());
        assert_eq!(contradiction(&judge, &line("xml")), None);
    }

    #[test]
    fn what_cargo_says_is_no_example() {
        let printed = b"{\"reason\":\"build-finished\"}\n{\"outcome\":\"equal\"}\nwords\n";
        let examples = count(printed, Path::new("nowhere"));
        assert_eq!((examples.right, examples.total()), (1, 1));
    }
}
