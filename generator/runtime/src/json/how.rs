//! What a caller may ask of a reading.

use super::{LARGEST_DEPTH, MAX_DEPTH};

/// How a text is read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct How {
    /// Whether a union that no branch fits is a problem.
    pub(crate) strict: bool,
    /// Whether problems have their place in the text: it is one that others know.
    pub(crate) located: bool,
    /// How deep containers may be nested.
    pub(crate) depth: usize,
}

impl How {
    /// A body of a server.
    pub(crate) const LENIENT: Self = Self {
        strict: false,
        located: true,
        depth: MAX_DEPTH,
    };
    /// A body whose unions are to be known.
    pub(crate) const STRICT: Self = Self {
        strict: true,
        located: true,
        depth: MAX_DEPTH,
    };
    /// A text that was made of something else.
    pub(crate) const UNPLACED: Self = Self {
        strict: false,
        located: false,
        depth: LARGEST_DEPTH,
    };

    /// A body of a server, of so many levels at most, and no more than [`LARGEST_DEPTH`].
    pub(crate) fn within(depth: usize) -> Self {
        Self {
            depth: depth.min(LARGEST_DEPTH),
            ..Self::LENIENT
        }
    }
}
