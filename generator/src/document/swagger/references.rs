//! `$ref`: followed in the original tree while that is read, and rewritten when all is in its place.

use percent_encoding::percent_decode_str;

use super::Upgrade;
use crate::document::{MAX_REFERENCE_CHAIN, Node};

impl<'r, 's> Upgrade<'r, 's, '_> {
    /// What a node of the original tree means, and where that stands. A reference that leads nowhere is its own meaning.
    pub(super) fn resolve(&self, node: &'r Node<'s>, from: &str) -> (&'r Node<'s>, String) {
        let mut at = (node, from.to_owned());
        for _ in 0..MAX_REFERENCE_CHAIN {
            let Some(pointer) = at.0.get("$ref").and_then(Node::as_str).and_then(local) else {
                return at;
            };
            let Some(target) = self.original.at(&pointer) else {
                return at;
            };
            at = (target, pointer);
        }
        (node, from.to_owned())
    }

    /// Lets every reference lead to where its target stands now.
    pub(super) fn refer(&mut self, upgraded: &mut Node<'s>) {
        for reference in std::mem::take(&mut self.references) {
            let Some(Node::String(text)) = upgraded.at_mut(&reference) else {
                continue;
            };
            let Some(pointer) = local(text) else { continue };
            // What leads nowhere is reported as it is written.
            if self.original.at(whole(&pointer)).is_none() {
                continue;
            }
            let moved = self.moves.upgraded(&pointer);
            if moved != pointer {
                *text = format!("#{}", moved.replace('%', "%25")).into();
            }
        }
    }
}

/// The pointer of a reference within the document: its fragment, percent-decoded (RFC 6901, section 6).
fn local(reference: &str) -> Option<String> {
    let fragment = percent_decode_str(reference.strip_prefix('#')?).decode_utf8_lossy();
    (fragment.is_empty() || fragment.starts_with('/')).then(|| fragment.into_owned())
}

/// The component or path that a pointer leads into: its first two tokens.
fn whole(pointer: &str) -> &str {
    let end = pointer.match_indices('/').nth(2).map(|(end, _)| end);
    end.and_then(|end| pointer.get(..end)).unwrap_or(pointer)
}
