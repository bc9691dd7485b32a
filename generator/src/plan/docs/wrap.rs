//! Breaks a paragraph into lines, none of which starts with something that begins a block.

use super::escape::FIXED_BLANK;

/// Lines are this long where their words allow it.
const WIDTH: usize = 100;

/// The lines of a paragraph of escaped text.
pub fn wrap(text: &str, indent: usize) -> Vec<String> {
    let width = WIDTH.saturating_sub(indent).max(40);
    let mut lines = Vec::new();
    let (mut line, mut length) = (String::new(), 0);
    for word in text.split_whitespace() {
        let word_length = if word.is_ascii() {
            word.len()
        } else {
            word.chars().count()
        };
        if !line.is_empty() && length + 1 + word_length > width {
            lines.push(finished(std::mem::take(&mut line)));
        }
        if line.is_empty() {
            line = first_word(word);
            length = word_length;
        } else {
            line.push(' ');
            line.push_str(word);
            length += 1 + word_length;
        }
    }
    if !line.is_empty() {
        lines.push(finished(line));
    }
    lines
}

/// A line whose blanks are all alike.
fn finished(line: String) -> String {
    if line.is_ascii() {
        return line;
    }
    line.replace(FIXED_BLANK, " ")
}

/// A word that starts a line: list markers, headings, rules and table delimiters are escaped.
fn first_word(word: &str) -> String {
    let marks = |marks: &[char]| word.chars().all(|c| marks.contains(&c));
    if marks(&['-', '+', '=', '#', ':', '|']) || word.starts_with(['|', '#', '+']) {
        return format!("\\{word}");
    }
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match word.get(digits..) {
        Some(mark @ ("." | ")")) if digits > 0 => format!("{}\\{mark}", &word[..digits]),
        _ if word.starts_with('-') && word.len() > 1 && word.contains('|') => format!("\\{word}"),
        _ => word.to_owned(),
    }
}
