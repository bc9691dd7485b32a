//! Where the node of a JSON pointer stands in its text. Only asked for when something is printed, for all pointers of
//! a text at once.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fmt;

use saphyr_parser::{Event, Parser, Span};
use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::value::RawValue;

use super::pointer;
use super::read::Format;

/// The byte at which each pointer's member or item starts; for one that is not there, its nearest parent that is.
pub(crate) fn locate(text: &str, format: Format, pointers: &[&str]) -> Vec<usize> {
    let mut wanted = Wanted::new(pointers);
    match format {
        Format::Json => {
            let start = text.len() - text.trim_start_matches('\u{feff}').len();
            match serde_json::from_str::<&RawValue>(&text[start..]) {
                Ok(raw) => {
                    wanted.mark(offset_in(text, raw.get()));
                    json(text, raw.get(), &mut wanted);
                }
                Err(_) => yaml(text, &mut wanted),
            }
        }
        Format::Yaml => yaml(text, &mut wanted),
    }
    let mut offsets = vec![0; pointers.len()];
    wanted.collect(0, &mut offsets);
    offsets
}

/// The pointers that are looked for, as a tree.
#[derive(Default)]
struct Wanted {
    found: Option<usize>,
    ends: Vec<usize>,
    below: BTreeMap<String, Wanted>,
}

impl Wanted {
    fn new(pointers: &[&str]) -> Self {
        let mut root = Self::default();
        for (index, pointer) in pointers.iter().enumerate() {
            let mut at = &mut root;
            for token in pointer::tokens(pointer) {
                at = at.below.entry(token.into_owned()).or_default();
            }
            at.ends.push(index);
        }
        root
    }

    /// The first that is found counts, as the first of two equal keys does.
    fn mark(&mut self, offset: usize) {
        self.found.get_or_insert(offset);
    }

    fn collect(&self, above: usize, offsets: &mut [usize]) {
        let found = self.found.unwrap_or(above);
        for end in &self.ends {
            if let Some(offset) = offsets.get_mut(*end) {
                *offset = found;
            }
        }
        for below in self.below.values() {
            below.collect(found, offsets);
        }
    }
}

fn json(text: &str, raw: &str, wanted: &mut Wanted) {
    if wanted.below.is_empty() {
        return;
    }
    let Ok(Children(children)) = serde_json::from_str(raw) else {
        return;
    };
    for (index, (key, value)) in children.into_iter().enumerate() {
        let name = key
            .as_deref()
            .map_or_else(|| Cow::Owned(index.to_string()), Cow::Borrowed);
        let Some(below) = wanted
            .below
            .get_mut(&*name)
            .filter(|below| below.found.is_none())
        else {
            continue;
        };
        match &key {
            Some(Cow::Borrowed(key)) => below.mark(offset_in(text, key).saturating_sub(1)),
            _ => below.mark(offset_in(text, value.get())),
        }
        json(text, value.get(), below);
    }
}

/// The offset of a slice in the text that it is a slice of.
fn offset_in(text: &str, slice: &str) -> usize {
    (slice.as_ptr() as usize).saturating_sub(text.as_ptr() as usize)
}

/// The members or items of one JSON value, unread; none of a scalar.
struct Children<'t>(Vec<(Option<Cow<'t, str>>, &'t RawValue)>);

/// A key that borrows where it can.
#[derive(serde::Deserialize)]
struct Key<'t>(#[serde(borrow)] Cow<'t, str>);

impl<'t> Deserialize<'t> for Children<'t> {
    fn deserialize<D: Deserializer<'t>>(deserializer: D) -> Result<Self, D::Error> {
        struct Reader;
        impl<'t> Visitor<'t> for Reader {
            type Value = Children<'t>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or an array")
            }

            fn visit_map<A: MapAccess<'t>>(self, mut access: A) -> Result<Children<'t>, A::Error> {
                let mut children = Vec::new();
                while let Some((Key(key), value)) = access.next_entry()? {
                    children.push((Some(key), value));
                }
                Ok(Children(children))
            }

            fn visit_seq<A: SeqAccess<'t>>(self, mut access: A) -> Result<Children<'t>, A::Error> {
                let mut children = Vec::new();
                while let Some(value) = access.next_element()? {
                    children.push((None, value));
                }
                Ok(Children(children))
            }
        }
        deserializer.deserialize_any(Reader)
    }
}

/// A collection that is being read.
enum Open {
    /// A mapping, and the key whose value comes next.
    Mapping(Option<String>),
    /// A sequence, and how many items it had.
    Sequence(usize),
}

fn yaml(text: &str, wanted: &mut Wanted) {
    let bytes = Bytes::new(text);
    let mut open: Vec<Open> = Vec::new();
    let mut way: Vec<String> = Vec::new();
    for event in Parser::new_from_str(text) {
        let Ok((event, span)) = event else { return };
        match event {
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                done(&mut open, &mut way);
            }
            Event::Scalar(key, ..) if matches!(open.last(), Some(Open::Mapping(None))) => {
                way.push(key.to_string());
                mark(wanted, &way, bytes.of(span));
                if let Some(Open::Mapping(next)) = open.last_mut() {
                    *next = Some(key.into_owned());
                }
            }
            Event::MappingStart(..)
            | Event::SequenceStart(..)
            | Event::Scalar(..)
            | Event::Alias(_) => {
                begin(&open, &mut way, wanted, bytes.of(span));
                match event {
                    Event::MappingStart(..) => open.push(Open::Mapping(None)),
                    Event::SequenceStart(..) => open.push(Open::Sequence(0)),
                    _ => done(&mut open, &mut way),
                }
            }
            Event::DocumentEnd => return,
            _ => {}
        }
    }
}

/// A value begins: an item has a place of its own, a member has its key's.
fn begin(open: &[Open], way: &mut Vec<String>, wanted: &mut Wanted, offset: usize) {
    match open.last() {
        Some(Open::Sequence(index)) => way.push(index.to_string()),
        Some(Open::Mapping(Some(_))) => return,
        // A key that is no scalar: nothing points below it.
        Some(Open::Mapping(None)) => way.push(String::from("\u{0}")),
        None => {}
    }
    mark(wanted, way, offset);
}

/// A value has ended: the next one in its collection is a new key or the next item.
fn done(open: &mut [Open], way: &mut Vec<String>) {
    match open.last_mut() {
        // The key that is no scalar has ended: its place on the way is its value's.
        Some(Open::Mapping(key @ None)) => return *key = Some(String::new()),
        Some(Open::Mapping(key)) => *key = None,
        Some(Open::Sequence(index)) => *index += 1,
        None => return,
    }
    way.pop();
}

fn mark(wanted: &mut Wanted, way: &[String], offset: usize) {
    let end = way
        .iter()
        .try_fold(wanted, |at, token| at.below.get_mut(token));
    if let Some(end) = end {
        end.mark(offset);
    }
}

/// Turns the character counts of the YAML parser into bytes.
struct Bytes<'t> {
    /// The byte of every 256th character; none where all characters are one byte long.
    marks: Vec<usize>,
    text: &'t str,
}

impl<'t> Bytes<'t> {
    const STEP: usize = 256;

    fn new(text: &'t str) -> Self {
        let marks = match text.is_ascii() {
            true => Vec::new(),
            false => text
                .char_indices()
                .step_by(Self::STEP)
                .map(|(byte, _)| byte)
                .collect(),
        };
        Self { marks, text }
    }

    fn of(&self, span: Span) -> usize {
        let index = span.start.index();
        let Some(start) = self.marks.get(index / Self::STEP) else {
            return index.min(self.text.len());
        };
        let rest = self.text.get(*start..).unwrap_or_default();
        start
            + rest
                .chars()
                .take(index % Self::STEP)
                .map(char::len_utf8)
                .sum::<usize>()
    }
}
