//! [`Received`]: a response before it is decoded.

/// A response before it is decoded.
#[derive(Debug)]
pub struct Received {}
