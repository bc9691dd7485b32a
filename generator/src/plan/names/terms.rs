//! Words that are written with capitals inside them.

use std::borrow::Cow;

/// Terms that begin with two capitals, and how they are written as one word. What `IPv` begins is a version's number.
const TERMS: [(&str, &str); 2] = [("OAuth", "Oauth"), ("IPv", "Ipv")];

/// The text in which `OAuth`, `IPv6` and abbreviations in the plural (`URLs`, `fileIDs`) are one word each for whoever cuts
/// it at its capitals.
pub(super) fn joined(text: &str) -> Cow<'_, str> {
    let mut joined = String::new();
    let mut rest = text;
    while let Some((before, capitals, after)) = run(rest) {
        let (head, tail) = capitals.split_at(capitals.len() - 2);
        let term = &rest[before.len() + head.len()..];
        let term = TERMS.iter().find(|(written, word)| {
            term.starts_with(written) && (*word != "Ipv" || digit(term, 3))
        });
        joined.push_str(before);
        if let Some((written, word)) = term {
            joined.push_str(head);
            joined.push_str(word);
            rest = &after[written.len() - tail.len()..];
        } else if let Some(ended) = after.strip_prefix('s').filter(|rest| !lower(rest)) {
            joined.push_str(&capitals[..1]);
            joined.extend(capitals[1..].chars().map(|c| c.to_ascii_lowercase()));
            joined.push('s');
            rest = ended;
        } else {
            joined.push_str(capitals);
            rest = after;
        }
    }
    if joined.is_empty() {
        return Cow::Borrowed(text);
    }
    joined.push_str(rest);
    Cow::Owned(joined)
}

/// The first run of two or more capitals, with what is before and after it.
fn run(text: &str) -> Option<(&str, &str, &str)> {
    let bytes = text.as_bytes();
    let start = bytes
        .windows(2)
        .position(|pair| pair.iter().all(u8::is_ascii_uppercase))?;
    let length = bytes[start..]
        .iter()
        .take_while(|byte| byte.is_ascii_uppercase())
        .count();
    let (before, rest) = text.split_at(start);
    let (capitals, after) = rest.split_at(length);
    Some((before, capitals, after))
}

fn digit(text: &str, position: usize) -> bool {
    text.as_bytes()
        .get(position)
        .is_some_and(u8::is_ascii_digit)
}

fn lower(text: &str) -> bool {
    text.starts_with(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::joined;

    #[test]
    fn terms_and_plurals_are_one_word() {
        let table = [
            ("OAuth2", "Oauth2"),
            ("scmOAuthToken", "scmOauthToken"),
            ("SCMOAuth", "SCMOauth"),
            ("isIPv4MappedToIPv6", "isIpv4MappedToIpv6"),
            ("IPvalue", "IPvalue"),
            ("URLs", "Urls"),
            ("fileIDsOfURLs", "fileIdsOfUrls"),
            ("USstate", "USstate"),
            ("HTTPServer", "HTTPServer"),
            ("état", "état"),
        ];
        for (text, word) in table {
            assert_eq!(joined(text), word);
        }
    }
}
