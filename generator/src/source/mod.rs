//! Bytes to document text: files, Markdown fences, front matter, scripts of HTML pages.

mod encoding;
mod fence;
mod front_matter;
mod page;
mod script;
mod sources;

pub(crate) use page::no_document;
pub use page::{Form, Page, pages};
pub use sources::{Source, SourceId, Sources, Within};
