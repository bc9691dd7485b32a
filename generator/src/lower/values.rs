use serde_json::{Number, Value};

use super::Lower;
use super::conjunction::Conjunction;
use super::docs::trimmed;
use super::kind::{Kind, kinds};
use crate::document::{Cursor, Node};
use crate::hash::{HashMap, HashSet};
use crate::ir::{Docs, EnumValue};

impl<'d> Lower<'d, '_> {
    /// The values that `const` and `enum` leave, without null. `None` where they leave everything, or what no list can say.
    pub(super) fn values(&mut self, schema: &Conjunction<'d>) -> Option<Vec<EnumValue>> {
        let mut values: Option<Vec<EnumValue>> = None;
        for part in &schema.parts {
            let Some(these) = self.listed(&part.node) else {
                continue;
            };
            values = Some(match values {
                None => these,
                Some(mut before) => {
                    let also = by_value(&these);
                    before.retain_mut(|one| complete(one, &also));
                    // Contradicting lists leave nothing; the nearer one is what the author meant.
                    if before.is_empty() { these } else { before }
                }
            });
        }
        let mut values = values.filter(|values| !values.is_empty())?;
        // `enum: [1]` beside a reference to a choice of constants, which names them.
        let branches = schema.groups.iter().flat_map(|group| &group.branches);
        let chosen = branches.map(|one| described(self.listed(one).unwrap_or_default(), one));
        let chosen: Vec<EnumValue> = chosen.flatten().collect();
        let chosen = by_value(&chosen);
        for one in &mut values {
            complete(one, &chosen);
        }
        let kinds = kinds(schema);
        if kinds == [Kind::Array] || kinds == [Kind::Object] {
            return None;
        }
        for one in &mut values {
            one.value = as_kind(one.value.take(), &kinds);
        }
        Some(values)
    }

    /// The scalar values that one schema lists itself.
    pub(super) fn listed(&mut self, schema: &Cursor<'d>) -> Option<Vec<EnumValue>> {
        if let Some(constant) = schema.get("const") {
            let value = scalar(&constant)?;
            return Some(vec![EnumValue {
                value,
                name: None,
                docs: Docs::default(),
            }]);
        }
        let list = schema.get("enum").filter(Cursor::is_array)?;
        let described = Described::of(schema);
        let mut seen = HashSet::default();
        let mut values = Vec::new();
        for (index, item) in list.items().enumerate() {
            match scalar(&item) {
                Some(value) if seen.insert(value.to_string()) => {
                    values.push(described.value(index, value));
                }
                Some(_) => {}
                None if item.is_null() => {}
                None => {
                    self.diagnostics
                        .note(
                            "enum-value",
                            "lists and objects as values have no names; this one is left out of the set, and read as \
                             an unknown value",
                            &item,
                        )
                        .help("describe it as a schema instead");
                }
            }
        }
        Some(values)
    }
}

/// The docs of a branch of its own: a set of one value takes them for the value.
pub(super) fn docs(branch: &Cursor<'_>) -> Docs {
    Docs {
        summary: String::new(),
        description: trimmed(branch.text("description")),
        deprecated: branch.flag("deprecated"),
    }
}

/// `{const: 1, title: low, description: …}`: the branch describes its value.
pub(super) fn described(mut values: Vec<EnumValue>, branch: &Cursor<'_>) -> Vec<EnumValue> {
    if let [only] = values.as_mut_slice() {
        let title = trimmed(branch.text("title"));
        only.name = only
            .name
            .take()
            .or_else(|| Some(title).filter(|title| !title.is_empty()));
        if only.docs == Docs::default() {
            only.docs = docs(branch);
        }
    }
    values
}

/// What extensions say of the values of an `enum`.
struct Described<'d> {
    names: Option<Cursor<'d>>,
    descriptions: Option<Cursor<'d>>,
    microsoft: Option<Cursor<'d>>,
}

impl<'d> Described<'d> {
    fn of(schema: &Cursor<'d>) -> Self {
        let any = |keys: &[&str]| keys.iter().find_map(|key| schema.get(key));
        Self {
            names: any(&["x-enum-varnames", "x-enumNames", "x-enum-names"]),
            descriptions: any(&["x-enum-descriptions", "x-enumDescriptions"]),
            microsoft: schema.get("x-ms-enum").and_then(|it| it.get("values")),
        }
    }

    fn value(&self, index: usize, value: Value) -> EnumValue {
        let spelled = match &value {
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let of = |list: &Option<Cursor<'d>>| {
            let list = list.as_ref()?;
            let found = list.item(index).or_else(|| list.get(&spelled))?;
            found.as_str()
        };
        let microsoft = self.microsoft.as_ref().and_then(|values| {
            let same = |one: &Cursor<'d>| one.get("value").is_some_and(|it| it.to_json() == value);
            values.items().find(same)
        });
        let microsoft = |key| microsoft.as_ref().and_then(|one| one.text(key));
        let name = of(&self.names).or_else(|| microsoft("name"));
        let description = of(&self.descriptions).or_else(|| microsoft("description"));
        EnumValue {
            name: name
                .filter(|name| !name.trim().is_empty())
                .map(str::to_owned),
            docs: Docs {
                description: trimmed(description),
                ..Docs::default()
            },
            value,
        }
    }
}

fn by_value(list: &[EnumValue]) -> HashMap<&Value, &EnumValue> {
    // The first of those with one value.
    list.iter().rev().map(|one| (&one.value, one)).collect()
}

/// Adds what others say of the same value. `false` if they do not have it.
fn complete(one: &mut EnumValue, others: &HashMap<&Value, &EnumValue>) -> bool {
    let Some(same) = others.get(&one.value) else {
        return false;
    };
    one.name = one.name.take().or_else(|| same.name.clone());
    if one.docs == Docs::default() {
        one.docs = same.docs.clone();
    }
    true
}

/// A value that can stand in a set: neither null nor a list nor an object.
fn scalar(node: &Cursor<'_>) -> Option<Value> {
    match node.node() {
        Node::Null | Node::Array(_) | Node::Object(_) => None,
        _ => Some(node.to_json()),
    }
}

/// YAML reads `no` and `1` as what they are; where the type is another, the value is meant in that type.
fn as_kind(value: Value, kinds: &[Kind]) -> Value {
    match (kinds, value) {
        ([Kind::String], Value::Number(number)) => Value::String(number.to_string()),
        ([Kind::String], Value::Bool(bool)) => Value::String(bool.to_string()),
        ([Kind::Integer | Kind::Number], Value::String(text)) => match text.parse::<Number>() {
            Ok(number) => Value::Number(number),
            Err(_) => Value::String(text),
        },
        ([Kind::Boolean], Value::String(text)) => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => Value::String(text),
        },
        (_, value) => value,
    }
}
