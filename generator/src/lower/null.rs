use super::Lower;
use super::reference::COMBINATIONS;
use crate::document::{Cursor, Node};
use crate::ir::Ty;

/// How far the search for null goes.
const MAX_DEPTH: usize = 32;

impl<'d> Lower<'d, '_> {
    /// Whether a schema allows nothing but null.
    pub(super) fn is_null(&self, schema: &Cursor<'d>) -> bool {
        let schema = self.document.resolve(schema);
        let only_null = |list: Cursor<'d>| {
            let mut items = list.items().peekable();
            items.peek().is_some() && items.all(|item| names_null(item.node()))
        };
        schema.get("type").is_some_and(|it| match it.node() {
            Node::Array(_) => only_null(it),
            node => names_null(node),
        }) || schema.get("const").is_some_and(|it| it.is_null())
            || schema.get("enum").is_some_and(only_null)
    }

    /// Whether schemas that hold together allow null, in any of its spellings.
    pub(super) fn allows_null(&self, schemas: &[Cursor<'d>]) -> bool {
        match schemas {
            [only] => self.nullable(only, 0),
            several => several.iter().any(says_null),
        }
    }

    fn nullable(&self, schema: &Cursor<'d>, depth: usize) -> bool {
        if says_null(schema) {
            return true;
        }
        if depth > MAX_DEPTH {
            return false;
        }
        if let Some(target) = self.target(schema) {
            return self.nullable(&target, depth + 1);
        }
        COMBINATIONS.iter().any(|keyword| {
            let Some(list) = schema.get(keyword) else {
                return false;
            };
            match *keyword {
                "allOf" => self.all_of_null(&list, depth),
                _ => list
                    .items()
                    .any(|branch| self.is_null(&branch) || self.nullable(&branch, depth + 1)),
            }
        })
    }

    /// A branch that is written here says it for all; a single one that is referred to says it for itself.
    fn all_of_null(&self, list: &Cursor<'d>, depth: usize) -> bool {
        match list.items().collect::<Vec<_>>().as_slice() {
            [only] => self.nullable(only, depth + 1),
            several => several.iter().any(says_null),
        }
    }
}

/// The type, or null.
pub(super) fn nullable(ty: Ty) -> Ty {
    match ty {
        Ty::Any | Ty::Nullable(_) => ty,
        ty => Ty::Nullable(Box::new(ty)),
    }
}

/// The type without null.
pub(super) fn without_null(ty: Ty) -> Ty {
    match ty {
        Ty::Nullable(inner) => *inner,
        ty => ty,
    }
}

/// Whether a schema allows null by its own keywords.
fn says_null(schema: &Cursor<'_>) -> bool {
    let has_null = |keyword| {
        let list = schema.node().get(keyword).and_then(Node::as_array);
        list.is_some_and(|list| list.iter().any(names_null))
    };
    schema.flag("nullable")
        || schema.flag("x-nullable")
        || has_null("type")
        || has_null("enum")
        || schema.node().get("type").is_some_and(names_null)
}

/// `null`, or the name of its type.
fn names_null(node: &Node<'_>) -> bool {
    matches!(node, Node::Null) || node.as_str() == Some("null")
}
