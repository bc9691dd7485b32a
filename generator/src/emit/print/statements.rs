//! Blocks, their statements, and `match`, as prettyplease breaks them.

use super::lines::{Lines, Range, STEP};

impl Lines<'_> {
    /// A `match`, whose arms take a line each at least.
    pub(super) fn choice(&mut self, (from, to): Range, indent: usize) -> Option<()> {
        let open = self.flat.find("{", from, to)?;
        let close = self.flat.close(open)?;
        if close + 1 != to {
            return None;
        }
        self.fitting((from, open + 1), 0)?;
        let mut index = open + 1;
        while index < close {
            let arrow = self.flat.find("=>", index, close)?;
            let body = match self.flat.at(arrow + 1) {
                "{" => (arrow + 1, self.flat.close(arrow + 1)? + 1),
                _ => (
                    arrow + 1,
                    self.flat.find(",", arrow + 1, close).unwrap_or(close),
                ),
            };
            self.next_line(indent + STEP);
            self.fitting((index, arrow + 1), 1)?;
            self.out.push(' ');
            self.arm(body, indent + STEP)?;
            index = body.1 + usize::from(body.1 < close && self.flat.at(body.1) == ",");
        }
        self.next_line(indent);
        self.out.push('}');
        Some(())
    }

    fn arm(&mut self, body: Range, indent: usize) -> Option<()> {
        match self.flat.at(body.0) {
            "{" => return self.block(body, indent),
            "(" => return None,
            _ => {}
        }
        if self.fits(body, 0) {
            self.flat(body);
            self.out.push(',');
            return Some(());
        }
        if self.flat.find("=", body.0, body.1).is_some() {
            return None;
        }
        self.out.push('{');
        self.next_line(indent + STEP);
        self.expression(body, indent + STEP, 0, true)?;
        self.next_line(indent);
        self.out.push('}');
        Some(())
    }

    /// A block of statements.
    pub fn block(&mut self, (from, to): Range, indent: usize) -> Option<()> {
        if from + 2 == to {
            self.out.push_str("{}");
            return Some(());
        }
        self.flat.find(";", from + 1, to - 1)?;
        self.body((from, to), indent)
    }

    /// The statements of a function.
    pub fn body(&mut self, (from, to): Range, indent: usize) -> Option<()> {
        if from + 2 == to {
            self.out.push_str("{}");
            return Some(());
        }
        self.out.push('{');
        let mut index = from + 1;
        while index < to - 1 {
            let end = match self.flat.at(index) {
                "match" => self.flat.close(self.flat.find("{", index, to - 1)?)? + 1,
                _ => self.flat.find(";", index, to - 1).unwrap_or(to - 1),
            };
            let ended = end < to - 1 && self.flat.at(end) == ";";
            self.next_line(indent + STEP);
            self.statement((index, end), indent + STEP, usize::from(ended))?;
            if ended {
                self.out.push(';');
            }
            index = end + usize::from(ended);
        }
        self.next_line(indent);
        self.out.push('}');
        Some(())
    }

    /// A statement without its semicolon: a constant, an assignment, an expression.
    pub fn statement(&mut self, (from, to): Range, indent: usize, tail: usize) -> Option<()> {
        let Some(equals) = self.flat.find("=", from, to) else {
            return match self.flat.at(from) {
                "if" | "for" | "const" | "static" | "use" | "fn" | "#" => None,
                _ => self.expression((from, to), indent, tail, true),
            };
        };
        if matches!(self.flat.at(from), "const" | "let" | "pub") {
            self.fitting((from, equals + 1), 1)?;
        } else {
            // What is assigned to is broken if it does not fit with the sign behind it, after which no line ends.
            self.expression((from, equals), indent, " = ".len(), false)?;
            self.out.push_str(" =");
        }
        self.out.push(' ');
        self.expression((equals + 1, to), indent, tail, false)
    }
}
