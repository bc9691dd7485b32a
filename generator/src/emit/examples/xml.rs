//! Reads what a document shows as XML, and writes it back.

use runtime::{
    Value,
    model::{Slot, Xml},
    xml,
};

use super::harness::{Outcome, compare, refused};

/// Through XML. Numbers may come back in another spelling; the names of namespaces' prefixes do not matter.
pub fn check<T: Slot>(value: &Value, root: Xml) -> Outcome {
    let text = value.as_str().unwrap_or_default().trim().as_bytes();
    let written = match xml::from_slice::<T>(text) {
        Ok(model) => xml::to_vec(&model, root),
        Err(error) => return refused(error),
    };
    let written = match written {
        Ok(written) => written,
        Err(error) => return refused(error),
    };
    let read = xml::from_slice::<Value>;
    match (read(text), read(&written)) {
        (Ok(expected), Ok(found)) => compare(&expected, &found, same_text),
        (Err(error), _) | (_, Err(error)) => refused(error),
    }
}

/// Whether two texts mean the same number, if they are numbers, or are the same but for blanks around them.
fn same_text(one: &Value, two: &Value) -> bool {
    let (Some(one), Some(two)) = (one.as_str(), two.as_str()) else {
        return one == two;
    };
    let (one, two) = (one.trim(), two.trim());
    let number = |text: &str| text.parse::<f64>().ok();
    one == two || number(one).is_some_and(|one| number(two) == Some(one))
}
