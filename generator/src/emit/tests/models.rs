//! One model for each construct.

use serde_json::json;

use super::build::{
    array, component, docs, field, inline, named, nullable, optional, required, structure, text,
    values, variant,
};
use crate::ir::{
    Field, Integer, Number, Presence, Rest, Shape, StringFormat, Struct, Ty, TypeDef, Union,
    XmlName, XmlPlace,
};

pub const JOB: u32 = 0;
pub const STATUS: u32 = 1;
pub const PET: u32 = 5;
pub const WIDE: u32 = 8;
pub const FORM: u32 = 9;
pub const FILE: u32 = 10;
pub const RESULT: u32 = 11;
pub const FILTER: u32 = 16;

pub fn models() -> Vec<TypeDef> {
    vec![
        TypeDef {
            docs: docs(
                "A job.",
                "With [broken] `code`, <tenant> and */.\n\n```rust\nlet x = 1;\n```",
            ),
            ..component("job", job())
        },
        inline(
            &[&["job", "status"], &["task", "status"]],
            values(&[
                json!("pending"),
                json!("+1"),
                json!("-1"),
                json!("ok"),
                json!("OK"),
                json!("Unknown"),
                json!("Self"),
                json!("\"#{}\n"),
            ]),
        ),
        component(
            "Level",
            values(&[json!(1), json!(-2), json!(1.5), json!("auto"), json!(true)]),
        ),
        component(
            "Cat",
            structure(vec![
                constant("petType", "cat"),
                required("meow", Ty::Bool),
                optional("kittens", array(named(3))),
            ]),
        ),
        component(
            "Dog",
            structure(vec![
                constant("petType", "dog"),
                optional("friend", named(PET)),
                optional("wide", named(WIDE)),
            ]),
        ),
        component("Pet", pet()),
        component(
            "Node",
            structure(vec![
                optional("next", named(6)),
                required("self", text()),
                optional("type", text()),
                optional("extra", text()),
            ]),
        ),
        component("Endless", structure(vec![required("me", named(7))])),
        component(
            "Wide",
            structure(
                (0..9)
                    .map(|at| required(&format!("field{at}"), text()))
                    .collect(),
            ),
        ),
        component(
            "UploadForm",
            structure(vec![
                required("file", named(FILE)),
                optional("more", array(named(FILE))),
                required("note", text()),
            ]),
        ),
        component("File", Shape::Alias(Ty::String(StringFormat::Binary))),
        component(
            "Result",
            structure(vec![required("ids", array(Ty::Integer(Integer::I64)))]),
        ),
        component("Slot", structure(vec![])),
        component("Field", structure(vec![optional("value", named(14))])),
        component("Value", Shape::Alias(nullable(Ty::Number(Number::F64)))),
        component(
            "Typed",
            Shape::Struct(Struct {
                fields: vec![optional("a", text())],
                rest: Rest::Typed(nullable(Ty::Integer(Integer::I32))),
                positional: false,
            }),
        ),
        component(
            "Filter",
            structure(vec![
                optional("name", text()),
                optional("sizes", array(Ty::Integer(Integer::I32))),
            ]),
        ),
        TypeDef {
            xml: XmlName {
                name: Some("entry".to_owned()),
                namespace: Some("urn:x".to_owned()),
                prefix: None,
            },
            ..component("Entry", entry())
        },
        component("Empty", values(&[])),
        component("Constant", structure(vec![constant("kind", "constant")])),
        component(
            "Quoted",
            structure(vec![
                optional("say \"hi\"", text()),
                optional("back\\slash\n", text()),
            ]),
        ),
    ]
}

fn job() -> Shape {
    structure(vec![
        required("id", text()),
        required("message", nullable(text())),
        Field {
            docs: docs("", "Where it stands."),
            default: Some(json!("pending")),
            ..optional("status", named(STATUS))
        },
        optional("completed", nullable(Ty::String(StringFormat::DateTime))),
        optional("tags", array(nullable(text()))),
        optional("scores", Ty::Map(Box::new(Ty::Number(Number::F64)))),
        required("any", Ty::Any),
        optional(
            "result-link",
            Ty::String(StringFormat::Link("getJob".to_owned())),
        ),
        Field {
            read_only: true,
            ..required("created", Ty::String(StringFormat::DateTimeUtc))
        },
        optional("fooBar", text()),
        optional("foo_bar", text()),
        optional("ID", text()),
        required("level", named(2)),
    ])
}

fn constant(name: &str, text_: &str) -> Field {
    Field {
        constant: Some(text_.to_owned()),
        ..required(name, text())
    }
}

fn pet() -> Shape {
    Shape::Union(Union {
        tag: Some("petType".to_owned()),
        variants: vec![
            variant("Cat", &["cat"], named(3)),
            variant("Dog", &["dog", "puppy"], named(4)),
            variant("", &[], text()),
            variant("", &[], array(named(3))),
            variant("Number", &[], Ty::Integer(Integer::I64)),
        ],
    })
}

fn entry() -> Shape {
    structure(vec![
        Field {
            place: XmlPlace::Attribute,
            ..field("id", text(), Presence::Required)
        },
        Field {
            place: XmlPlace::Wrapped,
            item: XmlName {
                name: Some("tag".to_owned()),
                ..XmlName::default()
            },
            ..optional("tags", array(text()))
        },
        Field {
            place: XmlPlace::Text,
            ..optional("content", text())
        },
    ])
}
