//! From what an API means to what Rust will say.

mod bodies;
mod client;
mod constants;
mod contain;
mod enums;
mod examples;
mod first_call;
mod inputs;
mod jobs;
mod kinds;
mod nesting;
mod operations;
mod owners;
mod pages;
mod reach;
mod replies;
mod sections;
mod shared;
mod structs;
mod unions;
mod uses;
mod webhooks;

use contain::Containment;
use reach::Reach;
use sections::Sections;

use super::{
    Alias, Doc, Model, Module, Options,
    docs::{Page, Rendered},
    names::{Case, OperationNames, Request, TypeNames, plain},
};
use crate::hash::HashMap;
use crate::{
    diagnostic::Diagnostics,
    ir::{Api, Media, Shape, TypeDef, TypeId},
};

/// More arguments than this are a group; clippy's own limit.
const MOST_ARGUMENTS: usize = 7;

/// Everything that decisions rest on.
struct Planner<'a> {
    api: &'a Api,
    types: TypeNames,
    operations: OperationNames,
    containment: Containment,
    reach: Vec<Reach>,
    types_only: bool,
    diagnostics: &'a mut Diagnostics,
    /// What was spelled and rendered before: operations have the same parameters again and again.
    spelled: HashMap<&'a str, String>,
    rendered: Rendered<'a>,
}

/// Plans the module of an API.
pub fn build(api: &Api, options: &Options, diagnostics: &mut Diagnostics) -> Module {
    let mut planner = Planner {
        api,
        types: TypeNames::settle(api, diagnostics),
        operations: OperationNames::settle(api, diagnostics),
        containment: Containment::of(&api.types),
        reach: reach::reach(api),
        types_only: options.types_only,
        diagnostics,
        spelled: HashMap::default(),
        rendered: Rendered::default(),
    };
    let models: Vec<(TypeId, Model)> = api
        .types
        .iter()
        .filter_map(|(id, def)| planner.model(id, def).map(|model| (id, model)))
        .collect();
    let (mut operations, mut client) = match options.types_only {
        true => (Vec::new(), None),
        false => (planner.all_operations(), Some(planner.client())),
    };
    jobs::plan(api, &planner.operations, &mut operations);
    pages::plan(api, &models, &mut operations);
    if let Some(client) = &mut client {
        client.jobs = operations.iter().any(|one| one.job.is_some());
        client.pages = operations.iter().any(|one| one.pages.is_some());
    }
    let mut webhooks = match options.types_only {
        true => None,
        false => planner.webhooks(),
    };
    let examples = if options.examples {
        planner.examples()
    } else {
        Vec::new()
    };
    let sections = Sections::of(api, planner.types.all(), options.features);
    if let Some(webhooks) = &mut webhooks {
        webhooks.features = sections.of_webhooks();
    }
    let mut operations = sections.operations(operations);
    shared::share(&mut operations);
    // A module that is no crate does not know how it is reached.
    let crate_client = client.as_ref().filter(|_| options.features);
    let first_call = crate_client.and_then(|it| first_call::first_call(it, &operations));
    Module {
        provenance: options.provenance.clone(),
        docs: module_docs(api),
        recursion_limit: nesting::recursion_limit(&api.types),
        needs: needs(api),
        client,
        features: sections.parts(),
        models: sections.models(models),
        operations,
        webhooks,
        first_call,
        examples,
    }
}

impl<'a> Planner<'a> {
    /// A request for the name of a field or parameter.
    fn value_request(&mut self, text: &'a str, pin: Option<&str>) -> Request {
        if pin.is_some() {
            return Request::plain(Case::Value, text, pin);
        }
        let spelled = self.spelled.entry(text);
        let spelled = spelled.or_insert_with(|| plain(Case::Value, text));
        Request::spelled(spelled.clone(), text, None)
    }

    fn model(&mut self, id: TypeId, def: &'a TypeDef) -> Option<Model> {
        let name = self.types.of(id).clone();
        Some(match &def.shape {
            Shape::Struct(shape) => Model::Struct(self.structure(id, def, shape)),
            Shape::Enumeration(shape) => self.enumeration(name, def, shape),
            Shape::Union(shape) => Model::Union(self.union(id, def, shape)),
            Shape::Alias(ty) => {
                let ty = self.alias(ty)?;
                Model::Alias(Alias {
                    docs: type_docs(def),
                    name,
                    ty,
                })
            }
        })
    }
}

/// The features of the runtime that the code needs.
fn needs(api: &Api) -> Vec<&'static str> {
    let holds_xml = api.media().any(Media::holds_xml);
    holds_xml.then_some("xml").into_iter().collect()
}

/// The documentation of a type.
fn type_docs(def: &TypeDef) -> Doc {
    Page::of(&def.docs).finish()
}

fn module_docs(api: &Api) -> Doc {
    let title = super::docs::text(&api.title);
    let version = super::docs::text(&api.version);
    Page::new()
        .line(format!("{title}, version {version}."))
        .markdown(&api.docs.description)
        .finish()
}
