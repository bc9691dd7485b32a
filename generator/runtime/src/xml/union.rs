//! Telling the branches of a union apart: by tag, by the element's name, by constants, and then by trial.

use super::{
    named::local,
    place::Place,
    problems::Filled,
    read::{Reader, Source},
    tree::Element,
    value,
};
use crate::{
    model::{Branch, Union},
    value::Value,
};

impl<'t> Reader<'t> {
    /// Fills the branch that reads without error and leaves the least unnamed, the first of several; if none does, the
    /// union keeps the content as it is.
    pub(super) fn union(&mut self, union: &mut dyn Union, source: Source<'_, 't>) -> Filled {
        let candidates = candidates(union, source);
        let before = self.unnamed;
        let mut best: Option<(usize, usize)> = None;
        let mut last = None;
        self.trials += 1;
        for index in candidates {
            if self.work == 0 {
                break;
            }
            self.unnamed = 0;
            last = Some(index);
            if self.fill(&mut Place::Branch(union, index), source).is_err() {
                continue;
            }
            if best.is_none_or(|(_, unnamed)| self.unnamed < unnamed) {
                best = Some((index, self.unnamed));
            }
            if self.unnamed == 0 {
                break;
            }
        }
        self.trials -= 1;
        let Some((index, unnamed)) = best else {
            self.unnamed = before + 1;
            union.keep(match source {
                Source::Element(element) => value::of(element),
                Source::Text(text) => Value::from(text),
            });
            return Ok(());
        };
        if last != Some(index) {
            self.fill(&mut Place::Branch(union, index), source)?;
        }
        self.unnamed = before + unnamed;
        Ok(())
    }
}

/// The branches that can be meant, in the order of the document.
fn candidates(union: &dyn Union, source: Source<'_, '_>) -> Vec<usize> {
    let table = union.table();
    let all = || table.branches.iter().enumerate();
    let pick = |wanted: &dyn Fn(&Branch) -> bool| -> Vec<usize> {
        all()
            .filter(|(_, branch)| wanted(branch))
            .map(|(index, _)| index)
            .collect()
    };
    let Source::Element(element) = source else {
        return pick(&|_| true);
    };
    if let Some(tag) = member(element, table.tag).filter(|_| !table.tag.is_empty()) {
        let tagged = pick(&|branch| branch.tags.contains(&&*tag));
        // A tag that means no branch leaves those without tags.
        return if tagged.is_empty() {
            pick(&|branch| branch.tags.is_empty())
        } else {
            tagged
        };
    }
    let named =
        pick(&|branch| !branch.xml.name.is_empty() && local(branch.xml.name) == element.name());
    let fits = |branch: &Branch| {
        branch
            .constants
            .iter()
            .all(|(name, values)| member(element, name).is_none_or(|text| values.contains(&&*text)))
    };
    if named.is_empty() { pick(&fits) } else { named }
}

/// The text of the attribute or child element of that name.
fn member(element: Element<'_>, name: &str) -> Option<String> {
    let attribute = element.said().find(|attribute| attribute.name == name);
    if let Some(attribute) = attribute {
        return Some(attribute.value.trim().to_owned());
    }
    let child = element.elements().find(|child| child.name() == name)?;
    Some(child.text().trim().to_owned())
}
