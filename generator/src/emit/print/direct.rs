//! Items of the kinds that generated code has thousands of, laid out from their tokens alone, as prettyplease would lay them
//! out. Whatever is not known here is left to it.

use super::{
    flat::Flat,
    lines::{Lines, PAGE, Range, STEP},
};

/// Adds one item, with the line that ends it. `None` leaves it to prettyplease; what has been added is to be taken back.
pub fn item(flat: &Flat, (from, to): Range, out: &mut String) -> Option<()> {
    let mut lines = Lines::new(flat, out);
    if !flat.is_known(from, to) {
        return invocation(&mut lines, (from, to));
    }
    let start = attributes(&mut lines, from, 0)?;
    let kind = start + usize::from(flat.at(start) == "pub");
    let name = kind + 1;
    match flat.at(kind) {
        "struct" if flat.is_name(name) && flat.at(to - 1) == ";" => {
            lines.fitting((start, to), 0)?;
        }
        "struct" | "enum" => members(&mut lines, (start, to), name)?,
        "const" | "static" => table(&mut lines, (start, to))?,
        "impl" => implementation(&mut lines, (kind, to))?,
        "type" => alias(&mut lines, (start, to), 0)?,
        "use" => imports(&mut lines, (start, to))?,
        _ => return None,
    }
    lines.out.push('\n');
    Some(())
}

/// The end of the item that starts here.
pub fn end_of_item(flat: &Flat, from: usize) -> usize {
    let mut index = start_of_item(flat, from);
    let mut whole = false;
    while index < flat.len() {
        whole |= matches!(flat.at(index), "static" | "const" | "type" | "use");
        match flat.at(index) {
            ";" => return index + 1,
            "{" if !whole => return flat.close(index).unwrap_or(index) + 1,
            _ => index = flat.close(index).unwrap_or(index) + 1,
        }
    }
    flat.len()
}

/// Where what has documentation and attributes starts after them.
fn start_of_item(flat: &Flat, from: usize) -> usize {
    let mut index = from;
    loop {
        index = match flat.at(index) {
            "#" => flat.close(index + 1).unwrap_or(index) + 1,
            _ if flat.docs(index).is_some() => index + 1,
            _ => return index,
        };
    }
}

/// Documentation and attributes, each on a line of its own.
fn attributes(lines: &mut Lines<'_>, from: usize, indent: usize) -> Option<usize> {
    let mut index = from;
    loop {
        if let Some(text) = lines.flat.docs(index) {
            for line in text.split('\n') {
                lines.out.push_str("///");
                lines.out.push_str(line.trim_end_matches(' '));
                lines.next_line(indent);
            }
            index += 1;
        } else if lines.flat.at(index) == "#" {
            let close = lines.flat.close(index + 1)?;
            lines.fitting((index, close + 1), 0)?;
            lines.next_line(indent);
            index = close + 1;
        } else {
            return Some(index);
        }
    }
}

/// A struct of named fields or an enum. Its braces end it.
fn members(lines: &mut Lines<'_>, (from, to): Range, name: usize) -> Option<()> {
    let flat = lines.flat;
    let open = flat.find("{", name, to)?;
    let is_generic = flat.at(name + 1) == "<" && flat.at(open - 1) == ">";
    if flat.close(open)? + 1 != to || open != name + 1 && !is_generic {
        return None;
    }
    lines.fitting((from, open + 1), 0)?;
    for (from, end) in flat.split(open + 1, to - 1) {
        lines.next_line(STEP);
        let start = attributes(lines, from, STEP)?;
        match flat.find(":", start, end) {
            Some(colon) => {
                lines.flat((start, colon + 1));
                lines.out.push(' ');
                lines.ty((colon + 1, end), STEP, 1)?;
            }
            None => variant(lines, (start, end))?,
        }
        lines.out.push(',');
    }
    if to - open > 2 {
        lines.next_line(0);
    }
    lines.out.push('}');
    Some(())
}

/// A variant, with one type or none.
fn variant(lines: &mut Lines<'_>, (from, to): Range) -> Option<()> {
    if to - from == 1 || lines.has_room(lines.flat.text(from, to).len() + 1) {
        lines.flat((from, to));
        return Some(());
    }
    if lines.flat.split(from + 2, to - 1).len() != 1 {
        return None;
    }
    lines.flat((from, from + 2));
    lines.next_line(2 * STEP);
    lines.ty((from + 2, to - 1), 2 * STEP, 0)?;
    lines.out.push(',');
    lines.next_line(STEP);
    lines.out.push(')');
    Some(())
}

/// `static NAME: [Type; 1] = […];`, or a constant.
fn table(lines: &mut Lines<'_>, (from, to): Range) -> Option<()> {
    let equals = lines.flat.find("=", from, to)?;
    lines.fitting((from, equals + 1), 1)?;
    lines.out.push(' ');
    lines.expression((equals + 1, to - 1), 0, 1, false)?;
    lines.out.push(';');
    Some(())
}

/// `path::name!(…);`, as many of its words on a line as fit.
fn invocation(lines: &mut Lines<'_>, (from, to): Range) -> Option<()> {
    let flat = lines.flat;
    let open = flat.find("!", from, to)? + 1;
    let close = flat.close(open)?;
    if flat.at(open) != "(" || close + 2 != to || !flat.is_known(open, close) {
        return None;
    }
    if lines.fitting((from, to), 0).is_none() {
        lines.flat((from, open + 1));
        lines.next_line(STEP);
        for (at, word) in flat.text(open + 1, close).split(' ').enumerate() {
            if at > 0 && lines.has_room(1 + word.len()) {
                lines.out.push(' ');
            } else if at > 0 {
                lines.next_line(STEP);
            }
            lines.out.push_str(word);
        }
        lines.next_line(0);
        lines.flat((close, to));
    }
    lines.out.push('\n');
    Some(())
}

/// `type Name = …;`
fn alias(lines: &mut Lines<'_>, (from, to): Range, indent: usize) -> Option<()> {
    let equals = lines.flat.find("=", from, to)?;
    lines.fitting((from, equals + 1), 1)?;
    lines.out.push(' ');
    lines.ty((equals + 1, to - 1), indent, 1)?;
    lines.out.push(';');
    Some(())
}

/// An `impl`: constants and types one after the other, methods with a blank line around them.
fn implementation(lines: &mut Lines<'_>, (from, to): Range) -> Option<()> {
    let flat = lines.flat;
    let open = flat.find("{", from, to)?;
    head(lines, (from, open))?;
    let mut index = open + 1;
    let mut before = None;
    while index < to - 1 {
        let start = start_of_item(flat, index);
        let kind = start + usize::from(flat.at(start) == "pub");
        let method = flat.at(kind) == "fn";
        if before.is_some_and(|before| before || method) {
            lines.out.push('\n');
        }
        before = Some(method);
        lines.next_line(STEP);
        attributes(lines, index, STEP)?;
        index = match flat.at(kind) {
            "fn" => function(lines, (start, to - 1), kind + 1)?,
            "const" => {
                let end = flat.find(";", start, to - 1)?;
                lines.statement((start, end), STEP, 1)?;
                lines.out.push(';');
                end + 1
            }
            "type" => {
                let end = flat.find(";", start, to - 1)? + 1;
                alias(lines, (start, end), STEP)?;
                end
            }
            _ => return None,
        };
    }
    if to - open > 2 {
        lines.next_line(0);
    }
    lines.out.push('}');
    Some(())
}

/// What stands before the brace of an `impl`, and the brace.
fn head(lines: &mut Lines<'_>, (from, to): Range) -> Option<()> {
    let flat = lines.flat;
    if lines.fitting((from, to + 1), 0).is_some() {
        return Some(());
    }
    if flat.at(from + 1) == "<" {
        let end = (from..to).find(|index| flat.at(*index) == ">")?;
        lines.ty((from, end + 1), 0, usize::MAX - PAGE)?;
        lines.out.push(' ');
        lines.ty((end + 1, to), 0, 2)?;
    } else {
        let kind = flat.find("for", from, to)?;
        lines.flat((from, from + 1));
        lines.out.push(' ');
        lines.ty((from + 1, kind), 0, 0)?;
        if lines.has_room(flat.text(kind, to + 1).len() + 1) {
            lines.out.push(' ');
        } else {
            lines.next_line(0);
        }
        lines.flat((kind, to));
    }
    lines.out.push_str(" {");
    Some(())
}

/// `use one::{two, three};`, as many names on a line as fit.
fn imports(lines: &mut Lines<'_>, (from, to): Range) -> Option<()> {
    let flat = lines.flat;
    let Some(open) = flat.find("{", from, to) else {
        return lines.fitting((from, to), 0);
    };
    let names = flat.split(open + 1, flat.close(open)?);
    if names.len() < 2 || names.iter().any(|(from, to)| to - from > 1) {
        return None;
    }
    lines.flat((from, open + 1));
    let width = |(from, to): &Range| flat.text(*from, *to).len();
    let all: usize = names.iter().map(|name| width(name) + 2).sum();
    // Two less for the comma after the last, two more for what ends the item.
    let fits = lines.has_room(all);
    if !fits {
        lines.next_line(STEP);
    }
    for (at, name) in names.iter().enumerate() {
        let last = at + 1 == names.len();
        if at > 0 {
            lines.out.push(',');
            if fits || lines.has_room(1 + width(name) + usize::from(!last)) {
                lines.out.push(' ');
            } else {
                lines.next_line(STEP);
            }
        }
        lines.flat(*name);
    }
    if !fits {
        lines.out.push(',');
        lines.next_line(0);
    }
    lines.out.push_str("};");
    Some(())
}

/// A method; gives where it ends.
fn function(lines: &mut Lines<'_>, (from, to): Range, name: usize) -> Option<usize> {
    let flat = lines.flat;
    let open = flat.find("(", name, to)?;
    let is_generic = flat.at(name + 1) == "<" && flat.at(open - 1) == ">";
    let close = flat
        .close(open)
        .filter(|_| open == name + 1 || is_generic)?;
    let body = flat.find("{", close, to)?;
    let end = flat.close(body)? + 1;
    if close == open + 1 || lines.has_room(flat.text(from, body + 1).len()) {
        lines.flat((from, close + 1));
    } else {
        lines.flat((from, open));
        lines.arguments((open, close), STEP)?;
    }
    if flat.at(close + 1) == "->" {
        lines.out.push_str(" -> ");
        lines.ty((close + 2, body), STEP, 2)?;
    } else if body > close + 1 {
        return None;
    }
    lines.out.push(' ');
    lines.body((body, end), STEP)?;
    Some(end)
}
