//! Text and names as XML 1.0 has them.

use crate::{
    request::RequestError,
    run::{below, is, is_either, run},
};

/// Text between tags.
pub(super) fn text(text: &str, out: &mut String) -> Result<(), RequestError> {
    escape(text, out, false)
}

/// The value of an attribute between double quotes.
pub(super) fn attribute(text: &str, out: &mut String) -> Result<(), RequestError> {
    escape(text, out, true)
}

fn escape(text: &str, out: &mut String, attribute: bool) -> Result<(), RequestError> {
    let mut rest = text;
    loop {
        let (plain, tail) = rest.split_at(plain(rest.as_bytes()));
        out.push_str(plain);
        let mut characters = tail.chars();
        let Some(character) = characters.next() else {
            return Ok(());
        };
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
        rest = characters.as_str();
    }
}

/// How many bytes from the start of `bytes` stand for themselves, wherever they are. Characters that XML does not have are
/// controls, or begin with the byte 0xEF.
fn plain(bytes: &[u8]) -> usize {
    run(bytes, |word| {
        let quoting = is_either(word, b'<', b'>') | is_either(word, b'&', b'"');
        below(word, 0x20) | quoting | is(word, 0xEF)
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    fn written(text: &str, attribute: bool) -> Option<String> {
        let mut out = String::new();
        escape(text, &mut out, attribute).ok().map(|()| out)
    }

    #[test]
    fn what_means_something_is_escaped_wherever_it_stands() {
        for (text, in_text, in_attribute) in [
            ("<", "&lt;", "&lt;"),
            (">", "&gt;", "&gt;"),
            ("&", "&amp;", "&amp;"),
            ("\"", "\"", "&quot;"),
            ("\r", "&#13;", "&#13;"),
            ("\n", "\n", "&#10;"),
            ("\t", "\t", "&#9;"),
            ("\u{ff0c}", "\u{ff0c}", "\u{ff0c}"),
            ("\u{fffd}", "\u{fffd}", "\u{fffd}"),
            ("ö\u{10ffff}", "ö\u{10ffff}", "ö\u{10ffff}"),
        ] {
            for before in 0..20 {
                for after in 0..20 {
                    let (before, after) = ("=".repeat(before), ";".repeat(after));
                    let around = |it: &str| format!("{before}{it}{after}");
                    let text = around(text);
                    assert_eq!(written(&text, false), Some(around(in_text)));
                    assert_eq!(written(&text, true), Some(around(in_attribute)));
                }
            }
        }
    }

    #[test]
    fn what_xml_does_not_have_is_an_error() {
        for character in ["\0", "\u{b}", "\u{1f}", "\u{fffe}", "\u{ffff}"] {
            for length in 0..20 {
                let text = format!("{}{character}a", "ä".repeat(length));
                assert_eq!(written(&text, false), None, "{text:?}");
            }
        }
    }
}
