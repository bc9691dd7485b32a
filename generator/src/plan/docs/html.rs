//! HTML in descriptions.

/// Tags within a line of text, which say how it looks.
const INLINE: [&str; 13] = [
    "a", "b", "code", "em", "font", "i", "kbd", "label", "s", "span", "strong", "tt", "u",
];

/// Tags that set apart what they hold: blocks, and what would read as one number or word with the text around it.
const APART: [&str; 31] = [
    "blockquote",
    "br",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "small",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What stands in place of a tag; `None` if it is none of HTML's own.
pub fn replacement(tag: &str) -> Option<&'static str> {
    if tag.starts_with("<!--") {
        return Some(" ");
    }
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    let name = name[..end].to_ascii_lowercase();
    if INLINE.contains(&name.as_str()) {
        Some("")
    } else {
        APART.contains(&name.as_str()).then_some(" ")
    }
}
