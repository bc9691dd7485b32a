use std::borrow::Cow;

use serde_json::{Number, Value};

use crate::hash::IndexMap;

/// A JSON value whose strings borrow from the text where they stand as they are.
#[derive(Debug, Clone, PartialEq)]
pub enum Node<'s> {
    /// `null`.
    Null,
    /// `true`, `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    String(Cow<'s, str>),
    /// An array.
    Array(Vec<Node<'s>>),
    /// An object.
    Object(Members<'s>),
}

/// The members of an object, in document order. Of several with one name the first is kept (and the others reported).
pub type Members<'s> = IndexMap<Cow<'s, str>, Node<'s>>;

/// Of so many members, one is found sooner by looking at each than by a hash of its key.
const FEW: usize = 8;

impl<'s> Node<'s> {
    /// An object without members.
    pub fn empty() -> Self {
        Self::Object(Members::default())
    }

    /// A string.
    pub fn text(text: impl Into<Cow<'s, str>>) -> Self {
        Self::String(text.into())
    }

    /// The member of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        self.member(key).map(|(_, node)| node)
    }

    /// The member of an object, and its key.
    pub(crate) fn member(&self, key: &str) -> Option<(&str, &Self)> {
        let members = self.as_object()?;
        let (found, node) = match members.len() {
            0..=FEW => members.iter().find(|(own, _)| **own == *key)?,
            _ => members.get_key_value(key)?,
        };
        Some((found, node))
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The members, if it is an object.
    pub fn as_object(&self) -> Option<&Members<'s>> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items, if it is an array.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The child that one token of a JSON pointer names.
    pub fn child(&self, token: &str) -> Option<&Self> {
        match self {
            Self::Object(_) => self.get(token),
            Self::Array(items) => items.get(index(token)?),
            _ => None,
        }
    }

    /// What a JSON pointer names.
    pub fn at(&self, pointer: &str) -> Option<&Self> {
        super::pointer::tokens(pointer).try_fold(self, |at, token| at.child(&token))
    }

    /// What a JSON pointer names, to change it.
    pub fn at_mut(&mut self, pointer: &str) -> Option<&mut Self> {
        super::pointer::tokens(pointer).try_fold(self, |at, token| match at {
            Self::Object(members) => members.get_mut(&*token),
            Self::Array(items) => items.get_mut(index(&token)?),
            _ => None,
        })
    }

    /// What it is, for people.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// How many nodes there are, itself and all below.
    pub(crate) fn count(&self) -> usize {
        1 + match self {
            Self::Array(items) => items.iter().map(Self::count).sum(),
            Self::Object(members) => members.values().map(Self::count).sum(),
            _ => 0,
        }
    }

    /// How many levels there are, itself and all below.
    pub(crate) fn depth(&self) -> usize {
        1 + match self {
            Self::Array(items) => items.iter().map(Self::depth).max().unwrap_or_default(),
            Self::Object(members) => members.values().map(Self::depth).max().unwrap_or_default(),
            _ => 0,
        }
    }

    /// The same tree as a [`Value`].
    pub fn to_json(&self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Bool(bool) => Value::Bool(*bool),
            Self::Number(number) => Value::Number(number.clone()),
            Self::String(text) => Value::String(text.to_string()),
            Self::Array(items) => items.iter().map(Node::to_json).collect(),
            Self::Object(members) => Value::Object(
                members
                    .iter()
                    .map(|(key, node)| (key.to_string(), node.to_json()))
                    .collect(),
            ),
        }
    }
}

impl From<Value> for Node<'_> {
    fn from(value: Value) -> Self {
        match value {
            Value::Null => Self::Null,
            Value::Bool(bool) => Self::Bool(bool),
            Value::Number(number) => Self::Number(number),
            Value::String(text) => Self::String(Cow::Owned(text)),
            Value::Array(items) => Self::Array(items.into_iter().map(Node::from).collect()),
            Value::Object(members) => Self::Object(
                members
                    .into_iter()
                    .map(|(key, value)| (Cow::Owned(key), value.into()))
                    .collect(),
            ),
        }
    }
}

/// An array index as RFC 6901 writes it: digits without a leading zero.
fn index(token: &str) -> Option<usize> {
    let plain = token == "0"
        || (!token.starts_with('0') && token.bytes().all(|byte| byte.is_ascii_digit()));
    plain.then(|| token.parse().ok())?
}
