//! The structure of a definition as text: equal text, equal types. Documentation and places are left out.

use std::fmt::Write;

use crate::ir::{
    EnumValue, Enumeration, Field, NameHint, Presence, Rest, Shape, Step, Struct, Ty, TypeDef,
    Union, Variant, XmlName,
};

/// What makes an inline definition the one it is: its shape, its title and its name in XML.
pub(super) fn of_definition(def: &TypeDef) -> String {
    let mut text = String::new();
    match &def.name {
        NameHint::Inline {
            title: Some(title), ..
        } => word(&mut text, title),
        NameHint::Inline { contexts, .. } if is_small(&def.shape) => {
            // A `parent` and a `user` that have an id are alike by chance, and not called by each other's name.
            let place = contexts.first().and_then(|path| called(path));
            place.into_iter().for_each(|name| word(&mut text, name));
        }
        NameHint::Inline { .. } | NameHint::Component(_) => {}
    }
    if let Some(pinned) = &def.rust_name {
        text.push('!');
        word(&mut text, pinned);
    }
    xml(&mut text, &def.xml);
    match &def.shape {
        Shape::Struct(it) => structure(&mut text, it),
        Shape::Enumeration(it) => enumeration(&mut text, it),
        Shape::Union(it) => union(&mut text, it),
        Shape::Alias(it) => ty(&mut text, it),
    }
    text
}

/// Whether two structs may be alike by chance.
fn is_small(shape: &Shape) -> bool {
    matches!(shape, Shape::Struct(it) if it.fields.len() < 2)
}

/// What the last property or parameter of a way is called, if it ends in one or in its items.
fn called(path: &[Step]) -> Option<&str> {
    let mut steps = path.iter().rev();
    match steps.find(|step| !matches!(step, Step::Item | Step::Value))? {
        Step::Name(name) if path.len() > 1 => Some(name),
        _ => None,
    }
}

/// What makes a type the one it is.
pub(super) fn of_type(it: &Ty) -> String {
    let mut text = String::new();
    ty(&mut text, it);
    text
}

fn structure(
    text: &mut String,
    Struct {
        fields,
        rest,
        positional,
    }: &Struct,
) {
    text.push_str(if *positional { "tuple{" } else { "struct{" });
    for one in fields {
        field(text, one);
    }
    if let Rest::Typed(rest) = rest {
        text.push_str("..");
        ty(text, rest);
    }
    text.push('}');
}

fn field(text: &mut String, field: &Field) {
    let Field {
        name,
        rust_name,
        ty: field_type,
        presence,
        read_only,
        write_only,
        place,
        xml: xml_name,
        item,
        default,
        constant,
        fixed,
        bounds,
        docs: _,
        origin: _,
    } = field;
    word(text, name);
    let optional = *presence == Presence::Optional;
    for (mark, on) in [('?', optional), ('r', *read_only), ('w', *write_only)] {
        if on {
            text.push(mark);
        }
    }
    ty(text, field_type);
    write(text, format_args!("{place:?}"));
    xml(text, xml_name);
    xml(text, item);
    if let Some(default) = default {
        write(text, format_args!("={default}"));
    }
    for one in rust_name
        .iter()
        .chain(constant)
        .chain(fixed)
        .chain(&bounds.phrases)
    {
        text.push(',');
        word(text, one);
    }
    text.push(';');
}

fn enumeration(text: &mut String, Enumeration { values }: &Enumeration) {
    text.push_str("enum{");
    for EnumValue { value, name, .. } in values {
        write(text, format_args!("{value}"));
        if let Some(name) = name {
            word(text, name);
        }
        text.push(';');
    }
    text.push('}');
}

fn union(text: &mut String, Union { tag, variants }: &Union) {
    text.push_str("union{");
    if let Some(tag) = tag {
        word(text, tag);
    }
    for Variant {
        hint,
        tags,
        ty: variant,
        ..
    } in variants
    {
        text.push('|');
        word(text, hint);
        for tag in tags {
            word(text, tag);
        }
        ty(text, variant);
    }
    text.push('}');
}

fn ty(text: &mut String, it: &Ty) {
    match it {
        Ty::Named(id) => write(text, format_args!("#{}", id.0)),
        Ty::Array(inner) => nested(text, '[', inner),
        Ty::Map(inner) => nested(text, '{', inner),
        Ty::Nullable(inner) => nested(text, '?', inner),
        Ty::Any | Ty::Bool | Ty::Integer(_) | Ty::Number(_) | Ty::String(_) => {
            write(text, format_args!("{it:?}"));
        }
    }
}

fn nested(text: &mut String, mark: char, inner: &Ty) {
    text.push(mark);
    ty(text, inner);
}

fn xml(text: &mut String, name: &XmlName) {
    if *name != XmlName::default() {
        write(text, format_args!("{name:?}"));
    }
}

/// Quoted, so that no two lists of words give the same text.
fn word(text: &mut String, word: &str) {
    write(text, format_args!("{word:?}"));
}

fn write(text: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing into a `String` cannot fail.
    let _ = text.write_fmt(what);
}
