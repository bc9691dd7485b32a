//! JSON pointers (RFC 6901).

use std::borrow::Cow;

/// The unescaped tokens of a pointer; none for the empty pointer.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = Cow<'_, str>> {
    pointer.split('/').skip(1).map(unescape)
}

/// Appends a token to a pointer.
pub(crate) fn push(pointer: &mut String, token: &str) {
    pointer.push('/');
    let mut rest = token;
    while let Some(at) = rest.bytes().position(is_escaped) {
        let (before, after) = rest.split_at(at);
        pointer.push_str(before);
        pointer.push_str(if after.starts_with('~') { "~0" } else { "~1" });
        rest = after.get(1..).unwrap_or_default();
    }
    pointer.push_str(rest);
}

/// How long a token is in a pointer.
pub(crate) fn length(token: &str) -> usize {
    token.len() + token.bytes().filter(|byte| is_escaped(*byte)).count()
}

fn is_escaped(byte: u8) -> bool {
    matches!(byte, b'~' | b'/')
}

/// A pointer with one more token.
pub(crate) fn join(pointer: &str, token: &str) -> String {
    let mut longer = String::with_capacity(pointer.len() + token.len() + 1);
    longer.push_str(pointer);
    push(&mut longer, token);
    longer
}

/// The pointer to what holds it, and the last token as it is written.
pub(crate) fn split(pointer: &str) -> Option<(&str, &str)> {
    pointer.rsplit_once('/')
}

/// The last token of a pointer that is a name of somebody's choice: `job_name` of `/job_name/schema/items`.
pub(crate) fn telling(pointer: &str) -> Option<Cow<'_, str>> {
    let all: Vec<_> = tokens(pointer).collect();
    let texts: Vec<&str> = all.iter().map(Cow::as_ref).collect();
    let mut rest = texts.as_slice();
    loop {
        rest = match rest {
            [.., "schemas" | "definitions" | "$defs" | "properties", _] => break,
            [
                before @ ..,
                "schema" | "items" | "additionalProperties" | "not",
            ]
            | [
                before @ ..,
                "allOf" | "anyOf" | "oneOf" | "prefixItems" | "content",
                _,
            ] => before,
            _ => break,
        }
    }
    let last = rest.len().checked_sub(1)?;
    all.into_iter().nth(last)
}

fn unescape(token: &str) -> Cow<'_, str> {
    if token.contains('~') {
        Cow::Owned(token.replace("~1", "/").replace("~0", "~"))
    } else {
        Cow::Borrowed(token)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_are_escaped_and_unescaped() {
        let pointer = join(&join("", "/a~b"), "c");
        assert_eq!(pointer, "/~1a~0b/c");
        assert_eq!(tokens(&pointer).collect::<Vec<_>>(), ["/a~b", "c"]);
        assert_eq!(tokens("").count(), 0);
        assert_eq!(tokens("/~01").collect::<Vec<_>>(), ["~1"]);
    }
}
