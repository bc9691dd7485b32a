//! [`Turn`]: what asks for the next page. Nothing here does I/O.

use std::collections::HashSet;

use super::{Next, Pagination, link};
use crate::expression::{Seen, Source};

/// What a request for one page has in place of the operation's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// The operation as it is: the first page.
    First,
    /// Another value for the parameter of this index.
    Parameter(usize, String),
    /// A URL.
    Link(String),
}

/// Where an iteration over pages is.
#[derive(Debug)]
pub(super) struct Course {
    pagination: &'static Pagination,
    /// The number of the last page, or of the items so far, where these are counted.
    count: Option<u64>,
    /// Cursors and URLs that were given, so that none is asked for twice.
    given: HashSet<String>,
}

/// A server that gives a cursor or URL that it gave before would never end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Repeated;

impl Course {
    pub(super) fn new(pagination: &'static Pagination) -> Self {
        Self {
            pagination,
            count: None,
            given: HashSet::new(),
        }
    }

    /// What asks for the page after the one that was seen; `None` if that is the last.
    pub(super) fn next(&mut self, seen: &Seen<'_>) -> Result<Option<Turn>, Repeated> {
        let items = self.pagination.items.count(seen).unwrap_or(0) as u64;
        Ok(match self.pagination.next {
            Next::Cursor { parameter, cursor } => self
                .unseen(cursor.text(seen))?
                .map(|cursor| Turn::Parameter(parameter, cursor)),
            Next::Url(source) => self.unseen(source.text(seen))?.map(Turn::Link),
            Next::Link(relation) => self
                .unseen(link::target(seen.headers, relation))?
                .map(Turn::Link),
            Next::Page {
                parameter,
                first,
                total,
            } => {
                let page = self.position(parameter, first, seen);
                let last = number(total, seen)
                    .is_some_and(|all| page.saturating_add(1) >= first.saturating_add(all));
                self.count = Some(page.saturating_add(1));
                self.counted(parameter, items == 0 || last)
            }
            Next::Offset { parameter, total } => {
                let offset = self.position(parameter, 0, seen).saturating_add(items);
                let last = number(total, seen).is_some_and(|all| offset >= all);
                self.count = Some(offset);
                self.counted(parameter, items == 0 || last)
            }
        })
    }

    /// The number that the page was asked for with.
    fn position(&self, parameter: usize, first: u64, seen: &Seen<'_>) -> u64 {
        self.count
            .or_else(|| Source::Parameter(parameter).text(seen)?.parse().ok())
            .unwrap_or(first)
    }

    fn counted(&self, parameter: usize, last: bool) -> Option<Turn> {
        let count = self.count.filter(|_| !last)?;
        Some(Turn::Parameter(parameter, count.to_string()))
    }

    fn unseen(&mut self, next: Option<String>) -> Result<Option<String>, Repeated> {
        match next {
            Some(next) if !self.given.insert(next.clone()) => Err(Repeated),
            next => Ok(next),
        }
    }
}

fn number(source: Option<Source>, seen: &Seen<'_>) -> Option<u64> {
    source?.text(seen)?.trim().parse().ok()
}
