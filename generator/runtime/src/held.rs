//! [`Held`]: a value whose code stays in this crate.

use std::{
    fmt,
    ops::{Deref, DerefMut},
};

/// A `T` in a box, reached through a table of functions: the box lends it, and [`Held::into_inner`] gives it away. The
/// answer in an [`Error`](crate::Error) is held so.
///
/// What drops a type is compiled in each unit of each crate that holds one, with all that drops its fields: a client's crate
/// would have code of its own for credentials, settings, connections and maps. It has none for what is held so, as long as
/// it is made here, where the table then stands.
pub struct Held<T>(Box<dyn Reach<T>>);

trait Reach<T>: Send + Sync {
    fn reach(&self) -> &T;
    fn reach_mut(&mut self) -> &mut T;
    fn take(self: Box<Self>) -> T;
}

impl<T: Send + Sync> Reach<T> for T {
    fn reach(&self) -> &T {
        self
    }

    fn reach_mut(&mut self) -> &mut T {
        self
    }

    fn take(self: Box<Self>) -> T {
        *self
    }
}

impl<T> Held<T> {
    /// What it holds.
    pub fn into_inner(self) -> T {
        self.0.take()
    }
}

impl<T: Send + Sync + 'static> Held<T> {
    #[inline(never)]
    pub(crate) fn new(value: T) -> Self {
        Self(Box::new(value))
    }
}

impl<T> Deref for Held<T> {
    type Target = T;

    fn deref(&self) -> &T {
        (*self.0).reach()
    }
}

impl<T> DerefMut for Held<T> {
    fn deref_mut(&mut self) -> &mut T {
        (*self.0).reach_mut()
    }
}

impl<T: Clone + Send + Sync + 'static> Clone for Held<T> {
    fn clone(&self) -> Self {
        Self::new(T::clone(self))
    }
}

impl<T: PartialEq> PartialEq for Held<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Held<T> {}

impl<T: fmt::Display> fmt::Display for Held<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}

impl<T: fmt::Debug> fmt::Debug for Held<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).fmt(f)
    }
}
