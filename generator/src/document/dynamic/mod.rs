//! `$dynamicRef`: a schema that is a template, and what it means to each who refers to it (JSON Schema 2020-12, 7.1 and
//! 8.2.3.2).
//!
//! A dynamic reference means the anchor of its name in the outermost schema on the way to it. So one that refers to a
//! template and has such an anchor itself gives the template a meaning, and each meaning becomes a component of its own,
//! in which all references are plain. What is only a template then goes.

mod meanings;
mod schemas;

use std::collections::BTreeSet;
use std::rc::Rc;

use self::meanings::{MAX_MEANINGS, MAX_VALUES, Made, Meanings, is_within};
use self::schemas::{Schemas, dynamic};
use super::merge::{insert, place};
use super::provenance::Part;
use super::reference::rewrite;
use super::shape::{DYNAMIC, Kind, Site, sites};
use super::{Node, pointer};
use crate::diagnostic::Diagnostics;

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
        match meanings.follow(reference, own, &site.pointer) {
            Some(target) if site.kind == Kind::Schema => changes.rewritten.push((site, target)),
            Some(_) => {}
            None if several(&schemas, site) => changes.unknown.push(site),
            None => {}
        }
    }
    changes.made = meanings.make_all();
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
