//! Cuts models and operations into files: one each, or for a big API one a tag.
//!
//! A model stands with the tags that use it: in the module of the only one, in a module for several, or in the one for
//! what many use. A model is used by whatever uses a model that names it, so a module never needs another that fewer
//! tags have, and tags can be left out.

use std::collections::BTreeMap;

use super::reach::{inside, links, of_webhook, used};
use crate::{
    ir::{self, Api, TypeId},
    plan::{
        Doc, Model, Name, Operation, Section,
        docs::{self, Page},
        names::{Case, Request, Scope},
    },
};

/// More operations and types than this are cut by tag. Less is checked within a few seconds, and every module more
/// costs: the imports that it repeats, and the code that LLVM gets once for each module that needs it.
const MOST_ITEMS: usize = 500;
/// What more tags than this use belongs to all.
const MOST_OWNERS: usize = 12;

/// Modules and crates that the files around a module by tag name, and features that a crate has anyway.
const RESERVED: [&str; 17] = [
    "all",
    "blocking",
    "brotli",
    "client",
    "core",
    "default",
    "gzip",
    "models",
    "operations",
    "patterns",
    "reqwest",
    "runtime",
    "serde",
    "std",
    "testing",
    "tracing",
    "zstd",
];

/// Who uses a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Owner<'a> {
    /// The operations whose first tag this is; those without any have the empty one.
    Tag(&'a str),
    /// What the API sends by itself.
    Webhooks,
    /// Nothing.
    Nobody,
}

/// How an API is cut.
pub struct Sections<'a> {
    api: &'a Api,
    /// The modules, by tag; empty where the API stays whole.
    modules: BTreeMap<Owner<'a>, Name>,
    /// The module of what many tags use.
    shared: Name,
    /// The tags that use each type, directly or not; empty where many do, or none, or what has no tag.
    owners: Vec<Vec<Owner<'a>>>,
    /// The modules of what several tags use.
    several: BTreeMap<Vec<Owner<'a>>, Name>,
    /// Whether features decide which modules are compiled.
    features: bool,
}

impl<'a> Sections<'a> {
    /// Decides whether and how to cut; `types` are the names that modules must not have, and `features` says whether
    /// there is a manifest to have features in.
    pub fn of<'n>(api: &'a Api, types: impl Iterator<Item = &'n Name>, features: bool) -> Self {
        let mut scope = Scope::new(Case::Value, types.map(Name::as_str).chain(RESERVED));
        let shared = scope.one(&["shared", "shared_types", "common"]);
        let mut tags: Vec<&str> = api.operations.iter().filter_map(tag).collect();
        tags.sort_unstable();
        tags.dedup();
        let big = api.operations.len() + api.types.len() > MOST_ITEMS;
        let mut this = Self {
            api,
            modules: BTreeMap::new(),
            shared,
            owners: Vec::new(),
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
        this.owners = owners(api);
        if this
            .owners
            .iter()
            .flatten()
            .any(|owner| *owner == Owner::Nobody)
        {
            let name = scope.one(&["unused", "unused_types"]);
            this.modules.insert(Owner::Nobody, name);
        }
        if !api.webhooks.is_empty() {
            let name = scope.one(&["webhooks", "webhook_bodies"]);
            this.modules.insert(Owner::Webhooks, name);
        }
        for owners in this.owners.iter().filter(|owners| owners.len() > 1) {
            if !this.several.contains_key(owners) {
                let name = scope.one(&[&this.name_of_several(owners)]);
                this.several.insert(owners.clone(), name);
            }
        }
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
            let owners = self
                .owners
                .get(id.0 as usize)
                .map_or(&[][..], Vec::as_slice);
            sections.entry(owners).or_default().push(model);
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

/// Who uses each type, directly or not; empty where more than [`MOST_OWNERS`] do, or what has no tag.
fn owners(api: &Api) -> Vec<Vec<Owner<'_>>> {
    let mut owners: Vec<Vec<Owner<'_>>> = vec![Vec::new(); api.types.len()];
    let mut by_tag: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
    for operation in &api.operations {
        let ids = used(operation).into_iter().map(|(id, _)| id);
        by_tag
            .entry(tag(operation).unwrap_or(""))
            .or_default()
            .extend(ids);
    }
    for (tag, ids) in by_tag {
        claim(api, &mut owners, Owner::Tag(tag), ids);
    }
    let sent = api.webhooks.iter().flat_map(of_webhook).collect();
    claim(api, &mut owners, Owner::Webhooks, sent);
    let unused = (api.types.iter().map(|(id, _)| id))
        .filter(|id| owners.get(id.0 as usize).is_some_and(Vec::is_empty))
        .collect();
    claim(api, &mut owners, Owner::Nobody, unused);
    for owners in &mut owners {
        if owners.len() > MOST_OWNERS || owners.contains(&Owner::Tag("")) {
            owners.clear();
        }
    }
    owners
}

/// Enters a user of some types with these, and with everything they lead to.
fn claim<'a>(api: &Api, owners: &mut [Vec<Owner<'a>>], owner: Owner<'a>, mut open: Vec<TypeId>) {
    while let Some(id) = open.pop() {
        let Some(owners) = owners.get_mut(id.0 as usize) else {
            continue;
        };
        // A type of many users has been walked through often enough: so have those in it.
        if owners.last() != Some(&owner) && owners.len() <= MOST_OWNERS {
            owners.push(owner);
            open.extend(inside(&api.types[id].shape));
        }
    }
}

fn request(tag: &str) -> Request {
    let mut request = Request::named(Case::Value, tag, None);
    let plain = request.bids.first().cloned().unwrap_or_default();
    request.bids.insert(1, format!("{plain}_api"));
    request
}

/// The tag that decides the module.
fn tag(operation: &ir::Operation) -> Option<&str> {
    operation
        .tags
        .first()
        .map(String::as_str)
        .filter(|tag| !tag.is_empty())
}
