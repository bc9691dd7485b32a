//! Local `$ref`s: each must lead somewhere, and not in a circle.

use std::collections::BTreeMap;
use std::rc::Rc;

use percent_encoding::percent_decode_str;

use super::dynamic;
use super::merge::place;
use super::provenance::Part;
use super::shape::{Kind, Site, sites};
use super::targets::Targets;
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
    let found = dynamic::bind(part, found, diagnostics);
    let mut targets = Targets::new(&part.root, &found);
    let mut next: BTreeMap<&str, (&Site, Rc<str>)> = BTreeMap::new();
    let mut rewritten = Vec::new();
    let mut replaced = Vec::new();
    for site in &found {
        match targets.of(site) {
            Some(target) => {
                if site.target.strip_prefix('#') != Some(&*target) || site.key != Some("$ref") {
                    rewritten.push((site, target.clone()));
                }
                if site.kind != Kind::Mapping {
                    next.insert(&site.pointer, (site, target));
                }
            }
            // A value that only looks like a reference may be a name; who reads mappings says so.
            None if site.kind == Kind::Mapping => {}
            None => {
                dangling(part, site, targets.knows(site), diagnostics);
                replaced.push(site.pointer.clone());
            }
        }
    }
    targets.report(part, diagnostics);
    for circle in circles(&next) {
        report_circle(part, &circle, diagnostics);
        replaced.extend(circle.iter().map(|site| site.pointer.clone()));
    }
    for (site, target) in rewritten {
        rewrite(&mut part.root, site, &target);
    }
    for at in replaced {
        if let Some(node) = part.root.at_mut(&at) {
            *node = Node::empty();
        }
    }
}

/// Makes a reference a plain `$ref` to a pointer.
pub(super) fn rewrite(root: &mut Node<'_>, site: &Site, target: &str) {
    let reference = Node::text(format!("#{target}"));
    match (site.key, root.at_mut(&site.pointer)) {
        (Some(key), Some(Node::Object(members))) => {
            if key != "$ref" {
                members.shift_remove(key);
            }
            members.insert("$ref".into(), reference);
        }
        (None, Some(text)) => *text = reference,
        _ => {}
    }
}

/// The canonical pointer to what a local reference by pointer means, if there is such a thing.
pub(super) fn local(root: &Node<'_>, text: &str) -> Option<String> {
    let Reference { file, pointer } = Reference::parse(text);
    file.is_none().then(|| canonical(root, &pointer?))?
}

/// The pointer itself, if it leads somewhere; otherwise the way through the `$ref`s that stand on it, which tools
/// follow though the standard does not.
pub(super) fn canonical(root: &Node<'_>, text: &str) -> Option<String> {
    through(root, text, 0)
}

fn through(root: &Node<'_>, text: &str, chain: usize) -> Option<String> {
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
                let next = Reference::parse(at.get("$ref")?.as_str()?);
                let mut longer = next.file.is_none().then_some(next.pointer?)?;
                pointer::push(&mut longer, &token);
                tokens.for_each(|token| pointer::push(&mut longer, &token));
                return through(root, &longer, chain + 1);
            }
        }
    }
    Some(way)
}

/// References that lead only to each other, each circle once, from its first place on.
fn circles<'f>(next: &BTreeMap<&'f str, (&'f Site, Rc<str>)>) -> Vec<Vec<&'f Site>> {
    let mut circles = Vec::new();
    let mut round_of: BTreeMap<&str, usize> = BTreeMap::new();
    for (round, start) in next.values().enumerate() {
        let mut way: Vec<&Site> = Vec::new();
        let mut at = Some(start);
        while let Some((site, target)) = at {
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
            at = next.get(&**target);
        }
    }
    circles
}

fn dangling(part: &Part<'_>, site: &Site, known: bool, diagnostics: &mut Diagnostics) {
    if !known && !site.target.is_empty() && !site.target.starts_with('#') {
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
