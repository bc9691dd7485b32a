//! `x-job`.

use super::Reader;
use super::answer::plain;
use crate::document::Cursor;
use crate::ir::{Job, Operation, Progress, Shape, Total, Ty};

pub(super) const MEMBERS: [&str; 8] = [
    "poll", "status", "success", "failure", "running", "reason", "progress", "result",
];

impl Reader<'_> {
    /// What `operation` starts.
    pub(super) fn job(&mut self, operation: &Operation, node: &Cursor<'_>) -> Option<Job> {
        if !self.has_only(node, &MEMBERS) {
            return None;
        }
        let poll = self.required(node, "poll")?;
        let (poll, polled) = self.target(operation, &poll)?;
        let status = self.required(node, "status")?;
        let types = self.expression(polled, &status)?.1;
        let status = self.scalar(polled, &status)?;
        let mut values = |key| self.values(node, key);
        let (success, failure, running) =
            (values("success")?, values("failure")?, values("running")?);
        self.required(node, "success")?;
        let given = [&success, &failure, &running];
        self.meanings(node, &types, &given);
        let mut at = |key| match node.get(key) {
            Some(node) => self.scalar(polled, &node).map(Some),
            None => Some(None),
        };
        let reason = at("reason")?;
        let progress = match node.get("progress") {
            Some(node) => Some(self.progress(polled, &node)?),
            None => None,
        };
        let result = match node.get("result") {
            Some(node) => Some(self.target(polled, &node)?.0),
            None => None,
        };
        Some(Job {
            poll,
            status,
            success,
            failure,
            running,
            reason,
            progress,
            result,
            origin: node.origin(),
        })
    }

    fn progress(&mut self, polled: &Operation, node: &Cursor<'_>) -> Option<Progress> {
        if !self.has_only(node, &["done", "total"]) {
            return None;
        }
        let done = self.required(node, "done")?;
        let done = self.scalar(polled, &done)?;
        let total = self.required(node, "total")?;
        let total = match total.as_f64() {
            Some(total) => Total::Fixed(total),
            None => Total::Stated(self.scalar(polled, &total)?),
        };
        Some(Progress { done, total })
    }

    /// A list of values; empty if there is none.
    fn values(&mut self, node: &Cursor<'_>, key: &str) -> Option<Vec<String>> {
        let Some(list) = node.get(key) else {
            return Some(Vec::new());
        };
        let values: Option<Vec<String>> = list.items().map(super::super::api::plain).collect();
        if values.is_none() || !list.is_array() {
            self.wrong(
                format!("`{key}` is no list of values"),
                &list,
                "write `[done, ended]`",
            );
            return None;
        }
        values
    }

    /// Holds the values against those that the schemas of the status list, one warning for each that only one of them has.
    fn meanings(&mut self, node: &Cursor<'_>, types: &[Ty], given: &[&Vec<String>]) {
        let given = || given.iter().copied().flatten();
        let mut listed: Vec<String> = Vec::new();
        for ty in types {
            let Ty::Named(id) = plain(self.types, ty) else {
                return;
            };
            let Shape::Enumeration(one) = &self.types[id].shape else {
                return;
            };
            listed.extend(one.values.iter().map(|one| match &one.value {
                serde_json::Value::String(text) => text.clone(),
                other => other.to_string(),
            }));
        }
        if types.is_empty() {
            return;
        }
        for value in given().filter(|value| !listed.contains(value)) {
            self.diagnostics
                .warning(
                    "status-not-listed",
                    format!("the schema lists no status `{value}`"),
                    node,
                )
                .help("correct it, or let an overlay add it to the schema");
        }
        for value in listed
            .iter()
            .filter(|value| !given().any(|one| one == *value))
        {
            let message =
                format!("what the status `{value}` means is not told; it counts as running");
            self.diagnostics
                .warning("status-without-meaning", message, node)
                .help("put it under `success`, `failure` or `running`");
        }
    }
}
