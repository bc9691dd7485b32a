//! Models with named fields, and aliases.

use super::{
    constants::constants,
    context::Context,
    limits::limits,
    print::{Code, code},
    types::{chosen, converted, doc, docs, initial, parameter, ty},
};
use crate::{
    ir::{XmlName, XmlPlace},
    plan::{Alias, Argument, Constructor, Field, Initial, Name, Presence, Rest, Struct, Type},
};

/// A struct with everything that belongs to it.
pub fn structure(it: &Struct, cx: &mut Context<'_>) -> Code {
    let Struct {
        name,
        docs: text,
        fields,
        constructor,
        ..
    } = it;
    let text = docs(text);
    let members: Vec<Code> = fields.iter().map(|field| member(field, cx)).collect();
    let rest_member = rest_member(&it.rest, cx);
    let constructor = construct(name, fields, constructor, cx);
    let constants = constants(name, &it.constants, cx);
    let described = described(it, cx);
    code! {
        #text
        #[derive(Clone)]
        pub struct #name {
            #(#members,)*
            #rest_member
        }

        #constants

        #constructor

        #described
    }
}

/// The value of a field before anything was read into it. Literals, where there are any: they cost the compiler next to
/// nothing.
fn blank(ty: &Type, cx: &mut Context<'_>) -> Code {
    match ty {
        Type::Option(_) => code!(None),
        Type::Vec(_) => code!(Vec::new()),
        Type::Plain("String") => code!(String::new()),
        Type::Plain("bool") => code!(false),
        Type::Plain("i32" | "i64" | "u64") => code!(0),
        Type::Plain("f32" | "f64") => code!(0.0),
        Type::Nullable(_) => {
            let nullable = cx.runtime("Nullable");
            code!(#nullable::Absent)
        }
        Type::Map(_) => {
            let map = cx.map();
            code!(#map::new())
        }
        _ => {
            let slot = cx.model("Slot");
            code!(#slot::blank())
        }
    }
}

/// An alias.
pub fn alias(it: &Alias, cx: &mut Context<'_>) -> Code {
    let Alias {
        name,
        docs: text,
        ty: target,
    } = it;
    let (text, target) = (docs(text), ty(target, cx));
    code! {
        #text
        pub type #name = #target;
    }
}

fn member(it: &Field, cx: &mut Context<'_>) -> Code {
    let (text, name, ty) = (docs(&it.docs), &it.name, ty(&it.ty, cx));
    code!(#text pub #name: #ty)
}

fn rest_member(it: &Rest, cx: &mut Context<'_>) -> Code {
    let name = &it.name;
    match &it.ty {
        None => {
            let (text, extra) = (
                doc("What was sent and the document does not name."),
                cx.runtime("Extra"),
            );
            code!(#text pub #name: #extra)
        }
        Some(item) => {
            let (text, map, item) = (
                doc("The members that have no name of their own."),
                cx.map(),
                ty(item, cx),
            );
            code!(#text pub #name: #map<String, #item>)
        }
    }
}

/// What the runtime is told of a model. Its fields are reached by functions that are compiled in this crate: inline, each
/// crate that makes calls would compile them again, and so those of all models in the model.
fn described(it: &Struct, cx: &mut Context<'_>) -> Code {
    let Struct {
        name, fields, rest, ..
    } = it;
    let [model, table] = ["Model", "Table"].map(|name| cx.model(name));
    let [view, target, holds] = ["Ref", "Mut", "Holds"].map(|name| cx.model(name));
    cx.slots();
    let empty = match rest.ty {
        None => cx.runtime("Extra"),
        Some(_) => cx.map(),
    };
    let rest = &rest.name;
    let whole_table = table_of(it, cx);
    let blanks: Vec<Code> = fields
        .iter()
        .map(|field| {
            let (name, blank) = (&field.name, blank(&field.ty, cx));
            code!(#name: #blank)
        })
        .collect();
    let names = fields.iter().map(|field| &field.name).chain([rest]);
    let (views, targets): (Vec<Code>, Vec<Code>) = names
        .map(|name| (code!(self.#name.view()), code!(self.#name.fill(holds))))
        .unzip();
    let (index, field) = chosen("index", &views);
    let (_, field_mut) = chosen("index", &targets);
    code! {
        impl #model for #name {
            fn table(&self) -> &'static #table {
                #whole_table
            }
            fn blank() -> Self {
                Self { #(#blanks,)* #rest: #empty::new() }
            }
            #[inline(never)]
            fn field(&self, #index: usize) -> #view<'_> {
                #field
            }
            #[inline(never)]
            fn field_mut(&mut self, #index: usize, holds: #holds) -> #target<'_> {
                #field_mut
            }
        }
    }
}

/// The body of the function that gives the table. Where it is made of constants alone, it is one itself, and a constant of
/// its own would be one more thing to check; where functions are called, it has to be one.
fn table_of(it: &Struct, cx: &mut Context<'_>) -> Code {
    let (table, wire) = (cx.model("Table"), it.name.bare());
    let (whole, mut calls) = whole(it, cx);
    let rows = it.fields.iter().map(|field| {
        let (row, call) = row(field, cx);
        calls |= call;
        row
    });
    let rows: Vec<Code> = rows.collect();
    let rows = code!(&#table(#wire, #whole, &[#(#rows),*]));
    if calls {
        code!(const TABLE: &#table = #rows; TABLE)
    } else {
        rows
    }
}

/// What is said of a model as a whole, and whether functions are called for that.
fn whole(it: &Struct, cx: &mut Context<'_>) -> (Code, bool) {
    let whole = cx.model(if it.positional { "ARRAY" } else { "OBJECT" });
    match builder("xml", xml(&it.xml, cx)) {
        None => (code!(#whole), false),
        xml => (code!(&#whole #xml), true),
    }
}

/// What is said of a field, and whether functions are called for that.
fn row(it: &Field, cx: &mut Context<'_>) -> (Code, bool) {
    let (field, wire) = (cx.model("Field"), &it.wire);
    let rule = cx.model(match it.presence {
        Presence::Required => "REQUIRED",
        Presence::RequiredNullable => "NULLABLE",
        Presence::Optional => "OPTIONAL",
    });
    let place = match it.place {
        XmlPlace::Element => None,
        XmlPlace::Wrapped => Some(code!(.wrapped())),
        XmlPlace::Attribute => Some(code!(.attribute())),
        XmlPlace::Text => Some(code!(.text())),
    };
    let built = [
        it.is_escaped().then(|| code!(.escaped())),
        place,
        builder("xml", xml(&it.xml, cx)),
        builder("item", xml(&it.item, cx)),
        limits(&it.limits, cx),
    ];
    let mut built = built.iter().flatten().peekable();
    match built.peek() {
        None => (code!(#field(#wire, #rule)), false),
        Some(_) => (code!(#field(#wire, &#rule #(#built)*)), true),
    }
}

/// A name in XML; `None` where nothing is said.
pub fn xml(it: &XmlName, cx: &mut Context<'_>) -> Option<Code> {
    let XmlName {
        name,
        namespace,
        prefix,
    } = it;
    if it == &XmlName::default() {
        return None;
    }
    let xml = cx.model("Xml");
    let start = match name {
        Some(name) => code!(#xml::name(#name)),
        None => code!(#xml::NONE),
    };
    let namespace = namespace
        .as_ref()
        .map(|namespace| code!(.namespace(#namespace)));
    let prefix = prefix.as_ref().map(|prefix| code!(.prefix(#prefix)));
    Some(code!(#start #namespace #prefix))
}

/// `.method(value)`, where there is a value.
pub fn builder(method: &str, value: Option<Code>) -> Option<Code> {
    let method = super::context::ident(method);
    value.map(|value| code!(.#method(#value)))
}

fn construct(
    name: &Name,
    fields: &[Field],
    constructor: &Constructor,
    cx: &mut Context<'_>,
) -> Code {
    let required: Vec<(&Field, Argument)> = fields
        .iter()
        .filter_map(|field| match field.initial {
            Initial::Argument(argument) => Some((field, argument)),
            _ => None,
        })
        .collect();
    let presets = fields.iter().filter_map(|field| match &field.initial {
        Initial::Preset(text) => {
            let name = &field.name;
            Some(code!(#name: #text.into()))
        }
        _ => None,
    });
    let model = cx.model("Model");
    let others = code!(#(#presets,)* ..#model::blank());
    match constructor {
        Constructor::Default => Code::default(),
        Constructor::Arguments => by_arguments(name, &required, &others, cx),
        Constructor::Grouped(group) => by_group(name, group, &required, &others, cx),
    }
}

/// `new` with an argument for each member that is required.
fn by_arguments(
    name: &Name,
    required: &[(&Field, Argument)],
    others: &Code,
    cx: &mut Context<'_>,
) -> Code {
    let inputs: Vec<Code> = required
        .iter()
        .map(|(field, argument)| parameter(&field.name, &field.ty, *argument, cx))
        .collect();
    let values = required
        .iter()
        .map(|(field, argument)| initial(&field.name, *argument));
    let text = doc(if inputs.is_empty() {
        "The model, its constants set."
    } else {
        "The model with what it requires."
    });
    let default = inputs.is_empty().then(|| default(name));
    code! {
        impl #name {
            #text
            #[inline]
            pub fn new(#(#inputs),*) -> Self {
                Self { #(#values,)* #others }
            }
        }
        #default
    }
}

/// `new` with one argument, a struct of all that is required.
fn by_group(
    name: &Name,
    group: &Name,
    required: &[(&Field, Argument)],
    others: &Code,
    cx: &mut Context<'_>,
) -> Code {
    let members: Vec<Code> = required
        .iter()
        .map(|(field, _)| {
            let (text, name, ty) = (docs(&field.docs), &field.name, ty(field.ty.unboxed(), cx));
            code!(#text pub #name: #ty)
        })
        .collect();
    let values = required.iter().map(|(field, argument)| {
        let name = &field.name;
        let argument = match argument {
            Argument::Boxed | Argument::IntoBoxed => Argument::Boxed,
            _ => Argument::Plain,
        };
        let value = converted(&code!(required.#name), argument);
        code!(#name: #value)
    });
    let text = doc(&format!("What [`{name}`] requires."));
    code! {
        #text
        #[derive(Debug)]
        pub struct #group {
            #(#members,)*
        }

        impl #name {
            /// The model with what it requires.
            #[inline]
            pub fn new(required: #group) -> Self {
                Self { #(#values,)* #others }
            }
        }
    }
}

fn default(name: &Name) -> Code {
    code! {
        impl Default for #name {
            fn default() -> Self {
                Self::new()
            }
        }
    }
}
