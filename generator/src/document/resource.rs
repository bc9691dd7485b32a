//! What schemas call themselves: `$id`, `$anchor`, `$dynamicAnchor` (JSON Schema 2020-12, 8.2).
//!
//! A schema with an `$id` is a resource of its own: references within it are relative to its URI, `#/…` to itself. Real
//! documents have an `$id` and mean the document all the same, so what the resource lacks is looked for in the whole.

use std::collections::BTreeMap;

use fluent_uri::{Iri, IriRef};

use super::reference::{Reference, canonical};
use super::shape::{Kind, Site};
use super::{Node, pointer};

/// Stands for the URI that the document was read from, which no reference to an embedded schema needs to know.
const NOWHERE: &str = "document:///";

/// The resources of a document, and the anchors in each.
#[derive(Default)]
pub(super) struct Resources {
    /// The URI of each resource, by the pointer to it; that of the document by the empty pointer.
    bases: BTreeMap<String, Iri<String>>,
    /// The pointer to each resource, by its URI.
    known: BTreeMap<String, String>,
    /// The places of each anchor, by the pointer to its resource and its name.
    anchors: BTreeMap<(String, String), Vec<String>>,
}

/// What a reference means.
pub(super) struct Meaning<'r> {
    /// The canonical pointer to it.
    pub pointer: String,
    /// All places with the name that it was found by, where there are several: it is one of them.
    pub rivals: &'r [String],
}

impl Resources {
    /// Those of a document.
    pub fn of(root: &Node<'_>) -> Self {
        let nowhere = Iri::parse(NOWHERE.to_owned());
        let own = root.get("$self").and_then(Node::as_str);
        let mut resources = Self::default();
        if let Ok(nowhere) = nowhere {
            // OpenAPI 3.2, 4.1.1.
            let own = own.and_then(|own| join(&nowhere, own));
            if let Some(own) = &own {
                let uri = own.as_str().to_owned();
                resources.known.insert(uri, String::new());
            }
            let base = own.unwrap_or(nowhere);
            resources.bases.insert(String::new(), base);
        }
        resources.add(root, "", Kind::Document);
        resources
    }

    /// Adds what came into the document at a place.
    pub fn add(&mut self, node: &Node<'_>, at: &str, kind: Kind) {
        let mut waiting = vec![(node, at.to_owned(), kind, self.around(at).to_owned())];
        while let Some((node, at, kind, mut resource)) = waiting.pop() {
            if kind == Kind::Schema {
                self.schema(node, &at, &mut resource);
            }
            match node {
                Node::Object(members) => waiting.extend(
                    members
                        .iter()
                        .rev()
                        .map(|(key, member)| (key, member, kind.member(key)))
                        .filter(|(.., kind)| *kind != Kind::Data)
                        .map(|(key, member, kind)| {
                            (member, pointer::join(&at, key), kind, resource.clone())
                        }),
                ),
                Node::Array(items) => {
                    waiting.extend(items.iter().enumerate().rev().map(|(index, item)| {
                        let at = pointer::join(&at, &index.to_string());
                        (item, at, kind.item(), resource.clone())
                    }))
                }
                _ => {}
            }
        }
    }

    /// Notes the names of one schema. With an `$id` it is a resource itself.
    fn schema(&mut self, schema: &Node<'_>, at: &str, resource: &mut String) {
        let text = |key| schema.get(key).and_then(Node::as_str);
        let dynamic = text("$dynamicAnchor");
        let mut anchors: Vec<&str> = text("$anchor").into_iter().chain(dynamic).collect();
        if let Some(id) = text("$id") {
            let (uri, fragment) = id.split_once('#').unwrap_or((id, ""));
            // Before 2019-09, `$id: "#name"` was how an anchor was written.
            anchors
                .extend((!fragment.is_empty() && !fragment.starts_with('/')).then_some(fragment));
            let base = self.bases.get(resource.as_str());
            if let Some(base) = base
                .filter(|_| !uri.is_empty())
                .and_then(|base| join(base, uri))
            {
                at.clone_into(resource);
                self.known
                    .entry(base.as_str().to_owned())
                    .or_insert_with(|| at.to_owned());
                self.bases.insert(at.to_owned(), base);
            }
        }
        anchors.dedup();
        for anchor in anchors {
            self.anchors
                .entry((resource.clone(), anchor.to_owned()))
                .or_default()
                .push(at.to_owned());
        }
    }

    /// The pointer to the nearest resource around a place, or at it.
    pub fn around<'p>(&self, at: &'p str) -> &'p str {
        let mut around = at;
        while !self.bases.contains_key(around) {
            around = pointer::split(around).map_or("", |(above, _)| above);
            if around.is_empty() {
                break;
            }
        }
        around
    }

    /// What a reference means where it stands.
    pub fn meaning<'r>(&'r self, root: &Node<'_>, site: &'r Site) -> Option<Meaning<'r>> {
        let own = self.around(&site.pointer);
        let (uri, name) = site.target.split_once('#').unwrap_or((&site.target, ""));
        let resources = match uri {
            // Who has an identifier may mean the document all the same.
            "" if own.is_empty() => [Some(""), None],
            "" => [Some(own), Some("")],
            uri => [self.resource(own, uri), None],
        };
        let mut resources = resources.into_iter().flatten();
        let Some(pointer) = Reference::parse(&site.target).pointer else {
            return self.anchor(resources, name, uri.is_empty(), &site.pointer);
        };
        resources.find_map(|resource| {
            Some(Meaning {
                pointer: canonical(root, &format!("{resource}{pointer}"))?,
                rivals: &[],
            })
        })
    }

    /// Whether what stands before `#` is the identifier of a schema in the document.
    pub fn knows(&self, site: &Site) -> bool {
        let uri = site.target.split('#').next().unwrap_or_default();
        self.resource(self.around(&site.pointer), uri).is_some()
    }

    /// The resource of a URI, relative to another resource, or as some write it to the document.
    fn resource(&self, from: &str, uri: &str) -> Option<&str> {
        [from, ""].iter().find_map(|from| {
            let uri = join(self.bases.get(*from)?, uri)?;
            self.known.get(uri.as_str()).map(String::as_str)
        })
    }

    /// A plain name in one of some resources, or `anywhere`; of several the nearest.
    fn anchor<'r>(
        &'r self,
        mut resources: impl Iterator<Item = &'r str>,
        name: &str,
        anywhere: bool,
        from: &str,
    ) -> Option<Meaning<'r>> {
        let within = |resource: &str| self.anchors.get(&(resource.to_owned(), name.to_owned()));
        let elsewhere = || {
            let mut anchors = self.anchors.iter();
            anchors
                .find(|((_, known), _)| anywhere && known == name)
                .map(|(_, places)| places)
        };
        let places = resources.find_map(within).or_else(elsewhere)?;
        let common = |place: &String| {
            let tokens = place.split('/').zip(from.split('/'));
            tokens.take_while(|(one, other)| one == other).count()
        };
        // The first of those that are equally near.
        let nearest = places.iter().rev().max_by_key(|place| common(place))?;
        Some(Meaning {
            pointer: nearest.clone(),
            rivals: if places.len() > 1 { places } else { &[] },
        })
    }
}

/// A reference resolved against a base (RFC 3987, 6.5). `None` if it is none.
fn join(base: &Iri<String>, reference: &str) -> Option<Iri<String>> {
    let reference = IriRef::parse(reference).ok()?;
    let joined = reference.resolve_against(base).ok()?;
    Some(joined.normalize().strip_fragment().to_owned())
}
