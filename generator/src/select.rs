//! A part of an API: the operations that were asked for, and what they lead to.

use std::collections::BTreeSet;

use crate::diagnostic::{At, Diagnostics};
use crate::ir::{Api, Operation, Origin};
use crate::lower::remove_unreached;

/// How many names a help text lists.
const MOST_NAMES: usize = 12;

/// The part that the selectors ask for; everything if there is none. `None`, with an error each, if some match nothing.
pub(crate) fn select(
    mut api: Api,
    selectors: &[String],
    diagnostics: &mut Diagnostics,
) -> Option<Api> {
    if selectors.is_empty() {
        return Some(api);
    }
    let mut matched = true;
    for selector in selectors {
        if !api.operations.iter().any(|one| is_meant(one, selector)) {
            matched = false;
            no_match(&api, selector, diagnostics);
        }
    }
    let meant = |one: &Operation| selectors.iter().any(|selector| is_meant(one, selector));
    let led_to = led_to(api.operations.iter().filter(|one| meant(one)));
    let (mut kept, others): (Vec<Operation>, Vec<Operation>) = api
        .operations
        .into_iter()
        .partition(|one| meant(one) || one.id.as_ref().is_some_and(|id| led_to.contains(id)));
    // Two paths may refer to one path item: what is kept stays on record.
    let mut others: BTreeSet<Origin> = others.into_iter().map(|one| one.origin).collect();
    kept.iter().for_each(|one| {
        others.remove(&one.origin);
    });
    diagnostics.forget(&others);
    let needed: BTreeSet<&str> = kept
        .iter()
        .flat_map(|operation| &operation.security)
        .flat_map(|requirement| &requirement.schemes)
        .map(|(name, _)| name.as_str())
        .collect();
    api.schemes
        .retain(|scheme| needed.contains(scheme.name.as_str()));
    api.webhooks.clear();
    api.types = remove_unreached(api.types, &mut kept);
    api.operations = kept;
    matched.then_some(api)
}

/// The operations that poll what others start, and give its results.
fn led_to<'a>(operations: impl Iterator<Item = &'a Operation>) -> BTreeSet<String> {
    let jobs = operations.filter_map(|one| one.job.as_ref());
    jobs.flat_map(|job| [Some(&job.poll), job.result.as_ref()])
        .flatten()
        .map(|target| target.operation.clone())
        .collect()
}

/// Whether a selector names an operation: by its tag, its path, its id, or its method and path.
fn is_meant(operation: &Operation, selector: &str) -> bool {
    if let Some((method, path)) = selector.split_once(' ')
        && path.starts_with('/')
    {
        return method.eq_ignore_ascii_case(operation.method.as_str())
            && path == operation.template();
    }
    if selector.starts_with('/') {
        let template = operation.template();
        let below = selector
            .strip_suffix("/*")
            .and_then(|above| template.strip_prefix(above))
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
        return below || template == selector;
    }
    operation.id.as_deref() == Some(selector) || operation.tags.iter().any(|tag| tag == selector)
}

fn no_match(api: &Api, selector: &str, diagnostics: &mut Diagnostics) {
    let operations = || api.operations.iter();
    let tags: BTreeSet<&str> = operations()
        .flat_map(|one| &one.tags)
        .map(String::as_str)
        .collect();
    let near = tags
        .iter()
        .copied()
        .chain(operations().filter_map(|one| one.id.as_deref()))
        .find(|name| name.eq_ignore_ascii_case(selector));
    let help = match near {
        Some(near) => format!("there is a `{near}`"),
        None if tags.is_empty() => "name a path, `GET /path` or an `operationId`".to_owned(),
        None => {
            let more = if tags.len() > MOST_NAMES { ", …" } else { "" };
            let tags: Vec<&str> = tags.into_iter().take(MOST_NAMES).collect();
            format!(
                "name a path, `GET /path`, an `operationId` or a tag: {}{more}",
                tags.join(", ")
            )
        }
    };
    let message = format!("`{selector}` is no tag, no path and no operation of the document");
    diagnostics
        .error("no-match", message, At::Nowhere)
        .help(help);
}
