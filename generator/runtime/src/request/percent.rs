//! Percent-encoding (RFC 3986 §2.1): which characters go out as they are, by the place they go to.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// All but RFC 3986's unreserved characters.
const UNRESERVED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// All but the characters of a path segment (`pchar`, RFC 3986 §3.3).
const SEGMENT: AsciiSet = PART.remove(b',').remove(b';').remove(b'=');

/// As [`SEGMENT`], without the characters that stand between the parts of a value.
const PART: AsciiSet = UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'&')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b'+')
    .remove(b':')
    .remove(b'@');

/// The text of a path template between its parameters; what is encoded already stays.
const TEMPLATE: AsciiSet = SEGMENT.remove(b'/').remove(b'%');

/// A query parameter's name, as the document chose it: what a query allows (RFC 3986 §3.4) and does not end a name.
const NAME: AsciiSet = UNRESERVED
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b'/')
    .remove(b':')
    .remove(b'@');

/// A query value that may hold reserved characters: those that a query allows and that do not end the value.
const RESERVED: AsciiSet = NAME.remove(b';').remove(b'=').remove(b'?');

/// All but the characters of a cookie's value (`cookie-octet`, RFC 6265 §4.1.1).
const COOKIE: AsciiSet = percent_encoding::CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b',')
    .add(b';')
    .add(b'\\');

/// Everything but unreserved characters encoded.
pub(crate) fn strict(text: &str) -> String {
    encoded(text, &UNRESERVED)
}

/// A path segment.
pub(super) fn segment(text: &str) -> String {
    encoded(text, &SEGMENT)
}

/// An item or property within a path segment.
pub(super) fn part(text: &str) -> String {
    encoded(text, &PART)
}

/// Appends a path template's own text.
pub(super) fn push_template(path: &mut String, text: &str) {
    if text.bytes().all(|byte| byte == b'/' || is_unreserved(byte)) {
        path.push_str(text);
    } else {
        path.extend(utf8_percent_encode(text, &TEMPLATE));
    }
}

/// A query parameter's name.
pub(super) fn name(text: &str) -> String {
    encoded(text, &NAME)
}

/// A query value with `allowReserved`: reserved characters and percent-encoded triples pass (RFC 6570 §3.2.3), except
/// those that would end the value (`&`, `#`), be read as a blank (`+`), or that a query cannot hold (`[`, `]`).
pub(super) fn reserved(text: &str) -> String {
    let mut encoded = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, after) = rest.split_at(at);
        encoded.extend(utf8_percent_encode(before, &RESERVED));
        match after.get(..3).filter(|triple| is_triple(triple)) {
            Some(triple) => {
                encoded.push_str(triple);
                rest = after.get(3..).unwrap_or_default();
            }
            None => {
                encoded.push_str("%25");
                rest = after.get(1..).unwrap_or_default();
            }
        }
    }
    encoded.extend(utf8_percent_encode(rest, &RESERVED));
    encoded
}

/// A cookie's value. A `%` stays, because cookies are sent back as they came and many servers do not decode them.
pub(super) fn cookie(text: &str) -> String {
    encoded(text, &COOKIE)
}

/// A name or value of `application/x-www-form-urlencoded`, which has `+` for a space.
pub(super) fn form(text: &str) -> String {
    form_bytes(text.as_bytes())
}

/// Bytes of `application/x-www-form-urlencoded`.
pub(super) fn form_bytes(bytes: &[u8]) -> String {
    form_urlencoded::byte_serialize(bytes).collect()
}

fn encoded(text: &str, set: &'static AsciiSet) -> String {
    if text.bytes().all(is_unreserved) {
        return text.to_owned();
    }
    Cow::from(utf8_percent_encode(text, set)).into_owned()
}

/// RFC 3986's unreserved characters (§2.3), which no place encodes: most texts have no others, which a look tells sooner
/// than the encoder.
fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

fn is_triple(text: &str) -> bool {
    text.bytes().skip(1).all(|digit| digit.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_segment_keeps_what_rfc_3986_allows() {
        let pchar = "azAZ09-._~!$&'()*+,;=:@";
        assert_eq!(segment(pchar), pchar);
        assert_eq!(segment("a/b?c#d%e f\u{e9}"), "a%2Fb%3Fc%23d%25e%20f%C3%A9");
        assert_eq!(
            segment("\"<>[]\\^`{|}\0"),
            "%22%3C%3E%5B%5D%5C%5E%60%7B%7C%7D%00"
        );
    }

    #[test]
    fn reserved_characters_and_triples_pass() {
        assert_eq!(reserved(":/?@!$'()*,;="), ":/?@!$'()*,;=");
        assert_eq!(
            reserved("a&b+#c[d] %41 100% %zz %"),
            "a%26b%2B%23c%5Bd%5D%20%41%20100%25%20%25zz%20%25"
        );
        assert_eq!(reserved("%\u{e9}"), "%25%C3%A9");
    }
}
