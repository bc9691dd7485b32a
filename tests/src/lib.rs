//! What the tests of the generated clients share: a server that shows the bytes, and the pages as they were published.

pub mod page;
pub mod server;
