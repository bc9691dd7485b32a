//! A model into JSON text.

use super::escape;
use crate::{
    model::{Ref, Slot, each_member, items},
    value::push_float,
};

/// Writes a value as compact JSON.
pub(super) fn write(out: &mut String, view: Ref<'_>) {
    match view {
        // A file has no JSON: it is sent as a part of its own.
        Ref::Absent | Ref::Null | Ref::Upload(_) => out.push_str("null"),
        Ref::Bool(value) => out.push_str(if value { "true" } else { "false" }),
        Ref::Integer(value) => out.push_str(itoa::Buffer::new().format(value)),
        Ref::Unsigned(value) => out.push_str(itoa::Buffer::new().format(value)),
        Ref::Float(value) => float(out, value.is_finite(), value),
        Ref::Double(value) => float(out, value.is_finite(), value),
        Ref::Number(text) => out.push_str(text),
        Ref::Text(text) => escape::write(out, text),
        Ref::Bytes(bytes) => escape::write(out, &crate::text::encode(bytes)),
        Ref::Value(value) => write(out, value.shape()),
        Ref::Literal(literal) => write(out, literal.get().shape()),
        Ref::Struct(model) if model.table().positional => write_items(out, &items(model)),
        Ref::Struct(model) => write_members(out, |write| each_member(model, write)),
        Ref::List(list) => {
            out.push('[');
            for index in 0..list.len() {
                comma(out, index == 0);
                write(out, list.item(index).view());
            }
            out.push(']');
        }
        Ref::Map(map) => write_members(out, |write| {
            map.each(&mut |name, slot| write(name, slot.view()))
        }),
    }
}

fn write_items(out: &mut String, items: &[&dyn Slot]) {
    out.push('[');
    for (index, item) in items.iter().enumerate() {
        comma(out, index == 0);
        write(out, item.view());
    }
    out.push(']');
}

fn write_members(out: &mut String, each: impl FnOnce(&mut dyn FnMut(&str, Ref<'_>))) {
    let mut first = true;
    out.push('{');
    each(&mut |name, view| {
        comma(out, first);
        first = false;
        escape::write(out, name);
        out.push(':');
        write(out, view);
    });
    out.push('}');
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
