//! The `Link` header (RFC 8288 §3).

use http::{HeaderMap, header::LINK};

/// The target of the first link with this relation.
pub(super) fn target(headers: &HeaderMap, relation: &str) -> Option<String> {
    let values = headers.get_all(LINK).into_iter();
    let mut links = values
        .filter_map(|value| value.to_str().ok())
        .flat_map(links);
    let (target, _) = links.find(|(_, parameters)| {
        let mut relations = parameters.iter().filter(|(name, _)| *name == "rel");
        // Only the first `rel` counts (§3.3).
        relations.next().is_some_and(|(_, text)| {
            text.split_ascii_whitespace()
                .any(|one| one.eq_ignore_ascii_case(relation))
        })
    })?;
    Some(target.to_owned())
}

type Link<'a> = (&'a str, Vec<(String, String)>);

/// The links of one header value, as targets and parameters; what cannot be read ends the list.
fn links(value: &str) -> Vec<Link<'_>> {
    let mut links = Vec::new();
    let mut rest = value;
    while let Some((target, after)) = rest
        .trim_start_matches([',', ' ', '\t'])
        .strip_prefix('<')
        .and_then(|rest| rest.split_once('>'))
    {
        let mut parameters = Vec::new();
        rest = after.trim_start();
        while let Some(after) = rest.strip_prefix(';') {
            let (parameter, next) = parameter(after.trim_start());
            parameters.push(parameter);
            rest = next.trim_start();
        }
        links.push((target.trim(), parameters));
    }
    links
}

/// `rel="next"`, and what follows it.
fn parameter(text: &str) -> ((String, String), &str) {
    let end = text.find(['=', ';', ',']).unwrap_or(text.len());
    let (name, rest) = text.split_at(end);
    let name = name.trim().to_ascii_lowercase();
    let Some(rest) = rest.strip_prefix('=') else {
        return ((name, String::new()), rest);
    };
    let rest = rest.trim_start();
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find([';', ',']).unwrap_or(rest.len());
        let (value, rest) = rest.split_at(end);
        return ((name, value.trim().to_owned()), rest);
    };
    let mut value = String::new();
    let mut chars = quoted.char_indices();
    while let Some((index, char)) = chars.next() {
        match char {
            '"' => return ((name, value), quoted.get(index + 1..).unwrap_or("")),
            '\\' => value.extend(chars.next().map(|(_, escaped)| escaped)),
            _ => value.push(char),
        }
    }
    ((name, value), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_found_among_other_links() {
        for (header, expected) in [
            (
                "<https://a.b/?page=2>; rel=\"next\", <https://a.b/?page=9>; rel=\"last\"",
                Some("https://a.b/?page=2"),
            ),
            (
                "<https://a.b/?page=1>; rel=\"prev\",<https://a.b/?page=3>;rel=next",
                Some("https://a.b/?page=3"),
            ),
            (
                "</x,y;z>; title=\"a, <b>; rel=\\\"next\\\"\"; REL=\"first Next\"",
                Some("/x,y;z"),
            ),
            ("</a>; rel=prev; rel=next", None),
            ("</a>; rel=\"previous\"", None),
            ("</a>; nofollow; rel=next", Some("/a")),
            ("</a", None),
            ("nonsense; rel=next", None),
            ("", None),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(LINK, header.parse().unwrap());
            assert_eq!(target(&headers, "next").as_deref(), expected, "{header}");
        }
    }

    #[test]
    fn several_headers_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.append(LINK, "</1>; rel=prev".parse().unwrap());
        headers.append(LINK, "</2>; rel=next".parse().unwrap());
        assert_eq!(target(&headers, "next").as_deref(), Some("/2"));
    }
}
