//! Documentation: text of a document, made safe and readable as the lines of a doc comment.

mod escape;
mod html;
mod markdown;
mod wrap;

use super::Doc;
use crate::hash::HashMap;
use crate::ir;

/// A doc comment in the making: blocks, put apart by blank lines.
#[derive(Debug, Clone, Default)]
pub struct Page {
    lines: Doc,
}

/// Texts of a document whose lines are known.
#[derive(Debug, Default)]
pub struct Rendered<'t>(HashMap<&'t str, Doc>);

impl<'t> Rendered<'t> {
    fn of(&mut self, text: &'t str) -> Doc {
        let known = self.0.entry(text);
        known.or_insert_with(|| markdown::render(text)).clone()
    }
}

impl Page {
    /// An empty page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Summary, description, and whether it is deprecated.
    pub fn of(docs: &ir::Docs) -> Self {
        Self::of_rendered(docs, markdown::render)
    }

    /// The same of something that many others say the same of.
    pub fn of_one_of_many<'t>(docs: &'t ir::Docs, rendered: &mut Rendered<'t>) -> Self {
        Self::of_rendered(docs, |text| rendered.of(text))
    }

    fn of_rendered<'t>(docs: &'t ir::Docs, mut render: impl FnMut(&'t str) -> Doc) -> Self {
        let mut page = Self::new();
        let (summary, description) = (docs.summary.trim(), docs.description.trim());
        if !description.starts_with(summary) {
            page = page.block(render(summary));
        }
        page = page.block(render(description));
        if docs.deprecated {
            page = page.line("**Deprecated.**");
        }
        page
    }

    /// Text of a document, as CommonMark.
    #[must_use]
    pub fn markdown(self, text: &str) -> Self {
        self.block(markdown::render(text))
    }

    /// The same of what many others say.
    #[must_use]
    pub fn markdown_of_many<'t>(self, text: &'t str, rendered: &mut Rendered<'t>) -> Self {
        self.block(rendered.of(text))
    }

    /// A line of the generator's own, which is safe as it is.
    #[must_use]
    pub fn line(self, line: impl Into<String>) -> Self {
        self.block(vec![line.into()])
    }

    /// A line of the generator's own that is only there if nothing else is.
    #[must_use]
    pub fn or(self, line: impl Into<String>) -> Self {
        if self.lines.is_empty() {
            self.line(line)
        } else {
            self
        }
    }

    /// The lines.
    pub fn finish(self) -> Doc {
        self.lines
    }

    /// Adds lines, apart from those before. Text of which nothing is left to read says nothing.
    fn block(mut self, lines: Doc) -> Self {
        if lines.iter().all(|line| line.trim().is_empty()) {
            return self;
        }
        if !self.lines.is_empty() {
            self.lines.push(String::new());
        }
        self.lines.extend(lines);
        self
    }
}

/// Text of a document as inline code, on one line.
pub fn code(text: &str) -> String {
    escape::code(&escape::printable(text).replace('\n', " "))
}

/// Text of a document on one line, with everything that means something in CommonMark escaped.
pub fn text(text: &str) -> String {
    let line = escape::printable(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut escaped = String::new();
    escape::text(&line, &mut escaped);
    escaped
}

/// A JSON value as inline code, cut where it is long.
pub fn literal(value: &serde_json::Value) -> String {
    const LONGEST: usize = 80;
    let mut text = value.to_string();
    if let Some((end, _)) = text.char_indices().nth(LONGEST) {
        text.truncate(end);
        text.push('…');
    }
    code(&text)
}
