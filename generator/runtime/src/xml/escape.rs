//! Text and names as XML 1.0 has them.

use crate::request::RequestError;

/// Text between tags.
pub(super) fn text(text: &str, out: &mut String) -> Result<(), RequestError> {
    escape(text, out, false)
}

/// The value of an attribute between double quotes.
pub(super) fn attribute(text: &str, out: &mut String) -> Result<(), RequestError> {
    escape(text, out, true)
}

fn escape(text: &str, out: &mut String, attribute: bool) -> Result<(), RequestError> {
    for character in text.chars() {
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '"' if attribute => out.push_str("&quot;"),
            // A reader would turn these into line feeds and blanks (XML 1.0 §2.11, §3.3.3).
            '\r' => out.push_str("&#13;"),
            '\n' if attribute => out.push_str("&#10;"),
            '\t' if attribute => out.push_str("&#9;"),
            _ if is_char(character) => out.push(character),
            _ => {
                let code = u32::from(character);
                return Err(RequestError::body(format!(
                    "XML has no place for U+{code:04X}"
                )));
            }
        }
    }
    Ok(())
}

/// `Char` (XML 1.0 §2.2).
fn is_char(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

/// Checks a name that is written without a prefix (`NCName`, Namespaces in XML §3).
pub(super) fn name(name: &str) -> Result<&str, RequestError> {
    let mut characters = name.chars();
    let starts = characters
        .next()
        .is_some_and(|first| first == '_' || first.is_alphabetic());
    if starts
        && characters.all(|it| matches!(it, '_' | '-' | '.' | '\u{b7}') || it.is_alphanumeric())
    {
        Ok(name)
    } else {
        Err(RequestError::body(format!(
            "`{}` is no name in XML",
            name.escape_debug()
        )))
    }
}
