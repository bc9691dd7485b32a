//! The value that any `Serialize` tells of.

/// Builds a [`super::Value`].
pub(super) struct ToValue;
