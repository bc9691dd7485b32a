use super::{Expression, Origin, Place};

/// How an operation gives a list page by page (`x-pagination`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pagination {
    /// Where a page has its items: always a [`super::Source::Body`].
    pub items: Expression,
    /// What leads from one page to the next.
    pub next: Next,
    /// Where it stands.
    pub origin: Origin,
}

/// What leads from one page to the next. Parameters are given by place and name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// A parameter takes the cursor that a page has.
    Cursor {
        /// The parameter.
        parameter: (Place, String),
        /// Where the cursor stands.
        from: Expression,
    },
    /// A parameter counts pages.
    Page {
        /// The parameter.
        parameter: (Place, String),
        /// The number of the first page.
        first: u64,
        /// Where the number of all pages stands.
        total: Option<Expression>,
    },
    /// A parameter counts items.
    Offset {
        /// The parameter.
        parameter: (Place, String),
        /// Where the number of all items stands.
        total: Option<Expression>,
    },
    /// A page has the URL of the next.
    Url(Expression),
    /// The `Link` header has the URL of the next, under this relation.
    Link(String),
}
