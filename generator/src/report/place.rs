use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::diagnostic::At;
use crate::document::{Document, Format, Place, locate};
use crate::source::{SourceId, Sources};

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    pub(crate) excerpt: Excerpt,
}

/// A part of a line that fits on a screen.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub(crate) struct Excerpt {
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
    /// The lines of each file.
    lines: BTreeMap<SourceId, Lines<'r>>,
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
                .or_insert_with(|| Lines::of(sources.text(file)));
        }
        places
    }

    /// The place as a person finds it.
    pub fn of(&self, at: &At) -> Option<ReportPlace> {
        let (Place { source, pointer }, offset) = self.resolve(at)?;
        let key = (source, pointer);
        let offset = offset
            .or_else(|| self.offsets.get(&key).copied())
            .unwrap_or_default();
        let pointer = key.1;
        let (file, offset) = self.sources.in_file(source, offset);
        let lines = self.lines.get(&file)?;
        let offset = boundary(lines.text, offset);
        let (line, start, end) = lines.around(offset);
        Some(ReportPlace {
            file: self.sources.get(file)?.name.clone(),
            line,
            column: lines.characters(offset) - lines.characters(start) + 1,
            pointer,
            excerpt: Excerpt::around(lines.text.get(start..end)?.trim_end(), offset - start),
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

/// A text that is asked for lines and columns many times, even if all of it is one line.
struct Lines<'t> {
    text: &'t str,
    /// The first byte of each line.
    starts: Vec<usize>,
    /// How many characters begin before each block of [`Lines::BLOCK`] bytes.
    before: Vec<usize>,
}

impl<'t> Lines<'t> {
    const BLOCK: usize = 1024;

    fn of(text: &'t str) -> Self {
        let ends = text.match_indices('\n').map(|(at, _)| at + 1);
        let blocks = text.as_bytes().chunks(Self::BLOCK);
        let before = blocks.scan(0, |sum, block| {
            let before = *sum;
            *sum += beginnings(block);
            Some(before)
        });
        Self {
            text,
            starts: std::iter::once(0).chain(ends).collect(),
            before: before.collect(),
        }
    }

    /// The line (from 1) that a byte stands in, where it starts and where it ends.
    fn around(&self, offset: usize) -> (usize, usize, usize) {
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self.starts.get(line.saturating_sub(1)).copied();
        let end = self.starts.get(line).copied();
        let end = end.unwrap_or(self.text.len());
        (line, start.unwrap_or_default(), end)
    }

    /// How many characters begin before a byte.
    fn characters(&self, offset: usize) -> usize {
        let block = offset / Self::BLOCK;
        let Some(before) = self.before.get(block) else {
            return beginnings(self.text.as_bytes());
        };
        let rest = self.text.as_bytes().get(block * Self::BLOCK..offset);
        before + rest.map_or(0, beginnings)
    }
}

/// How many characters begin among some bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| **byte & 0xc0 != 0x80).count()
}

impl Excerpt {
    /// How many characters of a line are shown before the place, and from it on.
    const BEFORE: usize = 40;
    const AFTER: usize = 60;

    fn around(line: &str, offset: usize) -> Self {
        let offset = boundary(line, offset);
        let (before, after) = line.split_at(offset);
        let width = token_width(after).min(Self::AFTER);
        let cut = before.char_indices().rev().nth(Self::BEFORE - 1);
        let cut = cut.map_or(0, |(at, _)| at);
        let mut text = String::new();
        if cut > 0 {
            text.push('…');
        }
        text.extend(before[cut..].chars().map(visible));
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
        let shown = || quoted.chars().take(Excerpt::AFTER);
        let end = shown().position(|c| c == '"');
        return end.map_or(shown().count(), |end| end + 2).max(1);
    }
    let plain =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | '$' | '/' | '{' | '}');
    let word = text.chars().take(Excerpt::AFTER);
    word.take_while(|c| plain(*c)).count().max(1)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_of_a_long_line_are_counted_from_the_block_before() {
        let text = "ä€😀x".repeat(1000);
        let lines = Lines::of(&text);
        let mut all = text.char_indices().enumerate();
        assert!(all.all(|(count, (offset, _))| lines.characters(offset) == count));
        assert_eq!(lines.characters(text.len()), 4000);
        assert_eq!(lines.around(5000), (1, 0, text.len()));
    }

    #[test]
    fn an_excerpt_is_cut_on_both_sides() {
        let line = format!("{}\"{}\"", "ä".repeat(41), "b".repeat(100));
        let excerpt = Excerpt::around(&line, 82);
        assert_eq!((excerpt.before, excerpt.width), (41, 60));
        assert!(excerpt.text.starts_with("…ä") && excerpt.text.ends_with("b…"));
    }
}
