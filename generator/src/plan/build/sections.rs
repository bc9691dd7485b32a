//! Cuts models and operations into files: one each, or for a big API one a tag.

use std::collections::BTreeMap;

use super::reach::{inside, of_webhook, used};
use crate::{
    ir::{self, Api, TypeId},
    plan::{
        Doc, Model, Name, Operation, Section,
        docs::{self, Page},
        names::{Case, Request, Scope},
    },
};

/// More operations than this are cut by tag.
const MOST_OPERATIONS: usize = 60;
/// More models than this are cut by tag.
const MOST_MODELS: usize = 150;

/// Modules and crates that the files around a module by tag name.
const RESERVED: [&str; 6] = ["client", "core", "models", "operations", "runtime", "std"];

/// How an API is cut.
pub struct Sections<'a> {
    api: &'a Api,
    /// The modules, by tag; empty where the API stays whole.
    modules: BTreeMap<&'a str, Name>,
    /// The module of what several tags use, or none.
    shared: Name,
}

impl<'a> Sections<'a> {
    /// Decides whether and how to cut; `types` are the names that modules must not have.
    pub fn of<'n>(api: &'a Api, types: impl Iterator<Item = &'n Name>) -> Self {
        let mut scope = Scope::new(Case::Value, types.map(Name::as_str).chain(RESERVED));
        let shared = scope.one(&["shared", "shared_types", "common"]);
        let mut tags: Vec<&str> = api.operations.iter().filter_map(tag).collect();
        tags.sort_unstable();
        tags.dedup();
        let big = api.operations.len() > MOST_OPERATIONS || api.types.len() > MOST_MODELS;
        if !big || tags.len() < 2 {
            return Self {
                api,
                modules: BTreeMap::new(),
                shared,
            };
        }
        let requests: Vec<Request> = tags.iter().map(|tag| request(tag)).collect();
        let names = scope
            .settle(&requests)
            .into_iter()
            .map(|settled| settled.name);
        Self {
            api,
            modules: tags.into_iter().zip(names).collect(),
            shared,
        }
    }

    /// The models: those that one tag uses in its module, all others in one for what is shared.
    pub fn models(&self, models: Vec<(TypeId, Model)>) -> Vec<Section<Model>> {
        if self.modules.is_empty() {
            let items = models.into_iter().map(|(_, model)| model).collect();
            return vec![Section {
                module: None,
                docs: Doc::new(),
                items,
            }];
        }
        let owners = self.owners();
        let mut sections: BTreeMap<Option<&str>, Vec<Model>> = BTreeMap::new();
        for (id, model) in models {
            let owner = owners.get(id.0 as usize).copied().and_then(Owner::tag);
            sections.entry(owner).or_default().push(model);
        }
        self.sections(
            sections,
            Some(self.shared.clone()),
            "What more than one module uses.",
        )
    }

    /// The operations, by their first tag; those without stay in the folder's own file.
    pub fn operations(&self, operations: Vec<Operation>) -> Vec<Section<Operation>> {
        let mut sections: BTreeMap<Option<&str>, Vec<Operation>> = BTreeMap::new();
        for (operation, meant) in operations.into_iter().zip(&self.api.operations) {
            let tag = tag(meant).filter(|tag| self.modules.contains_key(tag));
            sections.entry(tag).or_default().push(operation);
        }
        self.sections(sections, None, "")
    }

    fn sections<T>(
        &self,
        items: BTreeMap<Option<&str>, Vec<T>>,
        rest: Option<Name>,
        rest_docs: &str,
    ) -> Vec<Section<T>> {
        let section = |(tag, items): (Option<&str>, Vec<T>)| match tag {
            Some(tag) => Section {
                module: self.modules.get(tag).cloned(),
                docs: self.docs(tag),
                items,
            },
            None => Section {
                module: rest.clone(),
                docs: Page::new().markdown(rest_docs).finish(),
                items,
            },
        };
        items.into_iter().map(section).collect()
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

    /// Which tag uses each type, directly or not.
    fn owners(&self) -> Vec<Owner<'a>> {
        let mut owners = vec![Owner::Nobody; self.api.types.len()];
        let mut by_tag: BTreeMap<&str, Vec<TypeId>> = BTreeMap::new();
        for operation in &self.api.operations {
            let ids = used(operation).into_iter().map(|(id, _)| id);
            by_tag
                .entry(tag(operation).unwrap_or(""))
                .or_default()
                .extend(ids);
        }
        let sent = self.api.webhooks.iter().flat_map(of_webhook);
        by_tag.entry("").or_default().extend(sent);
        for (tag, mut open) in by_tag {
            while let Some(id) = open.pop() {
                let Some(owner) = owners.get_mut(id.0 as usize) else {
                    continue;
                };
                let claimed = owner.claimed(tag);
                if claimed != *owner {
                    *owner = claimed;
                    open.extend(inside(&self.api.types[id].shape));
                }
            }
        }
        owners
    }
}

/// Who uses a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Owner<'a> {
    Nobody,
    Tag(&'a str),
    Several,
}

impl<'a> Owner<'a> {
    /// Who uses it when `tag` does as well.
    fn claimed(self, tag: &'a str) -> Self {
        match self {
            Self::Nobody => Self::Tag(tag),
            Self::Tag(known) if known == tag => self,
            Self::Tag(_) | Self::Several => Self::Several,
        }
    }

    fn tag(self) -> Option<&'a str> {
        if let Self::Tag(tag) = self {
            Some(tag).filter(|tag| !tag.is_empty())
        } else {
            None
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
