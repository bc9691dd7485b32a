//! Lists that an operation gives page by page.

use super::{Name, Source, Type};

/// How an operation gives a list page by page.
#[derive(Debug, Clone)]
pub struct Pages {
    /// Where a page has its items.
    pub items: Source,
    /// The fields that lead to the items, outermost first.
    pub way: Vec<Member>,
    /// One item.
    pub item: Type,
    /// What leads from one page to the next; parameters are indices.
    pub next: Next,
}

/// A field on the way to the items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// The field.
    pub name: Name,
    /// What it is in: `Option`, `Nullable` or nothing.
    pub wrapper: Wrapper,
}

/// What a field on the way is in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Wrapper {
    None,
    Option,
    Nullable,
}

/// What leads from one page to the next.
#[derive(Debug, Clone)]
#[allow(missing_docs)]
pub enum Next {
    Cursor(usize, Source),
    Page(usize, u64, Option<Source>),
    Offset(usize, Option<Source>),
    Url(Source),
    Link(String),
}
