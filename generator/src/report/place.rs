use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::diagnostic::At;
use crate::document::{Document, Format, Place, locate};
use crate::source::{SourceId, Sources};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct ReportPlace {
    /// The file, as it was named.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, in characters.
    pub column: usize,
    /// The JSON pointer within its own document; empty for the whole of it.
    pub pointer: String,
    /// The line's text around the place.
    #[serde(skip)]
    pub(super) excerpt: Excerpt,
}

/// A part of a line that fits on a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Excerpt {
    /// The text.
    pub text: String,
    /// How many characters stand before the place.
    pub before: usize,
    /// How many characters the place has: a key, a value, or one.
    pub width: usize,
}

/// Where each place of a set of diagnostics is. Each text is read once, however many places are in it.
pub(super) struct Places<'r> {
    sources: &'r Sources,
    document: Option<&'r Document<'r>>,
    /// The byte in its text of each pointer that was asked for.
    offsets: BTreeMap<(SourceId, String), usize>,
    /// The first byte of each line, by file.
    lines: BTreeMap<SourceId, Vec<usize>>,
}

impl<'r> Places<'r> {
    pub fn find<'a>(
        all: impl Iterator<Item = &'a At>,
        sources: &'r Sources,
        document: Option<&'r Document<'r>>,
    ) -> Self {
        let mut places = Self {
            sources,
            document,
            offsets: BTreeMap::new(),
            lines: BTreeMap::new(),
        };
        let mut wanted: BTreeMap<SourceId, BTreeSet<String>> = BTreeMap::new();
        for (place, _) in all.filter_map(|at| places.resolve(at)) {
            wanted
                .entry(place.source)
                .or_default()
                .insert(place.pointer);
        }
        for (id, pointers) in wanted {
            let Some(source) = sources.get(id) else {
                continue;
            };
            let pointers: Vec<&str> = pointers.iter().map(String::as_str).collect();
            let offsets = locate(
                &source.text,
                Format::of(&source.name, &source.text),
                &pointers,
            );
            let found = pointers
                .iter()
                .zip(offsets)
                .map(|(pointer, offset)| ((id, (*pointer).to_owned()), offset));
            places.offsets.extend(found);
            let (file, _) = sources.in_file(id, 0);
            places
                .lines
                .entry(file)
                .or_insert_with(|| lines(sources.text(file)));
        }
        places
    }

    /// The place as a person finds it.
    pub fn of(&self, at: &At) -> Option<ReportPlace> {
        let (Place { source, pointer }, offset) = self.resolve(at)?;
        let offset = offset
            .or_else(|| self.offsets.get(&(source, pointer.clone())).copied())
            .unwrap_or_default();
        let (file, offset) = self.sources.in_file(source, offset);
        let text = self.sources.text(file);
        let offset = boundary(text, offset);
        let starts = self.lines.get(&file)?;
        let line = starts.partition_point(|start| *start <= offset);
        let start = starts
            .get(line.saturating_sub(1))
            .copied()
            .unwrap_or_default();
        let end = starts.get(line).copied().unwrap_or(text.len());
        Some(ReportPlace {
            file: self.sources.get(file)?.name.clone(),
            line,
            column: text.get(start..offset)?.chars().count() + 1,
            pointer,
            excerpt: Excerpt::around(text.get(start..end)?.trim_end(), offset - start),
        })
    }

    fn resolve(&self, at: &At) -> Option<(Place, Option<usize>)> {
        match at {
            At::Nowhere => None,
            At::Document(origin) => Some((self.document?.place(&origin.0)?, None)),
            At::Source {
                source,
                pointer,
                offset,
            } => Some((
                Place {
                    source: *source,
                    pointer: pointer.clone(),
                },
                *offset,
            )),
        }
    }
}

/// The nearest start of a character at or before a byte.
fn boundary(text: &str, offset: usize) -> usize {
    (0..=offset.min(text.len()))
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
}

fn lines(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect()
}

impl Excerpt {
    /// How many characters of a line are shown before the place, and from it on.
    const BEFORE: usize = 40;
    const AFTER: usize = 60;

    fn around(line: &str, offset: usize) -> Self {
        let offset = boundary(line, offset);
        let (before, after) = line.split_at(offset);
        let width = token_width(after).min(Self::AFTER);
        let cut = before.chars().count().saturating_sub(Self::BEFORE);
        let mut text = String::new();
        if cut > 0 {
            text.push('…');
        }
        text.extend(before.chars().skip(cut).map(visible));
        let shown = text.chars().count();
        text.extend(after.chars().take(Self::AFTER).map(visible));
        if after.chars().nth(Self::AFTER).is_some() {
            text.push('…');
        }
        Self {
            text,
            before: shown,
            width,
        }
    }
}

/// How many characters a key or scalar at the start of a text has; one for anything else.
fn token_width(text: &str) -> usize {
    if let Some(quoted) = text.strip_prefix('"') {
        return quoted
            .chars()
            .position(|c| c == '"')
            .map_or(1, |end| end + 2);
    }
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '/' | '{' | '}');
    text.chars().take_while(|c| plain(*c)).count().max(1)
}

/// What stands for a character on a terminal: control and direction characters would do things there.
pub(super) fn visible(c: char) -> char {
    match c {
        '\t' => ' ',
        c if c.is_control() => '\u{fffd}',
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}
