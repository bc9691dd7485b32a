//! Reads what a document shows, and writes it back.

use std::{fmt::Display, process::ExitCode};

use runtime::{Value, model::Slot};

/// Reads a value as one type, writes it, and compares.
pub type Check = fn(&Value) -> Outcome;

/// What came of an example.
pub enum Outcome {
    /// It came back as it was.
    Equal,
    /// It did not.
    Different(Difference),
    /// It could not be read or not be written.
    Refused(String),
}

/// The first thing that differs.
pub struct Difference {
    /// A JSON pointer into the example.
    place: String,
    /// What is there; `None` if nothing is.
    expected: Option<Value>,
    /// What came back; `None` if nothing did.
    found: Option<Value>,
}

/// Runs all examples, prints a line of JSON for each, and succeeds if all came back as they were.
pub fn run(checks: &[Check], examples: &str) -> ExitCode {
    let examples = match Value::parse(examples) {
        Ok(Value::Array(examples)) => examples,
        Ok(_) => Vec::new(),
        Err(error) => {
            eprintln!("{error}");
            return ExitCode::FAILURE;
        }
    };
    let mut equal = true;
    for example in &examples {
        let check = example.get("check").and_then(Value::as_u64);
        let check = check.and_then(|check| checks.get(usize::try_from(check).ok()?));
        let outcome = match (check, example.get("value")) {
            (Some(check), Some(value)) => check(value),
            _ => Outcome::Refused("no type is known for this example".to_owned()),
        };
        equal &= matches!(outcome, Outcome::Equal);
        println!("{}", line(example, outcome));
    }
    if equal {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Through JSON.
pub fn json<T: Slot>(value: &Value) -> Outcome {
    let written = runtime::json::from_str::<T>(&value.to_string())
        .and_then(|model| Value::parse(&runtime::json::to_string(&model)));
    match written {
        Ok(written) => compare(value, &written, same_value),
        Err(error) => refused(error),
    }
}

/// What could not be read or written.
pub fn refused(error: impl Display) -> Outcome {
    Outcome::Refused(error.to_string())
}

/// What was read, held against what is read of what was written.
pub fn compare(expected: &Value, found: &Value, same: fn(&Value, &Value) -> bool) -> Outcome {
    match difference(expected, found, same, &mut String::new()) {
        Some(difference) => Outcome::Different(difference),
        None => Outcome::Equal,
    }
}

/// The first difference, in order of members.
fn difference(
    expected: &Value,
    found: &Value,
    same: fn(&Value, &Value) -> bool,
    place: &mut String,
) -> Option<Difference> {
    let mut pairs: Vec<(String, Option<&Value>, Option<&Value>)> = Vec::new();
    match (expected, found) {
        (Value::Object(one), Value::Object(two)) => {
            let added = two.keys().filter(|key| !one.contains_key(*key));
            for key in one.keys().chain(added) {
                let token = key.replace('~', "~0").replace('/', "~1");
                pairs.push((token, one.get(key), two.get(key)));
            }
        }
        (Value::Array(one), Value::Array(two)) => {
            for index in 0..one.len().max(two.len()) {
                pairs.push((index.to_string(), one.get(index), two.get(index)));
            }
        }
        _ if same(expected, found) => return None,
        _ => {
            return Some(Difference {
                place: place.clone(),
                expected: Some(expected.clone()),
                found: Some(found.clone()),
            });
        }
    }
    for (token, one, two) in pairs {
        let length = place.len();
        place.push('/');
        place.push_str(&token);
        let found = match (one, two) {
            (Some(one), Some(two)) => difference(one, two, same, place),
            _ => Some(Difference {
                place: place.clone(),
                expected: one.cloned(),
                found: two.cloned(),
            }),
        };
        if found.is_some() {
            return found;
        }
        place.truncate(length);
    }
    None
}

/// Whether two values are the same, or the same number but for digits that no double holds.
fn same_value(one: &Value, two: &Value) -> bool {
    let fraction = |value: &Value| match (value.as_i64(), value.as_u64()) {
        (None, None) => value.as_f64(),
        _ => None,
    };
    one == two || fraction(one).is_some_and(|one| fraction(two) == Some(one))
}

/// What is printed: everything that is known of the example but its value, and the outcome.
fn line(example: &Value, outcome: Outcome) -> Value {
    let mut line = example.as_object().cloned().unwrap_or_default();
    line.remove("check");
    line.remove("value");
    let mut say = |name: &str, value: Value| line.insert(name.to_owned(), value);
    match outcome {
        Outcome::Equal => {
            say("outcome", Value::from("equal"));
        }
        Outcome::Different(difference) => {
            say("outcome", Value::from("different"));
            say("where", Value::from(difference.place));
            for (name, value) in [
                ("expected", difference.expected),
                ("found", difference.found),
            ] {
                if let Some(value) = value {
                    say(name, value);
                }
            }
        }
        Outcome::Refused(error) => {
            say("outcome", Value::from("refused"));
            say("error", Value::from(error));
        }
    }
    Value::Object(line)
}
