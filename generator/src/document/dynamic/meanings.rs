//! What templates mean to those who refer to them, each a component.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use super::super::bundle::{component_name, is_component};
use super::super::reference::rewrite;
use super::super::shape::Kind;
use super::super::{Node, pointer};
use super::SCHEMAS;
use super::schemas::{Bindings, Meaning, Resolved, Schemas};

/// How many meanings templates may have.
pub(super) const MAX_MEANINGS: usize = 1024;

/// How many values all meanings may have.
pub(super) const MAX_VALUES: usize = 2_000_000;

/// A component that is one meaning of a template.
pub(super) struct Made<'s> {
    pub at: Rc<str>,
    pub template: Rc<str>,
    pub schema: Node<'s>,
}

/// The meanings of templates, found as they are asked for.
pub(super) struct Meanings<'a, 'f, 'n, 's> {
    schemas: &'a Schemas<'f, 'n, 's>,
    /// The component for each template and what its anchors mean, where that is not what they mean by themselves.
    known: BTreeMap<(Rc<str>, Bindings), Rc<str>>,
    /// The components' places.
    names: BTreeSet<Rc<str>>,
    /// What each template depends on.
    depends: BTreeMap<Rc<str>, BTreeSet<&'a str>>,
    /// What is to be made.
    waiting: VecDeque<(Rc<str>, Bindings)>,
    /// Who refers to what.
    told: Vec<(Rc<str>, Rc<str>)>,
    /// How many values the components have.
    values: usize,
    /// The first reference whose meaning would have been too much.
    pub refused: Option<String>,
}

impl<'a, 'f, 'n, 's> Meanings<'a, 'f, 'n, 's> {
    pub fn new(schemas: &'a Schemas<'f, 'n, 's>) -> Self {
        Self {
            schemas,
            known: BTreeMap::new(),
            names: BTreeSet::new(),
            depends: BTreeMap::new(),
            waiting: VecDeque::new(),
            told: Vec::new(),
            values: 0,
            refused: None,
        }
    }

    /// The place of what the reference at `from` means to who has bound these anchors; `None` if they do not say.
    pub fn follow(
        &mut self,
        reference: &Resolved<'_>,
        bound: &Bindings,
        from: &str,
    ) -> Option<Rc<str>> {
        let target = self.of(reference, bound)?;
        self.told.push((from.into(), target.clone()));
        Some(target)
    }

    fn of(&mut self, reference: &Resolved<'_>, bound: &Bindings) -> Option<Rc<str>> {
        let target = match &reference.meaning {
            Meaning::Plain(target) => target.clone(),
            Meaning::Dynamic(name) => self.schemas.itself(bound.get(name)?),
        };
        if reference.site.kind != Kind::Schema || bound.is_empty() {
            return Some(target);
        }
        let own = self.schemas.own(&target);
        let itself =
            |bindings: &Bindings, name: &str| Some(self.schemas.itself(bindings.get(name)?));
        let depends = self.depends.entry(target.clone());
        let depends = depends.or_insert_with(|| self.schemas.depends(&target));
        let differing: Bindings = depends
            .iter()
            .filter_map(|name| Some((*name, itself(bound, name)?)))
            .filter(|(name, bound)| itself(own, name).as_ref() != Some(bound))
            .map(|(name, bound)| (name.to_owned(), bound))
            .collect();
        if differing.is_empty() {
            return Some(target);
        }
        let key = (target, differing);
        if let Some(known) = self.known.get(&key) {
            return Some(known.clone());
        }
        self.values += self.schemas.root.at(&key.0).map_or(0, Node::count);
        if self.values > MAX_VALUES || self.known.len() == MAX_MEANINGS {
            let at = &reference.site.pointer;
            self.refused.get_or_insert_with(|| at.clone());
            return Some(key.0);
        }
        let at = self.free(&key);
        self.names.insert(at.clone());
        self.known.insert(key.clone(), at.clone());
        self.waiting.push_back(key);
        Some(at)
    }

    /// A free place for a component, named by the template and what it is bound to.
    fn free(&self, (template, bindings): &(Rc<str>, Bindings)) -> Rc<str> {
        let mut parts = vec![name_of(template)];
        for (anchor, bound) in bindings {
            let own = called(self.schemas.root, &self.schemas.itself(bound));
            parts.push(own.unwrap_or_else(|| anchor.clone()));
        }
        parts.dedup();
        let name = parts.join("_");
        let numbered = (2..).map(|number| format!("{name}_{number}"));
        let names = std::iter::once(name.clone()).chain(numbered);
        let mut places = names.map(|name| Rc::from(pointer::join(SCHEMAS, &name)));
        let is_free = |at: &Rc<str>| self.schemas.root.at(at).is_none() && !self.names.contains(at);
        places.find(is_free).unwrap_or_default()
    }

    /// The components for all meanings that were found, and for those that are found in them.
    pub fn make_all(&mut self) -> Vec<Made<'s>> {
        let mut made = Vec::new();
        while let Some(meaning) = self.waiting.pop_front() {
            made.push(self.make(meaning));
        }
        made
    }

    /// The component for a meaning: the template with plain references, and without names, which are the template's.
    fn make(&mut self, (template, bindings): (Rc<str>, Bindings)) -> Made<'s> {
        let at = self.known.get(&(template.clone(), bindings.clone()));
        let at = at.cloned().unwrap_or_default();
        let mut bound = self.schemas.own(&template).clone();
        bound.extend(bindings);
        let mut schema = self
            .schemas
            .root
            .at(&template)
            .cloned()
            .unwrap_or(Node::Null);
        let schemas = self.schemas;
        for reference in schemas.within(&template) {
            let mut site = reference.site.clone();
            site.pointer.drain(..template.len());
            let from = format!("{at}{}", site.pointer);
            if let Some(target) = self.follow(reference, &bound, &from) {
                rewrite(&mut schema, &site, &target);
            }
        }
        without_names(&mut schema, Kind::Schema);
        Made {
            at,
            template,
            schema,
        }
    }

    /// The components with other meanings, that nothing else means as they are.
    pub fn without_use(&self) -> BTreeSet<Rc<str>> {
        let is_schema = |at: &&Rc<str>| at.starts_with(SCHEMAS) && is_component(at);
        let templates = self.known.keys().map(|(template, _)| template);
        let mut unused: BTreeSet<Rc<str>> = templates.filter(is_schema).cloned().collect();
        loop {
            let of = |at: &str| unused.iter().find(|whole| is_within(at, whole)).cloned();
            let told = self.told.iter().filter(|(from, _)| of(from).is_none());
            let used: BTreeSet<Rc<str>> = told.filter_map(|(_, to)| of(to)).collect();
            if used.is_empty() {
                return unused;
            }
            unused.retain(|one| !used.contains(one));
        }
    }
}

/// What a schema is called where it stands.
fn name_of(at: &str) -> String {
    pointer::telling(at).unwrap_or_default().into_owned()
}

/// A name for a schema that tells it from others: its own, its title, or that of the operation that it is a part of.
fn called(root: &Node<'_>, at: &str) -> Option<String> {
    if at.starts_with(SCHEMAS) {
        return Some(name_of(at));
    }
    let title = root.at(at)?.get("title").and_then(Node::as_str);
    let operation = || {
        let (end, _) = at.match_indices('/').nth(3)?;
        root.at(at.get(..end)?)?.get("operationId")?.as_str()
    };
    title.or_else(operation).map(component_name)
}

/// Whether a place is another or within it.
pub(super) fn is_within(at: &str, whole: &str) -> bool {
    let rest = at.strip_prefix(whole);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Takes the names out of a schema and all its parts.
fn without_names(node: &mut Node<'_>, kind: Kind) {
    match node {
        Node::Object(members) => {
            if kind == Kind::Schema {
                members.retain(|key, _| !matches!(&**key, "$id" | "$anchor" | "$dynamicAnchor"));
            }
            for (key, member) in members {
                if kind.member(key) != Kind::Data {
                    without_names(member, kind.member(key));
                }
            }
        }
        Node::Array(items) => {
            for item in items {
                without_names(item, kind.item());
            }
        }
        _ => {}
    }
}
