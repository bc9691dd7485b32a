use crate::ir::PathPiece;

/// Parses a path template. A brace that is never closed, or holds nothing, is a character like any other. What follows a
/// `#` only tells two operations on one path apart; it never leaves the client. A query in the template stays, but for
/// what parameters write (`?page={page}` with a query parameter `page`).
pub(super) fn parse(template: &str, in_query: impl Fn(&str) -> bool) -> Vec<PathPiece> {
    let template = template.split_once('#').map_or(template, |(path, _)| path);
    let Some((path, query)) = template.split_once('?') else {
        return pieces(template);
    };
    let written = |pair: &str| {
        let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
        let value = value
            .strip_prefix('{')
            .and_then(|value| value.strip_suffix('}'));
        value.is_some_and(|value| in_query(key) || in_query(value))
    };
    let fixed: Vec<&str> = query
        .split('&')
        .filter(|pair| !pair.is_empty() && !written(pair))
        .collect();
    if fixed.is_empty() {
        return pieces(path);
    }
    pieces(&format!("{path}?{}", fixed.join("&")))
}

fn pieces(template: &str) -> Vec<PathPiece> {
    let mut rest = template;
    let mut pieces = Vec::new();
    let mut literal = String::new();
    while let Some((before, after)) = rest.split_once('{') {
        literal.push_str(before);
        match after.split_once('}') {
            Some((name, after)) if !name.trim().is_empty() && !name.contains(['{', '/']) => {
                flush(&mut literal, &mut pieces);
                pieces.push(PathPiece::Parameter(name.trim().to_owned()));
                rest = after;
            }
            _ => {
                literal.push('{');
                rest = after;
            }
        }
    }
    literal.push_str(rest);
    flush(&mut literal, &mut pieces);
    pieces
}

fn flush(literal: &mut String, pieces: &mut Vec<PathPiece>) {
    if !literal.is_empty() {
        pieces.push(PathPiece::Literal(std::mem::take(literal)));
    }
}

/// The parameters of a template, each once.
pub(super) fn names(pieces: &[PathPiece]) -> Vec<&str> {
    let mut names = Vec::new();
    for piece in pieces {
        match piece {
            PathPiece::Parameter(name) if !names.contains(&name.as_str()) => {
                names.push(name.as_str())
            }
            _ => {}
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::parse;
    use crate::ir::PathPiece::{self, Literal, Parameter};

    fn literal(text: &str) -> PathPiece {
        Literal(text.to_owned())
    }

    fn parameter(name: &str) -> PathPiece {
        Parameter(name.to_owned())
    }

    #[test]
    fn templates() {
        let nothing = |_: &str| false;
        assert_eq!(parse("", nothing), []);
        assert_eq!(parse("/a/b", nothing), [literal("/a/b")]);
        assert_eq!(
            parse("/a/{x}.{y}/{x}", nothing),
            [
                literal("/a/"),
                parameter("x"),
                literal("."),
                parameter("y"),
                literal("/"),
                parameter("x")
            ]
        );
        assert_eq!(parse("/{}/{open/}", nothing), [literal("/{}/{open/}")]);
        assert_eq!(parse("/a#kind=b", nothing), [literal("/a")]);
    }

    #[test]
    fn queries() {
        let declared = |name: &str| name == "page";
        assert_eq!(
            parse("/a?page={page}&size={size}", declared),
            [literal("/a?size="), parameter("size")]
        );
        assert_eq!(parse("/a?page={page}", declared), [literal("/a")]);
        assert_eq!(parse("/a?view=info", declared), [literal("/a?view=info")]);
    }
}
