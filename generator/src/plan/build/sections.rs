//! Cuts models and operations into files: one each, or for a big API one a tag.
//!
//! A model stands with the tags that use it: in the module of the only one, in a module for several, or in the one for
//! what many use. A module never needs another that fewer tags have, so tags can be left out.

use std::collections::BTreeMap;

use super::{
    owners::{Owner, Owners, tag},
    reach::links,
};
use crate::{
    ir::{Api, TypeId},
    plan::{
        Doc, FEATURES, Feature, Model, Name, Operation, Section,
        docs::{self, Page},
        names::{Case, Request, Scope},
    },
};

/// More operations and types than this are cut by tag. Less is checked within a few seconds, and every module more
/// costs: the imports that it repeats, and the code that LLVM gets once for each module that needs it.
const MOST_ITEMS: usize = 500;

/// Modules and crates that the files around a module by tag name.
const RESERVED: [&str; 6] = ["client", "core", "models", "operations", "runtime", "std"];

/// How an API is cut.
pub struct Sections<'a> {
    api: &'a Api,
    /// The modules, by tag; empty where the API stays whole.
    modules: BTreeMap<Owner<'a>, Name>,
    /// The module of what many tags use.
    shared: Name,
    /// Who uses each type; `None` where the API stays whole.
    owners: Option<Owners<'a>>,
    /// The modules of what several tags use.
    several: BTreeMap<Vec<Owner<'a>>, Name>,
    /// Whether features decide which modules are compiled.
    features: bool,
}

impl<'a> Sections<'a> {
    /// Decides whether and how to cut; `types` are the names that modules must not have, and `features` says whether
    /// there is a manifest to have features in.
    pub fn of<'n>(api: &'a Api, types: impl Iterator<Item = &'n Name>, features: bool) -> Self {
        let mut scope = Scope::new(
            Case::Value,
            types.map(Name::as_str).chain(RESERVED).chain(FEATURES),
        );
        let shared = scope.one(&["shared", "shared_types", "common"]);
        let mut tags: Vec<&str> = api.operations.iter().filter_map(tag).collect();
        tags.sort_unstable();
        tags.dedup();
        let big = api.operations.len() + api.types.len() > MOST_ITEMS;
        let mut this = Self {
            api,
            modules: BTreeMap::new(),
            shared,
            owners: None,
            several: BTreeMap::new(),
            features: features && !leads_on(api),
        };
        if !big || tags.len() < 2 {
            return this;
        }
        let requests: Vec<Request> = tags.iter().map(|tag| request(tag)).collect();
        let names = scope
            .settle(&requests)
            .into_iter()
            .map(|settled| settled.name);
        this.modules = tags.into_iter().map(Owner::Tag).zip(names).collect();
        let owners = Owners::find(api);
        let groups = owners.groups();
        if groups.contains(&&[Owner::Nobody][..]) {
            let name = scope.one(&["unused", "unused_types"]);
            this.modules.insert(Owner::Nobody, name);
        }
        if !api.webhooks.is_empty() {
            let name = scope.one(&["webhooks", "webhook_bodies"]);
            this.modules.insert(Owner::Webhooks, name);
        }
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            let name = scope.one(&[&this.name_of_several(group)]);
            this.several.insert(group.to_vec(), name);
        }
        this.owners = Some(owners);
        this
    }

    /// `shared_by_issues_and_repos`, `shared_by_issues_and_4_others`.
    fn name_of_several(&self, owners: &[Owner<'_>]) -> String {
        let names = self.names(owners);
        let names: Vec<&str> = names.iter().map(Name::bare).collect();
        match names.as_slice() {
            [one, other] => format!("shared_by_{one}_and_{other}"),
            [one, others @ ..] => format!("shared_by_{one}_and_{}_others", others.len()),
            [] => "shared_by_none".to_owned(),
        }
    }

    /// The models, with the tags that use them.
    pub fn models(&self, models: Vec<(TypeId, Model)>) -> Vec<Section<Model>> {
        let mut sections: BTreeMap<&[Owner<'_>], Vec<Model>> = BTreeMap::new();
        for (id, model) in models {
            let owners = self.owners.as_ref().map(|owners| owners.of(id));
            sections
                .entry(owners.unwrap_or_default())
                .or_default()
                .push(model);
        }
        let section = |(owners, items): (&[Owner<'_>], Vec<Model>)| Section {
            module: self.module_of(owners),
            docs: self.docs_of(owners),
            features: self.features(owners),
            items,
        };
        sections.into_iter().map(section).collect()
    }

    fn module_of(&self, owners: &[Owner<'_>]) -> Option<Name> {
        match owners {
            [] => (!self.modules.is_empty()).then(|| self.shared.clone()),
            [tag] => self.modules.get(tag).cloned(),
            several => self.several.get(several).cloned(),
        }
    }

    fn docs_of(&self, owners: &[Owner<'_>]) -> Doc {
        match owners {
            [] if self.modules.is_empty() => Doc::new(),
            [] => Page::new().line("What many modules use.").finish(),
            [Owner::Tag(tag)] => self.docs(tag),
            [Owner::Webhooks] => Page::new()
                .line("What only webhooks and callbacks bring.")
                .finish(),
            [Owner::Nobody] => Page::new().line("What nothing uses.").finish(),
            several => {
                let names: Vec<String> = self
                    .names(several)
                    .iter()
                    .map(|name| format!("`{}`", name.bare()))
                    .collect();
                Page::new()
                    .line(format!("What several modules use: {}.", names.join(", ")))
                    .finish()
            }
        }
    }

    /// The features that bring a section, any of which will do.
    fn features(&self, owners: &[Owner<'_>]) -> Vec<Name> {
        if self.features {
            self.names(owners)
        } else {
            Vec::new()
        }
    }

    fn names(&self, owners: &[Owner<'_>]) -> Vec<Name> {
        let name = |owner| self.modules.get(owner).cloned();
        owners.iter().filter_map(name).collect()
    }

    /// The features that bring parts of the API, in the order of their names.
    pub fn parts(&self) -> Vec<Feature> {
        let needs = |owner: &Owner<'_>| match &self.owners {
            Some(owners) if *owner == Owner::Nobody => self.names(&owners.needed_by_unused()),
            _ => Vec::new(),
        };
        let parts = self.modules.iter().filter(|_| self.features);
        let mut parts: Vec<Feature> = parts
            .map(|(owner, name)| Feature {
                name: name.clone(),
                needs: needs(owner),
            })
            .collect();
        parts.sort_by(|one, other| one.name.bare().cmp(other.name.bare()));
        parts
    }

    /// The features that bring webhooks and callbacks.
    pub fn of_webhooks(&self) -> Vec<Name> {
        self.features(&[Owner::Webhooks])
    }

    /// The operations, by their first tag; those without stay in the folder's own file.
    pub fn operations(&self, operations: Vec<Operation>) -> Vec<Section<Operation>> {
        let mut sections: BTreeMap<Option<&str>, Vec<Operation>> = BTreeMap::new();
        for (operation, meant) in operations.into_iter().zip(&self.api.operations) {
            let tag = tag(meant).filter(|tag| self.modules.contains_key(&Owner::Tag(tag)));
            sections.entry(tag).or_default().push(operation);
        }
        let section = |(tag, items): (Option<&str>, Vec<Operation>)| Section {
            module: tag.and_then(|tag| self.modules.get(&Owner::Tag(tag)).cloned()),
            docs: tag.map_or_else(Doc::new, |tag| self.docs(tag)),
            features: self.features(tag.map(Owner::Tag).as_slice()),
            items,
        };
        sections.into_iter().map(section).collect()
    }

    fn docs(&self, tag: &str) -> Doc {
        let described = self.api.tags.iter().find(|described| described.name == tag);
        let page = Page::new().line(format!("{}.", docs::text(tag)));
        match described {
            Some(described) => page
                .markdown(&described.docs.summary)
                .markdown(&described.docs.description),
            None => page,
        }
        .finish()
    }
}

/// Whether a link or a job leads to other operations, which may be any tag's: then no tag can be left out.
fn leads_on(api: &Api) -> bool {
    api.types.iter().any(|(_, def)| links(&def.shape))
        || api
            .operations
            .iter()
            .any(|operation| operation.job.is_some())
}

fn request(tag: &str) -> Request {
    let mut request = Request::named(Case::Value, tag, None);
    let plain = request.bids.first().cloned().unwrap_or_default();
    request.bids.insert(1, format!("{plain}_api"));
    request
}
