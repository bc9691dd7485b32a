//! Bytes to document text: files, Markdown fences, front matter.

mod fence;
mod front_matter;
mod page;
mod sources;

pub(crate) use page::no_document;
pub use page::{Form, Page, pages};
pub use sources::{Source, SourceId, Sources, Within};
