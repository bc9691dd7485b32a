//! What the references of a document mean.

use std::collections::BTreeMap;
use std::rc::Rc;

use super::Node;
use super::merge::place;
use super::provenance::Part;
use super::reference::local;
use super::resource::Resources;
use super::shape::Site;
use crate::diagnostic::Diagnostics;
use crate::hash::HashMap;

/// Finds what references mean, plain ones (`#/…`) once each.
pub(super) struct Targets<'n, 's> {
    root: &'n Node<'n>,
    plain: HashMap<&'s str, Option<Rc<str>>>,
    /// What schemas call themselves, where a reference needs to know.
    resources: Option<Resources>,
    /// What has to be said of the names that were followed, once each.
    said: BTreeMap<String, Said<'s>>,
}

/// A name that may mean more than what it is taken for.
struct Said<'s> {
    first: &'s Site,
    taken: String,
    others: Vec<String>,
}

impl<'n, 's> Targets<'n, 's> {
    pub fn new(root: &'n Node<'n>, sites: &[Site]) -> Self {
        let needs_names = |site: &Site| site.identified || !site.target.starts_with("#/");
        Self {
            root,
            plain: HashMap::default(),
            resources: sites.iter().any(needs_names).then(|| Resources::of(root)),
            said: BTreeMap::new(),
        }
    }

    /// The canonical pointer to what a reference means.
    pub fn of(&mut self, site: &'s Site) -> Option<Rc<str>> {
        let Some(resources) = self
            .resources
            .as_ref()
            .filter(|_| site.identified || !site.target.starts_with("#/"))
        else {
            let known = self.plain.entry(&site.target);
            return known
                .or_insert_with(|| local(self.root, &site.target).map(Rc::from))
                .clone();
        };
        let meaning = resources.meaning(self.root, site)?;
        let mut others = meaning.rivals.to_vec();
        others.retain(|other| *other != meaning.pointer);
        if !others.is_empty() {
            self.said.entry(site.target.clone()).or_insert(Said {
                first: site,
                taken: meaning.pointer.clone(),
                others,
            });
        }
        Some(meaning.pointer.into())
    }

    /// Whether a reference is to a schema that the document has, though perhaps to nothing in it.
    pub fn knows(&self, site: &Site) -> bool {
        let resources = self.resources.as_ref();
        resources.is_some_and(|resources| resources.knows(site))
    }

    /// Says which names could mean something else.
    pub fn report(&self, part: &Part<'_>, diagnostics: &mut Diagnostics) {
        let at = |pointer: &str| place(&part.provenance, pointer);
        for (name, said) in &self.said {
            let here = at(&said.first.pointer);
            let message = format!("`{name}` is the name of several schemas; the nearest is taken");
            let help = "refer to the schema by a JSON pointer, with an overlay";
            let told = diagnostics
                .warning("duplicate-anchor", message, here)
                .help(help);
            told.related("this one is taken", at(&said.taken));
            for other in &said.others {
                told.related("this one has the same name", at(other));
            }
        }
    }
}
