use crate::ir::PathPiece;

/// Parses a path template. A brace that is never closed, or holds nothing, is a character like any other. What follows a
/// `#` only tells two operations on one path apart; it never leaves the client.
pub(super) fn parse(template: &str) -> Vec<PathPiece> {
    let mut rest = template.split_once('#').map_or(template, |(path, _)| path);
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
