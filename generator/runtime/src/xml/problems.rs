//! [`Problems`]: what does not fit, up to a limit.

use crate::error::{DecodeError, MAX_PROBLEMS, Problem};

/// What filling a slot gives: nothing, or why not.
pub(super) type Filled = Result<(), Problems>;

/// What does not fit; more than a few are counted only.
#[derive(Debug, Default)]
pub(super) struct Problems {
    list: Vec<Problem>,
    omitted: usize,
}

impl Problems {
    /// Adds what did not fit.
    pub(super) fn add(&mut self, filled: Filled) {
        if let Err(problems) = filled {
            let room = MAX_PROBLEMS - self.list.len().min(MAX_PROBLEMS);
            self.omitted += problems.omitted + problems.list.len().saturating_sub(room);
            self.list.extend(problems.list.into_iter().take(room));
        }
    }

    /// Whether all did fit.
    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// An error unless all did fit.
    pub(super) fn filled(self) -> Filled {
        if self.is_empty() { Ok(()) } else { Err(self) }
    }

    /// The problems, a step further up.
    pub(super) fn under(mut self, step: &str) -> Self {
        for problem in &mut self.list {
            let path = &problem.path;
            let dot = if path.is_empty() || path.starts_with('[') {
                ""
            } else {
                "."
            };
            problem.path = format!("{step}{dot}{path}");
        }
        self
    }

    pub(super) fn each(mut self, change: impl FnMut(&mut Problem)) -> Self {
        self.list.iter_mut().for_each(change);
        self
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self {
            list: vec![problem],
            omitted: 0,
        }
    }
}

impl From<Problems> for DecodeError {
    fn from(problems: Problems) -> Self {
        Self::collect(problems.list, problems.omitted)
            .unwrap_or_else(|| Self::new("a value of the model", "none"))
    }
}
