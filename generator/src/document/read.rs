//! JSON or YAML text to a tree, within limits.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::fmt;

use serde::de::{
    DeserializeSeed, Deserializer, EnumAccess, Error, MapAccess, SeqAccess, VariantAccess, Visitor,
};
use serde_json::Number;

use super::yaml_merge::{MERGE, Mapping};
use super::{Node, pointer};
use crate::diagnostic::{At, Diagnostics};
use crate::source::SourceId;

/// How a text is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JSON (RFC 8259).
    Json,
    /// YAML 1.2, of which JSON is a part.
    Yaml,
}

impl Format {
    /// By content, then by the name's extension: a text that starts like a JSON object is JSON, whatever its name is,
    /// unless that is YAML's and nothing but YAML reads it.
    pub fn of(name: &str, text: &str) -> Self {
        let json = match text.trim_start().chars().next() {
            Some('{') => {
                !is_yaml_name(name) || serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
            }
            _ => name.ends_with(".json"),
        };
        if json { Self::Json } else { Self::Yaml }
    }
}

fn is_yaml_name(name: &str) -> bool {
    name.ends_with(".yaml") || name.ends_with(".yml")
}

/// How many values one text may hold, YAML aliases written out. GitHub's document of 5.7 MB has a tenth of it.
const MAX_NODES: usize = 4_000_000;

/// Reads a text. `None`, with an error, if it cannot be read.
pub(crate) fn read<'s>(
    text: &'s str,
    format: Format,
    source: SourceId,
    diagnostics: &mut Diagnostics,
) -> Option<Node<'s>> {
    let reader = Reader {
        merges: format == Format::Yaml,
        ..Reader::default()
    };
    let text_without_mark = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mark = text.len() - text_without_mark.len();
    let (result, offset) = match format {
        Format::Json => reader.json(text_without_mark),
        Format::Yaml => reader.yaml(text_without_mark),
    };
    for duplicate in reader.duplicates.into_inner() {
        let key = pointer::tokens(&duplicate)
            .last()
            .unwrap_or_default()
            .into_owned();
        diagnostics
            .error(
                "duplicate-key",
                format!("the key `{key}` stands twice in one object; the first is taken"),
                At::source(source, duplicate),
            )
            .help("remove one of the two");
    }
    let message = match result {
        Ok(node) => return Some(node),
        Err(message) => message,
    };
    let at = At::Source {
        source,
        pointer: String::new(),
        offset: offset.map(|offset| offset + mark),
    };
    if format == Format::Json
        && let Some(node) = nearly_json(text_without_mark)
    {
        let message = format!("this is not JSON: {message}; it is read as YAML, which allows it");
        diagnostics
            .error("broken-json", message, at)
            .help("mend it, or get the file again");
        return Some(node);
    }
    report(message, format, at, diagnostics);
    None
}

/// An object with trailing commas or comments, which JSON has not and YAML has.
fn nearly_json(text: &str) -> Option<Node<'_>> {
    let (result, _) = Reader::default().yaml(text);
    result.ok().filter(|node| node.as_object().is_some())
}

fn report(message: String, format: Format, at: At, diagnostics: &mut Diagnostics) {
    if message.contains(RECURSION) {
        diagnostics
            .error("too-deep", "objects and arrays are nested too deeply", at)
            .help("128 levels are the limit");
    } else if message.contains(TOO_MANY) || message.contains("repetition limit") {
        diagnostics
            .error("too-large", "the document holds too many values", at)
            .help(format!(
                "{MAX_NODES} are the limit; aliases count each time they are used"
            ));
    } else {
        let (code, name) = match format {
            Format::Json => ("broken-json", "JSON"),
            Format::Yaml => ("broken-yaml", "YAML"),
        };
        diagnostics
            .error(code, format!("this is not {name}: {message}"), at)
            .help("nothing is read beyond this place: mend it, or get the file again");
    }
}

/// What the messages of errors about depth contain.
const RECURSION: &str = "recursion limit";

/// How many brackets may be open at once, those in text counted as well. The YAML scanner's time grows with the square.
const MAX_OPEN_BRACKETS: usize = 4096;

/// The byte of the first bracket that is one too many.
fn nested_too_deeply(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    text.bytes().position(|byte| {
        match byte {
            b'[' | b'{' => open += 1,
            b']' | b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open > MAX_OPEN_BRACKETS
    })
}

/// The message of the error that a seed gives up with.
const TOO_MANY: &str = "too many values";

/// Turns what a deserializer finds into nodes, and remembers where a key stood twice.
#[derive(Default)]
struct Reader<'s> {
    nodes: Cell<usize>,
    /// The items and members of what has not ended, innermost last: arrays and objects are made when their size is known,
    /// for most are small and would be mostly room to grow.
    items: RefCell<Vec<Node<'s>>>,
    members: RefCell<Vec<(Cow<'s, str>, Node<'s>)>>,
    /// Whether `<<` merges.
    merges: bool,
    /// Pointers, completed on the way up.
    duplicates: RefCell<Vec<String>>,
}

impl<'s> Reader<'s> {
    fn json(&self, text: &'s str) -> (Result<Node<'s>, String>, Option<usize>) {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let result = self
            .deserialize(&mut deserializer)
            .and_then(|node| deserializer.end().map(|()| node));
        match result {
            Ok(node) => (Ok(node), None),
            Err(error) => {
                let offset = byte_of(text, error.line(), error.column());
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                (Err(message.to_owned()), Some(offset))
            }
        }
    }

    fn yaml(&self, text: &'s str) -> (Result<Node<'s>, String>, Option<usize>) {
        if let Some(offset) = nested_too_deeply(text) {
            return (Err(RECURSION.to_owned()), Some(offset));
        }
        match self.deserialize(serde_yaml::Deserializer::from_str(text)) {
            Ok(node) => (Ok(node), None),
            Err(error) => {
                let offset = error.location().map(|location| location.index());
                let message = error.to_string();
                let message = message.split(" at line ").next().unwrap_or_default();
                (Err(message.to_owned()), offset)
            }
        }
    }

    fn count<E: Error>(&self) -> Result<(), E> {
        self.nodes.set(self.nodes.get() + 1);
        if self.nodes.get() > MAX_NODES {
            Err(E::custom(TOO_MANY))
        } else {
            Ok(())
        }
    }

    /// Prepends a token to the pointers that were noted since there were `known` of them.
    fn prepend(&self, known: usize, token: impl fmt::Display) {
        for below in self.duplicates.borrow_mut().iter_mut().skip(known) {
            below.insert_str(0, &pointer::join("", &token.to_string()));
        }
    }
}

impl<'s> DeserializeSeed<'s> for &Reader<'s> {
    type Value = Node<'s>;

    fn deserialize<D: Deserializer<'s>>(self, deserializer: D) -> Result<Node<'s>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'s> Visitor<'s> for &Reader<'s> {
    type Value = Node<'s>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E: Error>(self) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Node::Null)
    }

    fn visit_none<E: Error>(self) -> Result<Node<'s>, E> {
        self.visit_unit()
    }

    fn visit_some<D: Deserializer<'s>>(self, deserializer: D) -> Result<Node<'s>, D::Error> {
        deserializer.deserialize_any(self)
    }

    fn visit_bool<E: Error>(self, bool: bool) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Node::Bool(bool))
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Node::Number(number.into()))
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Node::Number(number.into()))
    }

    fn visit_i128<E: Error>(self, number: i128) -> Result<Node<'s>, E> {
        self.visit_f64(number as f64)
    }

    fn visit_u128<E: Error>(self, number: u128) -> Result<Node<'s>, E> {
        self.visit_f64(number as f64)
    }

    /// YAML's `.inf` and `.nan` have no JSON: they stay text.
    fn visit_f64<E: Error>(self, number: f64) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Number::from_f64(number).map_or_else(|| Node::text(number.to_string()), Node::Number))
    }

    fn visit_borrowed_str<E: Error>(self, text: &'s str) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Node::String(Cow::Borrowed(text)))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Node<'s>, E> {
        self.visit_string(text.to_owned())
    }

    fn visit_string<E: Error>(self, text: String) -> Result<Node<'s>, E> {
        self.count()?;
        Ok(Node::String(Cow::Owned(text)))
    }

    fn visit_seq<A: SeqAccess<'s>>(self, mut access: A) -> Result<Node<'s>, A::Error> {
        self.count()?;
        let start = self.items.borrow().len();
        let mut known = self.duplicates.borrow().len();
        while let Some(item) = access.next_element_seed(self)? {
            let mut items = self.items.borrow_mut();
            self.prepend(known, items.len() - start);
            known = self.duplicates.borrow().len();
            items.push(item);
        }
        Ok(Node::Array(self.items.borrow_mut().split_off(start)))
    }

    fn visit_map<A: MapAccess<'s>>(self, mut access: A) -> Result<Node<'s>, A::Error> {
        self.count()?;
        let start = self.members.borrow().len();
        let mut known = self.duplicates.borrow().len();
        while let Some(key) = access.next_key_seed(Key)? {
            let node = access.next_value_seed(self)?;
            self.prepend(known, &key);
            known = self.duplicates.borrow().len();
            self.members.borrow_mut().push((key, node));
        }
        let mut members = self.members.borrow_mut();
        let mut mapping = Mapping::with_capacity(members.len() - start);
        for (key, node) in members.drain(start..) {
            let rest = match self.merges && key == MERGE {
                true => mapping.merge(node).err(),
                false => Some(node),
            };
            if let Some(Err(key)) = rest.map(|node| mapping.insert(key, node)) {
                self.duplicates.borrow_mut().push(pointer::join("", &key));
            }
        }
        Ok(Node::Object(mapping.finish()))
    }

    /// A YAML tag, `!name value`: means nothing here, the value counts.
    fn visit_enum<A: EnumAccess<'s>>(self, access: A) -> Result<Node<'s>, A::Error> {
        let (Ignored, value) = access.variant_seed(Tag)?;
        value.newtype_variant_seed(self)
    }
}

/// A key as it is written: YAML's `200:` and `true:` are text as well.
struct Key;

impl<'s> DeserializeSeed<'s> for Key {
    type Value = Cow<'s, str>;

    fn deserialize<D: Deserializer<'s>>(self, deserializer: D) -> Result<Cow<'s, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'s> Visitor<'s> for Key {
    type Value = Cow<'s, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key that is text")
    }

    fn visit_borrowed_str<E: Error>(self, text: &'s str) -> Result<Cow<'s, str>, E> {
        Ok(Cow::Borrowed(text))
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Cow<'s, str>, E> {
        Ok(Cow::Owned(text.to_owned()))
    }

    fn visit_unit<E: Error>(self) -> Result<Cow<'s, str>, E> {
        Ok(Cow::Borrowed("null"))
    }
}

struct Tag;
struct Ignored;

impl<'s> DeserializeSeed<'s> for Tag {
    type Value = Ignored;

    fn deserialize<D: Deserializer<'s>>(self, deserializer: D) -> Result<Ignored, D::Error> {
        deserializer.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Tag {
    type Value = Ignored;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a tag")
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<Ignored, E> {
        Ok(Ignored)
    }
}

/// The byte at a line (from 1) and a column (in bytes, from 1), as serde_json counts them.
fn byte_of(text: &str, line: usize, column: usize) -> usize {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (start + column.saturating_sub(1)).min(text.len())
}
