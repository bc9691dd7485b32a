//! What the API sends by itself.

use std::collections::BTreeMap;

use super::Lower;
use super::docs::docs;
use super::media::Direction;
use super::operation::operations_of;
use super::place::Place;
use crate::document::Cursor;
use crate::ir::{Method, Webhook};

/// A webhook or callback before it has a name of its own.
struct Found<'d> {
    /// The key it stands under.
    name: &'d str,
    /// The operation whose callback it is, or empty.
    owner: String,
    /// Its method.
    method: Method,
    node: Cursor<'d>,
}

impl Found<'_> {
    /// What it can be called, the plainest first.
    const NAMES: usize = 3;

    fn called(&self, choice: usize) -> String {
        let Self { name, owner, .. } = self;
        let method = &self.method;
        match (choice, owner.as_str()) {
            (0, _) => (*name).to_owned(),
            (_, "") => format!("{name} {method}"),
            (1, owner) => format!("{owner} {name}"),
            (_, owner) => format!("{owner} {name} {method}"),
        }
    }
}

impl<'d> Lower<'d, '_> {
    /// The webhooks (also as `x-webhooks`, as 3.0 has them) and the callbacks of all operations, sorted by name.
    pub(super) fn webhooks(&mut self) -> Vec<Webhook> {
        let mut found = Vec::new();
        for keyword in ["webhooks", "x-webhooks"] {
            let all = self.root().get(keyword);
            for (name, item) in all.into_iter().flat_map(|all| all.members()) {
                self.requests_of(name, "", &item, &mut found);
            }
        }
        let paths = self.root().get("paths");
        for (path, item) in paths.into_iter().flat_map(|paths| paths.members()) {
            let item = self.document.resolve(&item);
            for (method, operation) in operations_of(&item) {
                self.callbacks(path, &method, &operation, &mut found);
            }
        }
        let named = named(found);
        let webhooks = named
            .into_iter()
            .map(|(name, node)| self.webhook(name, &node));
        webhooks.collect()
    }

    fn callbacks(
        &self,
        path: &str,
        method: &Method,
        operation: &Cursor<'d>,
        found: &mut Vec<Found<'d>>,
    ) {
        let owner = match operation.text("operationId") {
            Some(id) => id.to_owned(),
            None => format!("{} {path}", method.as_str().to_lowercase()),
        };
        let callbacks = operation.get("callbacks");
        for (name, callback) in callbacks.into_iter().flat_map(|all| all.members()) {
            let callback = self.document.resolve(&callback);
            for (expression, item) in callback.members() {
                if !expression.starts_with("x-") {
                    self.requests_of(name, &owner, &item, found);
                }
            }
        }
    }

    /// The requests of a path item.
    fn requests_of(
        &self,
        name: &'d str,
        owner: &str,
        item: &Cursor<'d>,
        found: &mut Vec<Found<'d>>,
    ) {
        let item = self.document.resolve(item);
        let operations = operations_of(&item);
        found.extend(operations.into_iter().map(|(method, node)| Found {
            name,
            owner: owner.to_owned(),
            method,
            node,
        }));
    }

    fn webhook(&mut self, name: String, node: &Cursor<'d>) -> Webhook {
        let place = Place::root(name.clone());
        let body = node.get("requestBody");
        let body = body.map(|body| self.document.resolve(&body));
        let place = place.child("payload");
        let media = body.map(|body| self.media(&body, Direction::Incoming, &place));
        Webhook {
            name,
            docs: docs(node),
            media: media.unwrap_or_default(),
            origin: node.origin(),
        }
    }
}

/// Each under the plainest name that is its own.
fn named(mut found: Vec<Found<'_>>) -> BTreeMap<String, Cursor<'_>> {
    let mut named = BTreeMap::new();
    for choice in 0..Found::NAMES {
        let mut times: BTreeMap<String, usize> = BTreeMap::new();
        for one in &found {
            *times.entry(one.called(choice)).or_default() += 1;
        }
        found.retain(|one| {
            let name = one.called(choice);
            let own = times.get(&name) == Some(&1) && !named.contains_key(&name);
            if own {
                named.insert(name, one.node.clone());
            }
            !own
        });
    }
    // The same callback of one operation at several URLs.
    for one in found {
        let plain = one.called(Found::NAMES);
        let numbered = (2..).map(|number| format!("{plain} {number}"));
        let free = std::iter::once(plain.clone())
            .chain(numbered)
            .find(|name| !named.contains_key(name));
        named.extend(free.map(|name| (name, one.node)));
    }
    named
}
