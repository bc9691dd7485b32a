//! `x-job` and `x-pagination`: what an operation starts, and how it gives a list page by page.
//!
//! They are read when all operations and types are known, so that each expression is held against the schema of the
//! answer it is about. What is wrong is an error, because somebody wrote it for this generator; the operation stays, without
//! the extension. Only what has none of the members that are read was written for another.

mod answer;
mod expression;
mod job;
mod pagination;
mod target;

use crate::diagnostic::Diagnostics;
use crate::document::{Cursor, Document};
use crate::ir::{Operation, Origin, Types};

/// Reads the extensions of all operations.
pub(super) fn read(
    document: &Document<'_>,
    operations: &mut [Operation],
    types: &Types,
    diagnostics: &mut Diagnostics,
) {
    let mut read = Vec::new();
    for (index, operation) in operations.iter().enumerate() {
        let Some(node) = node(document, &operation.origin) else {
            continue;
        };
        let mut reader = Reader {
            operations,
            types,
            diagnostics,
        };
        let job = reader.own(&node, "x-job", &job::MEMBERS);
        let job = job.and_then(|node| reader.job(operation, &node));
        let pagination = reader.own(&node, "x-pagination", &pagination::MEMBERS);
        let pagination = pagination.and_then(|node| reader.pagination(operation, &node));
        read.push((index, job, pagination));
    }
    for (index, job, pagination) in read {
        if let Some(operation) = operations.get_mut(index) {
            operation.job = job;
            operation.pagination = pagination;
        }
    }
}

fn node<'d>(document: &'d Document<'_>, origin: &Origin) -> Option<Cursor<'d>> {
    crate::document::pointer::tokens(&origin.0)
        .try_fold(document.root(), |at, token| at.child(&token))
}

/// What reading has in hand.
struct Reader<'a> {
    operations: &'a [Operation],
    types: &'a Types,
    diagnostics: &'a mut Diagnostics,
}

impl Reader<'_> {
    /// An extension of this generator's. Others give theirs the same name: what has none of the members is one of those.
    fn own<'d>(
        &mut self,
        operation: &Cursor<'d>,
        name: &str,
        members: &[&str],
    ) -> Option<Cursor<'d>> {
        let node = operation.get(name)?;
        if node.members().any(|(key, _)| members.contains(&key)) {
            return Some(node);
        }
        let message = format!("this `{name}` is written for another tool and passed over");
        self.diagnostics
            .note("foreign-extension", message, &node)
            .help(format!("to say it for this one, use {}", list(members)));
        None
    }

    /// Tells what is wrong with an extension, and how to do better.
    fn wrong(&mut self, message: impl Into<String>, at: &Cursor<'_>, help: impl Into<String>) {
        self.diagnostics
            .error("bad-extension", message, at)
            .help(help);
    }

    /// Whether an object has no members but these.
    fn has_only(&mut self, node: &Cursor<'_>, known: &[&str]) -> bool {
        let mut good = true;
        for (key, member) in node.members() {
            if !known.contains(&key) && !key.starts_with("x-") {
                self.wrong(
                    format!("there is no member `{key}` here"),
                    &member,
                    format!("there are {}", list(known)),
                );
                good = false;
            }
        }
        good
    }

    /// A member that must be there.
    fn required<'d>(&mut self, node: &Cursor<'d>, key: &str) -> Option<Cursor<'d>> {
        let member = node.get(key);
        if member.is_none() {
            let message = format!("the member `{key}` is missing");
            let help = format!("add `{key}`; without it the extension is passed over");
            self.wrong(message, node, help);
        }
        member
    }
}

/// `` `a`, `b` and `c` ``
fn list(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.concat(),
    }
}
