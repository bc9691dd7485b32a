use super::conjunction::Conjunction;
use crate::document::Cursor;
use crate::ir::Bounds;

/// The limits of a value as phrases, in a fixed order; of several the narrowest.
pub(super) fn bounds(schema: &Conjunction<'_>) -> Bounds {
    let mut phrases = Vec::new();
    range(schema, &mut phrases);
    if let Some(step) = schema.get("multipleOf").and_then(|step| step.as_f64()) {
        phrases.push(format!("a multiple of {step}"));
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
#[derive(Clone, Copy, PartialEq)]
struct End {
    value: f64,
    exclusive: bool,
}

fn range(schema: &Conjunction<'_>, phrases: &mut Vec<String>) {
    let least = end(schema, "minimum", "exclusiveMinimum", |new, old| new > old);
    let most = end(schema, "maximum", "exclusiveMaximum", |new, old| new < old);
    match (least, most) {
        (Some(least), Some(most)) if least == most && !least.exclusive => {
            phrases.push(format!("always {}", least.value));
        }
        _ => {
            let phrase = |end: End, words: [&str; 2]| {
                format!("{} {}", words[usize::from(end.exclusive)], end.value)
            };
            phrases.extend(least.map(|end| phrase(end, ["at least", "more than"])));
            phrases.extend(most.map(|end| phrase(end, ["at most", "less than"])));
        }
    }
}

/// The narrowest end that the parts give: `minimum`, with `exclusiveMinimum` as a flag (3.0) or a bound (3.1).
fn end(
    schema: &Conjunction<'_>,
    inclusive: &str,
    exclusive: &str,
    narrower: impl Fn(f64, f64) -> bool,
) -> Option<End> {
    let number = |part: &Cursor<'_>, key: &str| part.get(key).and_then(|bound| bound.as_f64());
    let mut end: Option<End> = None;
    for part in &schema.parts {
        let of_flag = number(&part.node, inclusive).map(|value| End {
            value,
            exclusive: part.node.flag(exclusive),
        });
        let of_bound = number(&part.node, exclusive).map(|value| End {
            value,
            exclusive: true,
        });
        for new in of_flag.into_iter().chain(of_bound) {
            if end.is_none_or(|old| {
                narrower(new.value, old.value) || (new.value == old.value && new.exclusive)
            }) {
                end = Some(new);
            }
        }
    }
    end
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
