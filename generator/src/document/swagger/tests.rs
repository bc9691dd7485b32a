mod bodies;
mod operations;
mod parts;
mod whole;

use super::{Moves, upgrade};
use crate::diagnostic::Diagnostics;
use crate::document::Node;
use crate::document::read::{Format, read};
use crate::source::SourceId;

/// What becomes of a document: the tree, where its parts were, and what was said.
struct Upgraded {
    root: Node<'static>,
    moves: Moves,
    said: String,
}

fn upgraded(text: &str) -> Upgraded {
    let mut diagnostics = Diagnostics::new();
    let text = format!("swagger: '2.0'\n{text}");
    let root = read(&text, Format::Yaml, SourceId(0), &mut diagnostics).unwrap();
    let root = owned(&root);
    let (root, moves) = upgrade(root, &mut diagnostics);
    Upgraded {
        root,
        moves,
        said: diagnostics.to_string(),
    }
}

fn owned(node: &Node<'_>) -> Node<'static> {
    Node::from(node.to_json())
}

impl Upgraded {
    /// A part as YAML.
    fn yaml(&self, pointer: &str) -> String {
        let part = self.root.at(pointer).unwrap();
        serde_yaml::to_string(&part.to_json()).unwrap()
    }
}
