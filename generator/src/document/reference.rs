//! Local `$ref`s: each must lead somewhere, and not in a circle.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;

use super::merge::place;
use super::provenance::Part;
use super::shape::{Kind, Site, sites};
use super::{MAX_REFERENCE_CHAIN, Node, pointer};
use crate::diagnostic::Diagnostics;

/// A reference (RFC 3986), taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// What stands before `#`, percent-decoded; `None` for a local one.
    pub file: Option<String>,
    /// The JSON pointer after `#`, percent-decoded; `None` for a plain name (`#node`).
    pub pointer: Option<String>,
}

impl Reference {
    pub fn parse(text: &str) -> Self {
        let (file, fragment) = text.split_once('#').unwrap_or((text, ""));
        let fragment = decode(fragment);
        let is_pointer = fragment.is_empty() || fragment.starts_with('/');
        Self {
            file: (!file.is_empty()).then(|| decode(file)),
            pointer: is_pointer.then_some(fragment),
        }
    }
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// Makes every `$ref` a pointer to something. Those that lead nowhere, or only to each other, are reported and
/// replaced by an empty object.
pub(super) fn check(part: &mut Part<'_>, diagnostics: &mut Diagnostics) {
    let found = sites(&part.root, "", Kind::Document);
    let names = if found.iter().any(|site| is_named(&site.target)) {
        names(&part.root)
    } else {
        BTreeMap::new()
    };
    let mut known: BTreeMap<&str, Option<String>> = BTreeMap::new();
    let mut next: BTreeMap<&str, &Site> = BTreeMap::new();
    let mut rewritten = Vec::new();
    let mut replaced = Vec::new();
    for site in &found {
        let target = known
            .entry(&site.target)
            .or_insert_with(|| target(&part.root, &site.target, &names));
        match target {
            Some(target) => {
                if site.target.strip_prefix('#') != Some(target) {
                    rewritten.push((site, target.clone()));
                }
                if site.kind != Kind::Mapping {
                    next.insert(&site.pointer, site);
                }
            }
            // A value that only looks like a reference may be a name; who reads mappings says so.
            None if site.kind == Kind::Mapping => {}
            None => {
                dangling(part, site, &names, diagnostics);
                replaced.push(site.pointer.clone());
            }
        }
    }
    for circle in circles(&next, &known) {
        report_circle(part, &circle, diagnostics);
        replaced.extend(circle.iter().map(|site| site.pointer.clone()));
    }
    let rewritten: Vec<(String, String)> = rewritten
        .into_iter()
        .map(|(site, target)| match site.kind {
            Kind::Mapping => (site.pointer.clone(), target),
            _ => (pointer::join(&site.pointer, "$ref"), target),
        })
        .collect();
    for (at, target) in rewritten {
        if let Some(node) = part.root.at_mut(&at) {
            *node = Node::text(format!("#{target}"));
        }
    }
    for at in replaced {
        if let Some(node) = part.root.at_mut(&at) {
            *node = Node::empty();
        }
    }
}

fn is_named(target: &str) -> bool {
    !target.starts_with("#/")
}

/// The canonical pointer to what a local reference means.
fn target(root: &Node<'_>, text: &str, names: &BTreeMap<String, String>) -> Option<String> {
    let reference = Reference::parse(text);
    match (&reference.file, &reference.pointer) {
        (None, Some(pointer)) => canonical(root, pointer, 0),
        (None, None) => names.get(text).cloned(),
        // A name that a schema in the document has given itself.
        (Some(_), Some(pointer)) => {
            let base = names.get(text.split('#').next()?)?;
            canonical(root, &format!("{base}{pointer}"), 0)
        }
        // And one within it: an anchor is known by itself.
        (Some(_), None) => {
            let (id, anchor) = text.split_once('#')?;
            let base = names.get(id)?;
            let at = names.get(&format!("#{anchor}"))?;
            let within = at.strip_prefix(base.as_str())?;
            (within.is_empty() || within.starts_with('/')).then(|| at.clone())
        }
    }
}

/// The canonical pointer to what a local reference by pointer means, if there is such a thing.
pub(super) fn local(root: &Node<'_>, text: &str) -> Option<String> {
    let Reference { file, pointer } = Reference::parse(text);
    file.is_none().then(|| canonical(root, &pointer?, 0))?
}

/// The pointer itself, if it leads somewhere; otherwise the way through the `$ref`s that stand on it, which tools
/// follow though the standard does not.
fn canonical(root: &Node<'_>, text: &str, chain: usize) -> Option<String> {
    if chain > MAX_REFERENCE_CHAIN {
        return None;
    }
    let mut at = root;
    let mut way = String::new();
    let mut tokens = pointer::tokens(text);
    while let Some(token) = tokens.next() {
        match at.child(&token) {
            Some(child) => {
                at = child;
                pointer::push(&mut way, &token);
            }
            None => {
                let through = Reference::parse(at.get("$ref")?.as_str()?);
                let mut longer = through.file.is_none().then_some(through.pointer?)?;
                pointer::push(&mut longer, &token);
                tokens.for_each(|token| pointer::push(&mut longer, &token));
                return canonical(root, &longer, chain + 1);
            }
        }
    }
    Some(way)
}

/// The names that schemas give themselves: `#name` (`$anchor`, `$dynamicAnchor`) and absolute ones (`$id`).
pub(super) fn names(root: &Node<'_>) -> BTreeMap<String, String> {
    let mut names = BTreeMap::new();
    let mut waiting = vec![(root, String::new(), Kind::Document)];
    while let Some((node, at, kind)) = waiting.pop() {
        if kind == Kind::Schema {
            for (key, prefix) in [("$anchor", "#"), ("$dynamicAnchor", "#"), ("$id", "")] {
                if let Some(name) = node.get(key).and_then(Node::as_str) {
                    names
                        .entry(format!("{prefix}{name}"))
                        .or_insert_with(|| at.clone());
                }
            }
        }
        match node {
            Node::Object(members) => waiting.extend(
                members
                    .iter()
                    .map(|(key, member)| (member, pointer::join(&at, key), kind.member(key)))
                    .filter(|(.., kind)| *kind != Kind::Data),
            ),
            Node::Array(items) => waiting.extend(
                items
                    .iter()
                    .enumerate()
                    .map(|(i, item)| (item, pointer::join(&at, &i.to_string()), kind.item())),
            ),
            _ => {}
        }
    }
    names
}

/// References that lead only to each other, each circle once, from its first place on.
fn circles<'f>(
    next: &BTreeMap<&'f str, &'f Site>,
    known: &BTreeMap<&'f str, Option<String>>,
) -> Vec<Vec<&'f Site>> {
    let mut circles = Vec::new();
    let mut round_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (round, start) in next.values().enumerate() {
        let mut way: Vec<&Site> = Vec::new();
        let mut at = Some(*start);
        while let Some(site) = at {
            if let Some(earlier) = round_of.get(&*site.pointer) {
                if *earlier == round {
                    let first = way
                        .iter()
                        .position(|on| on.pointer == site.pointer)
                        .unwrap_or_default();
                    circles.push(way.split_off(first));
                }
                break;
            }
            round_of.insert(&site.pointer, round);
            way.push(site);
            let target = known.get(&*site.target).and_then(Option::as_deref);
            at = target.and_then(|target| next.get(target)).copied();
        }
    }
    circles
}

fn dangling(
    part: &Part<'_>,
    site: &Site,
    names: &BTreeMap<String, String>,
    diagnostics: &mut Diagnostics,
) {
    let id = site.target.split('#').next().unwrap_or_default();
    if !id.is_empty() && !names.contains_key(id) {
        // What is wrong with the file has been said where it was looked for.
        return;
    }
    let message = format!("`{}` points nowhere", site.target);
    let section = site.kind.section();
    let candidates = section.and_then(|section| part.root.at(&format!("/components/{section}")));
    let names = candidates
        .and_then(Node::as_object)
        .into_iter()
        .flat_map(|members| members.keys());
    let wanted = site.target.rsplit('/').next().unwrap_or_default();
    let near = names
        .filter(|name| name.eq_ignore_ascii_case(wanted))
        .map(|name| name.to_string())
        .next();
    let error = diagnostics.error(
        "dangling-reference",
        message,
        place(&part.provenance, &site.pointer),
    );
    match (near, section) {
        (Some(near), _) => error.help(format!("there is a `{near}`")),
        (None, Some(section)) => error.help(format!(
            "add it under `components/{section}`, or correct the reference with an overlay"
        )),
        (None, None) => error.help("correct the reference with an overlay"),
    };
}

fn report_circle(part: &Part<'_>, circle: &[&Site], diagnostics: &mut Diagnostics) {
    let Some((first, others)) = circle.split_first() else {
        return;
    };
    let message = format!(
        "`{}` leads back to itself and to nothing else",
        first.target
    );
    let error = diagnostics.error(
        "circular-reference",
        message,
        place(&part.provenance, &first.pointer),
    );
    error.help("one of them has to be a thing of its own");
    for other in others {
        error.related("by way of this", place(&part.provenance, &other.pointer));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_taken_apart() {
        let parse = |text| {
            let Reference { file, pointer } = Reference::parse(text);
            (file, pointer)
        };
        let some = |text: &str| Some(text.to_owned());
        assert_eq!(parse("#/a/b%20c"), (None, some("/a/b c")));
        assert_eq!(parse("./x.yaml"), (some("./x.yaml"), some("")));
        assert_eq!(parse("x%20y.json#/a~1b"), (some("x y.json"), some("/a~1b")));
        assert_eq!(parse("#node"), (None, None));
    }
}
