//! Local references where the standard has none, or says little: in place of a whole map or list (`paths: {$ref: …}`,
//! `responses: {$ref: …}`), and beside the members of a path. What they refer to takes their place.

use super::merge::{insert, place, same_parameter};
use super::provenance::{Part, Provenance};
use super::reference::local;
use super::shape::{Kind, Site, sites};
use super::{MAX_REFERENCE_CHAIN, Members, Node, pointer};
use crate::diagnostic::Diagnostics;

/// How many values may be copied.
const MAX_COPIED: usize = 1_000_000;

/// Puts in place what is referred to. A reference that leads nowhere stays as it is.
pub(super) fn resolve(part: &mut Part<'_>, diagnostics: &mut Diagnostics) {
    let mut spare = MAX_COPIED;
    for _ in 0..MAX_REFERENCE_CHAIN {
        let found: Vec<(Site, String)> = sites(&part.root, "", Kind::Document)
            .into_iter()
            .filter(|site| takes_place(part, site))
            .filter_map(|site| {
                let target = local(&part.root, &site.target)?;
                (target != site.pointer).then_some((site, target))
            })
            .collect();
        if found.is_empty() {
            return;
        }
        let before = part.provenance.clone();
        for (site, target) in found {
            let Some(node) = part.root.at(&target) else {
                continue;
            };
            let size = node.count();
            if size > spare || is_below(&site.pointer, &target) {
                give_up(part, &site, size > spare, diagnostics);
                continue;
            }
            spare -= size;
            let node = node.clone();
            match site.kind {
                Kind::PathItem => add(part, &site.pointer, node, &before, &target),
                _ => {
                    insert(&mut part.root, &site.pointer, node);
                    part.provenance.adopt(&site.pointer, &before, &target);
                }
            }
        }
    }
}

/// Whether what is referred to takes the place of the reference. A path that is a reference and nothing else stays one.
fn takes_place(part: &Part<'_>, site: &Site) -> bool {
    match site.kind {
        Kind::Map(_) | Kind::List(_) => true,
        Kind::PathItem => {
            let members = part.root.at(&site.pointer).and_then(Node::as_object);
            members.is_some_and(|members| members.len() > 1)
        }
        _ => false,
    }
}

/// Whether a place is part of what it refers to.
fn is_below(place: &str, target: &str) -> bool {
    place
        .strip_prefix(target)
        .is_some_and(|rest| rest.starts_with('/'))
}

/// Adds to a path what the one that it refers to has more than it.
fn add<'s>(part: &mut Part<'s>, at: &str, other: Node<'s>, before: &Provenance, from: &str) {
    let Some(Node::Object(own)) = part.root.at_mut(at) else {
        return;
    };
    own.shift_remove("$ref");
    let Node::Object(members) = other else { return };
    for (key, member) in members {
        let (to, from) = (pointer::join(at, &key), pointer::join(from, &key));
        match (own.get_mut(&key), member) {
            (None, member) => {
                part.provenance.adopt(&to, before, &from);
                own.insert(key, member);
            }
            (Some(Node::Array(own)), Node::Array(more)) if key == "parameters" => {
                for (index, parameter) in more.into_iter().enumerate() {
                    if !own.iter().any(|own| same_parameter(own, &parameter)) {
                        let to = pointer::join(&to, &own.len().to_string());
                        let from = pointer::join(&from, &index.to_string());
                        part.provenance.adopt(&to, before, &from);
                        own.push(parameter);
                    }
                }
            }
            _ => {}
        }
    }
}

/// Says why a reference cannot be followed, and puts nothing in its place.
fn give_up(part: &mut Part<'_>, site: &Site, large: bool, diagnostics: &mut Diagnostics) {
    let at = place(&part.provenance, &site.pointer);
    if large {
        let message = format!("`{}` is too much to be said once more", site.target);
        let help = format!("{MAX_COPIED} values are the limit for references to maps and lists");
        diagnostics.error("too-large", message, at).help(help);
    } else {
        let message = format!("`{}` holds the place that refers to it", site.target);
        diagnostics
            .error("circular-reference", message, at)
            .help("refer to its members one by one");
    }
    let nothing = match site.kind {
        Kind::List(_) => Node::Array(Vec::new()),
        _ => Node::Object(Members::default()),
    };
    insert(&mut part.root, &site.pointer, nothing);
}
