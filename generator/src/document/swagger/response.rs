//! Responses: `schema` and `examples` become the content, for each media type that is produced.

use std::borrow::Cow;

use super::media::{is_media_type, is_structured, same};
use super::schema::is_file;
use super::{Upgrade, Way};
use crate::document::{Members, Node};

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// The response of an operation; `produces` is what the operation itself says of its media types.
    pub(super) fn operation_response(
        &mut self,
        response: &'r Node<'s>,
        produces: Option<&[Cow<'s, str>]>,
        way: &Way,
    ) -> Node<'s> {
        if response.get("$ref").is_none() {
            let produces = produces.map_or_else(|| self.produces.clone(), <[_]>::to_vec);
            return self.response(response, &produces, way);
        }
        let (meaning, from) = self.resolve(response, &way.from);
        if from.starts_with("/definitions/") {
            return self.schema_as_response(response, produces, way);
        }
        // A component produces what the document says, which the operation may say otherwise.
        let has_content = meaning.get("schema").is_some() || meaning.get("examples").is_some();
        let other = produces.filter(|produces| has_content && *produces != self.produces);
        match other {
            Some(produces) if from != way.from && self.affords(meaning) => {
                self.response(meaning, produces, &way.coming_from(&from))
            }
            _ => {
                self.references.push(way.child("$ref").to);
                response.clone()
            }
        }
    }

    /// A reference to a schema where a response belongs.
    fn schema_as_response(
        &mut self,
        schema: &'r Node<'s>,
        produces: Option<&[Cow<'s, str>]>,
        way: &Way,
    ) -> Node<'s> {
        let message = "a response belongs here, and this refers to a schema: it is taken for the schema of the response";
        self.warn("malformed-swagger", message, way)
            .help("put the reference under `schema`");
        let produces = produces.map_or_else(|| self.produces.clone(), <[_]>::to_vec);
        let content = self.content(Some((schema, way.clone())), None, &produces, way);
        let description = ("description".into(), Node::text(""));
        Node::Object(Members::from_iter([
            description,
            ("content".into(), content),
        ]))
    }

    /// A response that is no reference.
    pub(super) fn response(
        &mut self,
        response: &'r Node<'s>,
        produces: &[Cow<'s, str>],
        way: &Way,
    ) -> Node<'s> {
        self.moves.note(&way.to, &way.from);
        let schema = response
            .get("schema")
            .filter(|schema| **schema != Node::Null);
        let schema = schema.map(|schema| (schema, way.child("schema")));
        let examples = response
            .get("examples")
            .and_then(|examples| self.members(examples, &way.child("examples")));
        let mut upgraded = Members::default();
        for (key, member) in response.as_object().into_iter().flatten() {
            match &**key {
                "schema" | "examples" => {
                    if !upgraded.contains_key("content") && (schema.is_some() || examples.is_some())
                    {
                        let content = self.content(schema.clone(), examples, produces, way);
                        upgraded.insert("content".into(), content);
                    }
                }
                "headers" => {
                    let headers = self.headers(member, &way.child(key));
                    upgraded.insert(key.clone(), headers);
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        Node::Object(upgraded)
    }

    fn headers(&mut self, headers: &'r Node<'s>, way: &Way) -> Node<'s> {
        let members = self.members(headers, way).into_iter().flatten();
        let headers = members.map(|(name, header)| {
            let header = self.parameter(header, "header", &way.child(name));
            (name.clone(), header)
        });
        Node::Object(headers.collect())
    }

    fn content(
        &mut self,
        schema: Option<(&'r Node<'s>, Way)>,
        examples: Option<&'r Members<'s>>,
        produces: &[Cow<'s, str>],
        way: &Way,
    ) -> Node<'s> {
        let examples = self.examples(examples, way);
        let mut content = Members::default();
        for (index, name) in self
            .response_types(schema.as_ref(), &examples, produces)
            .iter()
            .enumerate()
        {
            if let Some((schema, _)) = schema.as_ref().filter(|_| index > 0)
                && !self.affords(schema)
            {
                break;
            }
            let mut media = Members::default();
            let to = way.below(&["content", name]).to;
            if let Some((schema, way)) = &schema {
                let mut way = Way {
                    from: way.from.clone(),
                    to,
                }
                .below(&["schema"]);
                self.moves.note(&way.to, &way.from);
                media.insert("schema".into(), self.schema(schema, &mut way));
            }
            if let Some((key, example)) = examples.iter().find(|(key, _)| same(key, name)) {
                let from = way.child("examples").child(key).from;
                self.moves
                    .note(way.below(&["content", name, "example"]).to, from);
                media.insert("example".into(), (*example).clone());
            }
            content.insert(name.clone(), Node::Object(media));
        }
        Node::Object(content)
    }

    /// The examples by media type.
    fn examples(
        &mut self,
        examples: Option<&'r Members<'s>>,
        way: &Way,
    ) -> Vec<(&'r Cow<'s, str>, &'r Node<'s>)> {
        let (known, others): (Vec<_>, Vec<_>) = examples
            .into_iter()
            .flatten()
            .filter(|(key, _)| !key.starts_with("x-"))
            .partition(|(key, _)| is_media_type(key));
        if let Some((key, _)) = others.first() {
            let message = format!(
                "`{key}` is no media type, by which examples are listed: such examples are left out"
            );
            self.warn("malformed-swagger", message, &way.child("examples"))
                .help("put the example under its media type, such as `application/json`");
        }
        known
    }

    /// The media types of a response: those it produces, and those it has examples of.
    fn response_types(
        &self,
        schema: Option<&(&'r Node<'s>, Way)>,
        examples: &[(&'r Cow<'s, str>, &'r Node<'s>)],
        produces: &[Cow<'s, str>],
    ) -> Vec<Cow<'s, str>> {
        let is_file =
            schema.is_some_and(|(schema, way)| is_file(self.resolve(schema, &way.from).0));
        let mut types = produces.to_vec();
        for (name, _) in examples {
            if !types.iter().any(|known| same(known, name)) {
                types.push((*name).clone());
            }
        }
        // A file is bytes, whatever the document produces elsewhere.
        types.retain(|name| !is_file || !is_structured(name));
        if types.is_empty() {
            types.push(Cow::Borrowed(if is_file {
                "*/*"
            } else {
                "application/json"
            }));
        }
        types
    }
}
