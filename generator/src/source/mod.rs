//! Bytes to document text: files, Markdown fences, front matter.

/// Points at one text that was read: a file, a fence in a page, the front matter of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceId(pub(crate) u32);
