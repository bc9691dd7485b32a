//! Which schemas a document has, what they refer to, and what they call themselves.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::rc::Rc;

use super::super::shape::{DYNAMIC, Kind, Site};
use super::super::targets::Targets;
use super::super::{MAX_REFERENCE_CHAIN, Node, pointer};

/// The place of the schema that each dynamic anchor means.
pub(super) type Bindings = BTreeMap<String, Rc<str>>;

/// What a reference in a schema means.
pub(super) enum Meaning {
    /// What a pointer leads to, whoever asks.
    Plain(Rc<str>),
    /// What the dynamic anchor of this name means to who asks.
    Dynamic(String),
}

/// One reference, resolved.
pub(super) struct Resolved<'f> {
    pub site: &'f Site,
    pub meaning: Meaning,
}

/// The schemas of a document.
pub(super) struct Schemas<'f, 'n, 's> {
    pub root: &'n Node<'s>,
    /// What refers, by its place.
    references: BTreeMap<&'f str, Resolved<'f>>,
    /// The dynamic anchors of each schema that stands by itself: one that is no part of another, or that has an `$id`.
    anchors: BTreeMap<String, Bindings>,
}

impl<'f, 'n, 's> Schemas<'f, 'n, 's> {
    pub fn of(root: &'n Node<'s>, sites: &'f [Site]) -> Self {
        let mut anchors = BTreeMap::new();
        collect(root, &mut String::new(), Kind::Document, None, &mut anchors);
        let mut targets = Targets::new(root, sites);
        let references = sites.iter().filter_map(|site| {
            let target = targets.of(site);
            let meaning = match (dynamic(site), target) {
                (Some(name), Some(target)) if !is_anchor(root, &target, name) => {
                    Meaning::Plain(target)
                }
                (Some(name), _) => Meaning::Dynamic(name.to_owned()),
                (None, target) => Meaning::Plain(target?),
            };
            Some((&*site.pointer, Resolved { site, meaning }))
        });
        Self {
            root,
            references: references.collect(),
            anchors,
        }
    }

    /// Every reference of the document.
    pub fn references(&self) -> impl Iterator<Item = &Resolved<'f>> {
        self.references.values()
    }

    /// The references of a schema and all its parts.
    pub fn within(&self, at: &str) -> impl Iterator<Item = &Resolved<'f>> {
        let below = format!("{at}/");
        let after = (Bound::Included(below.as_str()), Bound::Unbounded);
        let parts = self.references.range::<str, _>(after);
        let parts = parts.map(|(_, reference)| reference);
        let parts = parts.take_while(move |it| it.site.pointer.starts_with(&below));
        self.references.get(at).into_iter().chain(parts)
    }

    /// The dynamic anchors of the schema by itself that a place is in.
    pub fn own(&self, at: &str) -> &Bindings {
        const NONE: &Bindings = &Bindings::new();
        let mut around = at;
        loop {
            if let Some(anchors) = self.anchors.get(around) {
                return anchors;
            }
            let Some((above, _)) = pointer::split(around) else {
                return NONE;
            };
            around = above;
        }
    }

    /// The names of the dynamic anchors that a schema's meaning depends on, by way of whatever it refers to or may be bound
    /// to.
    pub fn depends(&self, at: &str) -> BTreeSet<&str> {
        let mut names = BTreeSet::new();
        let mut seen: BTreeSet<Rc<str>> = BTreeSet::new();
        let mut waiting: Vec<Rc<str>> = vec![at.into()];
        while let Some(at) = waiting.pop() {
            if !seen.insert(at.clone()) {
                continue;
            }
            for reference in self.within(&at) {
                match &reference.meaning {
                    Meaning::Plain(target) => waiting.push(target.clone()),
                    Meaning::Dynamic(name) if names.insert(&**name) => {
                        waiting.extend(self.named(name).cloned());
                    }
                    Meaning::Dynamic(_) => {}
                }
            }
        }
        names
    }

    /// All schemas that are the dynamic anchor of a name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Rc<str>> {
        self.anchors.values().filter_map(move |own| own.get(name))
    }

    /// The schema itself, where another is nothing but the anchor that names it.
    pub fn itself(&self, at: &Rc<str>) -> Rc<str> {
        let mut itself = at.clone();
        for _ in 0..MAX_REFERENCE_CHAIN {
            let members = self.root.at(&itself).and_then(Node::as_object);
            let alone = members.is_some_and(|members| {
                let mut keys = members.keys();
                keys.all(|key| matches!(&**key, "$ref" | "$dynamicAnchor" | "$comment"))
            });
            match self.references.get(&*itself) {
                Some(Resolved {
                    meaning: Meaning::Plain(target),
                    site,
                }) if alone && site.key == Some("$ref") => itself = target.clone(),
                _ => break,
            }
        }
        itself
    }
}

/// The name that a dynamic reference asks for.
pub(super) fn dynamic(site: &Site) -> Option<&str> {
    let (_, name) = site.target.split_once('#')?;
    (site.key == Some(DYNAMIC) && !name.is_empty() && !name.starts_with('/')).then_some(name)
}

fn is_anchor(root: &Node<'_>, at: &str, name: &str) -> bool {
    let anchor = root.at(at).and_then(|schema| schema.get("$dynamicAnchor"));
    anchor.and_then(Node::as_str) == Some(name)
}

/// Notes the dynamic anchors of all schemas at or below a node; `alone` is the one by itself that it is a part of.
fn collect(
    node: &Node<'_>,
    at: &mut String,
    kind: Kind,
    alone: Option<&str>,
    anchors: &mut BTreeMap<String, Bindings>,
) {
    let here = at.clone();
    let mut alone = alone;
    if kind == Kind::Schema && node.as_object().is_some() {
        if alone.is_none() || node.get("$id").is_some() {
            anchors.entry(here.clone()).or_default();
            alone = Some(&here);
        }
        let name = node.get("$dynamicAnchor").and_then(Node::as_str);
        if let (Some(name), Some(alone)) = (name, alone)
            && let Some(own) = anchors.get_mut(alone)
        {
            own.entry(name.to_owned()).or_insert(here.as_str().into());
        }
    }
    let length = at.len();
    let mut below = |token: &str, node: &Node<'_>, kind: Kind| {
        if kind != Kind::Data {
            pointer::push(at, token);
            collect(node, at, kind, alone, anchors);
            at.truncate(length);
        }
    };
    match node {
        Node::Object(members) => members
            .iter()
            .for_each(|(key, member)| below(key, member, kind.member(key))),
        Node::Array(items) => items
            .iter()
            .enumerate()
            .for_each(|(index, item)| below(&index.to_string(), item, kind.item())),
        _ => {}
    }
}
