//! Sections to texts. Items are printed in runs, each by itself and on whichever core is free: formatting takes most of
//! the time there is. Tokens live no longer than it takes to print their item, and texts are put together only in their
//! file: they may be megabytes.

use std::collections::BTreeMap;

use super::{
    calls, client,
    context::{Context, Home, Names},
    derived::derived,
    enums, jobs, operations, pages,
    print::{self, Block, Code},
    routes, side_by_side, structs, unions, webhooks,
};
use crate::plan::{
    BodyContent, Client, Constructor, Model, Module, Name, Operation, Outcome, Section, Struct,
    Webhooks,
};

/// How many items a run has: enough to be worth a thread's while, few enough for all threads to end together.
const RUN: usize = 32;

/// The texts of the client's own module, and those of the modules of calls below it.
pub fn client(it: &Client, module: &Module) -> (Vec<String>, Vec<Vec<String>>) {
    let mut own = Names::from(["Call", "Client", "Servers", "SERVERS"]);
    own.extend(it.values().map(|values| values.name.as_str()));
    let own_types = calls::of_own_types(&module.operations);
    let call = Names::from(["Call"]);
    let around = Names::new();
    let context = |section: &Section<Operation>| {
        if section.module.is_none() {
            return Context::new(Home::Client, &own);
        }
        let mut cx = Context::nested(Home::Client, &call, &around);
        cx.parent("Client");
        if !own_types {
            cx.parent("Call");
        }
        cx
    };
    let contexts: Vec<Context<'_>> = module.operations.iter().map(context).collect();
    let mut cx = Context::new(Home::Client, &own);
    let mut here = vec![print::items(client::client(it, &mut cx))];
    let mut below = Vec::new();
    let printed = printed(&module.operations, &contexts, methods_and_setters);
    for (section, (mut used, runs)) in module.operations.iter().zip(printed) {
        let texts = joined_calls(runs);
        if section.module.is_none() {
            cx.absorb(used);
            here.extend(texts);
        } else {
            let call = own_types.then(|| print::items(client::call(it, &mut used)));
            below.push(with_uses(&used, call.into_iter().chain(texts)));
        }
    }
    (with_uses(&cx, here), below)
}

/// The client's methods for some operations, and the setters of their calls.
fn methods_and_setters<'m>(
    operations: &'m [Operation],
    cx: &mut Context<'m>,
) -> (Option<Block>, String) {
    let methods = operations
        .iter()
        .map(|it| Block::new(client::method(it, cx)))
        .reduce(Block::append);
    let setters = operations.iter().map(|it| calls::setters(it, cx));
    (methods, print::items(setters))
}

/// All methods in one `impl`, then all setters.
fn joined_calls(runs: Vec<(Option<Block>, String)>) -> impl Iterator<Item = String> {
    let (methods, setters): (Vec<Option<Block>>, Vec<String>) = runs.into_iter().unzip();
    let methods = methods.into_iter().flatten().reduce(Block::append);
    methods.map(Block::finish).into_iter().chain(setters)
}

/// The texts of the sections of models.
pub fn models(module: &Module) -> Vec<Vec<String>> {
    let all: Names<'_> = module
        .models
        .iter()
        .flat_map(|section| &section.items)
        .flat_map(model_names)
        .collect();
    let own = names(&module.models, model_names);
    let contexts = contexts(Home::Models, &module.models, &own, &all);
    let print = |models: &[Model], cx: &mut Context<'_>| {
        print::items(models.iter().map(|it| model(it, cx)))
    };
    let printed = printed(&module.models, &contexts, print);
    let sections = module.models.iter().zip(printed);
    sections
        .map(|(section, (cx, runs))| {
            let last = print::items([derived(&section.items)]);
            with_uses(&cx, runs.into_iter().chain([last]))
        })
        .collect()
}

/// The texts of the sections of operations.
pub fn operations(module: &Module) -> Vec<Vec<String>> {
    let all: Names<'_> = module
        .operations
        .iter()
        .flat_map(|section| &section.items)
        .flat_map(operation_names)
        .collect();
    let own = names(&module.operations, operation_names);
    let mut contexts = contexts(Home::Operations, &module.operations, &own, &all);
    for (section, cx) in module.operations.iter().zip(&mut contexts) {
        cx.security = usual_security(&section.items);
    }
    let print = |operations: &[Operation], cx: &mut Context<'_>| {
        print::items(operations.iter().flat_map(|it| {
            let own = operations::operation(it, cx);
            let beside = [jobs::look(it, cx), jobs::job(it, cx), pages::pages(it, cx)];
            std::iter::once(own).chain(beside.into_iter().flatten().map(Code::from))
        }))
    };
    let printed = printed(&module.operations, &contexts, print);
    printed
        .into_iter()
        .map(|(cx, runs)| {
            let first = print::items(routes::security(&cx));
            with_uses(&cx, [first].into_iter().chain(runs))
        })
        .collect()
}

/// The security that most operations ask for, where it is that of several.
fn usual_security(operations: &[Operation]) -> Option<&Vec<Vec<String>>> {
    let mut counts = BTreeMap::new();
    for it in operations.iter().filter(|it| !it.security.is_empty()) {
        *counts.entry(&it.security).or_insert(0) += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.filter(|(_, count)| *count > 1)
        .map(|(security, _)| security)
}

/// The texts of the webhooks.
pub fn webhooks(it: &Webhooks) -> Vec<String> {
    let own = Names::from(["WEBHOOKS", "Webhook"]);
    let mut cx = Context::new(Home::Operations, &own);
    let items = print::items(webhooks::webhooks(it, &mut cx));
    with_uses(&cx, [items])
}

/// What each section defines.
fn names<'m, T>(sections: &'m [Section<T>], of: impl Fn(&'m T) -> Vec<&'m str>) -> Vec<Names<'m>> {
    sections
        .iter()
        .map(|section| section.items.iter().flat_map(&of).collect())
        .collect()
}

fn contexts<'m, T>(
    home: Home,
    sections: &'m [Section<T>],
    own: &'m [Names<'m>],
    all: &'m Names<'m>,
) -> Vec<Context<'m>> {
    let sections = sections.iter().zip(own);
    sections
        .map(|(section, own)| match &section.module {
            Some(_) => Context::nested(home, own, all),
            None => Context::new(home, own),
        })
        .collect()
}

/// What `print` makes of the runs of each section, in order, and what all of them refer to.
fn printed<'m, T: Sync, R: Send>(
    sections: &'m [Section<T>],
    contexts: &[Context<'m>],
    print: impl Fn(&'m [T], &mut Context<'m>) -> R + Sync,
) -> Vec<(Context<'m>, Vec<R>)> {
    let sections = || sections.iter().zip(contexts);
    let runs: Vec<(&[T], &Context<'_>)> = sections()
        .flat_map(|(section, cx)| section.items.chunks(RUN).map(move |items| (items, cx)))
        .collect();
    let done = side_by_side::map(&runs, |(items, cx)| {
        let mut cx = (*cx).clone();
        (print(items, &mut cx), cx)
    });
    let mut done = done.into_iter();
    sections()
        .map(|(section, cx)| {
            let mut cx = cx.clone();
            let runs = done.by_ref().take(section.items.len().div_ceil(RUN));
            let texts = runs.map(|(text, used)| {
                cx.absorb(used);
                text
            });
            let texts = texts.collect();
            (cx, texts)
        })
        .collect()
}

/// Items below the imports that they need.
fn with_uses(cx: &Context<'_>, items: impl IntoIterator<Item = String>) -> Vec<String> {
    let uses = print::uses(&cx.imports());
    let texts = std::iter::once(uses).chain(items);
    texts.filter(|text| !text.is_empty()).collect()
}

fn model(it: &Model, cx: &mut Context<'_>) -> Code {
    match it {
        Model::Struct(it) => structs::structure(it, cx),
        Model::StringEnum(it) => enums::string_enum(it),
        Model::ValueEnum(it) => enums::value_enum(it, cx),
        Model::Union(it) => unions::union(it, cx),
        Model::Alias(it) => structs::alias(it, cx),
    }
}

/// The names a model takes.
fn model_names(it: &Model) -> Vec<&str> {
    let group = match it {
        Model::Struct(Struct {
            constructor: Constructor::Grouped(group),
            ..
        }) => Some(group.as_str()),
        _ => None,
    };
    [it.name().as_str()].into_iter().chain(group).collect()
}

/// The names an operation takes.
fn operation_names(it: &Operation) -> Vec<&str> {
    let mut names = vec![it.name.as_str()];
    names.extend(it.group.iter().map(Name::as_str));
    if let Some(BodyContent::Choice { name, .. }) = it.body.as_ref().map(|body| &body.content) {
        names.push(name.as_str());
    }
    for outcome in [&it.output, &it.failure] {
        if let Outcome::Choice(name, _) | Outcome::Same(name, _) = outcome {
            names.push(name.as_str());
        }
    }
    names
}
