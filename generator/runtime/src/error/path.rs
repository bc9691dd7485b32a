//! [`Path`]: where a reader is in a model.

use std::fmt;

/// A place in a model, as a chain of steps on the reader's stack: it costs nothing until a problem has to be told.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Path<'p> {
    /// The body itself.
    Root,
    /// A member or element of the place before it.
    Member(&'p Path<'p>, &'p str),
    /// An item of the place before it.
    Item(&'p Path<'p>, usize),
}

/// `items[3].id`; names that are not plain are quoted: `headers["x.y"]`.
impl fmt::Display for Path<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Root => Ok(()),
            Self::Item(before, index) => write!(f, "{before}[{index}]"),
            Self::Member(before, name)
                if name.is_empty() || name.contains(['.', '[', ']', '"', ' ']) =>
            {
                write!(f, "{before}[{name:?}]")
            }
            Self::Member(Self::Root, name) => f.write_str(name),
            Self::Member(before, name) => write!(f, "{before}.{name}"),
        }
    }
}
