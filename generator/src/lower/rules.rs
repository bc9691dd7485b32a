//! What a schema asks of a value and no type can say: it is documented, and never a reason to refuse what was sent.

use super::Lower;
use super::bounds::bounds;
use super::conjunction::Conjunction;
use crate::document::Cursor;

/// Keywords that only limit what a value may be.
const LIMITS: [&str; 3] = ["not", "contains", "unevaluatedItems"];

impl<'d> Lower<'d, '_> {
    /// The rules as sentences.
    pub(super) fn rules(&self, schema: &Conjunction<'d>) -> Vec<String> {
        let mut rules = Vec::new();
        for keyword in ["dependentRequired", "dependencies"] {
            let all = schema.all(keyword).flat_map(|all| all.members());
            rules.extend(all.filter_map(|(name, needed)| needs(name, &needed)));
        }
        for names in schema.all("propertyNames") {
            let names = self.conjunction(&[names]);
            let mut phrases = bounds(&names).phrases;
            let listed = names.get("enum");
            let listed = listed.into_iter().flat_map(|list| list.items());
            let listed: Vec<String> = listed.filter_map(|it| Some(code(it.as_str()?))).collect();
            if !listed.is_empty() {
                phrases.push(format!("one of {}", listed.join(", ")));
            }
            if !phrases.is_empty() {
                rules.push(format!("Names of members: {}.", phrases.join("; ")));
            }
        }
        if schema.parts.iter().any(|part| is_conditional(&part.node)) {
            rules.push("Which members it has depends on others.".to_owned());
        }
        rules
    }

    /// Says once which limits the types do not show.
    pub(super) fn check_limits(&mut self, schema: &Conjunction<'d>) {
        for part in &schema.parts {
            for keyword in LIMITS {
                if let Some(limit) = part.node.get(keyword).filter(Cursor::is_object) {
                    self.diagnostics
                        .note(
                            "unchecked-limit",
                            format!("`{keyword}` limits the values; no type can say so, and it is not checked"),
                            &limit,
                        )
                        .help("nothing is lost: values are kept and sent as they are");
                }
            }
        }
    }
}

fn is_conditional(schema: &Cursor<'_>) -> bool {
    let conditional = schema.has("if");
    conditional && ["then", "else"].iter().any(|key| schema.has(key))
        || schema.has("dependentSchemas")
}

/// `With a, b is required`, in words.
fn needs(name: &str, needed: &Cursor<'_>) -> Option<String> {
    let needed: Vec<String> = needed
        .items()
        .filter_map(|it| Some(code(it.as_str()?)))
        .collect();
    let (last, before) = needed.split_last()?;
    let name = code(name);
    Some(match before {
        [] => format!("With {name}, {last} is required."),
        before => format!(
            "With {name}, {} and {last} are required.",
            before.join(", ")
        ),
    })
}

/// Text as inline code of CommonMark; a text with a backtick stands as it is.
fn code(text: &str) -> String {
    if text.contains('`') {
        text.to_owned()
    } else {
        format!("`{text}`")
    }
}
