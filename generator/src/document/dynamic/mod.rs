//! `$dynamicRef`: a schema that is a template, and what it means to each who refers to it (JSON Schema 2020-12, 7.1 and
//! 8.2.3.2).
//!
//! A dynamic reference means the anchor of its name in the outermost schema on the way to it. So one that refers to a
//! template and has such an anchor itself gives the template a meaning, and each meaning becomes a component of its own,
//! in which all references are plain. What is only a template then goes.

mod schemas;

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;

use self::schemas::{Bindings, Meaning, Reference, Schemas, dynamic};
use super::bundle::component_name;
use super::merge::{insert, place};
use super::provenance::Part;
use super::reference::rewrite;
use super::shape::{DYNAMIC, Kind, Site, sites};
use super::{Node, pointer};
use crate::diagnostic::Diagnostics;

/// How many meanings templates may have.
const MAX_MEANINGS: usize = 1024;

/// How many values all meanings may have.
const MAX_VALUES: usize = 2_000_000;

/// Where components that are schemas stand.
const SCHEMAS: &str = "/components/schemas";

/// Makes every dynamic reference a plain one, as far as what it means is known. Gives the references there are then.
pub(super) fn bind(
    part: &mut Part<'_>,
    found: Vec<Site>,
    diagnostics: &mut Diagnostics,
) -> Vec<Site> {
    if !found.iter().any(|site| dynamic(site).is_some()) {
        return found;
    }
    let changes = changes(part, &found, diagnostics);
    for (site, target) in &changes.rewritten {
        rewrite(&mut part.root, site, target);
    }
    for site in &changes.unknown {
        if let Some(Node::Object(members)) = part.root.at_mut(&site.pointer) {
            members.shift_remove(DYNAMIC);
        }
    }
    let provenance = part.provenance.clone();
    for made in changes.made {
        insert(&mut part.root, &made.at, made.schema);
        part.provenance.adopt(&made.at, &provenance, &made.template);
    }
    if let Some(Node::Object(schemas)) = part.root.at_mut(SCHEMAS) {
        for template in &changes.templates {
            let name = template
                .strip_prefix(SCHEMAS)
                .and_then(|it| pointer::tokens(it).next());
            name.and_then(|name| schemas.shift_remove(&*name));
        }
    }
    sites(&part.root, "", Kind::Document)
}

/// What is to become of a document.
#[derive(Default)]
struct Changes<'f, 's> {
    rewritten: Vec<(&'f Site, Rc<str>)>,
    /// References that may mean anything.
    unknown: Vec<&'f Site>,
    made: Vec<Made<'s>>,
    /// The components that nothing means as they are.
    templates: BTreeSet<Rc<str>>,
}

/// A component that is one meaning of a template.
struct Made<'s> {
    at: Rc<str>,
    template: Rc<str>,
    schema: Node<'s>,
}

fn changes<'f, 's>(
    part: &Part<'s>,
    found: &'f [Site],
    diagnostics: &mut Diagnostics,
) -> Changes<'f, 's> {
    let schemas = Schemas::of(&part.root, found);
    let mut meanings = Meanings::new(&schemas);
    let mut changes = Changes::default();
    for reference in schemas.references() {
        let site = reference.site;
        let own = schemas.own(&site.pointer);
        match meanings.of(reference, own) {
            Some(target) => {
                let from = site.pointer.as_str().into();
                meanings.told.push((from, target.clone()));
                if site.kind == Kind::Schema {
                    changes.rewritten.push((site, target));
                }
            }
            None if several(&schemas, site) => changes.unknown.push(site),
            None => {}
        }
    }
    while let Some(meaning) = meanings.waiting.pop_front() {
        changes.made.push(meanings.make(meaning));
    }
    if let Some(at) = &meanings.refused {
        let message = format!(
            "templates mean too much: more than {MAX_MEANINGS} things, or {MAX_VALUES} values"
        );
        let at = place(&part.provenance, at);
        diagnostics
            .error("too-large", message, at)
            .help("refer to schemas of their own (`$ref`) in place of templates, with an overlay");
    }
    changes.templates = meanings.without_use();
    for site in &changes.unknown {
        let mut templates = changes.templates.iter();
        if !templates.any(|template| is_within(&site.pointer, template)) {
            report(part, &schemas, site, diagnostics);
        }
    }
    changes
}

/// Whether a reference asks for what several schemas are, and none of them is nearer to it than the others.
fn several(schemas: &Schemas<'_, '_, '_>, site: &Site) -> bool {
    let local = dynamic(site).filter(|_| site.target.starts_with('#'));
    local.is_some_and(|name| schemas.named(name).nth(1).is_some())
}

fn report(
    part: &Part<'_>,
    schemas: &Schemas<'_, '_, '_>,
    site: &Site,
    diagnostics: &mut Diagnostics,
) {
    let Some(name) = dynamic(site) else {
        return;
    };
    let message = format!(
        "several schemas are called `#{name}`, and nothing says which is meant; any value is taken"
    );
    let told = diagnostics
        .note(
            "dynamic-reference",
            message,
            place(&part.provenance, &site.pointer),
        )
        .help("refer to a schema of its own (`$ref`), with an overlay");
    for one in schemas.named(name) {
        told.related("one of them", place(&part.provenance, one));
    }
}

/// The meanings of templates, found as they are asked for.
struct Meanings<'a, 'f, 'n, 's> {
    schemas: &'a Schemas<'f, 'n, 's>,
    /// The component for each template and what its anchors mean, where that is not what they mean by themselves.
    known: BTreeMap<(Rc<str>, Bindings), Rc<str>>,
    names: BTreeSet<Rc<str>>,
    /// What each template depends on.
    depends: BTreeMap<Rc<str>, BTreeSet<&'a str>>,
    waiting: VecDeque<(Rc<str>, Bindings)>,
    /// Who refers to what.
    told: Vec<(Rc<str>, Rc<str>)>,
    /// How many values the components have.
    values: usize,
    /// The first reference whose meaning would have been too much.
    refused: Option<String>,
}

impl<'a, 'f, 'n, 's> Meanings<'a, 'f, 'n, 's> {
    fn new(schemas: &'a Schemas<'f, 'n, 's>) -> Self {
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

    /// The place of what a reference means to who has bound these anchors; `None` if they do not say.
    fn of(&mut self, reference: &Reference<'_>, bound: &Bindings) -> Option<Rc<str>> {
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
        let mut parts = vec![named(template)];
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
            let Some(target) = self.of(reference, &bound) else {
                continue;
            };
            let mut site = reference.site.clone();
            site.pointer.drain(..template.len());
            rewrite(&mut schema, &site, &target);
            self.told
                .push((format!("{at}{}", site.pointer).into(), target));
        }
        without_names(&mut schema, Kind::Schema);
        Made {
            at,
            template,
            schema,
        }
    }

    /// The components with other meanings, that nothing else means as they are.
    fn without_use(&self) -> BTreeSet<Rc<str>> {
        let is_component = |at: &Rc<str>| {
            let name = at.strip_prefix(SCHEMAS);
            name.is_some_and(|name| pointer::tokens(name).count() == 1)
        };
        let templates = self.known.keys().map(|(template, _)| template);
        let mut unused: BTreeSet<Rc<str>> =
            templates.filter(|it| is_component(it)).cloned().collect();
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
fn named(at: &str) -> String {
    pointer::telling(at).unwrap_or_default().into_owned()
}

/// A name for a schema that tells it from others: its own, its title, or that of the operation that it is a part of.
fn called(root: &Node<'_>, at: &str) -> Option<String> {
    if at.starts_with(SCHEMAS) {
        return Some(named(at));
    }
    let title = root.at(at)?.get("title").and_then(Node::as_str);
    let operation = || {
        let (end, _) = at.match_indices('/').nth(3)?;
        root.at(at.get(..end)?)?.get("operationId")?.as_str()
    };
    title.or_else(operation).map(component_name)
}

/// Whether a place is another or within it.
fn is_within(at: &str, whole: &str) -> bool {
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
