//! A model into JSON text.

use super::escape;
use crate::{
    model::{List, Map, Model, Name, Ref, each_member, items},
    value::push_float,
};

/// Writes a value as compact JSON. Views are lent: copying one waits for the parts that were just written.
pub(super) fn write(out: &mut String, view: &Ref<'_>) {
    // As a rule it is text: told by a branch of its own, which is foreseen more often than a jump to one of many.
    if let Ref::Text(text) = *view {
        return escape::write(out, text);
    }
    match *view {
        // A file has no JSON: it is sent as a part of its own.
        Ref::Absent | Ref::Null | Ref::Upload(_) => out.push_str("null"),
        Ref::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Ref::Integer(value) => out.push_str(itoa::Buffer::new().format(value)),
        Ref::Unsigned(value) => out.push_str(itoa::Buffer::new().format(value)),
        Ref::Float(value) => float(out, value.is_finite(), value),
        Ref::Double(value) => float(out, value.is_finite(), value),
        Ref::Number(text) => out.push_str(text),
        Ref::Text(text) | Ref::Secret(text) => escape::write(out, text),
        Ref::Bytes(bytes) => escape::write(out, &crate::text::encode(bytes)),
        Ref::Value(value) => write(out, &value.shape()),
        Ref::Literal(literal) => write(out, &literal.get().shape()),
        Ref::Struct(model) => write_model(out, model),
        Ref::List(list) => write_list(out, list),
        Ref::Map(map) => write_map(out, map),
    }
}

#[inline(never)]
fn write_model(out: &mut String, model: &dyn Model) {
    if model.table().whole().positional {
        return write_items(out, &items(model));
    }
    let mut members = Members::new(out);
    each_member(model, |name, view| members.add(name, view));
    members.end();
}

#[inline(never)]
fn write_list(out: &mut String, list: &dyn List) {
    out.push('[');
    for index in 0..list.len() {
        comma(out, index == 0);
        write(out, &list.item(index));
    }
    out.push(']');
}

#[inline(never)]
fn write_map(out: &mut String, map: &dyn Map) {
    let mut members = Members::new(out);
    map.each(&mut |name, view| members.add(name.into(), &view));
    members.end();
}

fn write_items(out: &mut String, items: &[Ref<'_>]) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        comma(out, index == 0);
        write(out, item);
    }
    out.push(']');
}

/// An object that is being written.
struct Members<'o> {
    out: &'o mut String,
    first: bool,
}

impl<'o> Members<'o> {
    fn new(out: &'o mut String) -> Self {
        Self { out, first: true }
    }

    #[inline]
    fn add(&mut self, name: Name<'_>, view: &Ref<'_>) {
        self.out.push_str(if self.first { "{\"" } else { ",\"" });
        self.first = false;
        if name.is_plain {
            self.out.push_str(name.text);
        } else {
            escape::content(self.out, name.text);
        }
        self.out.push_str("\":");
        write(self.out, view);
    }

    fn end(self) {
        self.out.push_str(if self.first { "{}" } else { "}" });
    }
}

fn comma(out: &mut String, first: bool) {
    if !first {
        out.push(',');
    }
}

/// JSON has no infinities and no NaN.
fn float(out: &mut String, finite: bool, value: impl zmij::Float) {
    if finite {
        push_float(out, value);
    } else {
        out.push_str("null");
    }
}
