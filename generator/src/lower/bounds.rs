use super::conjunction::Conjunction;
use crate::document::Cursor;
use crate::ir::Bounds;

/// The limits of a value as phrases, in a fixed order; of several the narrowest.
pub(super) fn bounds(schema: &Conjunction<'_>) -> Bounds {
    let mut phrases = Vec::new();
    range(schema, &mut phrases);
    if let Some(step) = schema
        .get("multipleOf")
        .filter(|step| step.as_f64().is_some())
    {
        phrases.push(format!("a multiple of {}", step.to_json()));
    }
    counts(
        schema,
        ["minLength", "maxLength"],
        ["character", "characters"],
        &mut phrases,
    );
    if let Some(pattern) = schema.get("pattern").and_then(|pattern| pattern.as_str()) {
        phrases.push(format!("matches {pattern}"));
    }
    counts(
        schema,
        ["minItems", "maxItems"],
        ["item", "items"],
        &mut phrases,
    );
    if schema
        .all("uniqueItems")
        .any(|it| it.as_bool() == Some(true))
    {
        phrases.push("without duplicates".to_owned());
    }
    counts(
        schema,
        ["minProperties", "maxProperties"],
        ["member", "members"],
        &mut phrases,
    );
    Bounds { phrases }
}

/// One end of a range.
#[derive(Clone, PartialEq)]
struct End {
    value: f64,
    /// As the document writes it: a double would round what does not fit.
    text: String,
    exclusive: bool,
}

fn range(schema: &Conjunction<'_>, phrases: &mut Vec<String>) {
    let least = end(schema, "minimum", "exclusiveMinimum", |new, old| new > old);
    let most = end(schema, "maximum", "exclusiveMaximum", |new, old| new < old);
    match (least, most) {
        (Some(least), Some(most)) if least == most && !least.exclusive => {
            phrases.push(format!("always {}", least.text));
        }
        (least, most) => {
            phrases.extend(least.map(|end| end.phrase("at least", "more than")));
            phrases.extend(most.map(|end| end.phrase("at most", "less than")));
        }
    }
}

impl End {
    fn of(bound: Option<Cursor<'_>>, exclusive: bool) -> Option<Self> {
        let bound = bound?;
        Some(Self {
            value: bound.as_f64()?,
            text: bound.to_json().to_string(),
            exclusive,
        })
    }

    fn phrase(&self, inclusive: &str, exclusive: &str) -> String {
        let words = if self.exclusive { exclusive } else { inclusive };
        format!("{words} {}", self.text)
    }
}

/// The narrowest end that the parts give: `minimum`, with `exclusiveMinimum` as a flag (3.0) or a bound (3.1).
fn end(
    schema: &Conjunction<'_>,
    inclusive: &str,
    exclusive: &str,
    narrower: impl Fn(f64, f64) -> bool,
) -> Option<End> {
    let ends = schema.parts.iter().flat_map(|part| {
        let of_flag = End::of(part.node.get(inclusive), part.node.flag(exclusive));
        of_flag
            .into_iter()
            .chain(End::of(part.node.get(exclusive), true))
    });
    ends.reduce(|old, new| {
        let same = new.value == old.value && new.exclusive;
        if same || narrower(new.value, old.value) {
            new
        } else {
            old
        }
    })
}

fn counts(schema: &Conjunction<'_>, keys: [&str; 2], units: [&str; 2], phrases: &mut Vec<String>) {
    let [least, most] = keys;
    let least = schema.all(least).filter_map(|it| it.as_u64()).max();
    let most = schema.all(most).filter_map(|it| it.as_u64()).min();
    let counted = |count: u64| format!("{count} {}", units[usize::from(count != 1)]);
    match (least.filter(|least| *least > 0), most) {
        (Some(least), Some(most)) if least == most => {
            phrases.push(format!("exactly {}", counted(least)));
        }
        (least, most) => {
            phrases.extend(least.map(|count| format!("at least {}", counted(count))));
            phrases.extend(most.map(|count| format!("at most {}", counted(count))));
        }
    }
}
