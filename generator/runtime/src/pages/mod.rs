//! Pagination: operations that give a list page by page.

mod link;
mod operation;
mod stream;
mod turn;

pub use self::stream::{Items, Pages};
use crate::{expression::Source, model::Slot, operation::Operation};

/// An operation that gives a list page by page.
pub trait Paged: Operation<Output: Slot> {
    /// One item of the list.
    type Item: Send + Unpin + 'static;

    /// How the next page is asked for.
    const PAGES: &'static Pagination;

    /// The items of a page.
    fn items(page: Self::Output) -> Vec<Self::Item>;
}

/// How the next page is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Pagination {
    /// Where a page has its items.
    pub items: Source,
    /// What leads on.
    pub next: Next,
}

/// What leads from one page to the next. Parameters are indices into the route's.
#[derive(Clone, Copy, Debug)]
pub enum Next {
    /// A parameter takes the cursor that a page has; a page without one is the last.
    Cursor {
        /// The parameter.
        parameter: usize,
        /// Where a page has the cursor of the next.
        cursor: Source,
    },
    /// A parameter counts pages; a page without items is the last.
    Page {
        /// The parameter.
        parameter: usize,
        /// The number of the first page, unless the call sets the parameter.
        first: u64,
        /// Where a page has the number of all pages.
        total: Option<Source>,
    },
    /// A parameter counts items; a page without items is the last.
    Offset {
        /// The parameter.
        parameter: usize,
        /// Where a page has the number of all items.
        total: Option<Source>,
    },
    /// A page has the URL of the next; one without is the last.
    Url(Source),
    /// A page's `Link` header (RFC 8288) has the URL of the next, under this relation; one without is the last.
    Link(&'static str),
}
