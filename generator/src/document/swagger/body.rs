//! Parameters that are the body: `in: body` and `in: formData` become `requestBody`.

use std::borrow::Cow;

use super::parameter::Given;
use super::{Upgrade, Way};
use crate::document::{Members, Node};

/// What makes up the body of a request.
#[derive(Debug, Clone, Default)]
pub(super) struct Body<'r, 's> {
    /// The parameters that are the whole of it: there should be one at most.
    pub whole: Vec<Given<'r, 's>>,
    /// The fields of a form.
    pub fields: Vec<Given<'r, 's>>,
}

impl<'r, 's> Body<'r, 's> {
    /// Those of an operation; what it says itself wins over what its path says.
    pub fn new(own: &[Given<'r, 's>], shared: &[Given<'r, 's>]) -> Self {
        let at = |given: &[Given<'r, 's>], place: &str| -> Vec<Given<'r, 's>> {
            given
                .iter()
                .filter(|given| given.place() == place)
                .cloned()
                .collect()
        };
        let mut body = Self {
            whole: at(own, "body"),
            fields: at(own, "formData"),
        };
        if body.whole.is_empty() {
            let names: Vec<_> = body.fields.iter().map(Given::name).collect();
            let shared_fields = at(shared, "formData")
                .into_iter()
                .filter(|field| !names.contains(&field.name()));
            body.fields.extend(shared_fields);
        }
        if body.whole.is_empty() && body.fields.is_empty() {
            body.whole = at(shared, "body");
        }
        body
    }
}

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// The body of an operation; `consumes` is what the operation itself says of its media types.
    pub(super) fn request_body(
        &mut self,
        body: &Body<'r, 's>,
        consumes: Option<&[Cow<'s, str>]>,
        way: &Way,
    ) -> Option<Node<'s>> {
        let way = way.child("requestBody");
        let Some((first, others)) = body.whole.split_first() else {
            return self.form(&body.fields, consumes, &way);
        };
        for ignored in others.iter().chain(&body.fields) {
            let message = "a request has one body, and this is said beside it: it is left out";
            self.warn("several-bodies", message, &way.coming_from(&ignored.at))
                .help("keep one `in: body` parameter, or the `in: formData` ones");
        }
        let inherited = consumes.is_none_or(|consumes| consumes == self.consumes);
        let is_component = first.from.starts_with("/parameters/");
        if first.is_reference() && is_component && (inherited || !self.affords(first.meaning)) {
            self.moves.note(&way.to, &first.at);
            self.references.push(way.child("$ref").to);
            return Some(first.entry.clone());
        }
        let way = way.coming_from(&first.from);
        let consumes = consumes.map_or_else(|| self.consumes.clone(), <[_]>::to_vec);
        Some(self.body_parameter(first.meaning, &consumes, &way))
    }

    /// An `in: body` parameter as a request body. Its name is said nowhere else, and never sent.
    pub(super) fn body_parameter(
        &mut self,
        parameter: &'r Node<'s>,
        consumes: &[Cow<'s, str>],
        way: &Way,
    ) -> Node<'s> {
        self.moves.note(&way.to, &way.from);
        let mut upgraded = Members::default();
        for (key, member) in parameter.as_object().into_iter().flatten() {
            let stays = matches!(&**key, "description" | "required") || key.starts_with("x-");
            if stays && key != "x-nullable" {
                upgraded.insert(key.clone(), member.clone());
            }
        }
        let mut content = Members::default();
        let unsaid = [Cow::Borrowed("application/json")];
        let types = if consumes.is_empty() {
            &unsaid
        } else {
            consumes
        };
        for (index, name) in types.iter().enumerate() {
            if index > 0 && !self.affords(parameter) {
                break;
            }
            let way = way.below(&["content", name, "schema"]);
            let schema = self.parameter_schema(parameter, &way);
            let media = schema
                .map(|schema| (Cow::Borrowed("schema"), schema))
                .into_iter()
                .collect();
            content.insert(name.clone(), Node::Object(media));
        }
        upgraded.insert("content".into(), Node::Object(content));
        Node::Object(upgraded)
    }
}
