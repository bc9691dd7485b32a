//! Clients of documents that hold what OpenAPI has and few APIs use: `tests/` looks at what goes out and what is read.

/// What only some documents send: other methods, items one after the other, headers of parts.
pub mod requests {
    include!(concat!(env!("OUT_DIR"), "/requests.rs"));
}

/// What travels which way, headers, defaults, deprecation.
pub mod responses {
    include!(concat!(env!("OUT_DIR"), "/responses.rs"));
}

/// Tuples, conditions, hierarchies, and the rest of 3.1's schemas.
pub mod schemas {
    include!(concat!(env!("OUT_DIR"), "/schemas.rs"));
}

/// Webhooks and callbacks.
pub mod events {
    include!(concat!(env!("OUT_DIR"), "/events.rs"));
}

/// Ranges, lengths, patterns.
pub mod limits {
    include!(concat!(env!("OUT_DIR"), "/limits.rs"));
}

/// Lists that are given page by page.
pub mod lists {
    include!(concat!(env!("OUT_DIR"), "/lists.rs"));
}

/// Jobs whose polls give different things.
pub mod jobs {
    include!(concat!(env!("OUT_DIR"), "/jobs.rs"));
}
