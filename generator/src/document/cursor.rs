use std::fmt;
use std::rc::Rc;

use serde_json::Value;

use super::{Node, pointer};
use crate::ir::Origin;

/// A node and the way to it. Cheap to clone: the way is shared, and becomes text only when asked for.
#[derive(Clone)]
pub struct Cursor<'d> {
    node: &'d Node<'d>,
    way: Option<Rc<Step<'d>>>,
}

struct Step<'d> {
    parent: Option<Rc<Step<'d>>>,
    token: Token<'d>,
}

#[derive(Clone, Copy)]
enum Token<'d> {
    Key(&'d str),
    Index(usize),
}

impl<'d> Cursor<'d> {
    /// A cursor on the root of a tree.
    pub(crate) fn root(node: &'d Node<'d>) -> Self {
        Self { node, way: None }
    }

    /// The node.
    pub fn node(&self) -> &'d Node<'d> {
        self.node
    }

    /// The member of an object.
    pub fn get(&self, key: &str) -> Option<Self> {
        let (key, node) = self.node.member(key)?;
        Some(self.step(Token::Key(key), node))
    }

    /// Whether it is an object with this member.
    pub fn has(&self, key: &str) -> bool {
        self.node.get(key).is_some()
    }

    /// The item of an array.
    pub fn item(&self, index: usize) -> Option<Self> {
        Some(self.step(Token::Index(index), self.node.as_array()?.get(index)?))
    }

    /// The child that one unescaped token of a JSON pointer names.
    pub(crate) fn child(&self, token: &str) -> Option<Self> {
        match self.node {
            Node::Array(_) => self.item(token.parse().ok()?),
            _ => self.get(token),
        }
    }

    /// The members of an object, in document order; none for anything else.
    pub fn members(&self) -> impl Iterator<Item = (&'d str, Self)> + use<'d> {
        let parent = self.clone();
        self.node
            .as_object()
            .into_iter()
            .flatten()
            .map(move |(key, node)| (&**key, parent.step(Token::Key(key), node)))
    }

    /// The items of an array; none for anything else.
    pub fn items(&self) -> impl Iterator<Item = Self> + use<'d> {
        let parent = self.clone();
        let items = self.node.as_array().unwrap_or_default();
        items
            .iter()
            .enumerate()
            .map(move |(index, node)| parent.step(Token::Index(index), node))
    }

    /// The key or index it was reached by; `None` at the root and for an item.
    pub fn key(&self) -> Option<&'d str> {
        match self.way.as_ref()?.token {
            Token::Key(key) => Some(key),
            Token::Index(_) => None,
        }
    }

    /// The text, if it is a string.
    pub fn as_str(&self) -> Option<&'d str> {
        self.node.as_str()
    }

    /// The value, if it is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        match self.node {
            Node::Bool(bool) => Some(*bool),
            _ => None,
        }
    }

    /// The value, if it is a whole number that is not negative (`3.0` is one).
    pub fn as_u64(&self) -> Option<u64> {
        let Node::Number(number) = self.node else {
            return None;
        };
        number.as_u64().or_else(|| {
            let float = number.as_f64()?;
            let whole = float.fract() == 0.0 && (0.0..=MAX_SAFE_INTEGER).contains(&float);
            whole.then_some(float as u64)
        })
    }

    /// The value, if it is a number.
    pub fn as_f64(&self) -> Option<f64> {
        match self.node {
            Node::Number(number) => number.as_f64(),
            _ => None,
        }
    }

    /// Whether it is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self.node, Node::Null)
    }

    /// Whether it is an object.
    pub fn is_object(&self) -> bool {
        matches!(self.node, Node::Object(_))
    }

    /// Whether it is an array.
    pub fn is_array(&self) -> bool {
        matches!(self.node, Node::Array(_))
    }

    /// The text of a member that is a string.
    pub fn text(&self, key: &str) -> Option<&'d str> {
        self.node.get(key)?.as_str()
    }

    /// Whether a member is `true`.
    pub fn flag(&self, key: &str) -> bool {
        matches!(self.node.get(key), Some(Node::Bool(true)))
    }

    /// The value of `$ref`, if it has one.
    pub fn reference(&self) -> Option<&'d str> {
        self.text("$ref")
    }

    /// The same tree as a [`Value`].
    pub fn to_json(&self) -> Value {
        self.node.to_json()
    }

    /// The JSON pointer to it.
    pub fn origin(&self) -> Origin {
        let mut tokens = Vec::new();
        let mut length = 0;
        let mut at = self.way.as_deref();
        while let Some(step) = at {
            tokens.push(step.token);
            length += 1 + match step.token {
                Token::Key(key) => pointer::length(key),
                Token::Index(_) => 3,
            };
            at = step.parent.as_deref();
        }
        // There is one for each thing in the document: none has room to grow.
        let mut text = String::with_capacity(length);
        for token in tokens.iter().rev() {
            match token {
                Token::Key(key) => pointer::push(&mut text, key),
                Token::Index(index) => pointer::push(&mut text, &index.to_string()),
            }
        }
        Origin(text)
    }

    fn step(&self, token: Token<'d>, node: &'d Node<'d>) -> Self {
        Self {
            node,
            way: Some(Rc::new(Step {
                parent: self.way.clone(),
                token,
            })),
        }
    }
}

impl fmt::Debug for Cursor<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}: {}", self.origin().0, self.node.kind())
    }
}

/// 2⁵³ − 1: every whole number up to it is exactly one double.
const MAX_SAFE_INTEGER: f64 = 9_007_199_254_740_991.0;
