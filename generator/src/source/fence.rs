//! Fenced code blocks of Markdown.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A fenced block that may hold a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fence {
    /// The bytes between the fences.
    pub range: Range<usize>,
}

/// The fenced blocks whose info string says JSON, YAML or nothing, and that name `openapi` or `swagger` as a key.
pub(super) fn fences(markdown: &str) -> Vec<Fence> {
    let mut fences = Vec::new();
    let mut inside: Option<Option<Range<usize>>> = None;
    for (event, range) in Parser::new(markdown).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if is_data(&info) => {
                inside = Some(None)
            }
            Event::Text(_) => {
                if let Some(known) = &mut inside {
                    let start = known.as_ref().map_or(range.start, |known| known.start);
                    *known = Some(start..range.end);
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                let range = inside
                    .take()
                    .flatten()
                    .map(|range| with_indent(markdown, range));
                fences.extend(
                    range
                        .filter(|range| names_a_version(&markdown[range.clone()]))
                        .map(|range| Fence { range }),
                );
            }
            _ => {}
        }
    }
    fences
}

/// Whether an info string is that of JSON or YAML: `json`, `yaml GET /task/{id}`, nothing.
fn is_data(info: &str) -> bool {
    let language = info
        .split_whitespace()
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    matches!(&*language, "" | "json" | "yaml" | "yml" | "openapi")
}

/// Whether a text has, or was meant to have, a member `openapi` or `swagger`. A text that is broken counts as well,
/// so that it is reported and not passed over.
pub(super) fn names_a_version(text: &str) -> bool {
    ["openapi", "swagger"].iter().any(|name| {
        text.match_indices(name).any(|(start, _)| {
            let before = text[..start].trim_end_matches(['"', '\'']);
            let after = text[start + name.len()..]
                .trim_start_matches(['"', '\''])
                .trim_start();
            let starts = before
                .trim_end_matches([' ', '\t'])
                .ends_with(['\n', '{', ','])
                || before.trim().is_empty();
            starts && after.starts_with(':')
        })
    })
}

/// The range with the blanks before its first line, so that all lines of an indented block are indented alike.
fn with_indent(markdown: &str, range: Range<usize>) -> Range<usize> {
    let before = &markdown[..range.start];
    let blanks = before.len() - before.trim_end_matches([' ', '\t']).len();
    range.start - blanks..range.end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(markdown: &str) -> Vec<&str> {
        fences(markdown)
            .into_iter()
            .map(|fence| &markdown[fence.range])
            .collect()
    }

    #[test]
    fn fences_of_every_form() {
        let json = "{\"openapi\": \"3.0.3\"}\n";
        assert_eq!(texts(&format!("# A page\n\n```json\n{json}```")), [json]);
        assert_eq!(texts(&format!("~~~~ JSON\n{json}~~~~\n")), [json]);
        let yaml = "openapi: 3.1.0\npaths: {}\n";
        assert_eq!(
            texts(&format!(
                "text\n\n````yaml GET /task/export-job/{{id}}/download\n{yaml}````\n"
            )),
            [yaml]
        );
        assert_eq!(
            texts(&format!("```yml\n{yaml}```\n\nand\n\n```\n{json}```\n")),
            [yaml, json]
        );
        assert_eq!(
            texts("- item\n\n  ```yaml\n  openapi: 3.0.0\n  paths: {}\n  ```\n"),
            ["  openapi: 3.0.0\n  paths: {}\n"]
        );
    }

    #[test]
    fn a_fence_without_end_runs_to_the_end() {
        assert_eq!(texts("```json\n{\"openapi\":"), ["{\"openapi\":"]);
    }

    #[test]
    fn line_ends_of_windows() {
        assert_eq!(
            texts("```yaml\r\nopenapi: 3.0.0\r\npaths: {}\r\n```\r\n"),
            ["openapi: 3.0.0\r\npaths: {}\r\n"]
        );
    }

    #[test]
    fn other_fences_do_not_count() {
        assert_eq!(
            texts("```json\n{\"id\": 1}\n```\n\n```sh\nopenapi: no\n```\n"),
            [""; 0]
        );
        assert_eq!(
            texts("```json\n{\"text\": \"see openapi: 3\"}\n```\n"),
            [""; 0]
        );
    }
}
