//! Short ways to make parts of an API.

use crate::ir::{
    Bounds, Docs, Encoding, EnumValue, Enumeration, Field, Media, Method, NameHint, Operation,
    Origin, Parameter, PathPiece, Payload, Place, Presence, Rest, Shape, Struct, Style, Ty,
    TypeDef, TypeId, Variant, XmlName, XmlPlace,
};

pub fn docs(summary: &str, description: &str) -> Docs {
    Docs {
        summary: summary.to_owned(),
        description: description.to_owned(),
        deprecated: false,
    }
}

pub fn named(id: u32) -> Ty {
    Ty::Named(TypeId(id))
}

pub fn nullable(ty: Ty) -> Ty {
    Ty::Nullable(Box::new(ty))
}

pub fn array(ty: Ty) -> Ty {
    Ty::Array(Box::new(ty))
}

pub fn text() -> Ty {
    Ty::String(crate::ir::StringFormat::Plain)
}

pub fn origin(pointer: &str) -> Origin {
    Origin(pointer.to_owned())
}

pub fn component(name: &str, shape: Shape) -> TypeDef {
    TypeDef {
        name: NameHint::Component(name.to_owned()),
        rust_name: None,
        shape,
        xml: XmlName::default(),
        docs: Docs::default(),
        origins: vec![origin(&format!("/components/schemas/{name}"))],
        examples: Vec::new(),
    }
}

pub fn inline(contexts: &[&[&str]], shape: Shape) -> TypeDef {
    let contexts = contexts
        .iter()
        .map(|path| path.iter().map(|&step| step.into()).collect())
        .collect();
    TypeDef {
        name: NameHint::Inline {
            title: None,
            contexts,
        },
        ..component("", shape)
    }
}

pub fn structure(fields: Vec<Field>) -> Shape {
    Shape::Struct(Struct {
        fields,
        rest: Rest::Any,
        positional: false,
    })
}

pub fn field(name: &str, ty: Ty, presence: Presence) -> Field {
    Field {
        name: name.to_owned(),
        rust_name: None,
        ty,
        presence,
        read_only: false,
        write_only: false,
        place: XmlPlace::Element,
        xml: XmlName::default(),
        item: XmlName::default(),
        default: None,
        constant: None,
        fixed: None,
        bounds: Bounds::default(),
        docs: Docs::default(),
        origin: origin(&format!("/fields/{name}")),
    }
}

pub fn required(name: &str, ty: Ty) -> Field {
    field(name, ty, Presence::Required)
}

pub fn optional(name: &str, ty: Ty) -> Field {
    field(name, ty, Presence::Optional)
}

pub fn values(values: &[serde_json::Value]) -> Shape {
    let value = |value: &serde_json::Value| EnumValue {
        value: value.clone(),
        name: None,
        docs: Docs::default(),
    };
    Shape::Enumeration(Enumeration {
        values: values.iter().map(value).collect(),
    })
}

pub fn variant(hint: &str, tags: &[&str], ty: Ty) -> Variant {
    let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
    Variant {
        hint: hint.to_owned(),
        tags,
        ty,
        docs: Docs::default(),
    }
}

pub fn parameter(name: &str, place: Place, ty: Ty, required: bool) -> Parameter {
    let (style, explode) = match place {
        Place::Path | Place::Header | Place::Part => (Style::Simple, false),
        Place::Query | Place::Cookie => (Style::Form, true),
    };
    Parameter {
        name: name.to_owned(),
        rust_name: None,
        place,
        part: None,
        encoding: Encoding::Styled {
            style,
            explode,
            allow_reserved: false,
        },
        required,
        docs: Docs::default(),
        ty,
        bounds: Bounds::default(),
        default: None,
        origin: origin(&format!("/parameters/{name}")),
    }
}

pub fn media(media_type: &str, payload: Payload) -> Media {
    Media {
        media_type: media_type.to_owned(),
        payload,
        examples: Vec::new(),
        origin: Origin::default(),
    }
}

pub fn json(ty: Ty) -> Vec<Media> {
    vec![media("application/json", Payload::Json(ty))]
}

pub fn operation(id: Option<&str>, method: Method, path: &[&str]) -> Operation {
    let piece = |piece: &&str| match piece.strip_prefix(':') {
        Some(name) => PathPiece::Parameter(name.to_owned()),
        None => PathPiece::Literal((*piece).to_owned()),
    };
    Operation {
        id: id.map(str::to_owned),
        rust_name: None,
        method,
        path: path.iter().map(piece).collect(),
        docs: Docs::default(),
        tags: Vec::new(),
        parameters: Vec::new(),
        body: None,
        responses: Vec::new(),
        security: Vec::new(),
        servers: Vec::new(),
        job: None,
        pagination: None,
        origin: origin(&format!("/paths/{}", path.concat())),
    }
}
