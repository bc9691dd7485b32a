//! Operations that are called with values from another exchange: `{operationId, parameters}` or `{operationId, url}`.

use super::Reader;
use super::expression::{name_of, parameters, place_of};
use crate::document::Cursor;
use crate::ir::{Operation, Place, Target, With};

impl<'a> Reader<'a> {
    /// A target whose expressions are about an exchange of `about`, and the operation it names.
    pub(super) fn target(
        &mut self,
        about: &Operation,
        node: &Cursor<'_>,
    ) -> Option<(Target, &'a Operation)> {
        if !self.has_only(node, &["operationId", "parameters", "url"]) {
            return None;
        }
        let id = self.required(node, "operationId")?;
        let operation = self.operation(&id)?;
        let with = match (node.get("url"), node.get("parameters")) {
            (Some(url), None) => With::Url(self.scalar(about, &url)?),
            (None, Some(parameters)) => self.arguments(about, operation, &parameters)?,
            _ => {
                let help = "say either which values its `parameters` take, or at which `url` it is";
                self.wrong("how the operation is called is not told", node, help);
                return None;
            }
        };
        if operation.body.as_ref().is_some_and(|body| body.required) {
            let message = format!("{} needs a body, and none is sent", name_of(operation));
            self.wrong(
                message,
                node,
                "name an operation that is called without one",
            );
            return None;
        }
        let target = Target {
            operation: operation.id.clone()?,
            with,
            origin: node.origin(),
        };
        Some((target, operation))
    }

    fn operation(&mut self, id: &Cursor<'_>) -> Option<&'a Operation> {
        let text = id.as_str().unwrap_or_default();
        let mut all = self.operations.iter();
        let found = all.find(|one| one.id.as_deref() == Some(text));
        if found.is_none() {
            let ids: Vec<&str> = self
                .operations
                .iter()
                .filter_map(|one| one.id.as_deref())
                .collect();
            let help = match ids.as_slice() {
                [] => "no operation has an `operationId`; an overlay can give it one".to_owned(),
                ids => format!("there are {}", super::list(ids.get(..12).unwrap_or(ids))),
            };
            self.wrong(format!("no operation has the id `{text}`"), id, help);
        }
        found
    }

    /// Values for parameters; every one that the path needs has its own.
    fn arguments(
        &mut self,
        about: &Operation,
        operation: &Operation,
        node: &Cursor<'_>,
    ) -> Option<With> {
        let mut arguments = Vec::new();
        for (key, value) in node.members() {
            let (place, name) = self.parameter(operation, key, &value)?;
            arguments.push((place, name, self.scalar(about, &value)?));
        }
        let missing = operation.parameters.iter().find(|one| {
            let given =
                |(place, name, _): &(Place, String, _)| (*place, name) == (one.place, &one.name);
            one.required && !arguments.iter().any(given)
        });
        if let Some(missing) = missing {
            let message = format!(
                "{} needs a value for `{}`",
                name_of(operation),
                missing.name
            );
            self.wrong(message, node, "say where it stands in the exchange before");
            return None;
        }
        if arguments.is_empty() {
            let help = "name the parameters that say which job is meant";
            self.wrong("no values are given", node, help);
            return None;
        }
        Some(With::Parameters(arguments))
    }

    /// A parameter by its name, or by its place and name: `id`, `path.id`.
    pub(super) fn parameter(
        &mut self,
        operation: &Operation,
        key: &str,
        node: &Cursor<'_>,
    ) -> Option<(Place, String)> {
        let qualified = key
            .split_once('.')
            .and_then(|(place, name)| Some((place_of(place)?, name)));
        let mut all = operation.parameters.iter();
        let found = all.find(|one| match qualified {
            Some((place, name)) => {
                (one.place, one.name.as_str()) == (place, name) || one.name == key
            }
            None => one.name == key,
        });
        if found.is_none() {
            let message = format!("{} has no parameter `{key}`", name_of(operation));
            self.wrong(message, node, parameters(operation));
        }
        found.map(|one| (one.place, one.name.clone()))
    }
}
