//! Writing a value as an element.

use std::{borrow::Cow, collections::BTreeMap};

use super::{
    LARGEST_DEPTH, XSI,
    markup::{Attribute, Markup, Name, Space},
    named::{self, local},
    notes,
    value::{self, TEXT},
};
use crate::{
    model::{List, Model, Presence, Ref, Xml, XmlPlace, table::Field},
    request::RequestError,
    value::{Value, push_float},
};

type Result<T = ()> = std::result::Result<T, RequestError>;

/// Members that the document does not name.
type Members = BTreeMap<String, Value>;

/// A member with its name.
type Entry<'a> = (&'a str, Ref<'a>);

/// Writes a document. The root element is `root`, else the model's own, else `fallback`, else the model's name.
pub(crate) fn write<'a>(view: Ref<'a>, root: Xml, fallback: &'a str) -> Result<Vec<u8>> {
    let mut writer = Writer {
        markup: Markup::new(),
        depth: LARGEST_DEPTH,
    };
    let (own, type_name) = match view {
        Ref::Struct(model) => (model.table().whole().xml, model.table().name()),
        _ => (Xml::NONE, "root"),
    };
    let given = [root.name, own.name, fallback, type_name];
    let name = given
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or_default();
    let space = if root.namespace.is_empty() { own } else { root };
    writer.element(Name::said(local(name), space), view, None)?;
    Ok(writer.markup.finish())
}

struct Writer<'a> {
    markup: Markup<'a>,
    depth: usize,
}

impl<'a> Writer<'a> {
    /// An element of any content; `extra` annotates it with attributes.
    fn element(&mut self, name: Name<'a>, view: Ref<'a>, extra: Option<&'a Members>) -> Result {
        self.depth = self.depth.checked_sub(1).ok_or_else(|| {
            RequestError::body(format!("more than {LARGEST_DEPTH} levels of elements"))
        })?;
        match view {
            Ref::Absent | Ref::Null | Ref::Value(Value::Null) => self.nil(name, extra)?,
            Ref::Struct(model) => self.model(name, model)?,
            Ref::List(list) => {
                let open = self.markup.open(name, &[])?;
                self.items(item_name(list), list, &[])?;
                self.markup.close(open);
            }
            Ref::Map(map) => {
                let mut entries = Vec::new();
                map.each(&mut |key, value| entries.push((key, value)));
                self.object(name, &entries)?;
            }
            Ref::Value(Value::Object(members)) => self.object(name, &entries(members))?,
            Ref::Value(Value::Array(items)) => {
                let open = self.markup.open(name, &[])?;
                for item in items {
                    self.element(Name::of("item", Space::Any), Ref::Value(item), None)?;
                }
                self.markup.close(open);
            }
            view => {
                let text = scalar(view)?.unwrap_or_default();
                let open = self.markup.open(name, &noted(extra)?)?;
                self.markup.text(&text)?;
                self.markup.close(open);
            }
        }
        self.depth += 1;
        Ok(())
    }

    fn nil(&mut self, name: Name<'a>, extra: Option<&'a Members>) -> Result {
        let nil = Name {
            local: "nil",
            space: Space::Of(XSI),
            prefix: "xsi",
        };
        let mut said = noted(extra)?;
        said.push((nil, "true".into()));
        let open = self.markup.open(name, &said)?;
        self.markup.close(open);
        Ok(())
    }

    /// An element for each item; `notes` annotate them with attributes.
    fn items(&mut self, name: Name<'a>, list: &'a dyn List, notes: &'a [Value]) -> Result {
        (0..list.len()).try_for_each(|index| {
            let note = match notes.get(index) {
                Some(Value::Object(note)) => Some(note),
                _ => None,
            };
            self.element(name, list.item(index), note)
        })
    }

    /// An object of any members.
    fn object(&mut self, name: Name<'a>, entries: &[Entry<'a>]) -> Result {
        let open = self.markup.open(name, &attributes(entries)?)?;
        self.entries(entries)?;
        self.markup.close(open);
        Ok(())
    }

    /// Text and child elements of an object.
    fn entries(&mut self, entries: &[Entry<'a>]) -> Result {
        for (key, view) in entries.iter().filter(|(key, _)| !key.starts_with('@')) {
            if *key == TEXT {
                self.markup.text(&scalar(*view)?.unwrap_or_default())?;
            } else {
                self.entry(key, *view)?;
            }
        }
        Ok(())
    }

    /// A child element by its key, or one for each item.
    fn entry(&mut self, key: &'a str, view: Ref<'a>) -> Result {
        let name = match split(key) {
            (Some(uri), local) => Name::of(local, Space::Of(uri)),
            (None, local) => Name::of(local, Space::Around),
        };
        match view {
            Ref::List(list) => self.items(name, list, &[]),
            Ref::Value(Value::Array(items)) => items
                .iter()
                .try_for_each(|item| self.element(name, Ref::Value(item), None)),
            _ => self.element(name, view, None),
        }
    }

    fn model(&mut self, mut name: Name<'a>, model: &'a dyn Model) -> Result {
        if let Space::Any = name.space {
            // The model's own namespace, where the field says nothing.
            name = Name::said(name.local, model.table().whole().xml);
        }
        let fields = || model.table().fields().iter().enumerate();
        let placed = |place| fields().filter(move |(_, field)| field.rule().place == place);
        let mut rest = Vec::new();
        model.rest().each(&mut |key, value| rest.push((key, value)));

        let mut said = Vec::new();
        for (index, field) in placed(XmlPlace::Attribute) {
            if let Some(text) = scalar(model.field(index))? {
                said.push((Name::said(named::name(field), field.rule().xml), text));
            }
        }
        said.extend(attributes(&rest)?);
        let open = self.markup.open(name, &said)?;
        for (index, _) in placed(XmlPlace::Text) {
            let text = scalar(model.field(index))?;
            self.markup.text(&text.unwrap_or_default())?;
        }
        for (index, field) in fields() {
            if let XmlPlace::Element | XmlPlace::Wrapped = field.rule().place {
                self.field(field, model.field(index), &mut rest)?;
            }
        }
        // A field that came as null, and has been given a value since, is no longer null.
        rest.retain(|(key, value)| {
            let field = fields().find(|(_, field)| named::name(field) == *key);
            let given = field.is_some_and(|(index, _)| !matches!(model.field(index), Ref::Absent));
            !given || !matches!(value, Ref::Value(value) if value::is_nil(value))
        });
        self.entries(&rest)?;
        self.markup.close(open);
        Ok(())
    }

    /// A field that is an element or several. What annotates it is taken out of the rest.
    fn field(&mut self, field: &'static Field, view: Ref<'a>, rest: &mut Vec<Entry<'a>>) -> Result {
        let (key, namespace) = (named::name(field), named::namespace(field));
        let mut space = Xml {
            namespace,
            ..field.rule().xml
        };
        match (field.rule().place, view) {
            (_, Ref::Absent) if field.rule().presence != Presence::RequiredNullable => Ok(()),
            (XmlPlace::Element, Ref::List(list)) => {
                if !field.rule().item.prefix.is_empty() {
                    space.prefix = field.rule().item.prefix;
                }
                let notes = item_notes(rest, key);
                self.items(Name::said(key, space), list, notes)
            }
            (XmlPlace::Element, Ref::Value(Value::Array(items))) => {
                let name = Name::said(key, space);
                items
                    .iter()
                    .try_for_each(|item| self.element(name, Ref::Value(item), None))
            }
            (XmlPlace::Wrapped, Ref::List(list)) => {
                let extra = annotation(rest, key, true);
                let mut extra = extra.map(entries).unwrap_or_default();
                let open = self
                    .markup
                    .open(Name::said(key, space), &attributes(&extra)?)?;
                let item = if field.rule().item.name.is_empty() {
                    key
                } else {
                    local(field.rule().item.name)
                };
                let notes = item_notes(&mut extra, item);
                self.items(Name::said(item, field.rule().item), list, notes)?;
                self.entries(&extra)?;
                self.markup.close(open);
                Ok(())
            }
            (_, Ref::Struct(_) | Ref::Map(_) | Ref::Value(_)) => {
                self.element(Name::said(key, space), view, None)
            }
            _ => {
                let extra = annotation(rest, key, false);
                self.element(Name::said(key, space), view, extra)
            }
        }
    }
}

/// Takes what annotates a field out of the rest: an object of attributes alone, or for a wrapper any object.
fn annotation<'a>(rest: &mut Vec<Entry<'a>>, key: &str, wrapper: bool) -> Option<&'a Members> {
    let index = rest.iter().position(|(name, _)| *name == key)?;
    let Ref::Value(value @ Value::Object(members)) = rest.get(index)?.1 else {
        return None;
    };
    if wrapper || notes::is_note(value) {
        rest.remove(index);
        return Some(members);
    }
    None
}

/// Takes what annotates the items of a list out of the rest.
fn item_notes<'a>(rest: &mut Vec<Entry<'a>>, key: &str) -> &'a [Value] {
    let index = rest.iter().position(|(name, _)| *name == key);
    let value = index
        .and_then(|index| rest.get(index))
        .map(|(_, value)| *value);
    match (index, value) {
        (Some(index), Some(Ref::Value(value @ Value::Array(items)))) if notes::are_notes(value) => {
            rest.remove(index);
            items
        }
        _ => &[],
    }
}

fn entries(members: &Members) -> Vec<Entry<'_>> {
    members
        .iter()
        .map(|(key, value)| (&**key, Ref::Value(value)))
        .collect()
}

/// The members that are attributes.
fn attributes<'a>(entries: &[Entry<'a>]) -> Result<Vec<Attribute<'a>>> {
    let mut attributes = Vec::new();
    for (key, view) in entries {
        if let Some(key) = key.strip_prefix('@')
            && let Some(text) = scalar(*view)?
        {
            let (namespace, local) = split(key);
            let space = namespace.map_or(Space::Any, Space::Of);
            attributes.push((Name::of(local, space), text));
        }
    }
    Ok(attributes)
}

/// The attributes that annotate a field, but for the one that says whether it is null: that is for its value to say.
fn noted(notes: Option<&Members>) -> Result<Vec<Attribute<'_>>> {
    let mut entries = notes.map(entries).unwrap_or_default();
    entries.retain(|(key, _)| !value::is_nil_key(key));
    attributes(&entries)
}

/// The namespace, if one is said, and the local name of a key: `{uri}local`.
fn split(key: &str) -> (Option<&str>, &str) {
    let named = key.strip_prefix('{').and_then(|rest| rest.split_once('}'));
    named.map_or((None, key), |(uri, local)| (Some(uri), local))
}

/// The name of the items of a list that stands by itself.
fn item_name(list: &dyn List) -> Name<'static> {
    match list.item(0) {
        Ref::Struct(model) if !model.table().whole().xml.name.is_empty() => {
            let xml = model.table().whole().xml;
            Name::said(local(xml.name), xml)
        }
        _ => Name::of("item", Space::Any),
    }
}

/// A scalar's text by XML Schema, or none for null.
fn scalar(view: Ref<'_>) -> Result<Option<Cow<'_, str>>> {
    Ok(Some(match view {
        Ref::Absent | Ref::Null | Ref::Value(Value::Null) => return Ok(None),
        Ref::Bool(true) | Ref::Value(Value::Bool(true)) => "true".into(),
        Ref::Bool(false) | Ref::Value(Value::Bool(false)) => "false".into(),
        Ref::Integer(value) => value.to_string().into(),
        Ref::Unsigned(value) => value.to_string().into(),
        Ref::Float(value) => double(value.into(), value),
        Ref::Double(value) => double(value, value),
        Ref::Number(text) | Ref::Text(text) | Ref::Secret(text) => text.into(),
        Ref::Value(Value::Number(number)) => number.as_str().into(),
        Ref::Value(Value::String(text)) => text.into(),
        Ref::Literal(literal) => match literal.get() {
            Value::String(text) => text.into(),
            value => {
                let text = scalar(Ref::Value(&value))?;
                return Ok(text.map(|text| text.into_owned().into()));
            }
        },
        Ref::Bytes(bytes) => crate::text::encode(bytes).into(),
        Ref::List(list) => items(list)?.into(),
        Ref::Value(Value::Array(_) | Value::Object(_)) | Ref::Struct(_) | Ref::Map(_) => {
            return Err(RequestError::body(
                "an attribute or text cannot hold an object",
            ));
        }
        Ref::Upload(_) => return Err(RequestError::body("XML cannot hold a file")),
    }))
}

/// `xs:list`
fn items(list: &dyn List) -> Result<String> {
    let mut items = Vec::new();
    for index in 0..list.len() {
        items.extend(scalar(list.item(index))?);
    }
    Ok(items.join(" "))
}

fn double(double: f64, value: impl zmij::Float) -> Cow<'static, str> {
    if double.is_finite() {
        let mut text = String::new();
        push_float(&mut text, value);
        text.into()
    } else if double.is_nan() {
        "NaN".into()
    } else if double > 0.0 {
        "INF".into()
    } else {
        "-INF".into()
    }
}
