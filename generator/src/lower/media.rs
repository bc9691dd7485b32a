use super::media_type::{Form, essence, form, is_json, is_synonym, without_charset, word};
use super::null::without_null;
use super::place::Place;
use super::{Lower, xml};
use crate::document::{Cursor, Node};
use crate::ir::{Media, NameHint, Payload, Shape, StringFormat, Ty, XmlName};

/// Which way a body travels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    /// To the server.
    Request,
    /// From the server.
    Response,
    /// From the server, by itself.
    Incoming,
}

impl<'d> Lower<'d, '_> {
    /// The media types of a body, JSON first, the others in document order.
    pub(super) fn media(
        &mut self,
        body: &Cursor<'d>,
        direction: Direction,
        place: &Place<'_>,
    ) -> Vec<Media> {
        let content = body.get("content");
        let mut content: Vec<(&'d str, Cursor<'d>)> = content
            .into_iter()
            .flat_map(|content| content.members())
            .collect();
        content.sort_by_key(|(key, _)| !is_json(key));
        let mut all: Vec<Media> = Vec::new();
        for (key, node) in content {
            let node = self.document.resolve(&node);
            let Some(media_type) = self.media_type(key, &node) else {
                continue;
            };
            let place = match all.len() {
                0 => place.clone(),
                _ => place.child(word(&essence(&media_type)).to_owned()),
            };
            let payload = self.payload(&media_type, &node, direction, &place);
            let name = essence(&media_type);
            let other_name = direction == Direction::Request && is_synonym(&name);
            let same = |one: &Media| {
                one.payload == payload && (other_name || essence(&one.media_type) == name)
            };
            let examples = self.examples_of_body(&node);
            match all.iter_mut().find(|one| same(one)) {
                Some(known) => known.examples.extend(examples),
                None => all.push(Media {
                    media_type,
                    payload,
                    examples,
                    origin: node.origin(),
                }),
            }
        }
        all.sort_by_key(rank);
        all
    }

    /// The key of a media type, tidied.
    fn media_type(&mut self, key: &str, node: &Cursor<'d>) -> Option<String> {
        let media_type = without_charset(key);
        let name = essence(&media_type);
        let whole = name.split_once('/').is_some_and(|(kind, sub)| {
            let token = |text: &str| {
                !text.is_empty()
                    && text
                        .bytes()
                        .all(|byte| byte.is_ascii_graphic() && byte != b'/')
            };
            token(kind) && token(sub)
        });
        if whole {
            return Some(media_type);
        }
        let taken = match name.as_str() {
            "*" => Some("*/*"),
            name if name.contains("json") => Some("application/json"),
            name if name.contains("xml") => Some("application/xml"),
            _ => None,
        };
        let instead = match taken {
            Some(taken) => format!("taken as `{taken}`"),
            None => "it is left out".to_owned(),
        };
        self.diagnostics
            .warning(
                "bad-media-type",
                format!("`{key}` is no media type; {instead}"),
                node,
            )
            .help("a media type has a type and a subtype: `application/json`");
        taken.map(str::to_owned)
    }

    fn payload(
        &mut self,
        media_type: &str,
        node: &Cursor<'d>,
        direction: Direction,
        place: &Place<'_>,
    ) -> Payload {
        let form = form(&essence(media_type));
        let schema = node.get("schema");
        if form == Form::Binary || (form == Form::Multipart && direction != Direction::Request) {
            return Payload::Binary;
        }
        if matches!(form, Form::Events | Form::Lines) {
            return match form {
                Form::Events => Payload::Events(self.event(node, place)),
                _ => Payload::JsonLines(self.line(node, place)),
            };
        }
        let ty = schema
            .as_ref()
            .map_or(Ty::Any, |schema| self.ty(schema, place));
        if self.stands_for(&ty) == Ty::String(StringFormat::Binary) {
            return match form {
                Form::Urlencoded | Form::Multipart => self.fields(form, node, place, ty),
                _ => Payload::Binary,
            };
        }
        match form {
            Form::Json => Payload::Json(ty),
            Form::Urlencoded if direction == Direction::Response => Payload::Text,
            Form::Urlencoded | Form::Multipart => self.fields(form, node, place, ty),
            Form::Xml if self.is_structured(&ty) => Payload::Xml {
                root: schema.and_then(|schema| self.root_element(&schema, &ty)),
                ty,
            },
            Form::Xml => Payload::Text,
            Form::Text | Form::Open if self.is_structured(&ty) => Payload::Json(ty),
            Form::Text => Payload::Text,
            Form::Open if matches!(self.stands_for(&ty), Ty::Any | Ty::Nullable(_)) => match schema
            {
                Some(schema) if media_type.contains('*') && is_said(&schema) => Payload::Json(ty),
                _ => Payload::Binary,
            },
            Form::Open if media_type.contains('*') => Payload::Text,
            Form::Open | Form::Lines | Form::Events | Form::Binary => Payload::Binary,
        }
    }

    /// The content of a form: members by name.
    fn fields(&mut self, form: Form, node: &Cursor<'d>, place: &Place<'_>, ty: Ty) -> Payload {
        let ty = self.with_members(node, place, without_null(ty));
        let parts = self.parts(node, form == Form::Multipart);
        match form {
            Form::Multipart => Payload::Multipart { ty, parts },
            _ => Payload::Form { ty, parts },
        }
    }

    /// The type of a form: its own where it has members, else a map.
    fn with_members(&mut self, node: &Cursor<'d>, place: &Place<'_>, ty: Ty) -> Ty {
        let meant = self.stands_for(&ty);
        if matches!(meant, Ty::Map(_)) {
            return ty;
        }
        if let Ty::Named(id) = meant {
            match self.types.shape(id) {
                Some(Shape::Union(_)) => return self.one_struct(node, place),
                Some(Shape::Struct(it)) if !it.positional => return ty,
                _ => {}
            }
        }
        let value = match ty {
            Ty::String(format) => Ty::String(format),
            _ => Ty::Any,
        };
        if node.get("schema").is_some_and(|schema| is_said(&schema)) {
            self.diagnostics
                .note(
                    "form-without-members",
                    "a form has members, and this schema names none; read as a map of values",
                    node,
                )
                .help("use `type: object` with `properties`");
        }
        Ty::Map(Box::new(value))
    }

    /// A form cannot be one of several: all members of all branches, each optional.
    fn one_struct(&mut self, node: &Cursor<'d>, place: &Place<'_>) -> Ty {
        self.diagnostics
            .note(
                "form-of-several-shapes",
                "a form goes out as one list of members; the branches are read as one object whose members are all optional",
                node,
            )
            .help("set the members of one branch");
        let schemas: Vec<Cursor<'d>> = node.get("schema").into_iter().collect();
        let schema = self.conjunction(&schemas);
        match self.flattened(&schema, place) {
            Shape::Alias(_) => Ty::Map(Box::new(Ty::Any)),
            shape => self.anonymous(shape, &schema, place),
        }
    }

    /// Whether a type has members or items: text could not hold it.
    fn is_structured(&self, ty: &Ty) -> bool {
        match self.stands_for(ty) {
            Ty::Array(_) | Ty::Map(_) => true,
            Ty::Named(id) => !matches!(self.types.shape(id), Some(Shape::Enumeration(_))),
            Ty::Nullable(inner) => self.is_structured(&inner),
            _ => false,
        }
    }

    /// The type behind aliases.
    pub(super) fn stands_for(&self, ty: &Ty) -> Ty {
        let mut ty = ty.clone();
        for _ in 0..MAX_ALIASES {
            match &ty {
                Ty::Named(id) => match self.types.shape(*id) {
                    Some(Shape::Alias(meant)) => ty = meant.clone(),
                    _ => break,
                },
                _ => break,
            }
        }
        ty
    }

    /// The root element: `xml.name`, else the component's name.
    fn root_element(&self, schema: &Cursor<'d>, ty: &Ty) -> Option<XmlName> {
        let mut name = xml::name(&self.chain(schema));
        if name.name.is_none()
            && let Ty::Named(id) = ty
            && let Some(NameHint::Component(component)) = self.types.name(*id)
        {
            name.name = Some(component.clone());
        }
        (name != XmlName::default()).then_some(name)
    }
}

/// How many aliases may stand for each other.
const MAX_ALIASES: usize = 64;

/// The preferred first: JSON by its own name, JSON by any other, the rest as it comes.
fn rank(media: &Media) -> u8 {
    match media.payload {
        Payload::Json(_) if media.media_type == "application/json" => 0,
        Payload::Json(_) => 1,
        _ => 2,
    }
}

/// Whether a schema says anything at all.
fn is_said(schema: &Cursor<'_>) -> bool {
    match schema.node() {
        Node::Object(members) => !members.is_empty(),
        _ => false,
    }
}
