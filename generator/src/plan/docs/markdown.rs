//! Reads a description as CommonMark and writes it anew, so that only what is known to be safe gets through: no HTML,
//! no code that rustdoc would run, no reference to an item of the crate.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use super::super::Doc;
use super::{escape, html, wrap::wrap};

/// Deeper lists and quotations are written at this depth.
const DEEPEST: usize = 6;

/// The lines of a description.
pub fn render(text: &str) -> Doc {
    if is_plain(text) {
        return wrap(text, 0);
    }
    let text = escape::printable(text);
    let mut writer = Writer::default();
    for event in TextMergeStream::new(Parser::new_ext(&text, Options::ENABLE_TABLES)) {
        writer.event(event);
    }
    writer.flush();
    writer.lines
}

/// Whether a text is one paragraph and means nothing but its words, as most texts are; reading it would change nothing.
fn is_plain(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b" .,;:'\"()/%?!$@^{}-".contains(&byte);
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(plain)
        && !text.contains("http")
}

#[derive(Default)]
struct Writer {
    lines: Doc,
    /// The block in the making, escaped.
    inline: String,
    /// Whether a blank line goes before the next block.
    apart: bool,
    /// What lines start with, outermost first.
    prefixes: Vec<Prefix>,
    /// The number of the next item of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    /// The targets of open links, where they are kept.
    links: Vec<Option<String>>,
    /// The text of an open code block.
    code: Option<String>,
    /// The rows of an open table, and whether its head was written.
    cells: Vec<String>,
}

struct Prefix {
    first: Option<String>,
    rest: String,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(tag),
            // References to characters (`&#x202e;`) are read by now.
            Event::Text(text) => self.text(&escape::printable(&text)),
            Event::Code(code) => {
                let code = escape::code(&code.replace('\n', " "));
                self.inline
                    .push_str(&code.replace(' ', &escape::FIXED_BLANK.to_string()));
            }
            Event::Html(html) | Event::InlineHtml(html) => self.html(&html),
            Event::SoftBreak | Event::HardBreak => self.inline.push(' '),
            Event::Rule => self.apart = true,
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Paragraph | Tag::HtmlBlock => self.flush(),
            Tag::Heading { .. } => {
                self.flush();
                self.inline.push_str("**");
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.push_prefix(None, "> ");
            }
            Tag::List(start) => {
                self.flush();
                self.apart |= start.is_some_and(|start| start != 1) || self.lists.is_empty();
                self.lists.push(start);
            }
            Tag::Item => self.item(),
            Tag::CodeBlock(CodeBlockKind::Fenced(_) | CodeBlockKind::Indented) => {
                self.flush();
                self.code = Some(String::new());
            }
            Tag::Emphasis => self.inline.push('*'),
            Tag::Strong => self.inline.push_str("**"),
            Tag::Link { dest_url, .. } => self.link(&dest_url),
            Tag::Table(_) => {
                self.flush();
                self.apart = true;
            }
            Tag::TableHead | Tag::TableRow => self.cells.clear(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph | TagEnd::HtmlBlock => self.end_block(),
            TagEnd::Heading(_) => {
                self.inline = format!("**{}**", self.inline.trim_start_matches("**").trim());
                if self.inline == "****" {
                    self.inline.clear();
                }
                self.end_block();
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.prefixes.pop();
                self.apart = true;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
                self.apart = true;
            }
            TagEnd::Item => {
                self.flush();
                self.prefixes.pop();
                self.apart = false;
            }
            TagEnd::CodeBlock => self.end_code(),
            TagEnd::Emphasis => self.inline.push('*'),
            TagEnd::Strong => self.inline.push_str("**"),
            TagEnd::Link => self.end_link(),
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.inline);
                let cell = cell
                    .split_whitespace()
                    .collect::<Vec<_>>()
                    .join(" ")
                    .replace('|', "\\|");
                self.cells.push(cell.replace(escape::FIXED_BLANK, " "));
            }
            TagEnd::TableHead => {
                self.row();
                let rule = "|---".repeat(self.cells.len());
                self.line(format!("{rule}|"));
            }
            TagEnd::TableRow => self.row(),
            TagEnd::Table => self.apart = true,
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        match &mut self.code {
            Some(code) => code.push_str(text),
            None if self.links.is_empty() => escape::text(text, &mut self.inline),
            None => escape::plain(text, &mut self.inline),
        }
    }

    /// Tags that only shape text go; what merely looks like a tag (`<tenant>`) stays as text.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.text(&rest[..at]);
            let tag = rest[at..].find('>').map(|end| &rest[at..=at + end]);
            match tag.and_then(|tag| Some((tag, html::replacement(tag)?))) {
                Some((tag, replacement)) => {
                    self.inline.push_str(replacement);
                    rest = &rest[at + tag.len()..];
                }
                None => {
                    self.text("<");
                    rest = &rest[at + 1..];
                }
            }
        }
        self.text(rest);
    }

    fn item(&mut self) {
        self.flush();
        let marker = match self.lists.last_mut() {
            Some(Some(number)) => {
                let marker = format!("{number}. ");
                *number = number.saturating_add(1);
                marker
            }
            _ => "- ".to_owned(),
        };
        let rest = " ".repeat(marker.len());
        self.push_prefix(Some(marker), &rest);
    }

    fn link(&mut self, target: &str) {
        let web = target.starts_with("https://") || target.starts_with("http://");
        let means_more = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '\\');
        let clean = !target.contains(means_more) && escape::printable(target) == target;
        let kept = web && clean && self.links.is_empty();
        if kept {
            self.inline.push('[');
        }
        self.links.push(kept.then(|| target.to_owned()));
    }

    fn end_link(&mut self) {
        let Some(Some(target)) = self.links.pop() else {
            return;
        };
        if self.inline.ends_with('[') {
            self.inline.pop();
            self.inline.push_str(&format!("<{target}>"));
        } else {
            self.inline.push_str(&format!("](<{target}>)"));
        }
    }

    fn end_block(&mut self) {
        self.flush();
        self.apart = true;
    }

    fn end_code(&mut self) {
        let Some(code) = self.code.take() else { return };
        let fence = "`".repeat(escape::longest_run(&code, '`').max(2) + 1);
        self.apart = true;
        self.line(format!("{fence}text"));
        for line in code.trim_end().lines() {
            self.line(line.trim_end());
        }
        self.line(fence);
        self.apart = true;
    }

    fn row(&mut self) {
        let row = format!("| {} |", self.cells.join(" | "));
        self.line(row);
    }

    /// Writes the block in the making.
    fn flush(&mut self) {
        let inline = std::mem::take(&mut self.inline);
        let indent = self.prefixes.iter().map(|prefix| prefix.rest.len()).sum();
        for line in wrap(&inline, indent) {
            self.line(line);
        }
    }

    fn line(&mut self, line: impl Into<String>) {
        let mut line = line.into();
        if std::mem::take(&mut self.apart) && !self.lines.is_empty() {
            let blank: String = self.prefixes.iter().map(Prefix::rest_if_used).collect();
            self.lines.push(blank.trim_end().to_owned());
        }
        if !self.prefixes.is_empty() {
            let prefix: String = self.prefixes.iter_mut().map(Prefix::next).collect();
            line.insert_str(0, &prefix);
        }
        line.truncate(line.trim_end().len());
        self.lines.push(line);
    }

    fn push_prefix(&mut self, first: Option<String>, rest: &str) {
        let deep = self.prefixes.len() >= DEEPEST;
        let rest = if deep { String::new() } else { rest.to_owned() };
        self.prefixes.push(Prefix {
            first: first.filter(|_| !deep),
            rest,
        });
    }
}

impl Prefix {
    fn next(&mut self) -> String {
        self.first.take().unwrap_or_else(|| self.rest.clone())
    }

    fn rest_if_used(&self) -> String {
        if self.first.is_some() {
            String::new()
        } else {
            self.rest.clone()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::render;

    #[test]
    fn descriptions_are_written_anew() {
        let table = [
            ("A job.\r\nIt *runs*.", "A job. It *runs*."),
            ("# Title\ntext", "**Title**\n\ntext"),
            (
                "See https://example.com/a_b. Or [docs](https://example.com).",
                "See <https://example.com/a_b>. Or [docs](<https://example.com>).",
            ),
            (
                "[here](#anchor), [broken], [`Type`], <tenant>, <b>a</b>, 10<sup>6</sup>",
                "here, \\[broken\\], \\[`Type`\\], \\<tenant\\>, a, 10 6",
            ),
            (
                "```rust\nfn main() { loop {} }\n```",
                "```text\nfn main() { loop {} }\n```",
            ),
            (
                "text\n\n    indented()\n",
                "text\n\n```text\nindented()\n```",
            ),
            (
                "- one\n- two\n  more\n  - inner\n\nafter",
                "- one\n- two more\n  - inner\n\nafter",
            ),
            ("1. a\n2. b", "1. a\n2. b"),
            ("a */ b \u{202e}c\u{0}", "a \\*/ b c"),
            ("a&#x202e;b&#x200f;c&#13;d&#11;e&#7;f&#xe000;", "abcdef"),
            ("[a](https://example.com/&#x202e;b)", "a"),
            (
                "| a | b |\n|---|---|\n| 1 | `x\\|y` |",
                "| a | b |\n|---|---|\n| 1 | `x\\|y` |",
            ),
            ("snake_case and _emphasis_", "snake_case and *emphasis*"),
            ("> quoted\n> text", "> quoted text"),
            ("`a` ``b`c``", "`a` ``b`c``"),
        ];
        for (text, rendered) in table {
            assert_eq!(render(text).join("\n"), rendered, "{text:?}");
        }
    }

    #[test]
    fn wrapping_starts_no_block() {
        let long = format!("{} - not a list", "word ".repeat(20).trim_end());
        assert_eq!(render(&long).len(), 2);
        let long = format!("{} 1. not a list", "word ".repeat(20).trim_end());
        assert!(render(&long)[1].starts_with("1\\. "), "{:?}", render(&long));
    }
}
