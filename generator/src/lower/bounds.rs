use super::conjunction::Conjunction;
use crate::document::Cursor;
use crate::ir::{Bounds, Limit};

/// The limits of a value, in a fixed order; of several the narrowest.
pub(super) fn bounds(schema: &Conjunction<'_>) -> Bounds {
    let mut bounds = Bounds::default();
    range(schema, &mut bounds);
    if let Some(step) = schema.get("multipleOf")
        && let Some(value) = step.as_f64()
    {
        bounds.add(
            format!("a multiple of {}", step.to_json()),
            Limit::MultipleOf(value),
        );
    }
    counts(
        schema,
        ["minLength", "maxLength"],
        ["character", "characters"],
        [Limit::MinLength, Limit::MaxLength],
        &mut bounds,
    );
    if let Some(pattern) = schema.get("pattern").and_then(|pattern| pattern.as_str()) {
        let limit = Limit::Pattern(pattern.to_owned());
        bounds.add(format!("matches {pattern}"), limit);
    }
    counts(
        schema,
        ["minItems", "maxItems"],
        ["item", "items"],
        [Limit::MinItems, Limit::MaxItems],
        &mut bounds,
    );
    if schema
        .all("uniqueItems")
        .any(|it| it.as_bool() == Some(true))
    {
        bounds.add("without duplicates".to_owned(), Limit::Unique);
    }
    counts(
        schema,
        ["minProperties", "maxProperties"],
        ["member", "members"],
        [Limit::MinMembers, Limit::MaxMembers],
        &mut bounds,
    );
    bounds
}

impl Bounds {
    fn add(&mut self, phrase: String, limit: Limit) {
        self.phrases.push(phrase);
        self.limits.push(limit);
    }
}

/// One end of a range.
#[derive(Clone, PartialEq)]
struct End {
    value: f64,
    /// As the document writes it: a double would round what does not fit.
    text: String,
    exclusive: bool,
}

fn range(schema: &Conjunction<'_>, bounds: &mut Bounds) {
    let least = end(schema, "minimum", "exclusiveMinimum", |new, old| new > old);
    let most = end(schema, "maximum", "exclusiveMaximum", |new, old| new < old);
    let limits = [&least, &most].map(|end| end.as_ref().map(|end| (end.value, end.exclusive)));
    match (least, most) {
        (Some(least), Some(most)) if least == most && !least.exclusive => {
            bounds.phrases.push(format!("always {}", least.text));
        }
        (least, most) => {
            let least = least.map(|end| end.phrase("at least", "more than"));
            let most = most.map(|end| end.phrase("at most", "less than"));
            bounds.phrases.extend(least.into_iter().chain(most));
        }
    }
    let [least, most] = limits;
    let least = least.map(|(value, exclusive)| match exclusive {
        true => Limit::MoreThan(value),
        false => Limit::AtLeast(value),
    });
    let most = most.map(|(value, exclusive)| match exclusive {
        true => Limit::LessThan(value),
        false => Limit::AtMost(value),
    });
    bounds.limits.extend(least.into_iter().chain(most));
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

fn counts(
    schema: &Conjunction<'_>,
    keys: [&str; 2],
    units: [&str; 2],
    limits: [fn(u64) -> Limit; 2],
    bounds: &mut Bounds,
) {
    let [least, most] = keys;
    let least = schema.all(least).filter_map(|it| it.as_u64()).max();
    let most = schema.all(most).filter_map(|it| it.as_u64()).min();
    let least = least.filter(|least| *least > 0);
    let counted = |count: u64| format!("{count} {}", units[usize::from(count != 1)]);
    match (least, most) {
        (Some(least), Some(most)) if least == most => {
            bounds.phrases.push(format!("exactly {}", counted(least)));
        }
        (least, most) => {
            let least = least.map(|count| format!("at least {}", counted(count)));
            let most = most.map(|count| format!("at most {}", counted(count)));
            bounds.phrases.extend(least.into_iter().chain(most));
        }
    }
    let [at_least, at_most] = limits;
    let limits = least.map(at_least).into_iter().chain(most.map(at_most));
    bounds.limits.extend(limits);
}
