//! HTML in descriptions.

/// Whether a tag is HTML's own.
pub fn is_markup(tag: &str) -> bool {
    const TAGS: [&str; 44] = [
        "a",
        "b",
        "blockquote",
        "br",
        "center",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "font",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "summary",
        "sup",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "tt",
        "u",
        "ul",
        "label",
    ];
    if tag.starts_with("<!--") {
        return true;
    }
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|c: char| !c.is_ascii_alphanumeric())
        .unwrap_or(name.len());
    TAGS.contains(&name[..end].to_ascii_lowercase().as_str())
}
