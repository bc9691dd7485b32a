//! `schemes`, `host`, `basePath`: the servers.

use super::{Upgrade, Way};
use crate::document::{Members, Node};

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// The servers of the document; `None` where it says nothing of them.
    pub(super) fn servers(&mut self) -> Option<Node<'s>> {
        let original = self.original;
        let known = ["host", "basePath"]
            .into_iter()
            .find(|key| original.get(key).is_some())?;
        self.moves.note("/servers", format!("/{known}"));
        let schemes = self.schemes(original, &Way::root());
        Some(self.server_list(&schemes))
    }

    /// The servers of an operation that has `schemes` of its own; `None` where that makes no difference.
    pub(super) fn operation_servers(
        &mut self,
        operation: &'r Node<'s>,
        way: &Way,
    ) -> Option<Node<'s>> {
        let schemes = self.schemes(operation, way);
        if schemes.is_empty() || self.host().is_none() {
            return None;
        }
        self.moves
            .note(way.child("servers").to, way.child("schemes").from);
        Some(self.server_list(&schemes))
    }

    /// Where there is no host, that of the document is meant, and the URL is relative.
    fn server_list(&mut self, schemes: &[&'r str]) -> Node<'s> {
        let base = self.base_path();
        let urls = match self.host() {
            None if base.is_empty() => vec!["/".to_owned()],
            None => vec![base],
            // Some documents have the scheme there.
            Some(host) if host.contains("://") => vec![format!("{host}{base}")],
            Some(host) if schemes.is_empty() => vec![format!("https://{host}{base}")],
            Some(host) => schemes
                .iter()
                .map(|scheme| format!("{scheme}://{host}{base}"))
                .collect(),
        };
        let server = |url| Node::Object(Members::from_iter([("url".into(), Node::text(url))]));
        Node::Array(urls.into_iter().map(server).collect())
    }

    /// `https` comes first where it is offered: 2.0 prefers none, and 3.0's first server is the one that is used.
    fn schemes(&mut self, owner: &'r Node<'s>, way: &Way) -> Vec<&'r str> {
        let way = way.child("schemes");
        let mut schemes: Vec<&'r str> = match owner.get("schemes") {
            None | Some(Node::Null) => Vec::new(),
            Some(Node::String(scheme)) => vec![scheme],
            Some(Node::Array(items)) => items.iter().filter_map(Node::as_str).collect(),
            Some(other) => {
                self.malformed(&way, "a list of schemes", other);
                Vec::new()
            }
        };
        schemes.sort_by_key(|scheme| *scheme != "https");
        schemes
    }

    fn host(&self) -> Option<&'r str> {
        let host = self
            .original
            .get("host")?
            .as_str()?
            .trim()
            .trim_end_matches('/');
        (!host.is_empty()).then_some(host)
    }

    /// With a slash before it and none behind it; empty for the root.
    fn base_path(&self) -> String {
        let base = self
            .original
            .get("basePath")
            .and_then(Node::as_str)
            .unwrap_or_default();
        let base = base.trim().trim_matches('/');
        if base.is_empty() {
            String::new()
        } else {
            format!("/{base}")
        }
    }
}
