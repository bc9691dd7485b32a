//! Diagnostics as people and machines read them: with file, line, column and the source line.

mod place;
mod print;

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

pub(crate) use place::Excerpt;
pub use place::ReportPlace;

use self::place::Places;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::document::Document;
use crate::source::Sources;

/// A diagnostic whose place is known. `Display` prints it in full, without colour; [`Report::in_colour`] with it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Report {
    /// Where; `None` where it is about no place at all.
    pub place: Option<ReportPlace>,
    /// How bad it is.
    pub severity: Severity,
    /// The kind of thing, in kebab-case.
    pub code: Cow<'static, str>,
    /// What is wrong.
    pub message: String,
    /// How to do better.
    pub help: Option<String>,
    /// Other places that have to do with it.
    pub related: Vec<RelatedReport>,
}

/// Another place that has to do with a report.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RelatedReport {
    /// What it has to do with it.
    pub message: String,
    /// Where.
    pub place: Option<ReportPlace>,
}

impl Report {
    /// Its own place and the related ones.
    pub(crate) fn places(&self) -> impl Iterator<Item = &ReportPlace> {
        let related = self.related.iter().map(|one| &one.place);
        [&self.place].into_iter().chain(related).flatten()
    }

    /// The same, to change them.
    pub(crate) fn places_mut(&mut self) -> impl Iterator<Item = &mut ReportPlace> {
        let related = self.related.iter_mut().map(|one| &mut one.place);
        [&mut self.place].into_iter().chain(related).flatten()
    }
}

/// Everything that was said, each cause once, sorted by place.
pub(crate) fn reports(
    diagnostics: Diagnostics,
    sources: &Sources,
    document: Option<&Document<'_>>,
) -> Vec<Report> {
    let diagnostics = diagnostics.into_distinct();
    let all = diagnostics
        .iter()
        .flat_map(|one| std::iter::once(&one.at).chain(one.related.iter().map(|it| &it.at)));
    let places = Places::find(all, sources, document);
    let mut reports: Vec<Report> = diagnostics
        .iter()
        .map(|diagnostic| report(diagnostic, &places))
        .collect();
    without_consequences(&mut reports);
    reports.sort();
    reports
}

/// What a `$ref` that leads nowhere stands for is empty; what is missing there has been said with it.
fn without_consequences(reports: &mut Vec<Report>) {
    const CAUSES: [&str; 6] = [
        "circular-reference",
        "dangling-reference",
        "missing-file",
        "outside-root",
        "remote-reference",
        "unreadable-file",
    ];
    let is_cause = |one: &Report| CAUSES.contains(&&*one.code);
    let causes: BTreeSet<ReportPlace> = reports
        .iter()
        .filter(|one| is_cause(one))
        .filter_map(|one| one.place.clone())
        .collect();
    reports.retain(|one| {
        is_cause(one)
            || !one
                .place
                .as_ref()
                .is_some_and(|place| causes.contains(place))
    });
}

fn report(diagnostic: &Diagnostic, places: &Places<'_>) -> Report {
    let related = diagnostic.related.iter().map(|related| RelatedReport {
        message: related.message.clone(),
        place: places.of(&related.at),
    });
    Report {
        place: places.of(&diagnostic.at),
        severity: diagnostic.severity,
        code: diagnostic.code.into(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        related: related.collect(),
    }
}
