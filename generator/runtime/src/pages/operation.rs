//! [`Page`]: an operation that asks for one page.

use std::fmt;

use super::turn::Turn;
use crate::{
    body::Body,
    model::Slot,
    operation::{Operation, Route},
};

/// The operation `O`, asking for one page.
pub(crate) struct Page<O> {
    pub(super) operation: O,
    pub(super) turn: Turn,
}

impl<O: Operation> fmt::Debug for Page<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Page")
            .field("operation", &O::ROUTE.id)
            .finish_non_exhaustive()
    }
}

impl<O: Operation> Operation for Page<O> {
    type Output = O::Output;
    type Failure = O::Failure;

    const ROUTE: &'static Route = O::ROUTE;

    fn parameter(&self, index: usize) -> &dyn Slot {
        match &self.turn {
            Turn::Parameter(turned, value) if *turned == index => value,
            _ => self.operation.parameter(index),
        }
    }

    fn link(&self) -> Option<&str> {
        match &self.turn {
            Turn::Link(link) => Some(link),
            Turn::First | Turn::Parameter(..) => self.operation.link(),
        }
    }

    fn body(&self) -> Body<'_> {
        self.operation.body()
    }
}
