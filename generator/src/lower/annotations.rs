use serde_json::Value;

use super::Lower;
use super::docs::trimmed;
use crate::document::Cursor;
use crate::ir::Docs;

/// What is said about a use of a schema beside its type.
pub(super) struct Annotations<'d> {
    /// `title`, as it stands.
    pub title: Option<&'d str>,
    /// `description`.
    pub description: String,
    /// `deprecated: true`.
    pub deprecated: bool,
    /// `readOnly: true`.
    pub read_only: bool,
    /// `writeOnly: true`.
    pub write_only: bool,
    /// `default`, other than null.
    pub default: Option<Value>,
    /// `x-rust-name`.
    pub rust_name: Option<String>,
    /// Everything that annotates, outermost first.
    pub chain: Vec<Cursor<'d>>,
}

impl<'d> Lower<'d, '_> {
    /// Reads what schemas that hold together say of their use. Documentation is taken from what is written there, not from
    /// what is referred to: that documents its own definition.
    pub(super) fn annotations(&self, schemas: &[Cursor<'d>]) -> Annotations<'d> {
        let nearest = || schemas.iter().rev();
        let own: Vec<Cursor<'d>> = nearest().flat_map(|one| self.peel(one).nodes).collect();
        let chain: Vec<Cursor<'d>> = nearest().flat_map(|one| self.chain(one)).collect();
        let text = |key: &str| own.iter().find_map(|node| node.text(key));
        let flag = |key: &str| chain.iter().any(|node| node.flag(key));
        let default = chain.iter().find_map(|node| node.get("default"));
        Annotations {
            title: text("title"),
            description: trimmed(text("description")),
            deprecated: own.iter().any(|node| node.flag("deprecated")),
            read_only: flag("readOnly"),
            write_only: flag("writeOnly"),
            default: default.filter(|it| !it.is_null()).map(|it| it.to_json()),
            rust_name: text("x-rust-name").map(str::to_owned),
            chain,
        }
    }
}

impl Annotations<'_> {
    /// As documentation of something that has a name: a title that only repeats it is left out.
    pub fn docs(&self, name: &str) -> Docs {
        Docs {
            summary: super::docs::title(self.title, name),
            description: self.description.clone(),
            deprecated: self.deprecated,
        }
    }
}
