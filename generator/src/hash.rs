//! Maps and sets whose hashes are quick, and seeded anew for each process, so that no document can be made to collide.

use foldhash::fast::RandomState;

/// A map without an order.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set without an order.
pub(crate) type HashSet<T> = std::collections::HashSet<T, RandomState>;

/// A map in the order of insertion.
pub(crate) type IndexMap<K, V> = indexmap::IndexMap<K, V, RandomState>;
