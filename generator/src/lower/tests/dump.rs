//! The IR as text that a person can read at a glance.

use std::fmt::Write;

use crate::ir::{
    Api, Encoding, Field, Media, NameHint, Operation, Parameter, PathPiece, Payload, Presence,
    Rest, Shape, Step, Ty, TypeDef, TypeId, Types, XmlName, XmlPlace,
};

/// The definitions.
pub(super) fn types(types: &Types) -> String {
    let mut out = String::new();
    for (_, def) in types.iter() {
        definition(&mut out, def, types);
    }
    out
}

/// The operations.
pub(super) fn operations(api: &Api) -> String {
    let mut out = String::new();
    for one in &api.operations {
        operation(&mut out, one, &api.types);
    }
    out
}

fn operation(out: &mut String, it: &Operation, types: &Types) {
    let path: String = it
        .path
        .iter()
        .map(|piece| match piece {
            PathPiece::Literal(text) => text.clone(),
            PathPiece::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    let id = it.id.as_deref().unwrap_or("-");
    writeln!(out, "{:?} {path} {id}", it.method).unwrap();
    for one in &it.parameters {
        writeln!(out, "  {}", parameter(one, types)).unwrap();
    }
    if let Some(body) = &it.body {
        let mark = if body.required { "" } else { "?" };
        writeln!(out, "  body{mark}: {}", media(&body.media, types)).unwrap();
    }
    for one in &it.responses {
        let headers: String = one
            .headers
            .iter()
            .map(|header| format!(" [{}: {}]", header.name, ty(&header.ty, types)))
            .collect();
        writeln!(
            out,
            "  {:?}:{headers} {}",
            one.status,
            media(&one.media, types)
        )
        .unwrap();
    }
    for one in &it.security {
        writeln!(out, "  security: {:?}", one.schemes).unwrap();
    }
    for one in &it.servers {
        writeln!(out, "  server: {}", one.url).unwrap();
    }
}

fn parameter(it: &Parameter, types: &Types) -> String {
    let mark = if it.required { "" } else { "?" };
    let encoding = match it.encoding {
        Encoding::Json => "json".to_owned(),
        Encoding::Styled {
            style,
            explode,
            allow_reserved,
        } => {
            let explode = if explode { "*" } else { "" };
            let reserved = if allow_reserved { " reserved" } else { "" };
            format!("{style:?}{explode}{reserved}")
        }
    };
    format!(
        "{:?} {}{mark}: {} ({encoding})",
        it.place,
        it.name,
        ty(&it.ty, types)
    )
}

fn media(all: &[Media], types: &Types) -> String {
    let all: Vec<String> = all
        .iter()
        .map(|one| format!("{} {}", one.media_type, payload(&one.payload, types)))
        .collect();
    if all.is_empty() {
        "nothing".to_owned()
    } else {
        all.join(" | ")
    }
}

fn payload(it: &Payload, types: &Types) -> String {
    match it {
        Payload::Json(it) => format!("json {}", ty(it, types)),
        Payload::Xml { root, ty: it } => {
            format!(
                "xml {}{}",
                root.as_ref().map(xml).unwrap_or_default(),
                ty(it, types)
            )
        }
        Payload::Form { ty: it, parts } => format!("form {} {}", ty(it, types), part_names(parts)),
        Payload::Multipart { ty: it, parts } => {
            format!("multipart {} {}", ty(it, types), part_names(parts))
        }
        Payload::Text => "text".to_owned(),
        Payload::Binary => "binary".to_owned(),
        Payload::Events(it) => format!("events {}", ty(it, types)),
        Payload::JsonLines(it) => format!("lines {}", ty(it, types)),
    }
}

fn part_names(parts: &[crate::ir::Part]) -> String {
    let part = |part: &crate::ir::Part| {
        let headers = part
            .headers
            .iter()
            .map(|(name, value)| format!(" {name}: {value:?}"));
        format!("+{}{}", part.name, headers.collect::<String>())
    };
    parts.iter().map(part).collect()
}

fn definition(out: &mut String, def: &TypeDef, types: &Types) {
    let name = name(&def.name);
    let origins = match def.origins.len() {
        1 => String::new(),
        many => format!(" ×{many}"),
    };
    let head = format!("{name}{origins}{}", xml(&def.xml));
    match &def.shape {
        Shape::Alias(it) => writeln!(out, "{head} = {}", ty(it, types)).unwrap(),
        Shape::Enumeration(it) => {
            let values: Vec<String> = it
                .values
                .iter()
                .map(|one| match &one.name {
                    Some(name) => format!("{}={name}", one.value),
                    None => one.value.to_string(),
                })
                .collect();
            writeln!(out, "{head} enum {}", values.join(", ")).unwrap();
        }
        Shape::Union(it) => {
            let tag = it
                .tag
                .as_deref()
                .map(|tag| format!(" by {tag}"))
                .unwrap_or_default();
            writeln!(out, "{head} union{tag}").unwrap();
            for one in &it.variants {
                let tags = if one.tags.is_empty() {
                    String::new()
                } else {
                    format!(" {:?}", one.tags)
                };
                writeln!(out, "  | {}{tags} {}", one.hint, ty(&one.ty, types)).unwrap();
            }
        }
        Shape::Struct(it) => {
            writeln!(out, "{head}").unwrap();
            for one in &it.fields {
                writeln!(out, "  {}", field(one, types)).unwrap();
            }
            if let Rest::Typed(rest) = &it.rest {
                writeln!(out, "  ..{}", ty(rest, types)).unwrap();
            }
        }
    }
}

fn field(it: &Field, types: &Types) -> String {
    let mark = if it.presence == Presence::Optional {
        "?"
    } else {
        ""
    };
    let mut text = format!("{}{mark}: {}", it.name, ty(&it.ty, types));
    for (word, on) in [
        ("readonly", it.read_only),
        ("writeonly", it.write_only),
        ("deprecated", it.docs.deprecated),
    ] {
        if on {
            write!(text, " {word}").unwrap();
        }
    }
    if let Some(constant) = &it.constant {
        write!(text, " always {constant:?}").unwrap();
    }
    if let Some(default) = &it.default {
        write!(text, " default {default}").unwrap();
    }
    if !it.bounds.phrases.is_empty() {
        write!(text, " ({})", it.bounds.phrases.join(", ")).unwrap();
    }
    if it.place != XmlPlace::Element {
        write!(text, " {:?}", it.place).unwrap();
    }
    text.push_str(&xml(&it.xml));
    if it.item != XmlName::default() {
        write!(text, " item{}", xml(&it.item)).unwrap();
    }
    if !it.docs.summary.is_empty() || !it.docs.description.is_empty() {
        write!(text, " // {} {}", it.docs.summary, it.docs.description).unwrap();
    }
    text
}

fn xml(it: &XmlName) -> String {
    let XmlName {
        name,
        namespace,
        prefix,
    } = it;
    if *it == XmlName::default() {
        return String::new();
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    format!(" <{}:{} {}>", text(prefix), text(name), text(namespace))
}

fn name(hint: &NameHint) -> String {
    match hint {
        NameHint::Component(name) => name.clone(),
        NameHint::Inline { title, contexts } => {
            let title = title
                .as_deref()
                .map(|title| format!("\"{title}\" "))
                .unwrap_or_default();
            let contexts: Vec<String> = contexts.iter().map(|path| joined(path)).collect();
            format!("({title}{})", contexts.join(" "))
        }
    }
}

fn joined(path: &[Step]) -> String {
    let steps: Vec<_> = path.iter().map(Step::words).collect();
    steps.join(".")
}

fn named(id: TypeId, types: &Types) -> String {
    match &types[id].name {
        NameHint::Component(name) => name.clone(),
        NameHint::Inline {
            title: Some(title), ..
        } => format!("\"{title}\""),
        NameHint::Inline { contexts, .. } => joined(&contexts[0]),
    }
}

pub(super) fn ty(it: &Ty, types: &Types) -> String {
    match it {
        Ty::Named(id) => named(*id, types),
        Ty::Array(inner) => format!("[{}]", ty(inner, types)),
        Ty::Map(inner) => format!("{{{}}}", ty(inner, types)),
        Ty::Nullable(inner) => format!("{} or null", ty(inner, types)),
        Ty::Integer(it) => format!("{it:?}"),
        Ty::Number(it) => format!("{it:?}"),
        Ty::String(crate::ir::StringFormat::Plain) => "String".to_owned(),
        Ty::String(it) => format!("{it:?}"),
        other => format!("{other:?}"),
    }
}
