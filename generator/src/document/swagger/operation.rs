//! Paths and operations.

use std::borrow::Cow;

use super::body::Body;
use super::parameter::Given;
use super::{Upgrade, Way};
use crate::document::{Members, Node};

/// The methods that a path of Swagger 2.0 can have.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

impl<'r, 's> Upgrade<'r, 's, '_> {
    pub(super) fn paths(&mut self, paths: &'r Node<'s>, way: &Way) -> Node<'s> {
        let members = self.members(paths, way).into_iter().flatten();
        let paths = members.map(|(path, item)| {
            let item = match item {
                Node::Object(_) if !path.starts_with("x-") => {
                    self.path_item(item, &way.child(path))
                }
                _ => item.clone(),
            };
            (path.clone(), item)
        });
        Node::Object(paths.collect())
    }

    fn path_item(&mut self, item: &'r Node<'s>, way: &Way) -> Node<'s> {
        let shared = self.given(item, way);
        let mut upgraded = Members::default();
        for (key, member) in item.as_object().into_iter().flatten() {
            match (&**key, member) {
                ("$ref", Node::String(_)) => {
                    self.references.push(way.child(key).to);
                    upgraded.insert(key.clone(), member.clone());
                }
                ("parameters", _) => {
                    let kept = self.kept(&shared, way);
                    if !kept.is_empty() {
                        upgraded.insert(key.clone(), Node::Array(kept));
                    }
                }
                (method, Node::Object(_)) if METHODS.contains(&method) => {
                    let operation = self.operation(member, &shared, &way.child(key));
                    upgraded.insert(key.clone(), operation);
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        Node::Object(upgraded)
    }

    fn operation(
        &mut self,
        operation: &'r Node<'s>,
        shared: &[Given<'r, 's>],
        way: &Way,
    ) -> Node<'s> {
        let own = self.given(operation, way);
        let consumes = self.media_types(operation, "consumes", way);
        let produces = self.media_types(operation, "produces", way);
        let mut body = self.request_body(&Body::new(&own, shared), consumes.as_deref(), way);
        let has_body = body.is_some();
        let mut upgraded = Members::default();
        for (key, member) in operation.as_object().into_iter().flatten() {
            match &**key {
                "consumes" | "produces" => {}
                "requestBody" if has_body => {}
                "schemes" => {
                    let servers = self.operation_servers(operation, way);
                    upgraded.extend(servers.map(|servers| ("servers".into(), servers)));
                }
                "parameters" => {
                    let kept = self.kept(&own, way);
                    if !kept.is_empty() {
                        upgraded.insert(key.clone(), Node::Array(kept));
                    }
                    upgraded.extend(body.take().map(|body| ("requestBody".into(), body)));
                }
                "responses" => {
                    let responses = self.responses(member, produces.as_deref(), &way.child(key));
                    upgraded.insert(key.clone(), responses);
                }
                _ => {
                    upgraded.insert(key.clone(), member.clone());
                }
            }
        }
        // The body that the path says for all its operations.
        upgraded.extend(body.map(|body| ("requestBody".into(), body)));
        Node::Object(upgraded)
    }

    fn responses(
        &mut self,
        responses: &'r Node<'s>,
        produces: Option<&[Cow<'s, str>]>,
        way: &Way,
    ) -> Node<'s> {
        let members = self.members(responses, way).into_iter().flatten();
        let responses = members.map(|(status, response)| {
            let response = match response {
                Node::Object(_) if !status.starts_with("x-") => {
                    self.operation_response(response, produces, &way.child(status))
                }
                _ => response.clone(),
            };
            (status.clone(), response)
        });
        Node::Object(responses.collect())
    }
}
