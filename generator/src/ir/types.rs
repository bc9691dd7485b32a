use std::ops::Index;

use super::{Docs, Example, Origin, Shape, Step, XmlName};

/// Points at a definition in [`Types`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TypeId(pub(crate) u32);

/// A type that needs a name.
#[derive(Debug, Clone, PartialEq)]
pub struct TypeDef {
    /// What it can be called.
    pub name: NameHint,
    /// The name it has in Rust (`x-rust-name`), where an overlay pins it.
    pub rust_name: Option<String>,
    /// What it is.
    pub shape: Shape,
    /// Its root element in XML, where the schema names it.
    pub xml: XmlName,
    /// Title and description.
    pub docs: Docs,
    /// Every place it was read from: one for a component, several where equal inline schemas became one type.
    pub origins: Vec<Origin>,
    /// What its schemas show; two types that differ in nothing else are one.
    pub examples: Vec<Example>,
}

/// What a type can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameHint {
    /// A component: its name never moves.
    Component(String),
    /// An inline schema.
    Inline {
        /// `title`, where it has one.
        title: Option<String>,
        /// What it stands in, outermost first, one path for each place: `getJob`, response, `status`.
        contexts: Vec<Vec<Step>>,
    },
}

/// The definitions of an API. Nothing dangles: an id is only ever made together with its definition.
#[derive(Debug, Clone, Default)]
pub struct Types {
    pub(crate) defs: Vec<TypeDef>,
}

impl Types {
    /// All definitions with their ids.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, &TypeDef)> {
        (0..).map(TypeId).zip(&self.defs)
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.defs.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.defs.is_empty()
    }
}

impl Index<TypeId> for Types {
    type Output = TypeDef;

    fn index(&self, id: TypeId) -> &TypeDef {
        &self.defs[id.0 as usize]
    }
}
