//! Escapes: what keeps text from meaning something to CommonMark and rustdoc.

use std::borrow::Cow;

/// Stands for a blank at which a line must not be broken, until lines are broken. Removed from all input.
pub const FIXED_BLANK: char = '\u{e000}';

/// The text without characters that cannot be seen or that change how others are shown, tabs as blanks.
pub fn printable(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~' | b'\n')) {
        return text.into();
    }
    let mut clean = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => clean.push('\n'),
            '\t' => clean.push_str("    "),
            '\u{2028}' | '\u{2029}' => clean.push(' '),
            '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
            | '\u{202a}'..='\u{202e}'
            | '\u{2066}'..='\u{2069}' => {}
            '\u{feff}' | FIXED_BLANK => {}
            c if c.is_control() => {}
            c => clean.push(c),
        }
    }
    clean.into()
}

/// Writes text that shows as it is; bare URLs become links.
pub fn text(text: &str, escaped: &mut String) {
    let mut rest = text;
    while let Some(at) = find_url(rest) {
        let (before, from) = rest.split_at(at);
        let (url, after) = from.split_at(url_length(from));
        plain(before, escaped);
        escaped.extend(["<", url, ">"]);
        rest = after;
    }
    plain(rest, escaped);
}

/// Inline code, never broken over two lines.
pub fn code(text: &str) -> String {
    let text = text.trim();
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let fence = "`".repeat(longest_run(text, '`') + 1);
    let pad = if text.starts_with('`') || text.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// The length of the longest run of `wanted`.
pub fn longest_run(text: &str, wanted: char) -> usize {
    let runs = text.split(|c| c != wanted).map(str::len);
    runs.max().unwrap_or(0)
}

/// Writes text that shows as it is, URLs in it as well: they stand in a link, or are none.
pub fn plain(text: &str, escaped: &mut String) {
    let special = |byte| {
        matches!(
            byte,
            b'\\' | b'*' | b'`' | b'[' | b']' | b'<' | b'>' | b'~' | b'_' | b'&'
        )
    };
    let mut rest = text;
    while let Some(at) = rest.bytes().position(special) {
        let (before, from) = rest.split_at(at);
        let (mark, after) = from.split_at(1);
        escaped.push_str(before);
        let next = after.chars().next().unwrap_or(' ');
        let means_nothing = match mark {
            "_" => next.is_alphanumeric() && escaped.ends_with(char::is_alphanumeric),
            "&" => !next.is_ascii_alphanumeric() && next != '#',
            _ => false,
        };
        if !means_nothing {
            escaped.push('\\');
        }
        escaped.push_str(mark);
        rest = after;
    }
    escaped.push_str(rest);
}

fn find_url(text: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text[from..].find("http").map(|at| at + from) {
        let rest = &text[at..];
        let scheme = rest
            .strip_prefix("https://")
            .or_else(|| rest.strip_prefix("http://"));
        if scheme.is_some_and(|rest| rest.starts_with(|c: char| !ends_url(c))) {
            return Some(at);
        }
        from = at + 4;
    }
    None
}

fn ends_url(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '<' | '>' | '"' | '\'' | '`' | '\\' | ')' | ']' | ',' | FIXED_BLANK
        )
}

fn url_length(text: &str) -> usize {
    let end = text.find(ends_url).unwrap_or(text.len());
    text[..end]
        .trim_end_matches(['.', ';', ':', '!', '?', '*', '_'])
        .len()
}
