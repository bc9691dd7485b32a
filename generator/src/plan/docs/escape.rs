//! Escapes: what keeps text from meaning something to CommonMark and rustdoc.

/// Stands for a blank at which a line must not be broken, until lines are broken. Removed from all input.
pub const FIXED_BLANK: char = '\u{e000}';

/// The text without characters that cannot be seen or that change how others are shown, tabs as blanks.
pub fn printable(text: &str) -> String {
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
    clean
}

/// Text that shows as it is; bare URLs become links.
pub fn text(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut rest = text;
    while let Some(at) = find_url(rest) {
        let (before, from) = rest.split_at(at);
        let (url, after) = from.split_at(url_length(from));
        plain(before, &mut escaped);
        escaped.push_str(&format!("<{url}>"));
        rest = after;
    }
    plain(rest, &mut escaped);
    escaped
}

/// Text that shows as it is, within a link.
pub fn linked(text: &str) -> String {
    let mut escaped = String::new();
    plain(text, &mut escaped);
    escaped
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

fn plain(text: &str, escaped: &mut String) {
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let special = match c {
            '\\' | '*' | '`' | '[' | ']' | '<' | '>' | '~' => true,
            '_' => !(before.is_alphanumeric() && next.is_alphanumeric()),
            '&' => next.is_ascii_alphanumeric() || next == '#',
            _ => false,
        };
        if special {
            escaped.push('\\');
        }
        escaped.push(c);
        before = c;
    }
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
