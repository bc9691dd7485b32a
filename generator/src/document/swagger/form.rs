//! `in: formData`: the fields become the properties of one schema.

use std::borrow::Cow;

use super::media::{essence, same};
use super::parameter::Given;
use super::schema::is_file;
use super::style::FORM;
use super::{Upgrade, Way};
use crate::document::{Members, Node};

const URLENCODED: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// A form; `None` if it has no fields.
    pub(super) fn form(
        &mut self,
        fields: &[Given<'r, 's>],
        consumes: Option<&[Cow<'s, str>]>,
        way: &Way,
    ) -> Option<Node<'s>> {
        let fields = &self.named(fields, way);
        let first = fields.first()?;
        let above = first.at.rsplit_once('/').map_or("", |(list, _)| list);
        let way = way.coming_from(above);
        self.moves.note(&way.to, &way.from);
        let mut content = Members::default();
        for (index, name) in self.form_types(fields, consumes, &way).iter().enumerate() {
            if index > 0 && !fields.iter().all(|field| self.affords(field.meaning)) {
                break;
            }
            let media = self.form_media(fields, &way.below(&["content", name]));
            content.insert(name.clone(), media);
        }
        let mut upgraded = Members::default();
        if fields.iter().any(|field| is_required(field.meaning)) {
            upgraded.insert("required".into(), Node::Bool(true));
        }
        upgraded.insert("content".into(), Node::Object(content));
        Some(Node::Object(upgraded))
    }

    /// The fields that have a name.
    fn named(&mut self, fields: &[Given<'r, 's>], way: &Way) -> Vec<Given<'r, 's>> {
        let (named, nameless): (Vec<_>, Vec<_>) = fields
            .iter()
            .cloned()
            .partition(|field| field.name().is_some());
        for field in nameless {
            let message = "a form field without a name cannot be sent: it is left out";
            self.warn("malformed-swagger", message, &way.coming_from(&field.from))
                .help("give it a `name`");
        }
        named
    }

    /// The media types of a form: those of forms among the ones that are said. Files only fit into `multipart`.
    fn form_types(
        &mut self,
        fields: &[Given<'r, 's>],
        consumes: Option<&[Cow<'s, str>]>,
        way: &Way,
    ) -> Vec<Cow<'s, str>> {
        let has_file = fields.iter().any(|field| is_file(field.meaning));
        let fits = |name: &&Cow<'s, str>| {
            let multipart = essence(name).to_ascii_lowercase().starts_with("multipart/");
            multipart || (!has_file && same(name, URLENCODED))
        };
        let said = consumes.unwrap_or(&self.consumes);
        let fitting: Vec<_> = said.iter().filter(fits).cloned().collect();
        if !fitting.is_empty() {
            return fitting;
        }
        let name = if has_file { MULTIPART } else { URLENCODED };
        if consumes.is_some_and(|own| !own.is_empty()) {
            let message =
                format!("form fields cannot be sent as any of `consumes`: `{name}` is used");
            self.warn("form-media-type", message, way)
                .help(format!("add `{name}` to `consumes`"));
        }
        vec![Cow::Borrowed(name)]
    }

    fn form_media(&mut self, fields: &[Given<'r, 's>], way: &Way) -> Node<'s> {
        let mut properties = Members::default();
        let mut required = Vec::new();
        let mut encoding = Members::default();
        for field in fields {
            let at = way.coming_from(&field.from);
            let Some(name) = field.name() else { continue };
            if properties.contains_key(&name) {
                let message = format!("the form has two fields `{name}`: the first one counts");
                self.warn("malformed-swagger", message, &at)
                    .help("remove one of the two");
                continue;
            }
            if is_required(field.meaning) {
                required.push(Node::String(name.clone()));
            }
            let style = self
                .style(field.meaning, "formData", &at)
                .filter(|style| *style != FORM);
            if let Some(style) = style {
                let style = [
                    ("style".into(), Node::text(style.style)),
                    ("explode".into(), Node::Bool(style.explode)),
                ];
                encoding.insert(name.clone(), Node::Object(Members::from_iter(style)));
            }
            let property = self.property(field, &at.below(&["schema", "properties", &name]));
            properties.insert(name, property);
        }
        let mut schema = Members::from_iter([("type".into(), Node::text("object"))]);
        schema.insert("properties".into(), Node::Object(properties));
        if !required.is_empty() {
            schema.insert("required".into(), Node::Array(required));
        }
        let mut media = Members::from_iter([("schema".into(), Node::Object(schema))]);
        if !encoding.is_empty() {
            media.insert("encoding".into(), Node::Object(encoding));
        }
        Node::Object(media)
    }

    /// A field as a property, with what documents it.
    fn property(&mut self, field: &Given<'r, 's>, way: &Way) -> Node<'s> {
        // The schema of what is a reference is said once more for each operation.
        if field.is_reference() && !self.affords(field.meaning) {
            return Node::empty();
        }
        let schema = self
            .parameter_schema(field.meaning, way)
            .unwrap_or_else(Node::empty);
        let Node::Object(mut schema) = schema else {
            return schema;
        };
        for (key, member) in field.meaning.as_object().into_iter().flatten() {
            if (key == "description" || key.starts_with("x-")) && key != "x-nullable" {
                schema.entry(key.clone()).or_insert_with(|| member.clone());
            }
        }
        Node::Object(schema)
    }
}

fn is_required(parameter: &Node<'_>) -> bool {
    parameter.get("required") == Some(&Node::Bool(true))
}
