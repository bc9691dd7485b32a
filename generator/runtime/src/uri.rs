//! URLs: what a text that a server sent, or a person typed, asks of HTTP (RFC 3986, RFC 9110 §4.2).
//!
//! Links are followed as they were sent: a signature may cover characters that RFC 3986 has no place for, as the
//! brackets in `?page[size]=2`. Crates that hold to the RFC refuse these, and the `url` crate, which does not, brings a
//! quarter of all that a client would depend on for the sake of international hosts. So references are resolved here,
//! and [`Uri`], by which the request is sent, says what they mean: nobody reads a URL in another way later.

use std::fmt;

use http::{
    Uri,
    uri::{Authority, InvalidUri, InvalidUriParts, Parts, PathAndQuery, Scheme},
};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

/// What would end a URL in a line of text or of HTTP. All else that is ASCII stays as it was sent.
const QUERY: AsciiSet = CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>');

/// As [`QUERY`], and what servers read as something else within a path (WHATWG URL §1.3).
const PATH: AsciiSet = QUERY.add(b'^').add(b'`').add(b'{').add(b'}');

/// Why a text is no URL that HTTP could ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Unfit {
    /// It names no host.
    Host,
    /// Its host is not written in ASCII.
    Alphabet,
    /// Its port is no number, or none that there is.
    Port,
    /// It is neither `http` nor `https`.
    Scheme,
    /// It has characters, or a length, that no URL has.
    Text(String),
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Host => f.write_str("it has no host"),
            Self::Alphabet => {
                f.write_str("its host is not in ASCII; international ones are written as `xn--…`")
            }
            Self::Port => f.write_str("its port is not a number up to 65535"),
            Self::Scheme => f.write_str("it is neither http nor https"),
            Self::Text(problem) => f.write_str(problem),
        }
    }
}

impl From<InvalidUri> for Unfit {
    fn from(error: InvalidUri) -> Self {
        Self::Text(error.to_string())
    }
}

impl From<InvalidUriParts> for Unfit {
    fn from(error: InvalidUriParts) -> Self {
        Self::Text(error.to_string())
    }
}

/// A whole URL, without fragment and user, its host in lower case and its path without dot segments.
pub(crate) fn absolute(text: &str) -> Result<Uri, Unfit> {
    whole(&tidy(text))
}

/// What a reference stands for where `base` is what was asked (RFC 3986 §5.2).
pub(crate) fn resolve(base: &Uri, reference: &str) -> Result<Uri, Unfit> {
    let reference = tidy(reference);
    if scheme(&reference).is_some() {
        return whole(&reference);
    }
    let asked = base.path();
    let (folder, _) = asked.rsplit_once('/').unwrap_or_default();
    let before = match reference.as_bytes() {
        [b'/', b'/', ..] => format!("{}:", base.scheme_str().unwrap_or_default()),
        [b'/', ..] => origin(base),
        [b'?', ..] => origin(base) + asked,
        [] => origin(base) + base.path_and_query().map_or("/", PathAndQuery::as_str),
        _ => origin(base) + folder + "/",
    };
    whole(&(before + &reference))
}

/// Scheme, host and port, as they stand there.
pub(crate) fn origin(url: &Uri) -> String {
    let scheme = url.scheme_str().unwrap_or_default();
    let authority = url.authority().map_or("", Authority::as_str);
    format!("{scheme}://{authority}")
}

/// Whether two URLs are of the same server (RFC 6454 §4).
pub(crate) fn same_origin(a: &Uri, b: &Uri) -> bool {
    a.scheme() == b.scheme() && a.host() == b.host() && port(a) == port(b)
}

fn port(url: &Uri) -> u16 {
    let usual = if url.scheme() == Some(&Scheme::HTTPS) {
        443
    } else {
        80
    };
    url.port_u16().unwrap_or(usual)
}

/// The text without what is around it and without its fragment. What no URL can hold is encoded, and a `\` in front of the
/// query is a `/`, as browsers have it (WHATWG URL §4.4).
fn tidy(text: &str) -> String {
    let text = text.trim().trim_matches(|char| char <= ' ');
    let text = text.split('#').next().unwrap_or_default();
    let (path, query) = split(text, ['?']);
    let path = path.replace('\\', "/");
    let encoded = utf8_percent_encode(&path, &PATH);
    encoded.chain(utf8_percent_encode(query, &QUERY)).collect()
}

/// Reads a tidied text.
fn whole(text: &str) -> Result<Uri, Unfit> {
    let (scheme, after) = scheme(text).ok_or(Unfit::Host)?;
    let known = [Scheme::HTTP, Scheme::HTTPS]
        .into_iter()
        .find(|known| scheme.eq_ignore_ascii_case(known.as_str()));
    let scheme = known.ok_or(Unfit::Scheme)?;
    let after = after.strip_prefix("//").ok_or(Unfit::Host)?;
    let (authority, target) = split(after, ['/', '?']);
    // A user in a link is nobody that the caller knows.
    let (_, host) = authority.rsplit_once('@').unwrap_or(("", authority));
    let mut parts = Parts::default();
    parts.scheme = Some(scheme);
    parts.authority = Some(server(host)?);
    parts.path_and_query = Some(PathAndQuery::try_from(without_dots(target))?);
    Ok(Uri::from_parts(parts)?)
}

/// The scheme of an absolute URL (RFC 3986 §3.1), and what follows its colon.
fn scheme(text: &str) -> Option<(&str, &str)> {
    let (scheme, after) = text.split_once(':')?;
    let rest = |char: char| char.is_ascii_alphanumeric() || matches!(char, '+' | '-' | '.');
    let is_scheme = scheme.starts_with(|char: char| char.is_ascii_alphabetic());
    (is_scheme && scheme.chars().all(rest)).then_some((scheme, after))
}

/// Host and port.
fn server(text: &str) -> Result<Authority, Unfit> {
    let (host, port) = match text.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, Some(port)),
        _ => (text, None),
    };
    if host.is_empty() {
        return Err(Unfit::Host);
    }
    if host.contains('%') {
        return Err(Unfit::Alphabet);
    }
    let mut server = host.to_ascii_lowercase();
    if let Some(port) = port.filter(|port| !port.is_empty()) {
        // A port that cannot be read would be taken for none.
        let number: u16 = port.parse().map_err(|_| Unfit::Port)?;
        server = format!("{server}:{number}");
    }
    Ok(Authority::try_from(server)?)
}

/// A path and query whose path has no segments `.` and `..` (RFC 3986 §5.2.4).
fn without_dots(target: &str) -> String {
    let (path, query) = split(target, ['?']);
    let mut kept: Vec<&str> = Vec::new();
    let mut segments = path.split('/').skip(1).peekable();
    while let Some(segment) = segments.next() {
        let dots = dots(segment);
        if dots == 2 {
            kept.pop();
        }
        if dots == 0 {
            kept.push(segment);
        } else if segments.peek().is_none() {
            kept.push("");
        }
    }
    format!("/{}{query}", kept.join("/"))
}

/// How many dots are all that a segment has: 1 or 2, else 0. Encoded ones are dots too (WHATWG URL §4.1).
fn dots(segment: &str) -> usize {
    match segment.to_ascii_lowercase().replace("%2e", ".").as_str() {
        "." => 1,
        ".." => 2,
        _ => 0,
    }
}

/// Splits in front of the first match.
fn split<const N: usize>(text: &str, before: [char; N]) -> (&str, &str) {
    text.split_at(text.find(before).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        match absolute(text) {
            Ok(url) => url.to_string(),
            Err(unfit) => format!("{unfit:?}"),
        }
    }

    #[test]
    fn references_are_resolved_as_rfc_3986_does() {
        // The examples of §5.4, without those of other schemes.
        let base = absolute("http://a/b/c/d;p?q").unwrap();
        for (reference, target) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g/"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q"),
            ("g#s", "http://a/b/c/g"),
            ("g?y#s", "http://a/b/c/g?y"),
            (";x", "http://a/b/c/;x"),
            ("g;x", "http://a/b/c/g;x"),
            ("g;x?y#s", "http://a/b/c/g;x?y"),
            ("", "http://a/b/c/d;p?q"),
            (".", "http://a/b/c/"),
            ("./", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("../../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("/../g", "http://a/g"),
            ("g.", "http://a/b/c/g."),
            (".g", "http://a/b/c/.g"),
            ("g..", "http://a/b/c/g.."),
            ("..g", "http://a/b/c/..g"),
            ("./../g", "http://a/b/g"),
            ("./g/.", "http://a/b/c/g/"),
            ("g/./h", "http://a/b/c/g/h"),
            ("g/../h", "http://a/b/c/h"),
            ("g;x=1/./y", "http://a/b/c/g;x=1/y"),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/./x", "http://a/b/c/g?y/./x"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://g", "https://g/"),
        ] {
            let resolved = resolve(&base, reference).unwrap().to_string();
            assert_eq!(resolved, target, "{reference}");
        }
        assert_eq!(resolve(&base, "http:g"), Err(Unfit::Host));
        assert_eq!(resolve(&base, "g:h"), Err(Unfit::Scheme));
    }

    #[test]
    fn a_url_stays_as_it_was_sent_but_for_what_none_can_hold() {
        for same in [
            "https://a.test/",
            "https://a.test:8443/b//c/",
            "https://a.test/b?page[size]=2&f={x|y}&z='^`\\",
            "https://a.test/b%2Fc?d=%2f%zz",
            "https://a.test/a:b@c;d=e,f|g[h]",
            "http://[::1]:8080/a?b",
            "http://127.0.0.1/a",
        ] {
            assert_eq!(read(same), same);
        }
        for (text, url) in [
            (" https://a.test\n", "https://a.test/"),
            ("HTTPS://A.Test/B", "https://a.test/B"),
            ("https://a.test?b", "https://a.test/?b"),
            ("https://a.test:/b", "https://a.test/b"),
            (
                "https://a.test/\u{e4} b\"<>?\u{f6} \"<>#\u{fc}",
                "https://a.test/%C3%A4%20b%22%3C%3E?%C3%B6%20%22%3C%3E",
            ),
            ("https://a.test\\b\\c", "https://a.test/b/c"),
            ("https://a.test/b/%2e%2E/c/%2E", "https://a.test/c/"),
            ("https://me:word@b.test@a.test/", "https://a.test/"),
        ] {
            assert_eq!(read(text), url, "{text}");
        }
    }

    #[test]
    fn what_is_no_url_says_why() {
        for (text, unfit) in [
            ("", "Host"),
            ("/v1", "Host"),
            ("a.test/v1", "Host"),
            ("https:a.test", "Host"),
            ("https://", "Host"),
            ("https:///a.test", "Host"),
            ("https://:80/", "Host"),
            ("https://me@/", "Host"),
            ("ftp://a.test", "Scheme"),
            ("mailto:a@a.test", "Scheme"),
            ("https://b\u{fc}cher.test", "Alphabet"),
            ("https://a.test%2F", "Alphabet"),
            ("https://a b.test", "Alphabet"),
            ("https://a.test:65536/", "Port"),
            ("https://a.test:b/", "Port"),
            ("https://a.test:80:80/", "Text(\"invalid authority\")"),
            ("https://[::1/", "Text(\"invalid authority\")"),
        ] {
            assert_eq!(read(text), unfit, "{text}");
        }
        assert!(read(&format!("https://a.test/{}", "b".repeat(1 << 16))).starts_with("Text"));
    }

    #[test]
    fn origins_are_the_same_by_scheme_host_and_port() {
        let same = |a, b| same_origin(&absolute(a).unwrap(), &absolute(b).unwrap());
        assert!(same("http://a.test/b", "HTTP://me@A.test:80/c"));
        assert!(same("https://a.test/", "https://a.test:443/"));
        assert!(!same("https://a.test/", "http://a.test/"));
        assert!(!same("https://a.test/", "https://a.test:80/"));
        assert!(!same("https://a.test/", "https://b.a.test/"));
        assert!(!same("https://a.test/", "https://a.test./"));
    }
}
